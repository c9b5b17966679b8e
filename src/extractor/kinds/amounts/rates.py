"""Rates: the period and the thing that a sum is paid for each of."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import pairwise

from extractor.kinds.amounts.sums import Sum
from extractor.rulebook import Match, Scan

_CLAUSE = frozenset("，。；：！？;!?\n\t|\u3000")  # on the plain text: a wide space parts headlines
# By the last character of 一年, 一個月, 一學期, 一季, 一日, 一晚, 一小時.
_OF_FEES = {"年": "P1Y", "月": "P1M", "期": "P6M", "季": "P3M", "日": "P1D", "晚": "P1D", "时": "PT1H"}


class Rates:
    """Joins the rate words of one article to its sums."""

    def __init__(self, scan: Scan, sums: list[Sum]) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._words = scan.matches("amounts", "rates")
        self._starts = [word.start for word in self._words]
        self._joint = scan.rulebook.pattern("{sum_joint}+")
        self._previous = {id(later): earlier for earlier, later in pairwise(sums)}

    def of(self, one: Sum) -> tuple[str | None, str | None]:
        """The period (a TIMEX3 duration) and the thing, each None when the clause names none."""
        words = self._words_before(one) if self._words else []
        period = next((str(period) for w in reversed(words) if (period := self._period(w))), None)
        each = next((each for w in reversed(words) if (each := self._each(w, one)) is not None), None)
        return period or self._period_behind(one.end), each or self._each_behind(one.end)

    def _period(self, word: Match) -> str | None:
        """The duration that a rate word names."""
        fee = word.text("period")
        if fee:
            return _OF_FEES[fee[-1]]
        named = word.value("period_word")
        return None if named is None else str(named)

    def _words_before(self, one: Sum) -> list[Match]:
        """The rate words of the clause in front of `one`, no other sum between (unless joined by 至)."""
        plain, sentence = self._scan.analysis.plain, self._scan.analysis.sentence_at(one.start).start
        start = one.start
        while start > sentence and plain[start - 1] not in _CLAUSE:
            start -= 1
        earlier = self._previous.get(id(one))
        while earlier is not None and earlier.start >= start:
            if not self._joint.fullmatch(self._folded, earlier.end, one.start):
                start = max(start, earlier.end)
                break
            one, earlier = earlier, self._previous.get(id(earlier))
        words = self._words[bisect_left(self._starts, start) : bisect_left(self._starts, one.start)]
        return [word for word in words if word.end <= one.start]

    def _each(self, word: Match, one: Sum) -> str | None:
        listed = word.slot("each_word")
        if listed is not None:
            return str(listed.value)
        measure = word.slot("measure")
        if measure is not None:
            return self._scan.analysis.plain[measure.start : measure.end]
        if word.rule.set.get("each_of"):
            return self._each_of(word.start)
        unit = word.slot("unit")
        if unit is None or word.rule.set.get("each_behind"):
            return None
        place = self._scan.phrases.following(unit.end, one.start)
        start, end = (place.start, place.end) if place is not None else (unit.start, unit.end)
        priced = self._scan.rulebook.pattern("{each_tail}+$").search(self._folded, start, end)
        if place is not None and priced is not None:  # 每輛⟨售價⟩, 每扇窗⟨造價⟩
            start, end = (start, priced.start()) if priced.start() > start else (unit.start, unit.end)
        return self._scan.analysis.plain[start:end]

    def _each_of(self, position: int) -> str | None:
        """The noun in front of 各."""
        sentence = self._scan.analysis.sentence_at(position)
        place = self._scan.phrases.ending(position, sentence.start)
        if place is None:
            return None
        start = self._folded.rfind("的", place.start, place.end) + 1 or place.start
        return self._scan.analysis.plain[start : place.end]

    def _each_behind(self, end: int) -> str | None:
        """The thing in 上萬元⟨一頁⟩."""
        if not self._words or not self._folded.startswith("一", end):
            return None
        for word in self._words[bisect_left(self._starts, end) : bisect_left(self._starts, end + 1)]:
            unit = word.slot("unit")
            if word.rule.set.get("each_behind") and unit is not None:
                return self._scan.analysis.plain[unit.start : unit.end]
        return None

    def _period_behind(self, end: int) -> str | None:
        words = self._behind
        for length in range(4, 1, -1):
            period = words.get(self._folded[end : end + length])
            if period is not None:
                return str(period)
        return None

    @cached_property
    def _behind(self) -> dict[str, object]:
        return self._scan.rulebook.folded_words("period_behind")
