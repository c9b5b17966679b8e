"""A figure with its unit, as the words state it: before what it counts is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.values import Figure


@dataclass(slots=True, eq=False)
class Counted:
    """A figure `[start, end)` with its unit.

    `measured` units (80%, 37公斤) measure a thing that is named before them, or behind 的; the others count
    the thing behind them. `change` and `item` are set where the rule itself knows them (減半, 三點希望).
    `tail` is where the unit ends, if not at `end` (the first figures of 5、7及9人).
    """

    start: int
    end: int
    rule: str
    figure: Figure
    unit: str
    measured: bool = False
    change: str | None = None
    item: str | None = None
    tail: int | None = None
