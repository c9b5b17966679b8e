"""What a point means, and where it stands: the small types that the resolving files share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from extractor.kinds.dates.moment import Moment

Basis = Literal["explicit", "published", "context"]


class Look(NamedTuple):
    """Where the words around a span look; each field is told of in `Place`."""

    future: bool
    past: bool
    appointed: bool = False
    begins: bool = False
    habitual: bool = False
    updated: bool = False
    over: bool = False


Outlook = Callable[[int, int], Look]
"""Where the words around a span look."""


class Place:
    """Where a point stands: its span with its gloss, sentence and block.

    `caption`: its block is one; a caption tells of its own picture. `outlook` is asked only when
    it matters whether the words around look ahead (`future`) or back (`past`).
    """

    __slots__ = ("_looks", "_outlook", "block", "caption", "end", "sentence", "start")

    def __init__(
        self, start: int, end: int, sentence: int, block: int, outlook: Outlook, caption: bool = False
    ) -> None:
        self.start, self.end, self.sentence, self.block, self.caption = start, end, sentence, block, caption
        self._outlook = outlook
        self._looks: Look | None = None

    def _look(self) -> Look:
        if self._looks is None:
            self._looks = self._outlook(self.start, self.end)
        return self._looks

    @property
    def future(self) -> bool:
        """Whether the words around look ahead."""
        return self._look().future

    @property
    def appointed(self) -> bool:
        """Whether the words right beside set a day that is still to come: 將於, 押後至."""
        return self._look().appointed

    @property
    def begins(self) -> bool:
        """Whether something begins there: 由周五起. It is still to come, unless the words look back."""
        return self._look().begins

    @property
    def habitual(self) -> bool:
        """Whether the clause tells of what is done every day at that time: 開放時間, 營業至."""
        return self._look().habitual

    @property
    def updated(self) -> bool:
        """Whether it is the time at which the article was updated."""
        return self._look().updated

    @property
    def over(self) -> bool:
        """Whether what stands right behind is over for certain."""
        return self._look().over

    @property
    def past(self) -> bool:
        """Whether the words around look back."""
        return self._look().past


class Meaning(NamedTuple):
    """A resolved point, and what its missing parts came from. `own_year`: see `discourse.Said`."""

    moment: Moment
    basis: Basis
    own_year: bool = False
