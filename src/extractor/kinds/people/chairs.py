"""Chairs that bear a name: in 卓敏講座教授呂榮聰 the first name is the chair's, and belongs to the title."""

from __future__ import annotations

from extractor.kinds.people.titles import Title
from extractor.model.findings import PersonFinding

_HEAD = "教授"
_LONGEST_BRACKET = 14


def name_chairs(people: list[PersonFinding], titles: list[Title], folded: str) -> list[PersonFinding]:
    """The mentions without names of chairs; each of those is drawn into the title behind it."""
    by_start = {title.start: title for title in titles}
    begins = {person.start for person in people}
    kept = []
    for person in people:
        title = by_start.get(person.end)
        if title is None or not folded.endswith(_HEAD, 0, title.end) or not _names(title.end, begins, folded):
            kept.append(person)
        else:
            title.start = person.start
    return kept


def _names(end: int, begins: set[int], folded: str) -> bool:
    """Whether a name begins behind a title, or behind the field in brackets that follows the title."""
    if folded.startswith("（", end):
        close = folded.find("）", end, end + _LONGEST_BRACKET)
        end = close + 1 if close > 0 else end
        end += folded.startswith(" ", end)
    return end in begins
