"""A resolved point: which stretch of the calendar it is, and how TIMEX3 writes it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from extractor.kinds.dates import calendar

Grain = Literal["century", "decade", "year", "part", "month", "week", "day"]
_TODS = {"DAWN": "MO"}
Bounds = tuple[date | None, date | None]
NO_DAYS: Bounds = (None, None)


class Moment(NamedTuple):
    """A stretch of the calendar of one grain; parts that are not known are None.

    `last_year` ends a year that spans two (2025/2026), `last_part` a run of parts or months (Q1 to Q3).
    """

    grain: Grain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    weekend: bool = False
    weekday: int | None = None
    part: str | None = None
    last_part: str | None = None
    last_year: int | None = None
    calendar: str | None = None
    bc: bool = False
    tod: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    mod: str | None = None

    @classmethod
    def of_day(cls, day: date) -> Moment:
        """The moment that is one day."""
        return cls("day", day.year, day.month, day.day)

    def date(self) -> date | None:
        """The day, when the moment is one and wholly known."""
        if self.grain != "day" or self.year is None or self.month is None or self.day is None:
            return None
        return calendar.make_date(self.year, self.month, self.day)

    def timed(self, tod: str | None, hour: int | None, minute: int | None, second: int | None) -> Moment:
        """The same day with a part of the day or a time."""
        return self._replace(tod=tod, hour=hour, minute=minute, second=second)

    @property
    def is_time(self) -> bool:
        """Whether it says a part of the day or a time."""
        return self.tod is not None or self.hour is not None

    def value(self) -> str:
        """The TIMEX3 value; unknown digits are X."""
        return self._day_value() + self._time_value()

    def _day_value(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.bc:
            return f"BC{year}"
        if self.grain == "century":
            return year[:2]
        if self.grain == "decade":
            return year[:3]
        if self.grain == "part":
            return f"{year}-{self.part}" + (f"/{year}-{self.last_part}" if self.last_part else "")
        if self.grain == "week":
            week = "XX" if self.week is None else f"{self.week:02d}"
            return f"{year}-W{week}" + ("-WE" if self.weekend else "")
        if self.grain == "year":
            return f"{year}/{self.last_year}" if self.last_year is not None else year
        month = "XX" if self.month is None else f"{self.month:02d}"
        if self.grain == "month":
            return f"{year}-{month}"
        if self.day is None and self.weekday is not None:
            return f"{year}-WXX-{self.weekday}"
        return f"{year}-{month}-" + ("XX" if self.day is None else f"{self.day:02d}")

    def _time_value(self) -> str:
        if self.hour is None:
            return f"T{_TODS.get(self.tod, self.tod)}" if self.tod else ""
        if self.minute is None and self.mod == "APPROX":
            return f"T{self.hour:02d}"
        written = f"T{self.hour:02d}:{self.minute or 0:02d}"
        return written if self.second is None else f"{written}:{self.second:02d}"

    def bounds(self) -> Bounds:
        """First and last day, inclusive, where they are known and agreed upon."""
        if self.year is None or self.bc or not 1 <= self.year <= 9998:
            return None, None
        year = self.year
        if self.grain == "century":
            return date(max(year, 1), 1, 1), date(year + 99, 12, 31)
        if self.grain == "decade":
            return date(year, 1, 1), date(year + 9, 12, 31)
        if self.grain == "part":
            return self._part_bounds(year)
        if self.grain == "week":
            return self._week_bounds(year)
        if self.grain == "year":
            return self._year_bounds(year)
        if self.month is None:
            return None, None
        if self.grain == "month":
            return calendar.month_part_bounds(year, self.month, self.mod if self.part == "旬" else None)
        day = self.date()
        return day, day

    def _part_bounds(self, year: int) -> Bounds:
        first = calendar.part_bounds(year, self.part or "")
        last = calendar.part_bounds(year, self.last_part) if self.last_part else first
        return (first[0], last[1]) if first and last else (None, None)

    def _week_bounds(self, year: int) -> Bounds:
        if self.week is None:
            return None, None
        monday = date.fromisocalendar(year, self.week, 1)
        return monday + timedelta(5 if self.weekend else 0), monday + timedelta(6)

    def _year_bounds(self, year: int) -> Bounds:
        if self.last_year is None:
            return date(year, 1, 1), date(year, 12, 31)
        if self.calendar == "fiscal":
            return date(year, 4, 1), date(year + 1, 3, 31)
        if self.calendar == "academic":
            return date(year, 9, 1), date(year + 1, 8, 31)
        if self.calendar == "academic_tw":
            return date(year, 8, 1), date(year + 1, 7, 31)
        return None, None


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
