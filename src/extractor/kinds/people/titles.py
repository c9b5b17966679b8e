"""Titles: heads that rules found, with what qualifies them in front, as spans."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.kinds.people.lexicon import Lexicon, lexicon
from extractor.rulebook import Scan

_BODY_TOO = "政协"
"""Somebody of a consultative conference; in front of another title it is the conference (全國政協｜副主席)."""


@dataclass(slots=True, eq=False)
class Title:
    """A title `[start, end)`; its head begins at `head`; `type` is post, profession, degree, role or honorific."""

    start: int
    head: int
    end: int
    type: str


def find_titles(scan: Scan) -> list[Title]:
    """Every title of the article, in order, with the qualifiers in front of its head."""
    tables = lexicon(scan.rulebook)
    folded = scan.analysis.folded
    titles: list[Title] = []
    floor = 0
    for match in scan.matches("people", "title"):
        kind = str(match.value("title"))
        start = match.start
        if kind != "honorific" and folded[start - 1 : start] in tables.title_parts:
            low = max(floor, scan.analysis.sentence_at(start).start)
            whole = folded[match.start : match.end] in tables.whole_titles
            start = extend_left(folded, start, low, tables, fields=not whole)
        if titles and titles[-1].end == start and folded[titles[-1].head : start] == _BODY_TOO:
            titles.pop()
        if titles and titles[-1].end == start and folded[titles[-1].head : start] in tables.title_leads:
            start = titles.pop().start  # 主任裁判官
        titles.append(Title(start, match.start, match.end, kind))
        floor = match.end
    return titles


def extend_left(folded: str, start: int, low: int, tables: Lexicon, fields: bool = True) -> int:
    """Where a title whose head begins at `start` begins: every qualifier and (unless told) field in front of it."""
    while start > low:
        for length in tables.title_parts.get(folded[start - 1], ()):
            part = folded[start - length : start]
            if start - length >= low and (part in tables.title_leads or (fields and part in tables.title_fields)):
                start -= length
                break
        else:
            break
    return start
