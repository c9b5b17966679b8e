"""The day that relative expressions hang on, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractor.kinds.dates.calendar import shift


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of writing: the whole `day`, or what is known of its parts when the day is not known."""

    day: date | None
    year: int | None = None
    month: int | None = None
    day_of_month: int | None = None

    @classmethod
    def at(cls, day: date) -> Anchor:
        """A day that is wholly known."""
        return cls(day, day.year, day.month, day.day)

    @classmethod
    def common(cls, days: Iterable[date]) -> Anchor:
        """What all of the possible days share."""
        rest = iter(days)
        first = next(rest, None)
        if first is None:
            return cls(None)
        shared: tuple[int | None, ...] | None = None
        for day in rest:
            year, month, date_ = shared or (first.year, first.month, first.day)
            shared = (
                year if day.year == year else None,
                month if day.month == month else None,
                date_ if day.day == date_ else None,
            )
            if not any(shared):
                break
        return cls(None, *shared) if shared is not None else cls.at(first)

    def moved(self, days: int) -> Anchor:
        """So many days later, with the parts that stay certain."""
        if self.day is not None:
            moved = shift(self.day, days)
            return Anchor.at(moved) if moved is not None else Anchor(None)
        known = self.day_of_month
        if known is not None and 1 <= known + days <= 28:
            return Anchor(None, self.year, self.month, known + days)
        return Anchor(None)
