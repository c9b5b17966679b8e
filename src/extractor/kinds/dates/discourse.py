"""What the article has spoken of so far: the moments that 同年, 翌日, a bare 25日 or 9月 hang on."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.meaning import Meaning, Place
from extractor.kinds.dates.moment import Grain, Moment


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
    """The moments said so far. They are said in text order, so the newest one of a sort tells of a block.

    That is: when the newest day of the article stands not in the block asked for, no day stands there.
    """

    def __init__(self, anchor: Anchor) -> None:
        self.anchor = anchor
        self._newest: Said | None = None
        self._timed: Said | None = None
        self._by_grain: dict[Grain, tuple[int, Said]] = {}
        self._dated: list[Said] = []
        """Those whose year is known."""
        self._not_ahead: list[Said] = []
        """Those of them that are not known to lie ahead."""
        self._over: Said | None = None
        self._weekdays: dict[int, Meaning] = {}
        """What a weekday without its week meant in this article."""
        self._weekday_at: dict[int, int] = {}
        """In which sentence it did."""
        self._years: dict[tuple[int, int], int] = {}
        """By month and day the year in which the text told of that day, or will."""
        self._count = 0
        self.closed: int | None = None
        """The year of the accounts that the text tells of: 截至去年底止."""
        self.used: Said | None = None
        """What was last looked up, for `explain`."""

    def say(self, said: Said) -> None:
        """Remember a moment."""
        moment = said.moment
        self._newest = said
        self._count += 1
        self._by_grain[moment.grain] = self._count, said
        if moment.grain == "day" and not self.lies_ahead(said):
            self._over = said
        if moment.is_time:
            self._timed = said
        if moment.grain == "day" and moment.year is not None and moment.month is not None and moment.day is not None:
            self._years[moment.month, moment.day] = moment.year
        if moment.year is not None and moment.grain not in ("decade", "century"):
            self._dated.append(said)
            self._not_ahead.append(said)

    def same_weekday(self, weekday: int, place: Place, meaning: Meaning | None) -> Meaning | None:
        """What the bare weekday meant before, unless the words around now look the other way."""
        day = meaning.moment.date() if meaning is not None else None
        before = self._weekdays.get(weekday)
        old, anchor = before.moment.date() if before is not None else None, self.anchor.day
        if meaning is None or day is None or anchor is None:
            return meaning
        other_way = old is not None and ((place.future and old < anchor) or (place.past and old > anchor))
        if before is None or old is None or (other_way and self._weekday_at[weekday] != place.sentence):
            self._weekdays[weekday], self._weekday_at[weekday] = meaning, place.sentence
            return meaning
        return before

    def say_year(self, said: Said) -> None:
        """Remember a moment for its year alone."""
        if said.moment.grain == "year":
            self._dated.append(said)

    def foretell(self, month: int, day: int, year: int) -> None:
        """A day that the text will tell of with its year."""
        self._years.setdefault((month, day), year)

    def year_of(self, month: int, day: int | None) -> int | None:
        """The year in which the text tells of that day elsewhere."""
        return None if day is None else self._years.get((month, day))

    def newest(self, block: int) -> Said | None:
        """The newest moment of the block, of any grain."""
        newest = self._newest
        return newest if newest is not None and newest.place.block == block else None

    def last_timed(self, sentence: int) -> Said | None:
        """The newest moment of the sentence that says a part of the day or a time."""
        timed = self._timed
        return timed if timed is not None and timed.place.sentence == sentence else None

    def last_day(self, block: int, back: int = 0) -> Said | None:
        """The newest day of the block, or of one that stands at most `back` blocks before it."""
        said = self._last(("day",), None)
        return said if said is not None and block - said.place.block <= back else None

    def lies_ahead(self, said: Said) -> bool:
        """Whether a day is later than the day of writing."""
        day, anchor = said.moment.date(), self.anchor.day
        return day is not None and anchor is not None and day > anchor

    def last_day_over(self, block: int, back: int = 0) -> Said | None:
        """As `last_day`, but neither a day that lies ahead nor that of writing: what was done 當日 is over."""
        said = self._over
        if said is None or block - said.place.block > back or said.moment.date() == self.anchor.day:
            return None
        return said

    def day_over_in(self, sentence: int) -> Said | None:
        """The newest day of the sentence that does not lie ahead."""
        return self._over if self._over is not None and self._over.place.sentence == sentence else None

    def last_with_month(self, block: int) -> Said | None:
        """The newest day or month of the block."""
        return self._last(("day", "month"), block)

    def last_month(self) -> Said | None:
        """The newest day or month of the article."""
        return self._last(("day", "month"), None)

    def newer_month(self, sentence: int) -> Moment | None:
        """The month of the sentence, when it is named behind the newest day of the article."""
        month, day = self._by_grain.get("month"), self._by_grain.get("day")
        if month is None or month[1].place.sentence != sentence or (day is not None and day[0] > month[0]):
            return None
        return month[1].moment

    def last_part(self, sentence: int) -> Said | None:
        """The newest quarter, half or run of months of the sentence."""
        known = self._by_grain.get("part")
        return known[1] if known is not None and known[1].place.sentence == sentence else None

    def last_week(self) -> Said | None:
        """The newest week or day of the article."""
        return self._last(("day", "week"), None)

    def last_with_year(self, block: int | None = None, goals: bool = True) -> Said | None:
        """The newest moment whose year is known (in that block; without `goals`, one that lies not ahead)."""
        dated = self._dated if goals else self._not_ahead
        while dated and (block is None or dated[-1].place.block == block):
            if goals or not dated[-1].place.future:
                self.used = dated[-1]
                return dated[-1]
            dated.pop()
        return None

    def not_compared(self, sentence: int) -> Said | None:
        """The newest moment of the sentence whose year is known and to which nothing is compared."""
        for said in reversed(self._dated):
            if said.place.sentence != sentence:
                return None
            if not said.compared:
                return said
        return None

    def _last(self, grains: tuple[Grain, ...], block: int | None) -> Said | None:
        known = [self._by_grain[grain] for grain in grains if grain in self._by_grain]
        if not known:
            return None
        said = max(known)[1] if len(known) > 1 else known[0][1]
        if block is not None and said.place.block != block:
            return None
        self.used = said
        return said
