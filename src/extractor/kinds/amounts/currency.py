"""Which currency a bare 元 means: what the article says of its sums, then the place it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from extractor.kinds.amounts.sums import Sum
from extractor.rulebook import Scan

_CURRENCY_OF = {"HK": "HKD", "CN": "CNY", "MO": "MOP", "TW": "TWD"}


class Currencies:
    """Decides the currencies of one article's sums."""

    def __init__(self, scan: Scan, sums: list[Sum], default: str) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._default = default
        self._scopes = self._read_scopes()

    def of(self, one: Sum) -> tuple[str, bool]:
        """The ISO 4217 code, and whether the text states it."""
        if one.currency:
            return one.currency, True
        beside = next((m for m in self._scopes if m[0] == one.end), None)
        if beside is not None:
            return beside[1], True
        scope = [code for position, code, lasting in self._scopes if lasting and position <= one.start]
        if scope:
            return scope[-1], True
        return self._by_place(one), False

    def _read_scopes(self) -> list[tuple[int, str, bool]]:
        """Where a bracket names a currency: its start, the code, and whether it holds for the rest (下同)."""
        scopes = []
        for match in self._scan.matches("amounts", "scopes"):
            name = match.slot("currency_name")
            lasting = bool(match.rule.set.get("lasting"))
            if name is not None:
                scopes.append((match.start, str(name.value), lasting))
            elif lasting:
                before = [slot for slot in self._stated_before(match.start)]
                if before:
                    scopes.append((match.start, before[-1], True))
        return sorted(scopes)

    def _stated_before(self, position: int) -> list[str]:
        found = re.search(self._names, self._folded[max(0, position - 6) : position])
        return [str(self._scan.rulebook.folded_words("currency_name")[found[0]])] if found else []

    @cached_property
    def _names(self) -> re.Pattern[str]:
        words = sorted(self._scan.rulebook.folded_words("currency_name"), key=len, reverse=True)
        return re.compile("(?:" + "|".join(map(re.escape, words)) + ")$")

    def _by_place(self, one: Sum) -> str:
        """The currency of the place that the sentence, its block or the article speaks of; else the default."""
        analysis = self._scan.analysis
        sentence = analysis.sentence_at(one.start)
        block = analysis.block_at(one.start)
        for start, end, needed in (
            (sentence.start, sentence.end, 1), (block.start, block.end, 1), (0, len(self._folded), 3),
        ):  # fmt: skip
            places = self._places(start, end)
            if not places:
                continue
            if len(places) > 1:
                break
            (place, count), = places.items()
            if count >= needed:
                return _CURRENCY_OF.get(place, self._default) if place != "HK" else self._default
        return self._default

    def _places(self, start: int, end: int) -> Counter[str]:
        return Counter(str(value) for first, last, value in self._cues if start <= first and last <= end)

    @cached_property
    def _cues(self) -> list[tuple[int, int, object]]:
        return [tuple(hit) for hit in self._scan.words("currency_place")]
