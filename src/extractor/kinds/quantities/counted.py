"""A figure with its unit, as the words state it: before what it counts is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.values import Figure


@dataclass(slots=True, eq=False)
class Counted:
    """A figure `[start, end)` with its unit. `numeral` is where its first numeral begins.

    `change` is set where the words themselves say it (減半, 翻一番). `item` is where the counted thing may
    follow: False for units that measure a thing named before them (80%, 37公斤).
    """

    start: int
    end: int
    rule: str
    figure: Figure
    unit: str
    measured: bool = False
    change: str | None = None
    values: tuple[int, int] | None = None
