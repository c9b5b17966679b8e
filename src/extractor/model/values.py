"""Values that several kinds share: a figure with its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Qualifier = Literal["exact", "approximate", "at_least", "more_than", "at_most", "less_than", "nearly", "range"]
QUALIFIERS: tuple[Qualifier, ...] = (
    "exact", "approximate", "at_least", "more_than", "at_most", "less_than", "nearly", "range",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as the text bounds it (contract, section 2): `value` is None for a range or a vague figure.

    `exact` and `approximate`: min = max = value. `at_least`, `more_than`: min. `at_most`, `less_than`,
    `nearly`: max. `range`: min and max. Unknown bounds are None. Exact decimals.
    """

    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    qualifier: Qualifier

    def scaled(self, factor: Decimal) -> Figure:
        """The same figure in a smaller unit: every known number times `factor`."""

        def times(number: Decimal | None) -> Decimal | None:
            return None if number is None else number * factor

        return Figure(times(self.value), times(self.min), times(self.max), self.qualifier)


def bounded(value: Decimal, qualifier: Qualifier) -> Figure:
    """The figure that `value` and one of the contract's qualifiers (not `range`) give.

    >>> bounded(Decimal(5), "more_than")
    Figure(value=Decimal('5'), min=Decimal('5'), max=None, qualifier='more_than')
    """
    low = value if qualifier in ("exact", "approximate", "at_least", "more_than") else None
    high = value if qualifier in ("exact", "approximate", "at_most", "less_than", "nearly") else None
    return Figure(value, low, high, qualifier)


def spanned(low: Decimal, high: Decimal) -> Figure:
    """The range from `low` to `high`, both ends included; the smaller one becomes `min`."""
    return Figure(None, min(low, high), max(low, high), "range")
