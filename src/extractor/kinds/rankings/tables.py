"""Places in tables: a column headed 排名 or 名次, and in each row who holds the place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from extractor.kinds.rankings.grammar import Grammar
from extractor.kinds.rankings.indices import Indices
from extractor.model.article import Block, Cell
from extractor.model.findings import Place, RankingFinding
from extractor.rulebook import Match, Scan
from extractor.text.views import fold_pattern

_PLACE = re.compile(
    fold_pattern(
        r"(?P<tie>=|並列)?第?(?P<rank>[0-9]{1,4}|[一二三四五六七八九十廿百]{1,4})(?:位|名)?(?P<also>=|（並列）)?"
    )
)


@dataclass(frozen=True, slots=True)
class _Column:
    number: int
    year: int | None
    former: bool
    rule: str
    category: str | None


def table_places(matches: list[Match], scan: Scan, words: Grammar, indices: Indices) -> list[RankingFinding]:
    """The places in the rank columns of every table; `matches` are the words that head such columns.

    Of two columns that differ in their year the later one gives the place, the other one the former place.
    """
    found: list[RankingFinding] = []
    tables: dict[int, list[Match]] = {}
    for match in matches:
        number = scan.analysis.block_index(match.start)
        if scan.analysis.blocks[number].cells:
            tables.setdefault(number, []).append(match)
    for number, heads in tables.items():
        block = scan.analysis.blocks[number]
        columns = _columns(block, heads, scan, words, indices)
        if columns:
            found += _rows(block, columns, scan, words)
    return found


def _columns(block: Block, heads: list[Match], scan: Scan, words: Grammar, indices: Indices) -> list[_Column]:
    columns: list[_Column] = []
    tops = sorted((cell for cell in block.cells if cell.header or cell.row == 0), key=attrgetter("start"))
    for head in heads:
        index = bisect_right(tops, head.start, key=attrgetter("start")) - 1
        if index < 0 or tops[index].end <= head.start:
            continue
        cell = tops[index]
        text = scan.analysis.folded[cell.start : cell.end]
        year = words.year.search(text)
        times = [value for word, value in words.values["rank_time"].items() if word in text]
        rest = scan.analysis.plain[cell.start : head.start].strip()
        named = rest if rest and year is None and not times else None
        columns.append(
            _Column(
                cell.column,
                indices.year(year[0]) if year else None,
                any(value in (-1, -2) for value in times),
                head.rule.id,
                named,
            )
        )
    years = [column.year for column in columns if column.year is not None]
    latest = max(years, default=None)
    return [
        _Column(c.number, c.year, c.former or (c.year is not None and c.year != latest), c.rule, c.category)
        for c in columns
    ]


def _rows(block: Block, columns: list[_Column], scan: Scan, words: Grammar) -> list[RankingFinding]:
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    found: list[RankingFinding] = []
    for row in sorted(rows):
        if row > 0:
            found += _row(rows[row], columns, scan, words)
    return found


def _row(row: list[Cell], columns: list[_Column], scan: Scan, words: Grammar) -> list[RankingFinding]:
    ranked = {column.number for column in columns}
    cells = {cell.column: cell for cell in row}
    subject = _subject([cell for cell in row if cell.column not in ranked], scan)
    former = [_read(cells.get(column.number), scan, words) for column in columns if column.former]
    found = []
    for column in columns:
        place = _read(cells.get(column.number), scan, words)
        if column.former or place is None:
            continue
        start, end = _trimmed(cells[column.number], scan)
        finding = RankingFinding(start, end, column.rule, place[0], subject=subject, tied=place[1])
        finding.edition, finding.category = column.year, column.category
        finding.previous_rank = former[0][0] if len(former) == 1 and former[0] else None
        found.append(finding)
    return found


def _trimmed(cell: Cell, scan: Scan) -> tuple[int, int]:
    text = scan.analysis.plain[cell.start : cell.end]
    start = cell.start + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _read(cell: Cell | None, scan: Scan, words: Grammar) -> tuple[int, bool] | None:
    """The place that a cell states, and whether it is shared."""
    if cell is None:
        return None
    found = _PLACE.fullmatch(scan.analysis.folded[slice(*_trimmed(cell, scan))])
    number = words.number(found["rank"]) if found else None
    if found is None or number is None:
        return None
    return number, bool(found["tie"] or found["also"])


def _subject(cells: list[Cell], scan: Scan) -> Place | None:
    """The first cell of the row that holds words."""
    for cell in cells:
        start, end = _trimmed(cell, scan)
        if re.search(r"[A-Za-z㐀-鿿]", scan.analysis.folded[start:end]):
            return Place(start, end)
    return None
