"""An article as it was read: its text, its blocks, what its metadata say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractor.model.warnings import Warning_

BlockLabel = Literal["headline", "heading", "paragraph", "byline", "caption", "list", "table", "footnote"]
PublishedBasis = Literal["metadata", "dateline", "inferred"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table block: `[start, end)` in the text, its place, and whether it is a header.

    `column` is the first column that the cell covers and `width` how many it covers, as far as the layout
    still tells; a merged header that has lost its span has `width` 1.
    """

    start: int
    end: int
    row: int
    column: int
    header: bool = False
    width: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch `[start, end)` of the text; never overlapping, in order, all ink covered.

    `level` is the depth of a heading (1 = topmost) or of a list item (0 = outermost). Every list item is a
    block of its own; a table is one block with its `cells`.
    """

    label: BlockLabel
    start: int
    end: int
    level: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Every offset anywhere counts code points of `text`, end exclusive.

    `published` is the metadata date alone; what the text itself lets one deduce is the business of
    `extractor.kinds.dates`. `source` is the path below the corpus folder (with `#line` for a row of a
    JSONL or Parquet file), `sha256` the digest of the bytes it was read from.
    """

    id: str
    source: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    headline: str | None = None
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    published: date | None = None
    url: str | None = None
    warnings: tuple[Warning_, ...] = ()
