"""A point -> the moment it means: relative parts from the anchor, referring parts from the discourse,
missing parts as the press means them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.discourse import Discourse, Said
from extractor.kinds.dates.forms import DAY, DAYTIME, Point
from extractor.kinds.dates.moment import Grain, Moment

Basis = Literal["explicit", "published", "context"]

_PAST_REACH = 20
"""Days that a bare day of the month reaches back before the next one is nearer in a reader's mind."""
_TWO_DIGIT_PIVOT = 50
_NEXT_YEAR_GAP = 7


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point stands: its span, sentence and block, and whether its clause speaks of the future."""

    start: int
    end: int
    sentence: int
    block: int
    future: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A resolved point, and what its missing parts came from. `own_year`: see `discourse.Said`."""

    moment: Moment
    basis: Basis
    own_year: bool = False


def resolve_point(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """The moment that `point` means at `place`; None when it cannot be one (31 June)."""
    ranks = point.ranks()
    if not ranks:
        return None
    if ranks[0] >= DAYTIME:
        return _timed(_spoken_day(place, talk), point)
    meaning = _calendar_part(point, place, talk)
    return None if meaning is None else _timed(meaning, point)


def _timed(meaning: Meaning, point: Point) -> Meaning | None:
    moment = meaning.moment
    if point.mod is not None:
        moment = replace(moment, mod=point.mod)
    if point.tod is None and point.hour is None:
        return replace(meaning, moment=moment)
    if point.hour is None:
        return replace(meaning, moment=moment.timed(point.tod, None, None, None))
    hour = clock_hour(point.hour, point.tod, point.pm)
    if hour > 24 and (day := moment.date()) is not None:
        moved = Moment.of_day(day + timedelta(1))
        return replace(meaning, moment=replace(moved, hour=hour - 24, minute=point.minute, mod=moment.mod))
    return replace(meaning, moment=moment.timed(None, hour, point.minute, point.second))


def clock_hour(hour: int, tod: str | None, pm: bool | None) -> int:
    """The hour of the day that 下午3時, 晚上12時, 凌晨12時, 3:15pm mean."""
    if pm is not None:
        return hour % 12 + (12 if pm else 0) if hour <= 12 else hour
    if tod in ("AF", "EV") and hour < 12:
        return hour + 12
    if tod == "MI" and 1 <= hour <= 3:
        return hour + 12
    if tod == "NI":
        return hour + 12 if 5 <= hour <= 12 else hour
    if tod == "DAWN" and hour == 12:
        return 0
    return hour


def _calendar_part(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    if point.day_offset is not None:
        return _relative_day(point.day_offset, talk.anchor)
    if point.day_ref is not None:
        return _referred_day(point.day_ref, place, talk)
    if point.anniversary is not None:
        return _anniversary(point, talk.anchor)
    if point.holiday is not None:
        return _holiday(point, place, talk)
    if point.week_offset is not None or point.week_ref is not None or point.week is not None:
        return _week(point, place, talk)
    if point.day is not None or point.month_named():
        return _month_or_day(point, place, talk)
    if point.weekday is not None or point.weekend:
        return _weekday(point, place, talk)
    return _year_or_part(point, place, talk)


# --- days relative to the day of writing, and to what was said ---------------------------------------------


def _relative_day(offset: int, anchor: Anchor) -> Meaning:
    moved = anchor.moved(offset)
    return Meaning(Moment("day", moved.year, moved.month, moved.day_of_month), "published")


def _referred_day(ref: int, place: Place, talk: Discourse) -> Meaning:
    said = talk.last_day(place.block) or talk.last_day()
    day = said.moment.date() if said else None
    moved = calendar.shift(day, ref) if day else None
    if moved is None or said is None:
        return Meaning(Moment("day"), "context")
    return Meaning(Moment.of_day(moved), "context", said.own_year)


def _spoken_day(place: Place, talk: Discourse) -> Meaning:
    """The day that a bare time of day belongs to."""
    said = talk.last_day(place.block) or talk.last_day()
    if said is None or said.moment.date() is None:
        return Meaning(Moment("day"), "context")
    base = said.moment
    return Meaning(Moment("day", base.year, base.month, base.day), "context", said.own_year)


# --- named days ---------------------------------------------------------------------------------------------


def _holiday(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    spec = point.holiday or ""
    said = _said_year(point, place, talk)
    if said is not None:
        day = calendar.named_day(spec, said[0])
        return Meaning(Moment.of_day(day), said[1], True) if day else None
    anchor = talk.anchor
    if anchor.day is None:
        return Meaning(_unknown_year_day(spec, anchor.year), "published")
    days = [day for year in (-1, 0, 1) if (day := calendar.named_day(spec, anchor.day.year + year))]
    nearest = _nearest(days, anchor.day, place)
    return Meaning(Moment.of_day(nearest), "published") if nearest else None


def _unknown_year_day(spec: str, year: int | None) -> Moment:
    if year is not None and (day := calendar.named_day(spec, year)):
        return Moment.of_day(day)
    if ":" in spec:
        return Moment("day", year)
    month, day_of_month = spec.split("-")
    return Moment("day", year, int(month), int(day_of_month))


def _nearest(days: Iterable[date], anchor: date, place: Place) -> date | None:
    """The day nearest to the anchor; the next one when the clause speaks of the future."""
    ordered = sorted(days, key=lambda day: abs((day - anchor).days))
    if place.future:
        coming = [day for day in ordered if day >= anchor]
        return coming[0] if coming else None
    return ordered[0] if ordered else None


def _anniversary(point: Point, anchor: Anchor) -> Meaning | None:
    year, month, day = (int(part) for part in (point.anniversary or "").split("-"))
    found = calendar.make_date(year + (point.number or 0), month, day)
    return Meaning(Moment.of_day(found), "context", True) if found else None


# --- weeks and weekdays -------------------------------------------------------------------------------------


def _week(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    basis: Basis = "published"
    if point.week is not None:
        said = _said_year(point, place, talk)
        year = said[0] if said else talk.anchor.year
        return Meaning(Moment("week", year, week=point.week), said[1] if said else "published", True)
    base = talk.anchor.day
    if point.week_ref is not None:
        previous = talk.last_week()
        base = previous.moment.date() if previous else None
        basis = "context"
    if base is None:
        return Meaning(Moment("day" if point.weekday else "week", weekday=point.weekday), basis)
    monday = calendar.shift(calendar.monday_of(base), 7 * ((point.week_offset or 0) + (point.week_ref or 0)))
    if monday is None:
        return None
    if point.weekday is not None:
        return Meaning(Moment.of_day(monday + timedelta(point.weekday - 1)), basis)
    year, week, _ = monday.isocalendar()
    return Meaning(Moment("week", year, week=week, weekend=bool(point.weekend)), basis)


def _weekday(point: Point, place: Place, talk: Discourse) -> Meaning:
    """A weekday without its week: the nearest as the press means it, the coming one where it looks ahead."""
    anchor = talk.anchor.day
    if anchor is None:
        grain: Grain = "week" if point.weekend else "day"
        return Meaning(Moment(grain, talk.anchor.year, weekday=point.weekday, weekend=bool(point.weekend)), "published")
    wanted = 6 if point.weekend else point.weekday or 1
    ahead = (wanted - anchor.isoweekday()) % 7
    if ahead == 0:
        day = anchor
    elif place.future or (ahead <= 2 and not place.past):
        day = anchor + timedelta(ahead)
    else:
        day = anchor + timedelta(ahead - 7)
    if point.weekend:
        year, week, _ = day.isocalendar()
        return Meaning(Moment("week", year, week=week, weekend=True), "published")
    return Meaning(Moment.of_day(day), "published")


# --- months and days of the month ---------------------------------------------------------------------------


def _month_or_day(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    if point.lunar:
        return _lunar(point, place, talk)
    if point.month_offset is not None:
        return _offset_month(point, talk.anchor)
    if point.month_ref is not None or point.month_context:
        return _referred_month(point, talk)
    said = _said_year(point, place, talk)
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
    told = _told_year(place, talk)
    if told is not None and told.moment.year is not None:
        year, before = told.moment.year, told.moment.month
        if before is not None and before - month >= _NEXT_YEAR_GAP:
            year += 1
        return _in_month(point, year, month, "context", True)
    anchor = talk.anchor
    if anchor.year is None:
        return _in_month(point, None, month, "context", False)
    return _in_month(point, _year_near(point, place, anchor), month, "context", False)


def _year_near(point: Point, place: Place, anchor: Anchor) -> int:
    """The press leaves the year out when it is the current one, or the neighbouring one near its turn."""
    year, month = anchor.year or 0, point.month or 1
    if anchor.month is None:
        return year
    gap = month - anchor.month
    if place.future and (gap < 0 or (gap == 0 and _is_over(point, anchor))):
        return year + 1 if gap <= -6 or (gap < 0 and not place.past and place.future) else year
    if gap >= _NEXT_YEAR_GAP and not place.future:
        return year - 1
    if gap <= -10 and not place.past:
        return year + 1
    return year


def _is_over(point: Point, anchor: Anchor) -> bool:
    return point.day is not None and anchor.day_of_month is not None and point.day < anchor.day_of_month


def _told_year(place: Place, talk: Discourse) -> Said | None:
    """What the text was telling of when it named a month: same sentence, or the block's last dated moment."""
    said = talk.last_with_year(place.block)
    if said is None or not said.own_year or said.compared:
        return None
    fine = said.moment.grain in ("day", "month", "part")
    if said.sentence == place.sentence:
        near = place.start - said.end <= 12
        return said if fine or near or not said.relative else None
    return said if fine and not said.relative else None


def _bare_day(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A day of the month alone: the month the text is telling of, else the nearest to the anchor."""
    day = point.day or 1
    anchor = talk.anchor
    told = talk.last_with_month(place.block)
    if told is not None and told.moment.year and told.moment.month:
        near = anchor.day is not None and _months_apart(told.moment, anchor) == 0 and not told.own_year
        if not near or told.sentence == place.sentence:
            return _day_after(point, told)
    if anchor.day is None:
        return Meaning(Moment("day", anchor.year, anchor.month, day), "context")
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
        return Meaning(Moment.of_day(coming[0]), "context")
    return Meaning(Moment.of_day(past[-1]), "context") if past else None


def _lunar(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    said = _said_year(point, place, talk)
    month, day = point.month or 1, point.day or 1
    if said is not None:
        found = calendar.lunar_day(said[0], month, day)
        return Meaning(Moment.of_day(found), said[1], True) if found else None
    anchor = talk.anchor.day
    if anchor is None:
        return Meaning(Moment("day", talk.anchor.year), "context")
    days = [found for by in (-1, 0, 1) if (found := calendar.lunar_day(anchor.year + by, month, day))]
    nearest = _nearest(days, anchor, place)
    return Meaning(Moment.of_day(nearest), "context") if nearest else None


# --- years and their parts ----------------------------------------------------------------------------------


def full_year(two_digits: int, anchor: Anchor) -> int:
    """97 is 1997, 03 is 2003: the century that leaves the year near."""
    latest = (anchor.year or 2000 + _TWO_DIGIT_PIVOT) + 10
    return 2000 + two_digits if 2000 + two_digits <= latest else 1900 + two_digits


def _said_year(point: Point, place: Place, talk: Discourse) -> tuple[int, Basis] | None:
    """The year that the point itself says, and where it comes from; None when it says none."""
    if point.year is not None:
        return point.year, "explicit"
    if point.year_two is not None:
        return full_year(point.year_two, talk.anchor), "context"
    if point.year_offset is not None and talk.anchor.year is not None:
        return talk.anchor.year + point.year_offset, "published"
    if point.year_ref is not None:
        said = talk.last_with_year()
        if said is not None and said.moment.year is not None:
            return said.moment.year + point.year_ref, "context"
    return None


def _year_or_part(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    if point.bc_year is not None:
        return Meaning(Moment("year", point.bc_year, bc=True), "explicit", True)
    if point.century is not None or point.century_offset is not None or point.decade is not None:
        return _long_ago(point, talk.anchor)
    said = _said_year(point, place, talk)
    year, basis = said if said is not None else (None, "published")
    if point.calendar is not None:
        return _double_year(point, year, basis, talk.anchor)
    own = said is not None
    if year is None and not (point.year_offset is not None or point.year_ref is not None):
        year, basis, own = _year_of_part(point, place, talk)
    if point.part is not None:
        return Meaning(Moment("part", year, part=point.part), basis, own)
    if point.months is not None:
        return Meaning(Moment("part", year, part="01", last_part=f"{point.months:02d}"), basis, own)
    return Meaning(Moment("year", year), basis, own)


def _year_of_part(point: Point, place: Place, talk: Discourse) -> tuple[int | None, Basis, bool]:
    """The year of 年底, 第三季, 上半年: the one told of in the sentence, else that of the day of writing."""
    told = _told_year(place, talk)
    if told is not None and told.sentence == place.sentence and not point.year_context:
        return told.moment.year, "context", True
    anchor = talk.anchor
    late = point.part in ("Q4", "H2") or point.mod == "END"
    if anchor.year is not None and anchor.month is not None and late and anchor.month <= 2 and not place.future:
        return anchor.year - 1, "published", False
    return anchor.year, "published", False


def _long_ago(point: Point, anchor: Anchor) -> Meaning:
    base = None
    basis: Basis = "explicit"
    if point.century is not None:
        base = (point.century - 1) * 100
    elif point.century_offset is not None:
        basis = "published"
        base = None if anchor.year is None else anchor.year // 100 * 100 + 100 * point.century_offset
        base = 1900 if base is None and point.century_offset == -1 else base
    if point.decade is None:
        return Meaning(Moment("century", base), basis)
    if point.decade >= 1000:
        return Meaning(Moment("decade", point.decade), "explicit")
    if base is None:
        base, basis = (2000 if point.decade < 20 + 10 and point.decade in (10, 20) else 1900), "context"
    return Meaning(Moment("decade", base + point.decade), basis)


def _double_year(point: Point, year: int | None, basis: Basis, anchor: Anchor) -> Meaning:
    """A fiscal or academic year, or a season: the two years it lies in."""
    if point.season_year is not None and anchor.year is not None:
        first = anchor.year
        begins = {"fiscal": 4, "academic": 9}.get(point.calendar or "", 8)
        if anchor.month is not None and anchor.month < begins:
            first -= 1
        year, basis = first + point.season_year, "published"
    last = None if year is None else year + 1
    return Meaning(Moment("year", year, last_year=last, calendar=point.calendar), basis, True)
