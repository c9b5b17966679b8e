"""What headings, lists and tables say about the laboratories in them: whose they are.

A line that names organizations and nothing else heads the laboratories below it, up to the next such line or
the next heading; a header cell that names organizations heads its column.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from extractor.model.article import Block, Cell
from extractor.model.findings import Findings, LabFinding, OrganizationFinding
from extractor.rulebook import Scan

_FILLING = " 　\t\n#*-•●○■·、及和與,，/／：:（）()"


class Layout:
    """The blocks of one article with the organizations and laboratories that stand in them."""

    def __init__(self, findings: Findings, scan: Scan) -> None:
        self._analysis = scan.analysis
        self._bodies = sorted(findings.organizations, key=lambda body: body.start)
        self._starts = [body.start for body in self._bodies]
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
            return self._column_bodies(found, block)
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

    def _column_bodies(self, found: LabFinding, block: Block) -> list[OrganizationFinding]:
        cell = next((cell for cell in block.cells if cell.start <= found.start < cell.end), None)
        if cell is None:
            return []
        above = [
            other for other in block.cells
            if other.row < cell.row and other.column <= cell.column < other.column + other.width
        ]  # fmt: skip
        for other in sorted(above, key=lambda other: -other.row):
            bodies = self._only_bodies(other.start, other.end)
            if bodies:
                return bodies
        return self._row_bodies(cell, block)

    def _row_bodies(self, cell: Cell, block: Block) -> list[OrganizationFinding]:
        """The bodies that a cell of the same row names and nothing else."""
        for other in block.cells:
            if other.row == cell.row and other is not cell:
                bodies = self._only_bodies(other.start, other.end)
                if bodies:
                    return bodies
        return []

    def _begins(self, found: LabFinding, block: Block) -> bool:
        """Whether nothing but list marks stands in front of the laboratory in its block."""
        return not self._analysis.plain[block.start : found.start].strip(_FILLING + "0123456789.")

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
