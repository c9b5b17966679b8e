"""Rates: the period and the thing that a sum is paid for each of."""

from __future__ import annotations

import re
from functools import cached_property

from extractor.kinds.amounts.sums import Sum
from extractor.rulebook import Match, Scan
from extractor.rulebook.noun_phrases import NounPhrases
from extractor.text.views import fold_pattern

_CLAUSE = re.compile("[，。；：！？!?\n\t|]")
_JOINED = re.compile(fold_pattern("(?:至|、|和|及|或|增至|加至|升至|減至|跌至|調高至|調整至|提高至|提升至|上調至|降至|加到|升到|）|（|即|約|折合|相當於)+"))


class Rates:
    """Joins the rate words of one article to its sums."""

    def __init__(self, scan: Scan, sums: list[Sum]) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._words = scan.matches("amounts", "rates")
        self._sums = sums
        self._previous = {id(later): earlier for earlier, later in zip(sums, sums[1:], strict=False)}

    def of(self, one: Sum) -> tuple[str | None, str | None]:
        """The period (a TIMEX3 duration) and the thing, each None when the clause names none."""
        words = self._words_before(one) if self._words else []
        period = next((str(w.slot("period_word").value) for w in reversed(words) if w.slot("period_word")), None)  # type: ignore[union-attr]
        each = next((each for w in reversed(words) if (each := self._each(w, one)) is not None), None)
        return period or self._period_behind(one.end), each

    def _words_before(self, one: Sum) -> list[Match]:
        """The rate words of the clause in front of `one`, no other sum between (unless joined by 至, 及 …)."""
        sentence = self._scan.analysis.sentence_at(one.start).start
        start = sentence
        for mark in _CLAUSE.finditer(self._folded, sentence, one.start):
            start = mark.end()
        earlier = self._previous.get(id(one))
        while earlier is not None and earlier.start >= start:
            if not _JOINED.fullmatch(self._folded, earlier.end, one.start):
                start = max(start, earlier.end)
                break
            one, earlier = earlier, self._previous.get(id(earlier))
        return [word for word in self._words if start <= word.start and word.end <= one.start]

    def _each(self, word: Match, one: Sum) -> str | None:
        listed = word.slot("each_word")
        if listed is not None:
            return str(listed.value)
        unit = word.slot("unit")
        if unit is None:
            return None
        place = NounPhrases(self._scan).following(unit.end, one.start)
        start, end = (place.start, place.end) if place is not None else (unit.start, unit.end)
        return self._scan.analysis.plain[start:end]

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
