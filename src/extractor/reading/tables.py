"""Tables: lines with tabs, lines with pipes, and `<table>` inside markdown; their cells and header cells.

Only filled cells are recorded; an empty one keeps its column. In a header row an empty cell behind a filled
one is what a merged cell leaves, so it widens that one (`Cell.width`). The widths need not add up to the
body's columns when the page lost spans unevenly: what is recorded is what stands there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.model.article import Cell
from extractor.reading.lexicon import words
from extractor.reading.lines import Line

_RULE_CELL = re.compile(r"\s*:?-+:?\s*\Z")
_RULE_LINE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_PIPE = re.compile(r"(?<!\\)\|")
_FIGURE = re.compile(r"[-+−▲▼]?(?:HK|US)?\$?[\d,.]{1,20}\s*[%％萬億元]{0,3}\Z")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?\Z")
_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,300})>", re.IGNORECASE)
_SPAN = re.compile(r"""(col|row)span\s*=\s*["']?(\d{1,3})""", re.IGNORECASE)
_LONGEST_HTML = 50_000
_WIDEST = 400  # columns
_PATIENCE = 8  # rows of one cell after which tabs are taken for mere space

Row = list[tuple[int, int]]


class Region(NamedTuple):
    """A table: the lines `[first, last]` that it fills, its cells, and its span in the text."""

    first: int
    last: int
    start: int
    end: int
    cells: tuple[Cell, ...]


def table_at(text: str, lines: Sequence[Line], index: int) -> Region | None:
    """The table that begins with line `index`, or None. Looks ahead only over the lines of the table."""
    line = lines[index]
    if text.startswith("<table", line.start):
        return _html_table(text, lines, index)
    if text.startswith("|", line.start):
        return _pipe_table(text, lines, index, fenced=True)
    if text.find("\t", line.start, line.right) >= 0:
        return _tab_table(text, lines, index)
    if index + 1 < len(lines) and _is_rule(text, lines[index + 1]) and _has_pipe(text, line):
        return _pipe_table(text, lines, index, fenced=False)
    return None


def _is_rule(text: str, line: Line) -> bool:
    body = text[line.start : line.end]
    return len(body) <= 2000 and "-" in body and "|" in body and bool(_RULE_LINE.match(body))


def _has_pipe(text: str, line: Line) -> bool:
    return text.find("|", line.start, line.end) >= 0


def _tab_table(text: str, lines: Sequence[Line], index: int) -> Region | None:
    rows: list[Row] = []
    last = index
    position = index
    while position < len(lines):
        line = lines[position]
        if line.blank:
            if position + 1 >= len(lines) or not _is_tab_row(text, lines[position + 1], bool(rows)):
                break
        elif _is_tab_row(text, line, bool(rows)):
            rows.append(_split(text, line.left, line.right, "\t"))
            last = position
            if len(rows) == _PATIENCE and max(_filled(text, row) for row in rows) < 2:
                return None
        else:
            break
        position += 1
    if len(rows) < 2 or max(_filled(text, row) for row in rows) < 2:
        return None
    headers = _header_rows(text, rows, 0)
    return Region(index, last, lines[index].start, lines[last].end, _cells(text, rows, headers))


def _is_tab_row(text: str, line: Line, inside: bool) -> bool:
    """Whether tabs part the line; tabs in front alone set a paragraph in, unless a table is under way."""
    if line.blank:
        return False
    tab = text.find("\t", line.start, line.right)
    if tab >= 0 and text.count("\t", tab, line.right) > _WIDEST:
        return False
    return tab >= 0 or (inside and text.startswith("\t", line.left))


def _split(text: str, start: int, end: int, mark: str) -> Row:
    row = []
    for part in text[start:end].split(mark):
        row.append((start, start + len(part)))
        start += len(part) + len(mark)
    return row


def _filled(text: str, row: Row) -> int:
    return sum(bool(text[start:end].strip()) for start, end in row)


def _pipe_table(text: str, lines: Sequence[Line], index: int, fenced: bool) -> Region | None:
    last = index
    while last + 1 < len(lines) and not lines[last + 1].blank:
        if not fenced and not _has_pipe(text, lines[last + 1]):
            break
        last += 1
    rows: list[Row] = []
    headers = 0
    for start, end in _pipe_rows(text, lines[index : last + 1], fenced):
        row = _pipe_cells(text, start, end)
        if all(_RULE_CELL.match(text[left:right]) for left, right in row):
            headers = headers or len(rows)
        else:
            rows.append(row)
    if last == index or not rows or (not fenced and max(map(len, rows)) < 2):
        return None
    return Region(
        index,
        last,
        lines[index].start,
        lines[last].end,
        _cells(text, rows, _header_rows(text, rows, headers)),
    )


def _pipe_rows(text: str, lines: Sequence[Line], fenced: bool) -> list[tuple[int, int]]:
    """The spans of the rows; a fenced row ends with the line that ends in a pipe, so cells may break."""
    if not fenced:
        return [(line.start, line.end) for line in lines]
    rows = []
    start = lines[0].start
    for number, line in enumerate(lines):
        closed = text[line.end - 1] == "|" and (line.end - line.start > 1 or line.start != start)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is None or (closed and text[following.start] == "|"):
            rows.append((start, line.end))
            start = following.start if following else line.end
    return rows


def _pipe_cells(text: str, start: int, end: int) -> Row:
    borders = [match.start() for match in _PIPE.finditer(text, start, end)]
    if not borders or borders[0] != start:
        borders.insert(0, start - 1)
    if borders[-1] != end - 1 or len(borders) == 1:
        borders.append(end)
    return [(left + 1, right) for left, right in itertools.pairwise(borders)]


def _header_rows(text: str, rows: Sequence[Row], ruled: int) -> int:
    """How many of the first rows are headers; `ruled` of them stand above a rule of dashes.

    The rule alone proves nothing over a row of figures: converters draw one under any first row. A row of one
    cell over several columns is the table's title, and the row of column heads follows it.
    """
    headers = ruled or int(_first_row_heads(text, rows))
    if ruled == 1 and _has_figures(text, rows[0]):
        headers = 0
    titled = headers == 1 and len(rows) > 2 and _filled(text, rows[0]) == 1 < _filled(text, rows[1])
    if titled and (_all_bold(text, rows[1]) or _first_row_heads(text, rows[1:])):
        headers = 2
    return headers


def _bare_cells(text: str, row: Row) -> list[str]:
    return [text[start:end].strip().strip("*") for start, end in row]


def _has_figures(text: str, row: Row) -> bool:
    """Whether a cell of `row` is a figure, and not a year, which heads a column as well."""
    return any(_FIGURE.match(cell) and not _YEAR.match(cell) for cell in _bare_cells(text, row))


def _all_bold(text: str, row: Row) -> bool:
    cells = [text[start:end].strip() for start, end in row]
    return all(cell.startswith("**") for cell in cells if cell)


def _first_row_heads(text: str, rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: merged cells, a known column head, words over figures."""
    cells = _bare_cells(text, rows[0])
    filled = [cell for cell in cells if cell]
    if not filled or _has_figures(text, rows[0]):
        return False
    merged = any(cells[i] and not cells[i + 1] for i in range(len(cells) - 1))
    if merged or not cells[0] or any(cell in words("column_head") for cell in filled):
        return True
    return any(_FIGURE.match(cell) for row in rows[1:4] for cell in _bare_cells(text, row[1:]))


def _cells(text: str, rows: Sequence[Row], headers: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        heads = number < headers
        for column, (start, end) in enumerate(row):
            body = text[start:end]
            ink = body.strip()
            if ink:
                first = start + len(body) - len(body.lstrip())
                cells.append(Cell(first, first + len(ink), number, column, heads))
            elif heads and cells and cells[-1].row == number:
                before = cells[-1]
                cells[-1] = Cell(before.start, before.end, number, before.column, heads, column - before.column + 1)
    return tuple(cells)


def _html_table(text: str, lines: Sequence[Line], index: int) -> Region | None:
    start = lines[index].start
    close = text.find("</table>", start, start + _LONGEST_HTML)
    if close < 0:
        return None
    end = close + len("</table>")
    last = index
    while last < len(lines) and lines[last].right < end:
        last += 1
    return Region(index, last, start, max(end, lines[last].end), _html_cells(text, start, end))


class _Grid:
    """The cells of a `<table>` as its tags come by, with what merged cells cover."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cells: list[Cell] = []
        self.row = -1
        self.column = 0
        self.covered: dict[int, int] = {}  # column -> rows, this one included, that a cell above covers

    def new_row(self) -> None:
        self.row += 1
        self.column = 0
        self.covered = {column: rows - 1 for column, rows in self.covered.items() if rows > 1}

    def place(self, start: int, end: int, header: bool, spans: dict[str, int]) -> None:
        """Record the cell whose words are `[start, end)` at the next free column."""
        while self.covered.get(self.column):
            self.column += 1
        wide, deep = max(spans.get("col", 1), 1), max(spans.get("row", 1), 1)
        body = self.text[start:end]
        if ink := body.strip():
            first = start + len(body) - len(body.lstrip())
            self.cells.append(Cell(first, first + len(ink), max(self.row, 0), self.column, header, wide))
        if deep > 1:
            self.covered.update(dict.fromkeys(range(self.column, self.column + wide), deep))
        self.column += wide


def _html_cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    grid = _Grid(text)
    opened: tuple[int, bool, dict[str, int]] | None = None
    for tag in _TAG.finditer(text, start, end):
        closing, name = bool(tag[1]), tag[2].lower()
        if opened and name != "table":
            left, header, spans = opened
            grid.place(left, tag.start(), header, spans)
            opened = None
        if name == "tr" and not closing:
            grid.new_row()
        elif name in ("td", "th") and not closing:
            spans = {span[1].lower(): int(span[2]) for span in _SPAN.finditer(tag[3])}
            opened = (tag.end(), name == "th", spans)
    return _with_header(text, grid.cells)


def _with_header(text: str, cells: list[Cell]) -> tuple[Cell, ...]:
    """`cells`, the first row made a header when no cell is one and its words name the columns."""
    rows: list[Row] = []
    for cell in cells:
        while len(rows) <= cell.row:
            rows.append([])
        rows[cell.row].append((cell.start, cell.end))
    if any(cell.header for cell in cells) or len(rows) < 2 or not rows[0]:
        return tuple(cells)
    merged = any(cell.width > 1 for cell in cells if cell.row == 0)
    if not (merged or _first_row_heads(text, rows)):
        return tuple(cells)
    return tuple(replace(cell, header=cell.row == 0) for cell in cells)
