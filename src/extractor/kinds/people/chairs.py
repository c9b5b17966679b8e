"""Chairs that bear a name: in 卓敏講座教授呂榮聰 the first name is the chair's, and belongs to the title."""

from __future__ import annotations

from extractor.kinds.people.titles import Title
from extractor.model.findings import PersonFinding

_HEAD = "教授"
_HONOURED = frozenset(("爵士", "伉俪", "夫妇", "夫人", "先生"))
_LONGEST_FIELD = 8
_FUND = "基金"
_LONGEST_DONOR = 4
_LONGEST_BRACKET = 14


def name_chairs(people: list[PersonFinding], titles: list[Title], folded: str) -> list[PersonFinding]:
    """The mentions without names of chairs; each of those is drawn into the title behind it."""
    if _HEAD not in folded:
        return people
    funds = _FUND in folded
    by_start = {title.start: title for title in titles}
    begins = {person.start for person in people}
    kept = []
    for person in reversed(people):
        title = by_start.get(person.end) or (_endowed(person.end, by_start, folded) if funds else None)
        if title is not None and folded[title.start : title.end] in _HONOURED:
            title = _field_of(title.end, by_start, folded)
        endowed = title is not None and (folded.startswith(_FUND, title.start) or title.start > person.end + 1)
        chair = title is not None and folded.endswith(_HEAD, 0, title.end)
        if title is None or not chair or not (endowed or _names(title.end, begins, folded)):
            kept.append(person)
        else:
            by_start[person.start] = title
            title.start = person.start
    kept.reverse()
    return kept


def _endowed(end: int, by_start: dict[int, Title], folded: str) -> Title | None:
    """The title of a chair that somebody whose name ends at `end` endowed together with another (某某某某基金教授)."""
    at = folded.find(_FUND, end, end + _LONGEST_DONOR + len(_FUND))
    return by_start.get(at) if at >= 0 and folded[end:at].isalpha() else None


def _field_of(end: int, by_start: dict[int, Title], folded: str) -> Title | None:
    """The chair in a field that bears a knight's name: 某某某爵士精密工程教授."""
    starts = [at for at in range(end, end + _LONGEST_FIELD) if at in by_start]
    if not starts or (starts[0] == end and not folded.startswith(_FUND, end)):
        return None  # 某某某爵士教授 is a professor
    return by_start[starts[0]] if (folded[end : starts[0]] or "系").isalpha() else None


def _names(end: int, begins: set[int], folded: str) -> bool:
    """Whether a name begins behind a title, or behind the field in brackets that follows the title."""
    if folded.startswith("（", end):
        close = folded.find("）", end, end + _LONGEST_BRACKET)
        end = close + 1 if close > 0 else end
        end += folded.startswith(" ", end)
    return end in begins
