"""Days seen from the day of writing or from the one told of; weeks and weekdays."""

from __future__ import annotations

from datetime import timedelta

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.discourse import Discourse
from extractor.kinds.dates.forms import Point
from extractor.kinds.dates.meaning import Basis, Meaning, Place
from extractor.kinds.dates.moment import Grain, Moment
from extractor.kinds.dates.years import said_year

_BACK = 5
"""Blocks that 翌日 and 當日 look back for their day."""
_NEAR = 24
"""Code points within which 當晚 is that of a day that lies ahead, in the sentence before too."""
_BACK_TIME = 2
"""Blocks that a time without its day looks back."""
_BACK_OVER = 1
"""The same where the newest day lies ahead and cannot be meant."""


def relative_day(offset: int, anchor: Anchor) -> Meaning:
    """昨日: so many days from the day of writing."""
    moved = anchor.moved(offset)
    return Meaning(Moment("day", moved.year, moved.month, moved.day_of_month), "published")


def referred_day(ref: int, place: Place, talk: Discourse) -> Meaning:
    """翌日: so many days from the day told of last; unknown when none was."""
    said = talk.last_day(place.block, back=_BACK)
    far = said is not None and said.place.sentence != place.sentence and place.start - said.place.end > _NEAR
    if said is not None and far and talk.lies_ahead(said) and not place.future:
        said = talk.last_day_over(place.block, back=_BACK_OVER)
    if said is not None and not far and talk.lies_ahead(said) and place.past:
        said = talk.day_over_in(place.sentence) or said  # 周一公布周三將開會，同日宣布
    month = talk.newer_month(place.sentence) if ref == 0 else None
    if month is not None:  # 同年10月通過規例，當日大跌: a day of that month, not the one told of before
        return Meaning(Moment("day", month.year, month.month), "context")
    day = said.moment.date() if said else None
    moved = calendar.shift(day, ref) if day else None
    if moved is None or said is None:
        return Meaning(Moment("day"), "context")
    return Meaning(Moment.of_day(moved), "context", said.own_year)


def spoken_day(place: Place, talk: Discourse) -> Meaning:
    """The day that a bare time of day belongs to: told of in its block, or just before; none for daily hours."""
    if place.updated and talk.anchor.day is not None:
        return Meaning(Moment.of_day(talk.anchor.day), "published")
    said = None if place.habitual else talk.last_day(place.block, back=_BACK_TIME)
    if said is not None and said.place.block != place.block:
        said = None if talk.lies_ahead(said) or said.place.caption or place.caption else said
    if said is None or said.moment.date() is None:
        return Meaning(Moment("day"), "context")
    base = said.moment
    return Meaning(Moment("day", base.year, base.month, base.day), "context", said.own_year)


def week(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A week, its end, or a weekday in it."""
    basis: Basis = "published"
    if point.week is not None:
        said = said_year(point, place, talk)
        year = said[0] if said else talk.anchor.year
        return Meaning(Moment("week", year, week=point.week), said[1] if said else "published", True)
    base = talk.anchor.day
    if point.week_ref is not None:
        previous = talk.last_week()
        base = previous.moment.date() if previous else None
        basis = "context"
    if base is None:
        return Meaning(Moment("day" if point.weekday else "week", weekday=point.weekday), basis)
    weeks = (point.week_offset or 0) + (point.week_ref or 0)
    near = point.week_offset == -1 or (point.week_offset == 0 and place.future)
    if base.isoweekday() == 7 and near and point.weekday not in (None, 7):
        weeks += 1  # on a Sunday 上周五 is two days ago, and 本周三 is still to come
    monday = calendar.shift(calendar.monday_of(base), 7 * weeks)
    if monday is None:
        return None
    if point.weekday is not None:
        return Meaning(Moment.of_day(monday + timedelta(point.weekday - 1)), basis)
    year, week, _ = monday.isocalendar()
    return Meaning(Moment("week", year, week=week, weekend=bool(point.weekend)), basis)


def told_weekday(number: int, place: Place, talk: Discourse) -> Meaning:
    """8月31日為星期日: the day told of, when it is such a weekday; else it stays open which one is meant."""
    said = talk.last_day(place.block)
    day = said.moment.date() if said is not None else None
    if day is not None and day.isoweekday() == number:
        return Meaning(Moment.of_day(day), "context")
    return Meaning(Moment("day", weekday=number), "context")


def weekday(point: Point, place: Place, talk: Discourse) -> Meaning:
    """A weekday without its week: the nearest as the press means it, the coming one where it looks ahead."""
    anchor = talk.anchor.day
    if anchor is None:
        grain: Grain = "week" if point.weekend else "day"
        unknown = Moment(grain, talk.anchor.year, weekday=point.weekday, weekend=bool(point.weekend))
        return Meaning(unknown, "published")
    wanted = 6 if point.weekend else point.weekday or 1
    ahead = (wanted - anchor.isoweekday()) % 7
    if ahead == 0:
        day = anchor
    elif place.future or (place.begins and ahead < 6) or (ahead <= 2 and not place.past):
        day = anchor + timedelta(ahead)
    else:
        day = anchor + timedelta(ahead - 7)
    if point.weekend:
        year, week, _ = day.isocalendar()
        return Meaning(Moment("week", year, week=week, weekend=True), "published")
    return Meaning(Moment.of_day(day), "published")
