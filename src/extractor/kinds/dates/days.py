"""Sets of days, and the tests that pick days by what they are.

A set is written as the stretches that it makes: pairs of ordinals (`date.toordinal`), both ends inclusive,
in order and disjoint. So fifty years cost no more than one day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from extractor.kinds.dates import calendar

Days = tuple[tuple[int, int], ...]

Test = Callable[[int, int], Days]
"""Gives the days from a first ordinal to a last one (inclusive) that pass. Equal tests are one object."""

_REMEMBERED = 1024
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Written(NamedTuple):
    """A day by the parts that are written of it; None is any."""

    year: int | None
    month: int | None
    day: int
    weekday: int | None


def common(one: Days, two: Days) -> Days:
    """The days that are in both sets."""
    found, i, j = [], 0, 0
    while i < len(one) and j < len(two):
        first, last = max(one[i][0], two[j][0]), min(one[i][1], two[j][1])
        if first <= last:
            found.append((first, last))
        if one[i][1] < two[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def count(days: Days) -> int:
    """How many days there are."""
    return sum(last - first + 1 for first, last in days)


def each(days: Days) -> Iterator[date]:
    """Every day, in order."""
    for first, last in days:
        for ordinal in range(first, last + 1):
            yield date.fromordinal(ordinal)


def _stretch(first: int, last: int) -> Days:
    return ((first, last),) if first <= last else ()


def no_day(start: int, end: int) -> Days:
    """The test that no day passes."""
    return ()


@lru_cache(maxsize=_REMEMBERED)
def between(first: int, last: int) -> Test:
    """The days from the ordinal `first` to the ordinal `last`."""
    return lambda start, end: _stretch(max(start, first), min(end, last))


def since(day: date) -> Test:
    """That day and those after it."""
    return between(day.toordinal(), _LAST)


def until(day: date) -> Test:
    """That day and those before it."""
    return between(_FIRST, day.toordinal())


def in_year(year: int) -> Test:
    """The days of a calendar year."""
    bounds = calendar.year_bounds(year)
    return no_day if bounds is None else between(bounds[0].toordinal(), bounds[1].toordinal())


@lru_cache(maxsize=_REMEMBERED)
def in_month(month: int) -> Test:
    """The days of that month in any year."""

    def test(start: int, end: int) -> Days:
        found: list[tuple[int, int]] = []
        for year in _years(start, end):
            last = calendar.month_last(year, month).toordinal()
            found += _stretch(max(start, date(year, month, 1).toordinal()), min(end, last))
        return tuple(found)

    return test


@lru_cache(maxsize=_REMEMBERED)
def around(written: Written, before: int, after: int) -> Test:
    """The days from `before` days before to `after` days after one that is as written.

    Such days must lie so far apart that their stretches do not overlap.
    """

    def test(start: int, end: int) -> Days:
        saying = _saying(written, max(start - after, _FIRST), min(end + before, _LAST))
        return tuple((max(day - before, start), min(day + after, end)) for day in saying)

    return test


def _years(start: int, end: int) -> range:
    return range(date.fromordinal(start).year, date.fromordinal(end).year + 1)


def _saying(written: Written, start: int, end: int) -> Iterator[int]:
    """The days from `start` to `end` that are as written, in order."""
    for year in _years(start, end) if written.year is None else (written.year,):
        for month in range(1, 13) if written.month is None else (written.month,):
            day = calendar.make_date(year, month, written.day)
            if day is None or written.weekday not in (None, day.isoweekday()):
                continue
            if start <= day.toordinal() <= end:
                yield day.toordinal()
