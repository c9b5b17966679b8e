"""Lengths of time and sets: how TIMEX3 writes them, and the days that 三年前 or 過去五年 reach."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.forms import Length, Point, Unit
from extractor.kinds.dates.moment import Moment, clock_hour

_CLOCK_UNITS = {"H": "H", "N": "M", "S": "S"}
_TOO_FAR = 1000
"""So many units away no day, month or year is meant: 二千年前."""
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"Y": 12, "M": 1}
_TODS = {"DAWN": "MO"}


def period(length: Length) -> str:
    """The TIMEX3 value of a length: P18M, PT15H20M, P8DT20H, P3Y/P5Y for three to five years.

    >>> period(Length([(Decimal(15), "H"), (Decimal(20), "N")]))
    'PT15H20M'
    """
    low = _written(length.amounts)
    if length.last:
        return f"{low}/{_written(length.last)}"
    if length.upper is None:
        return low
    *front, (_, unit) = length.amounts
    return f"{low}/{_written([*front, (length.upper, unit)])}"


def _written(amounts: list[tuple[Decimal, Unit]]) -> str:
    days = "".join(f"{_number(n)}{unit}" for n, unit in amounts if unit not in _CLOCK_UNITS)
    clock = "".join(f"{_number(n)}{_CLOCK_UNITS[unit]}" for n, unit in amounts if unit in _CLOCK_UNITS)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _number(number: Decimal) -> str:
    return format(number.normalize(), "f")


def distant(length: Length, anchor: date) -> Moment | None:
    """The moment that far before or after `anchor`: 三年前 is a year, 兩個月後 a month, 四日後 a day."""
    if len(length.amounts) != 1 or length.upper is not None or length.last or length.mod in ("MORE_THAN", "LESS_THAN"):
        return None
    number, unit = length.amounts[0]
    if number != number.to_integral_value() or number >= _TOO_FAR:
        return None
    count = int(number) * (-1 if length.direction == "before" else 1)
    if unit == "Y":
        return Moment("year", anchor.year + count) if 1 <= anchor.year + count <= 9998 else None
    if unit == "M":
        year, month = calendar.shift_month(anchor.year, anchor.month, count)
        return Moment("month", year, month)
    if unit not in _DAYS:
        return None
    day = calendar.shift(anchor, count * _DAYS[unit])
    if day is None:
        return None
    if unit == "W":
        year, week, _ = day.isocalendar()
        return Moment("week", year, week=week)
    return Moment.of_day(day)


def reach(length: Length, anchor: Anchor) -> tuple[date | None, date | None]:
    """First and last day of 過去五年 and 未來三個月, seen from the anchor."""
    if anchor.day is None or len(length.amounts) != 1 or length.last or length.direction not in ("past", "future"):
        return None, None
    number, unit = length.amounts[0]
    if length.direction == "future" and length.upper is not None:
        number = length.upper
    far = _away(anchor.day, number, unit, -1 if length.direction == "past" else 1)
    if far is None:
        return None, None
    return (far, anchor.day) if length.direction == "past" else (anchor.day, far)


def _away(day: date, number: Decimal, unit: Unit, sign: int) -> date | None:
    if number != number.to_integral_value() or number > 5000:
        return None
    if unit in _DAYS:
        return calendar.shift(day, sign * int(number) * _DAYS[unit])
    if unit not in _MONTHS:
        return None
    year, month = calendar.shift_month(day.year, day.month, sign * int(number) * _MONTHS[unit])
    if not 1 <= year <= 9998:
        return None
    return min(calendar.month_last(year, month), date(year, month, 1) + timedelta(day.day - 1))


def pattern(point: Point) -> str:
    """The TIMEX3 value of a set that a point repeats: 每年9月 XXXX-09, 逢周三 XXXX-WXX-3, 每日上午9時."""
    if point.year_context:
        return "XXXX"
    if point.weekday is not None:
        day = f"XXXX-WXX-{point.weekday}"
    elif point.weekend:
        day = "XXXX-WXX-WE"
    elif point.holiday is not None:
        day = f"XXXX-{point.holiday}"
    elif point.part is not None:
        day = f"XXXX-{point.part}"
    elif point.month is not None and point.day is None:
        day = f"XXXX-{point.month:02d}"
    else:
        month = "XX" if point.month is None else f"{point.month:02d}"
        day = f"XXXX-{month}-" + ("XX" if point.day is None else f"{point.day:02d}")
    return day + clock(point)


def clock(point: Point) -> str:
    """The time part of a TIMEX3 value, or nothing."""
    if point.hour is None:
        return f"T{_TODS.get(point.tod, point.tod)}" if point.tod else ""
    return f"T{clock_hour(point.hour, point.tod, point.pm):02d}:{point.minute or 0:02d}"
