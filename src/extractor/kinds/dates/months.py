"""Months and days of the month: in the month and year that are said, told of, or near as the press means."""

from __future__ import annotations

from datetime import date

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.discourse import Discourse, Said
from extractor.kinds.dates.forms import Point
from extractor.kinds.dates.meaning import Basis, Meaning, Place
from extractor.kinds.dates.moment import Moment
from extractor.kinds.dates.named import nearest
from extractor.kinds.dates.years import said_year, told_year

_PAST_REACH = 20
"""Days that a bare day of the month reaches back before the next one is nearer in a reader's mind."""
_NEXT_YEAR_GAP = 7


def month_or_day(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A month, or a day of a month; None when there is no such day."""
    if point.lunar:
        return _lunar(point, place, talk)
    if point.month_offset is not None:
        return _offset_month(point, talk.anchor)
    if point.month_ref is not None or point.month_context:
        return _referred_month(point, talk)
    said = said_year(point, place, talk)
    if point.month is None:
        return _bare_day(point, place, talk)
    if said is not None:
        return _in_month(point, said[0], point.month, said[1], True)
    return _month_of_context(point, place, talk)


def _in_month(point: Point, year: int | None, month: int | None, basis: Basis, own: bool) -> Meaning | None:
    """The month or the day in it; None when the month has no such day."""
    if point.day is None:
        part = "旬" if point.days == 10 else None
        return Meaning(Moment("month", year, month, part=part), basis, own)
    if month is not None and calendar.make_date(year or 2000, month, point.day) is None:
        return None
    return Meaning(Moment("day", year, month, point.day), basis, own)


def _offset_month(point: Point, anchor: Anchor) -> Meaning | None:
    if anchor.year is None or anchor.month is None:
        return _in_month(point, anchor.year if not point.month_offset else None, None, "published", False)
    year, month = calendar.shift_month(anchor.year, anchor.month, point.month_offset or 0)
    return _in_month(point, year, month, "published", False)


def _referred_month(point: Point, talk: Discourse) -> Meaning | None:
    said = talk.last_month()
    if point.month_context:
        anchor = talk.anchor
        if said is not None and said.own_year and said.moment.year is not None:
            return _in_month(point, said.moment.year, said.moment.month, "context", True)
        return _in_month(point, anchor.year, anchor.month, "published", False)
    if said is None or said.moment.year is None or said.moment.month is None:
        return _in_month(point, None, None, "context", False)
    year, month = calendar.shift_month(said.moment.year, said.moment.month, point.month_ref or 0)
    return _in_month(point, year, month, "context", said.own_year)


def _month_of_context(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A month whose year is not said: the year the text is telling of, else the nearest to the anchor."""
    month = point.month or 1
    told = told_year(place, talk)
    same = talk.year_of(month, point.day)
    if same is not None and (told is None or told.place.sentence != place.sentence) and not place.appointed:
        return _in_month(point, same, month, "context", False)
    if told is not None and told.moment.year is not None:
        year, before = told.moment.year, told.moment.month
        if before is not None and before - month >= _NEXT_YEAR_GAP:
            year += 1
        return _in_month(point, year, month, "context", True)
    anchor = talk.anchor
    if anchor.year is None:
        return _in_month(point, None, month, "published", False)
    year = _year_near(point, place, anchor)
    if (month, point.day) == (2, 29):
        year = max((by for by in range(year - 3, year + 1) if by % 4 == 0), default=year)
    return _in_month(point, year, month, "published", False)


def _year_near(point: Point, place: Place, anchor: Anchor) -> int:
    """The press leaves the year out when it is the current one, or the neighbouring one near its turn."""
    year, month = anchor.year or 0, point.month or 1
    if anchor.month is None:
        return year
    gap = month - anchor.month
    if gap > 0 and place.over:
        return year - 1
    if gap <= -_NEXT_YEAR_GAP and place.future:
        return year + 1
    return year - 1 if gap >= _NEXT_YEAR_GAP and not place.future else year


def _bare_day(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A day of the month alone: the month the text is telling of, else the nearest to the anchor."""
    day = point.day or 1
    anchor = talk.anchor
    told = talk.last_with_month(place.block)
    if told is not None and told.moment.year and told.moment.month:
        near = anchor.day is not None and _months_apart(told.moment, anchor) == 0 and not told.own_year
        if not near or told.place.sentence == place.sentence:
            return _day_after(point, told)
    if anchor.day is None:
        return Meaning(Moment("day", anchor.year, anchor.month, day), "published")
    return _day_near(point, place, anchor.day)


def _months_apart(moment: Moment, anchor: Anchor) -> int:
    return abs((moment.year or 0) * 12 + (moment.month or 0) - (anchor.year or 0) * 12 - (anchor.month or 0))


def _day_after(point: Point, told: Said) -> Meaning | None:
    """In the month told of; in the next one when the text has come to its end (31日至1日)."""
    base, day = told.moment, point.day or 1
    year, month = base.year or 0, base.month or 1
    if base.day is not None and base.day - day >= 20:
        year, month = calendar.shift_month(year, month, 1)
    return _in_month(point, year, month, "context", told.own_year)


def _day_near(point: Point, place: Place, anchor: date) -> Meaning | None:
    day = point.day or 1
    around = [calendar.shift_month(anchor.year, anchor.month, by) for by in (-1, 0, 1)]
    days = [found for year, month in around if (found := calendar.make_date(year, month, day))]
    past = [found for found in days if found <= anchor]
    coming = [found for found in days if found >= anchor]
    if coming and (place.future or not past or (anchor - past[-1]).days > _PAST_REACH):
        return Meaning(Moment.of_day(coming[0]), "published")
    return Meaning(Moment.of_day(past[-1]), "published") if past else None


def _lunar(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    said = said_year(point, place, talk)
    month, day = point.month or 1, point.day or 1
    if said is not None:
        found = calendar.lunar_day(said[0], month, day)
        return Meaning(Moment.of_day(found), said[1], True) if found else None
    anchor = talk.anchor.day
    if anchor is None:
        return Meaning(Moment("day", talk.anchor.year), "published")
    days = [found for by in (-1, 0, 1) if (found := calendar.lunar_day(anchor.year + by, month, day))]
    found_day = nearest(days, anchor, place)
    return Meaning(Moment.of_day(found_day), "published") if found_day else None
