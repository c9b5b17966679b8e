"""Warnings: what a reader must know before trusting a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801  (Warning is a built-in exception)
    """A warning about `[start, end)` of the text, or about the whole article when both are None.

    `code` is stable and snake_case (`gloss_contradicts_metadata`); `message` says what was found, what was
    expected and what was done about it.
    """

    code: str
    message: str
    start: int | None = None
    end: int | None = None
