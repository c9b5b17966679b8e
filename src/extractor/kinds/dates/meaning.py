"""What a point means, and where it stands: the small types that the resolving files share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extractor.kinds.dates.moment import Moment

Basis = Literal["explicit", "published", "context"]


Outlook = Callable[[int, int], tuple[bool, bool]]
"""Whether the words around a span look ahead, or back."""


@dataclass
class Place:
    """Where a point stands: its span with its gloss, sentence and block.

    `outlook` is asked only when it matters whether the words around look ahead (`future`) or back (`past`).
    """

    start: int
    end: int
    sentence: int
    block: int
    outlook: Outlook

    @cached_property
    def _looks(self) -> tuple[bool, bool]:
        return self.outlook(self.start, self.end)

    @property
    def future(self) -> bool:
        """Whether the words around look ahead."""
        return self._looks[0]

    @property
    def past(self) -> bool:
        """Whether the words around look back."""
        return self._looks[1]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A resolved point, and what its missing parts came from. `own_year`: see `discourse.Said`."""

    moment: Moment
    basis: Basis
    own_year: bool = False
