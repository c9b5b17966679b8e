"""An expression and its gloss name one day: 前日（8日）, 下周一（9月1日）. The gloss is the truth."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.forms import Mention, Point
from extractor.kinds.dates.meaning import Meaning
from extractor.kinds.dates.moment import Moment
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan

_SEARCHED_DAYS = 200
_NEAR = 10
"""Days within which a weekday and a bare day of the month are expected to meet."""


def says_day_of_month(point: Point) -> bool:
    """Whether it says a day by its number."""
    return point.day is not None and not point.lunar


def says_relative_day(point: Point) -> bool:
    """Whether it says a day by its distance from the day of writing."""
    return point.day_offset is not None or point.week_offset is not None


def fits(day: date, point: Point) -> bool:
    """Whether `day` is what the written parts of `point` (year, month, day, weekday) say."""
    return (
        (point.year is None or day.year == point.year)
        and (point.month is None or day.month == point.month)
        and (point.day is None or day.day == point.day)
        and (point.weekday is None or day.isoweekday() == point.weekday)
    )


def nearest_fitting(point: Point, base: date, reach: int = _SEARCHED_DAYS) -> date | None:
    """The day nearest to `base`, at most `reach` days away, that the written parts of `point` allow."""
    for distance in range(reach + 1):
        for day in (calendar.shift(base, -distance), calendar.shift(base, distance)):
            if day is not None and fits(day, point):
                return day
    return None


def agreed_day(
    left: Point, outer: Meaning | None, right: Point, inner: Meaning | None, anchor: Anchor
) -> tuple[Meaning | None, Meaning | None]:
    """What both mean once they must be one day: the numbers decide over the relative words."""
    if outer is None or inner is None:
        return outer, inner
    written, spoken = (right, outer) if says_day_of_month(right) else (left, inner)
    if not says_day_of_month(written):
        return _weekday_of(left, outer, right, inner)
    other = left if written is right else right
    base = spoken.moment.date() or (inner if written is right else outer).moment.date()
    if base is None:
        day = _partial(written, spoken.moment, anchor)
        return _both(outer, inner, day)
    weekday = None if other.week_offset is not None else other.weekday
    parts = Point().but(year=written.year, month=written.month, day=written.day, weekday=weekday)
    reach = _SEARCHED_DAYS if written.month is not None or written.year is not None else _NEAR
    found = nearest_fitting(parts, base, reach) or nearest_fitting(parts.but(weekday=None), base)
    if found is None:
        return outer, inner
    return _both(outer, inner, Moment.of_day(found))


def weekdays_told(mentions: list[Mention]) -> dict[int, Mention]:
    """For each weekday the first mention that dates it, by its week or by its gloss; not one of last week."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        point = mention.point
        dated = mention.gloss is not None or point.week_offset in (0, 1)
        if mention.shape == "point" and point.weekday is not None and dated and mention.to is None:
            found.setdefault(point.weekday, mention)
    return found


def _both(outer: Meaning, inner: Meaning, day: Moment) -> tuple[Meaning, Meaning]:
    """Both on that day; the one in brackets comes by its month and year as the one in front of it does."""
    if day.date() is not None and day.date() == outer.moment.date() and inner.basis != "explicit":
        inner = inner._replace(moment=inner.moment._replace(year=day.year, month=day.month, day=day.day))
        inner = inner._replace(basis="published" if outer.basis == "published" else inner.basis)

    def on(meaning: Meaning) -> Meaning:
        old = meaning.moment
        moved = day._replace(tod=old.tod, hour=old.hour, minute=old.minute, second=old.second, mod=old.mod)
        basis = meaning.basis if day.date() is not None and day.date() == old.date() else "context"
        return meaning._replace(moment=moved, basis=basis)

    return on(outer), on(inner)


def _partial(written: Point, spoken: Moment, anchor: Anchor) -> Moment:
    """The written day where the day of writing is not known: 2026-XX-08."""
    year = written.year or spoken.year or anchor.year
    return Moment("day", year, written.month or spoken.month, written.day)


def _weekday_of(left: Point, outer: Meaning, right: Point, inner: Meaning) -> tuple[Meaning, Meaning]:
    """昨日（周一）: the day is the nearest such weekday to what the words say."""
    point, base = (right, outer) if right.weekday is not None else (left, inner)
    day = base.moment.date()
    if day is None or point.weekday is None or day.isoweekday() == point.weekday:
        return _both(outer, inner, base.moment) if day is not None else (outer, inner)
    back = (day.isoweekday() - point.weekday) % 7
    found = day - timedelta(back) if back <= 3 else day + timedelta(7 - back)
    return _both(outer, inner, Moment.of_day(found))


def gloss_clash(
    mention: Mention, partner: Mention, before: Meaning | None, after: Meaning | None, scan: Scan
) -> Warning_ | None:
    """A warning when the gloss moved what the words in front of it said."""
    if before is None or after is None:
        return None
    said, true = before.moment.date(), after.moment.date()
    if said is None or true is None or said == true or not says_relative_day(mention.point):
        return None
    plain = scan.analysis.plain
    words, gloss = plain[mention.start : mention.end], plain[partner.start : partner.end]
    return Warning_(
        "gloss_contradicts_metadata",
        f"「{words}」 would be {said.isoformat()}, but its gloss 「{gloss}」 says {true.isoformat()}; "
        "the gloss is followed.",
        mention.start,
        partner.end,
    )
