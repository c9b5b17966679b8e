"""Days with names, and anniversaries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.discourse import Discourse, Said
from extractor.kinds.dates.forms import Point
from extractor.kinds.dates.meaning import Meaning, Place
from extractor.kinds.dates.moment import Moment
from extractor.kinds.dates.years import said_year

_SOON = 75
"""Days within which a named day without a year is the coming one."""
_VERY_SOON = 14
"""Days from the day of writing within which a named day is that of this year, whatever was told before."""
_BACK = 2
"""Blocks that a named day looks back for the year that is told of."""


def holiday(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A named day in the year that is said, else the nearest one; or the day before it."""
    meaning = _named(point, place, talk)
    if meaning is None or not point.eve:
        return meaning
    day = meaning.moment.date()
    before = calendar.shift(day, -1) if day is not None else None
    return meaning._replace(moment=Moment.of_day(before)) if before is not None else None


def _named(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    spec = point.holiday or ""
    said = said_year(point, place, talk)
    if said is not None:
        day = calendar.named_day(spec, said[0])
        return Meaning(Moment.of_day(day), said[1], True) if day else None
    anchor = talk.anchor
    told = talk.last_day(place.block, back=_BACK)
    if told is not None and told.own_year and _tells_year(told, spec, place, talk) and (base := told.moment.date()):
        near = nearest_named(spec, base)
        return Meaning(Moment.of_day(near), "context", True) if near else None
    if anchor.day is None:
        return Meaning(_unknown_year_day(spec, anchor.year), "published")
    days = [day for year in (-1, 0, 1) if (day := calendar.named_day(spec, anchor.day.year + year))]
    found = nearest(days, anchor.day, place)
    return Meaning(Moment.of_day(found), "published") if found else None


def _tells_year(told: Said, spec: str, place: Place, talk: Discourse) -> bool:
    """Whether the named day is of the year told of: not when one lies so near to the day of writing."""
    anchor = talk.anchor.day
    if anchor is None or told.place.sentence == place.sentence:
        return True
    if told.place.caption and told.place.block != place.block:
        return False
    near = nearest_named(spec, anchor)
    return near is None or abs((near - anchor).days) > _VERY_SOON


def nearest_named(spec: str, base: date) -> date | None:
    """The day of that name nearest to `base`."""
    days = [day for by in (-1, 0, 1) if (day := calendar.named_day(spec, base.year + by))]
    return min(days, key=lambda day: abs((day - base).days), default=None)


def _unknown_year_day(spec: str, year: int | None) -> Moment:
    if year is not None and (day := calendar.named_day(spec, year)):
        return Moment.of_day(day)
    if ":" in spec:
        return Moment("day", year)
    month, day_of_month = spec.split("-")
    return Moment("day", year, int(month), int(day_of_month))


def nearest(days: Iterable[date], anchor: date, place: Place) -> date | None:
    """The day that is meant: the coming one when it is near or the clause looks ahead, else the last."""
    ordered = sorted(days)
    if anchor in ordered:
        return anchor
    coming = [day for day in ordered if day >= anchor]
    over = [day for day in ordered if day < anchor]
    soon = bool(coming) and (coming[0] - anchor).days <= _SOON and not place.past
    if coming and (place.future or not over or (soon and coming[0] - anchor < anchor - over[-1])):
        return coming[0]
    return over[-1] if over else None


def anniversary(point: Point, anchor: Anchor) -> Meaning | None:
    """The day an anniversary falls on: 回歸二十八周年 is 2025-07-01."""
    year, month, day = (int(part) for part in (point.anniversary or "").split("-"))
    found = calendar.make_date(year + (point.number or 0), month, day)
    return Meaning(Moment.of_day(found), "explicit", True) if found else None
