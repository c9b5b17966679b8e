"""A sum of money as the words state it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.values import Figure


@dataclass(slots=True, eq=False)
class Sum:
    """A sum `[start, end)`; `currency` is an ISO 4217 code, or "" when only 元 (or nothing) is printed."""

    start: int
    end: int
    rule: str
    figure: Figure
    currency: str
