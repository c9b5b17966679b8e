"""The calendars: Gregorian arithmetic, ISO weeks, Easter, lunar days and solar terms. Knows no text."""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta
from functools import lru_cache

from extractor.text.views import fold

_WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
_MONTH_PARTS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day (31 June)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def month_last(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, gregorian.monthrange(year, month)[1])


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The month `by` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift(day: date, days: int) -> date | None:
    """The day `days` later, or None beyond the calendar's ends."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def monday_of(day: date) -> date:
    """The Monday of the ISO week of `day`."""
    return day - timedelta(day.isoweekday() - 1)


def year_bounds(year: int) -> tuple[date, date] | None:
    """First and last day of a calendar year that `datetime` knows."""
    return (date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9999 else None


def part_bounds(year: int, part: str) -> tuple[date, date] | None:
    """First and last day of Q1 to Q4, H1, H2 and 01 to 12. Seasons have no agreed days: None."""
    months = {"Q": 3, "H": 6}.get(part[:1], 1)
    number = part if part.isdigit() else part[1:]
    if not number.isdigit() or not 1 <= year <= 9999:
        return None
    last = int(number) * months
    return date(year, last - months + 1, 1), month_last(year, last)


def month_part_bounds(year: int, month: int, mod: str | None) -> tuple[date, date]:
    """First and last day of a month, or of its 上旬, 中旬, 下旬 when `mod` says so."""
    first, last = _MONTH_PARTS.get(mod or "", (1, 31))
    end = month_last(year, month)
    return date(year, month, first), end.replace(day=min(last, end.day))


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=1024)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the Chinese calendar; `year` is the year its first month begins in."""
    from lunar_python import Lunar

    try:
        found = Lunar.fromYmd(year, month, day).getSolar()
    except Exception:  # the library raises bare exceptions for a day that a short month has not
        return None
    return date(found.getYear(), found.getMonth(), found.getDay())


@lru_cache(maxsize=256)
def solar_term(year: int, name: str) -> date | None:
    """The day of a solar term (its name in simplified or traditional characters), or None."""
    from lunar_python import Lunar

    wanted = fold(name)
    for term, moment in Lunar.fromYmd(year, 6, 1).getJieQiTable().items():
        if moment.getYear() == year and fold(_TERM_IDS.get(term, term)) == wanted:
            return date(year, moment.getMonth(), moment.getDay())
    return None


# The library's names for the terms of a neighbouring year in its table.
_TERM_IDS = {
    "DONG_ZHI": "冬至", "XIAO_HAN": "小寒", "DA_HAN": "大寒", "LI_CHUN": "立春", "YU_SHUI": "雨水",
    "JING_ZHE": "驚蟄", "DA_XUE": "大雪",
}  # fmt: skip


@lru_cache(maxsize=1024)
def named_day(spec: str, year: int) -> date | None:
    """The day in `year` that the spec of a named day means (the forms: rules/words/holidays.toml)."""
    kind, _, rest = spec.partition(":")
    if not rest:
        month, day = spec.split("-")
        return make_date(year, int(month), int(day))
    if kind == "easter":
        return easter(year) + timedelta(int(rest))
    if kind == "solar":
        return solar_term(year, rest)
    if kind == "nth":
        month, weekday, count = rest.split("-")
        first = date(year, int(month), 1)
        ahead = (_WEEKDAYS[weekday] - first.isoweekday()) % 7
        return first + timedelta(ahead + 7 * (int(count) - 1))
    day_part, _, by = rest.partition(":")
    month, day = day_part.split("-")
    found = lunar_day(year, int(month), int(day))
    return found if found is None or not by else found + timedelta(int(by))
