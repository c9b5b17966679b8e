"""What headings, lists and tables say about the laboratories in them: whose they are.

A line that names organizations and nothing else heads the laboratories below it, up to the next such line or
the next heading; a header cell that names organizations heads its column.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from extractor.model.article import Block, Cell
from extractor.model.findings import Findings, LabFinding, OrganizationFinding
from extractor.rulebook import Scan

_FILLING = " 　\t\n#*-•●○■·、及和與,，/／：:（）()"


_MARKS = re.compile(f"[{re.escape(_FILLING)}0-9.]*")
_Bodies = list[OrganizationFinding]


class _Table:
    """The cells of a table that name organizations and nothing else, by row and column."""

    def __init__(self, block: Block, only_bodies: Callable[[int, int], _Bodies]) -> None:
        self._cells = sorted(block.cells, key=lambda cell: cell.start)
        self._starts = [cell.start for cell in self._cells]
        self._rows: dict[int, list[tuple[Cell, _Bodies]]] = {}
        self._columns: dict[int, list[tuple[int, _Bodies]]] = {}
        for cell in sorted(block.cells, key=lambda cell: cell.row):
            bodies = only_bodies(cell.start, cell.end)
            if bodies:
                self._rows.setdefault(cell.row, []).append((cell, bodies))
                for column in range(cell.column, cell.column + cell.width):
                    self._columns.setdefault(column, []).append((cell.row, bodies))

    def bodies_for(self, position: int) -> _Bodies:
        """Those of the nearest such cell above the cell at `position`, else of the first in its row."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._cells[index].end:
            return []
        cell = self._cells[index]
        column = self._columns.get(cell.column, [])
        above = bisect_left(column, cell.row, key=lambda head: head[0])
        if above:
            nearest = column[above - 1][0]
            return column[bisect_left(column, nearest, key=lambda head: head[0])][1]
        return next((bodies for other, bodies in self._rows.get(cell.row, ()) if other is not cell), [])


class Layout:
    """The blocks of one article with the organizations and laboratories that stand in them."""

    def __init__(self, findings: Findings, scan: Scan) -> None:
        self._analysis = scan.analysis
        self._bodies = sorted(findings.organizations, key=lambda body: body.start)
        self._starts = [body.start for body in self._bodies]
        self._tables: dict[int, _Table] = {}
        self._labs = sorted(lab.start for lab in findings.labs)

    def hosts(self, group: list[LabFinding]) -> list[tuple[LabFinding, list[str]]]:
        """For every mention whose place in the layout tells its hosts: the mention and their names."""
        told = []
        for found in group:
            block = self._analysis.block_index(found.start)
            bodies = self._heading_bodies(found, block)
            if bodies:
                told.append((found, list(dict.fromkeys(body.name for body in bodies))))
        return told

    def _heading_bodies(self, found: LabFinding, index: int) -> list[OrganizationFinding]:
        block = self._analysis.blocks[index]
        if block.cells:
            if index not in self._tables:
                self._tables[index] = _Table(block, self._only_bodies)
            return self._tables[index].bodies_for(found.start)
        if block.label not in ("list", "heading", "paragraph") or not self._begins(found, block):
            return []
        for above in range(index - 1, max(index - 12, -1), -1):
            other = self._analysis.blocks[above]
            if other.cells:
                return []
            bodies = self._only_bodies(other.start, other.end)
            if bodies:
                return bodies
            if other.label == "heading" or not self._holds_lab(other):
                return []
        return []

    def _begins(self, found: LabFinding, block: Block) -> bool:
        """Whether nothing but list marks stands in front of the laboratory in its block."""
        return _MARKS.fullmatch(self._analysis.plain, block.start, found.start) is not None

    def _holds_lab(self, block: Block) -> bool:
        first = bisect_left(self._labs, block.start)
        return first < len(self._labs) and self._labs[first] < block.end

    def _only_bodies(self, start: int, end: int) -> list[OrganizationFinding]:
        """The organizations of a stretch that names them and says nothing else; else none."""
        plain = self._analysis.plain
        inside = self._bodies[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        rest, position = [], start
        for body in inside:
            rest.append(plain[position : body.start])
            position = body.end
        rest.append(plain[position:end])
        return [] if "".join(rest).strip(_FILLING) else inside
