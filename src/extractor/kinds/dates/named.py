"""Days with names, and anniversaries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.discourse import Discourse
from extractor.kinds.dates.forms import Point
from extractor.kinds.dates.meaning import Meaning, Place
from extractor.kinds.dates.moment import Moment
from extractor.kinds.dates.years import said_year


def holiday(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A named day in the year that is said, else the nearest one."""
    spec = point.holiday or ""
    said = said_year(point, place, talk)
    if said is not None:
        day = calendar.named_day(spec, said[0])
        return Meaning(Moment.of_day(day), said[1], True) if day else None
    anchor = talk.anchor
    if anchor.day is None:
        return Meaning(_unknown_year_day(spec, anchor.year), "published")
    days = [day for year in (-1, 0, 1) if (day := calendar.named_day(spec, anchor.day.year + year))]
    found = nearest(days, anchor.day, place)
    return Meaning(Moment.of_day(found), "published") if found else None


def _unknown_year_day(spec: str, year: int | None) -> Moment:
    if year is not None and (day := calendar.named_day(spec, year)):
        return Moment.of_day(day)
    if ":" in spec:
        return Moment("day", year)
    month, day_of_month = spec.split("-")
    return Moment("day", year, int(month), int(day_of_month))


def nearest(days: Iterable[date], anchor: date, place: Place) -> date | None:
    """The day nearest to the anchor; the next one when the clause speaks of the future."""
    ordered = sorted(days, key=lambda day: abs((day - anchor).days))
    if place.future:
        coming = [day for day in ordered if day >= anchor]
        return coming[0] if coming else None
    return ordered[0] if ordered else None


def anniversary(point: Point, anchor: Anchor) -> Meaning | None:
    """The day an anniversary falls on: 回歸二十八周年 is 2025-07-01."""
    year, month, day = (int(part) for part in (point.anniversary or "").split("-"))
    found = calendar.make_date(year + (point.number or 0), month, day)
    return Meaning(Moment.of_day(found), "context", True) if found else None
