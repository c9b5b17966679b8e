"""A point -> the moment it means: relative parts from the anchor, referring parts from the discourse,
missing parts as the press means them."""

from __future__ import annotations

from datetime import timedelta

from extractor.kinds.dates.discourse import Discourse
from extractor.kinds.dates.forms import DAYTIME, Point
from extractor.kinds.dates.meaning import Meaning, Place
from extractor.kinds.dates.moment import Moment, clock_hour
from extractor.kinds.dates.months import month_or_day
from extractor.kinds.dates.named import anniversary, holiday
from extractor.kinds.dates.weeks import referred_day, relative_day, spoken_day, week, weekday
from extractor.kinds.dates.years import year_or_part

_FROM_HOUR = {"AF": 12, "EV": 17, "NI": 18}


def resolve_point(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """The moment that `point` means at `place`; None when it cannot be one (31 June)."""
    ranks = point.ranks()
    if not ranks:
        return None
    if ranks[0] >= DAYTIME:
        return _timed(spoken_day(place, talk), point, _hour_told(place, talk))
    meaning = _calendar_part(point, place, talk)
    return None if meaning is None else _timed(meaning, point)


def _timed(meaning: Meaning, point: Point, later: int | None = None) -> Meaning | None:
    """The meaning with its part of the day or time. `later`: an hour of the afternoon that was told before."""
    if point.mod is not None:
        meaning = meaning._replace(moment=meaning.moment._replace(mod=point.mod))
    if point.tod is None and point.hour is None:
        return meaning
    moment = meaning.moment
    if point.hour is None:
        return meaning._replace(moment=moment.timed(point.tod, None, None, None))
    hour = clock_hour(point.hour, point.tod, point.pm)
    if later is not None and point.tod is None and point.pm is None and later <= hour + 12 < 24 and hour < 12:
        hour += 12
    if hour > 24 and (day := moment.date()) is not None:
        moved = Moment.of_day(day + timedelta(1))
        return meaning._replace(moment=moved._replace(hour=hour - 24, minute=point.minute, mod=moment.mod))
    return meaning._replace(moment=moment.timed(None, hour, point.minute, point.second))


def _hour_told(place: Place, talk: Discourse) -> int | None:
    """昨晚（21日）8時45分: the hour from which on the sentence tells, when that is past noon."""
    said = talk.last_timed(place.sentence)
    if said is None:
        return None
    if said.moment.hour is not None:
        return said.moment.hour if said.moment.hour > 12 else None
    return _FROM_HOUR.get(said.moment.tod or "")


def _calendar_part(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    if point.day_offset is not None:
        return relative_day(point.day_offset, talk.anchor)
    if point.day_ref is not None:
        return referred_day(point.day_ref, place, talk)
    if point.anniversary is not None:
        return anniversary(point, talk.anchor)
    if point.holiday is not None:
        return holiday(point, place, talk)
    if point.week_offset is not None or point.week_ref is not None or point.week is not None:
        return week(point, place, talk)
    if point.day is not None or point.month_named():
        return month_or_day(point, place, talk)
    if point.weekday is not None or point.weekend:
        return weekday(point, place, talk)
    return year_or_part(point, place, talk)
