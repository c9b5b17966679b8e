"""What the article has spoken of so far: the moments that 同年, 翌日, a bare 25日 or 9月 hang on."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.meaning import Place
from extractor.kinds.dates.moment import Moment


@dataclass(slots=True)
class Said:
    """A resolved moment in the text.

    `own_year`: its year is said, or handed on from one that is. `compared`: it stands behind 較, 比.
    `relative`: its year is said as 去年.
    """

    place: Place
    moment: Moment
    own_year: bool
    compared: bool
    relative: bool


class Discourse:
    """The moments said so far, newest last."""

    def __init__(self, anchor: Anchor) -> None:
        self.anchor = anchor
        self._said: list[Said] = []
        self.used: Said | None = None
        """What was last looked up, for `explain`."""

    def say(self, said: Said) -> None:
        """Remember a moment."""
        self._said.append(said)

    def newest(self, block: int) -> Said | None:
        """The newest moment of the block, of any grain."""
        return self._said[-1] if self._said and self._said[-1].place.block == block else None

    def last_timed(self, sentence: int) -> Said | None:
        """The newest moment of the sentence that says a part of the day or a time."""
        for said in reversed(self._said):
            if said.place.sentence != sentence:
                return None
            if said.moment.is_time:
                return said
        return None

    def last_day(self, block: int, back: int = 0) -> Said | None:
        """The newest day of the block, or of one that stands at most `back` blocks before it."""
        said = self._last(("day",), None)
        return said if said is not None and block - said.place.block <= back else None

    def last_with_month(self, block: int) -> Said | None:
        """The newest day or month of the block."""
        return self._last(("day", "month"), block)

    def last_month(self) -> Said | None:
        """The newest day or month of the article."""
        return self._last(("day", "month"), None)

    def last_week(self) -> Said | None:
        """The newest week or day of the article."""
        return self._last(("day", "week"), None)

    def last_with_year(self, block: int | None = None, goals: bool = True) -> Said | None:
        """The newest moment whose year is known (in that block; without `goals`, one that lies not ahead)."""
        for said in reversed(self._said):
            if block is not None and said.place.block != block:
                return None
            if not goals and said.place.future:
                continue
            if said.moment.year is not None and said.moment.grain not in ("decade", "century"):
                self.used = said
                return said
        return None

    def _last(self, grains: tuple[str, ...], block: int | None) -> Said | None:
        for said in reversed(self._said):
            if block is not None and said.place.block != block:
                return None
            if said.moment.grain in grains:
                self.used = said
                return said
        return None
