"""Shares in a table's column whose head says that they are changes: 按年變幅 | +3.1% | -0.1%."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from extractor.kinds.quantities.changes import Change
from extractor.model.article import Block, Cell
from extractor.model.findings import QuantityFinding
from extractor.rulebook import Scan

_OPPOSITE: dict[Change, Change] = {"increase": "decrease", "decrease": "increase"}


def read_columns(findings: list[QuantityFinding], scan: Scan) -> None:
    """Give the shares below such a head, in place, its change and basis; a minus says the opposite."""
    if not any(block.label == "table" for block in scan.analysis.blocks):
        return
    for found in findings:
        block = scan.analysis.block_at(found.start)
        if block.label == "table" and found.change is None and found.unit == "%":
            head = _head(block, found.start)
            if head is not None:
                _read(found, head, scan)


def _head(block: Block, position: int) -> Cell | None:
    """The head of the column that holds `position`, unless it stands in a head itself."""
    cell = next((cell for cell in block.cells if cell.start <= position < cell.end), None)
    if cell is None or cell.header or cell.row == 0:
        return None
    heads = (one for one in block.cells if one.row == 0 and one.column <= cell.column < one.column + one.width)
    return next(heads, None)


def _read(found: QuantityFinding, cell: Cell, scan: Scan) -> None:
    head = scan.analysis.folded[cell.start : cell.end]
    told = cast("dict[str, Change]", scan.rulebook.folded_words("change_head"))
    change = next((told[word] for word in told if word in head), None)
    if change is None:
        return
    if found.figure.value is not None and found.figure.value < 0:
        change, found.figure = _OPPOSITE[change], found.figure.scaled(Decimal(-1))
    bases = cast("dict[str, str]", scan.rulebook.folded_words("basis"))
    basis = next((word for word in bases if word in head), None)
    found.change = change
    if basis is not None:
        start = cell.start + head.find(basis)
        found.basis = bases[basis] or scan.analysis.plain[start : start + len(basis)]
