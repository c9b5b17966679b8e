"""Bare figures in tables, and the unit that a head or a note above gives them: （單位：億元）, 金額（萬港元）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.model.article import Block, Cell
from extractor.text.views import fold_pattern

if TYPE_CHECKING:
    from extractor.rulebook.match import Scan

_NEAR = 3
_NOTE = re.compile(fold_pattern("單位[：:] ?（?(?P<unit>[^（），。；\\s|]{1,10})"))
_HEAD = re.compile(fold_pattern("[（](?:單位[：:] ?)?(?P<unit>[^（）]{1,10})[）]"))
_BARE = re.compile(r"\s*(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*")
_MAGNITUDE = re.compile(fold_pattern("(?P<magnitude>[十百千]?[萬億]|百萬|千|百)?(?P<name>.+)"))


@dataclass(frozen=True, slots=True)
class BareCell:
    """A figure `[start, end)` that fills its cell, and the unit that its table gives: 億 and 元, or "" and 人次.

    `magnitude` and `unit` are folded, `printed` is the unit as printed; `head` is the column's head without
    the unit, as printed, "" when there is none.
    """

    start: int
    end: int
    magnitude: str
    unit: str
    printed: str
    head: str


def bare_cells(scan: Scan) -> Iterator[BareCell]:
    """The bare figures of all tables that name a unit, in order."""
    blocks, measures = scan.analysis.blocks, scan.rulebook.folded_words("measure")
    for index, block in enumerate(blocks):
        if block.label != "table" or not block.cells:
            continue
        note = _note(scan, blocks, index)
        heads = _heads(scan, block)
        for cell in block.cells:
            bare = _BARE.fullmatch(scan.analysis.folded, cell.start, cell.end)
            head, unit = heads.get(cell.column, ("", None))
            if cell.header or bare is None or (unit or note) is None:
                continue
            stated = unit or note or (0, 0)
            whole = scan.analysis.folded[slice(*stated)]
            if whole in measures:  # 千瓦 is a unit, no thousand of 瓦
                yield BareCell(*bare.span("number"), "", whole, scan.analysis.plain[slice(*stated)], head)
                continue
            parts = _MAGNITUDE.fullmatch(scan.analysis.folded, *stated)
            if parts is not None:
                printed = scan.analysis.plain[parts.start("name") : parts.end("name")]
                yield BareCell(*bare.span("number"), parts["magnitude"] or "", parts["name"], printed, head)


def _note(scan: Scan, blocks: tuple[Block, ...], index: int) -> tuple[int, int] | None:
    """Where the unit stands that a note just above the table, or in its first row, gives all its figures, or None."""
    folded = scan.analysis.folded
    first = [cell for cell in blocks[index].cells if cell.row == 0]
    start = blocks[index].start
    if index and start - blocks[index - 1].end <= _NEAR:
        start = blocks[index - 1].start
    found = _NOTE.search(folded, start, first[-1].end if first else blocks[index].start)
    return None if found is None else found.span("unit")


def _heads(scan: Scan, block: Block) -> dict[int, tuple[str, tuple[int, int] | None]]:
    """For each column: its head as printed without the unit, and where its unit stands, in brackets."""
    heads: dict[int, tuple[str, tuple[int, int] | None]] = {}
    for cell in block.cells:
        if cell.row == 0 or cell.header:
            for column in range(cell.column, cell.column + cell.width):
                heads[column] = _head(scan, cell)
    return heads


def _head(scan: Scan, cell: Cell) -> tuple[str, tuple[int, int] | None]:
    found = _HEAD.search(scan.analysis.folded, cell.start, cell.end)
    end = found.start() if found is not None else cell.end
    return scan.analysis.plain[cell.start : end].strip(), None if found is None else found.span("unit")
