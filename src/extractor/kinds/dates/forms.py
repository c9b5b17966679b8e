"""What temporal expressions state, before anything is known of the article they stand in.

A `Point` names a stretch of the calendar by its parts: some written out (`month=8`), some relative to the
day of writing (`year_offset=-1`, 去年), some relative to what was said before (`year_ref=1`, 翌年).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

ERA, YEAR, PART, WEEK, DAY, DAYTIME, CLOCK = range(7)
"""Ranks of the parts of a point, from coarse to fine; months and quarters share one."""


class Point:
    """A point by its parts; None is "not said". The object holds what is said, and nothing else.

    `*_offset` counts from the day of writing, `*_ref` from what the text spoke of last. `part` is a TIMEX
    part of a year (Q3, H1, SU), `calendar` the calendar of a year that is no calendar year (fiscal,
    academic, season), `holiday` the spec of a named day, `eve` that the day before it is meant, `tod` a TIMEX
    part of a day (MO, AF, NI), `anniversary` the day an anniversary counts from, `number` its count.
    """

    century: int | None = None
    century_offset: int | None = None
    decade: int | None = None
    year: int | None = None
    year_two: int | None = None
    year_offset: int | None = None
    year_ref: int | None = None
    year_context: bool | None = None
    bc_year: int | None = None
    calendar: str | None = None
    part: str | None = None
    quarter_offset: int | None = None
    months: int | None = None
    month: int | None = None
    month_offset: int | None = None
    month_ref: int | None = None
    month_context: bool | None = None
    week_offset: int | None = None
    week_ref: int | None = None
    week: int | None = None
    weekend: bool | None = None
    weekday: int | None = None
    day: int | None = None
    day_offset: int | None = None
    day_ref: int | None = None
    days: int | None = None
    lunar: bool | None = None
    holiday: str | None = None
    eve: bool | None = None
    anniversary: str | None = None
    number: int | None = None
    tod: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    pm: bool | None = None
    mod: str | None = None
    season_year: int | None = None

    def __init__(self, **parts: Any) -> None:
        self.__dict__ = parts

    def __repr__(self) -> str:
        return f"Point({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def ranks(self) -> list[int]:
        """The ranks of the parts that are said, ascending."""
        return _ranks_of(tuple(self.__dict__))

    def parts(self) -> set[str]:
        """The names of the parts that are said."""
        return set(self.__dict__)

    def month_named(self) -> bool:
        """Whether a month is said, in whatever way."""
        return (
            self.month is not None or self.month_offset is not None or self.month_ref is not None
            or self.month_context is not None
        )  # fmt: skip

    def joined(self, other: Point) -> Point:
        """This point with the parts that `other` says besides."""
        return Point(**{**self.__dict__, **other.__dict__})

    def but(self, **parts: Any) -> Point:
        """This point with other values for `parts`; those that are None are not said any more."""
        changed = {**self.__dict__, **parts}
        return Point(**{name: value for name, value in changed.items() if value is not None})


POINT_PARTS = frozenset(Point.__annotations__)

_PARTS_BY_RANK: dict[int, tuple[str, ...]] = {
    ERA: ("century", "century_offset"),
    YEAR: (
        "decade", "year", "year_two", "year_offset", "year_ref", "year_context", "bc_year", "calendar",
    ),
    PART: ("part", "quarter_offset", "months", "month", "month_offset", "month_ref", "month_context"),
    WEEK: ("week_offset", "week_ref", "week", "weekend"),
    DAY: ("weekday", "day", "day_offset", "day_ref", "holiday", "anniversary"),
    DAYTIME: ("tod",),
    CLOCK: ("hour",),
}  # fmt: skip
_RANK = {name: rank for rank, names in _PARTS_BY_RANK.items() for name in names}


@lru_cache(maxsize=1024)
def _ranks_of(names: tuple[str, ...]) -> list[int]:
    """The ranks of these parts, ascending; few combinations of parts are ever said. Nobody changes the list."""
    return sorted({_RANK[name] for name in names if name in _RANK})


Unit = Literal["Y", "M", "W", "D", "H", "N", "S"]
"""Units of time by their TIMEX letters; N stands for minutes, which share M with months."""


@dataclass(slots=True)
class Length:
    """A length of time: amounts by unit, and the upper amount of the last one when it is a range."""

    amounts: list[tuple[Decimal, Unit]]
    upper: Decimal | None = None
    mod: str | None = None
    direction: str | None = None
    """`before` and `after` a moment (三年前, 兩日後), `past` and `future` a stretch up to or from now."""
    last: list[tuple[Decimal, Unit]] = field(default_factory=list)
    """The amounts of the upper length when it has its own unit: 一年半至四年."""


@dataclass(slots=True)
class Fixed:
    """A stretch that is the same in every article (a five-year plan)."""

    value: str
    first: str
    last: str

    def days(self) -> tuple[date, date]:
        """First and last day."""
        return date.fromisoformat(self.first), date.fromisoformat(self.last)


Shape = Literal["point", "length", "set", "fixed"]


@dataclass(slots=True, eq=False)
class Mention:
    """A temporal expression `[start, end)`: what it says, and how it belongs to its neighbours.

    `to` ends an interval that `point` begins. `gloss` links an expression and the one in brackets behind
    it: both name the same day. `traits` are the constants of its rule.
    """

    start: int
    end: int
    rule: str
    shape: Shape
    point: Point = field(default_factory=Point)
    to: Point | None = None
    length: Length | None = None
    fixed: Fixed | None = None
    gloss: Mention | None = None
    inner: bool = False
    traits: dict[str, Any] = field(default_factory=dict)
