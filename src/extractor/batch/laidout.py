"""Articles that were read and laid out, as bytes: what is kept so that new rules need no new reading.

Reading an article costs some twenty times what taking it from here does (`bench/batch.py` measures it). The
form is JSON, never pickle: a folder of outputs may come from somebody else.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from extractor.model.article import Article, Block, Cell
from extractor.model.warnings import Warning_

FORM = 1
"""To be raised when the form changes."""


def pack(articles: Iterable[Article]) -> bytes:
    """The articles as bytes, the same for the same articles."""
    rows = [_row(article) for article in articles]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(content: bytes) -> list[Article]:
    """The articles that were packed. ValueError when the bytes are no such thing."""
    try:
        return [_article(row) for row in json.loads(zlib.decompress(content))]
    except (zlib.error, TypeError, KeyError) as error:
        raise ValueError(str(error)) from error


def _row(article: Article) -> list[Any]:
    blocks = [
        [b.label, b.start, b.end, b.level, [[c.start, c.end, c.row, c.column, c.header, c.width] for c in b.cells]]
        for b in article.blocks
    ]
    return [
        article.id, article.source, article.sha256, article.text, blocks, article.headline, article.publisher,
        article.bylines, article.published and article.published.isoformat(), article.url,
        [[w.code, w.message, w.start, w.end] for w in article.warnings],
    ]  # fmt: skip


def _article(row: list[Any]) -> Article:
    id_, source, sha256, text, blocks, headline, publisher, bylines, published, url, warnings = row
    return Article(
        id=id_,
        source=source,
        sha256=sha256,
        text=text,
        blocks=tuple(
            Block(label, start, end, level, tuple(Cell(*cell) for cell in cells))
            for label, start, end, level, cells in blocks
        ),
        headline=headline,
        publisher=publisher,
        bylines=tuple(bylines),
        published=published and date.fromisoformat(published),
        url=url,
        warnings=tuple(Warning_(*warning) for warning in warnings),
    )
