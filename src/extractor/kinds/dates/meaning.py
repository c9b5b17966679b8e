"""What a point means, and where it stands: the small types that the resolving files share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from extractor.kinds.dates.moment import Moment

Basis = Literal["explicit", "published", "context"]


Outlook = Callable[[int, int], tuple[bool, bool, bool]]
"""Whether the words around a span look ahead, or back, and whether they make an appointment."""


class Place:
    """Where a point stands: its span with its gloss, sentence and block.

    `outlook` is asked only when it matters whether the words around look ahead (`future`) or back (`past`).
    """

    __slots__ = ("_looks", "_outlook", "block", "end", "sentence", "start")

    def __init__(self, start: int, end: int, sentence: int, block: int, outlook: Outlook) -> None:
        self.start, self.end, self.sentence, self.block = start, end, sentence, block
        self._outlook = outlook
        self._looks: tuple[bool, bool, bool] | None = None

    def _look(self) -> tuple[bool, bool, bool]:
        if self._looks is None:
            self._looks = self._outlook(self.start, self.end)
        return self._looks

    @property
    def future(self) -> bool:
        """Whether the words around look ahead."""
        return self._look()[0]

    @property
    def appointed(self) -> bool:
        """Whether the words right beside set a day that is still to come: 將於, 押後至."""
        return self._look()[2]

    @property
    def past(self) -> bool:
        """Whether the words around look back."""
        return self._look()[1]


class Meaning(NamedTuple):
    """A resolved point, and what its missing parts came from. `own_year`: see `discourse.Said`."""

    moment: Moment
    basis: Basis
    own_year: bool = False
