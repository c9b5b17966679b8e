"""What a run remembers for `extractor explain`: candidates that lost, and the steps of a resolution."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lost:
    """A candidate `[start, end)` (plain positions) of `rule` that is not in the output, and why.

    `winner` is the rule that it lost its place to, where another rule took it.
    """

    kind: str
    rule: str
    start: int
    end: int
    reason: str
    winner: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way from words to value, for the mention at `[start, end)` (plain positions)."""

    kind: str
    start: int
    end: int
    step: str


@dataclass(slots=True)
class Trace:
    """Collects losses and steps; a run that nobody asks about passes `None` instead and pays nothing."""

    lost: list[Lost] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
