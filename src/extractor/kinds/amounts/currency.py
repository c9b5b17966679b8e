"""Which currency a bare 元 means: what the article says of its sums, then the place it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from operator import ne
from typing import Any

from extractor.kinds.amounts.sums import Sum
from extractor.rulebook import Rulebook, Scan
from extractor.text.segment import simplify
from extractor.text.views import fold, fold_pattern

_ENOUGH = 3
_WORTH_REPEATING = 10_000  # smaller figures meet by chance
_OPENING = 300  # characters that show the script
_RARE = 50  # one Traditional character in so many may be a name's
_LIKE_BARE = frozenset({"CNY", "MOP", "TWD"})  # printed with 元 as the bare sums are
_DATELINE = re.compile(
    fold_pattern(
        "【(?P<told>[^】\\n]{2,30})】|（(?P<brief>[^（）\\n]{2,24}(?:[電訊]|訊息))）|(?:^|\\n)(?P<plain>[\u4e00-\u9fff]{2,6}[訊電])[：:\\s\u3000]"
    )
)
_SENT = re.compile(fold_pattern("[電訊]$|專訊|報道|報導|特稿"))
_CURRENCY_OF = {"CN": "CNY", "MO": "MOP", "TW": "TWD"}


@lru_cache(maxsize=1024)
def _places_of(publisher: str, rulebook: Rulebook) -> frozenset[str]:
    """The places that a publisher's name holds."""
    folded = fold(publisher)
    return frozenset(
        str(value)[:2] for name, value in rulebook.folded_words("currency_place").items() if name in folded
    )


class Currencies:
    """Decides the currencies of one article's sums."""

    def __init__(self, scan: Scan, sums: list[Sum], default: str) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._default = default
        self._sums = sums
        self._ends = [one.end for one in sums]
        self._beside: dict[int, str] = {}
        self._lasting: list[tuple[int, str]] = []
        for position, code, lasting in self._read_scopes():
            self._beside.setdefault(position, code)
            if lasting:
                self._lasting.append((position, code))
        self._chained: dict[int, str] = {}  # decided by the sum in front, by the end of the sum
        self._named: dict[tuple[int, int], dict[str, tuple[int, bool]]] = {}

    def of(self, one: Sum) -> tuple[str, bool]:
        """The ISO 4217 code, and whether the text states it."""
        if one.currency:
            return one.currency, True
        named = self._in_front(one.start)
        if named is not None:
            self._tell(one, "the currency stands in front of the hedge")
            return named, True
        beside = self._beside.get(one.end)
        if beside is not None:
            self._tell(one, "the bracket behind it names the currency")
            return beside, True
        before = bisect_right(self._lasting, one.start, key=lambda scope: scope[0])
        if before:
            self._tell(one, "a bracket before it names the currency of all that follows")
            return self._lasting[before - 1][1], True
        if self._lasting and self._lasting[0][1] in _LIKE_BARE:
            self._tell(one, "a bracket further on names the currency of the bare sums, which stand here already")
            return self._lasting[0][1], False
        beside_it = self._of_the_pair(one)
        if beside_it is not None:
            self._chained[one.end] = beside_it
            self._tell(one, "another sum of its sentence, in front of it, names the currency")
            return beside_it, False
        elsewhere = self._of_its_twin(one)
        if elsewhere is not None:
            self._tell(one, "the same sum stands elsewhere in the article with its currency")
            return elsewhere, False
        return self._by_place(one), False

    def _of_the_pair(self, one: Sum) -> str | None:
        """The currency that the sum in front states: 128萬元人民幣…79萬元; none where Hong Kong is named between."""
        earlier = bisect_right(self._ends, one.start)
        last = self._sums[earlier - 1] if earlier else None
        if last is None:
            return None
        code = last.currency or self._chained.get(last.end, "")
        if code not in _LIKE_BARE:
            return None
        if last.start < self._scan.analysis.sentence_at(one.start).start:
            return None
        converted = self._scan.rulebook.pattern("{currency_converted}").search(self._folded, last.end, one.start)
        return None if converted or "HK" in self._places(last.end, one.start) else code

    def _in_front(self, start: int) -> str | None:
        """The code of the currency in 新台幣逾⟨150億元⟩."""
        hedge = self._scan.rulebook.pattern("(?<!兌)(?P<money>{currency_name}){party_between}{1,2}$")
        found = hedge.search(self._folded, max(0, start - 10), start)
        if found is None or found.end("money") in self._ends:  # 500萬美元約⟨3,900萬元⟩
            return None
        return str(self._scan.rulebook.folded_words("currency_name")[found["money"]])

    def _of_its_twin(self, one: Sum) -> str | None:
        """The currency of the same figure elsewhere in the article (a headline's 6000萬元), if printed like bare 元."""
        value = one.figure.value
        if value is None or value < _WORTH_REPEATING:
            return None
        codes = {other.currency for other in self._sums if other.currency and other.figure.value == value}
        return next(iter(codes)) if len(codes) == 1 and codes <= _LIKE_BARE else None

    def _read_scopes(self) -> list[tuple[int, str, bool]]:
        """Where a bracket names a currency: its start, the code, and whether it holds for the rest (下同)."""
        scopes = []
        for match in self._scan.matches("amounts", "scopes"):
            name = match.slot("currency_name")
            lasting = bool(match.rule.set.get("lasting"))
            if name is not None:
                scopes.append((match.start, str(name.value), lasting))
            elif lasting:
                before = self._name_before(match.start)
                if before is not None:
                    scopes.append((match.start, before, True))
        return sorted(scopes)

    def _name_before(self, position: int) -> str | None:
        """The code of the currency whose name ends at `position`."""
        found = self._scan.rulebook.pattern("{currency_name}$").search(self._folded, max(0, position - 6), position)
        return None if found is None else str(self._scan.rulebook.folded_words("currency_name")[found[0]])

    def _by_place(self, one: Sum) -> str:
        """The currency of the place that the text speaks of, where that is beyond doubt; else the default.

        A strong word (國務院) decides its sentence. Otherwise one place alone must be named several times, in
        the whole article, or in the paragraph when the headline names it too.
        """
        analysis = self._scan.analysis
        sentence = analysis.sentence_at(one.start)
        block = analysis.block_at(one.start)
        here = self._places(sentence.start, sentence.end)
        if len(here) == 1 and next(iter(here.values()))[1]:
            self._tell(one, "a word of its sentence belongs to one place, whose currency it is")
            return self._money_of(next(iter(here)))
        if self._dateline and "HK" not in here and len(here) <= 1:
            self._tell(one, "the article is sent from a place, whose currency it is")
            return self._money_of(self._dateline)
        for start, end in ((0, len(self._folded)), (block.start, block.end)):
            places = self._places(start, end)
            if len(places) == 1:
                place, (count, _) = next(iter(places.items()))
                if count >= _ENOUGH and (start == 0 or place in self._headline_places):
                    self._tell(one, "the article or paragraph speaks of one place alone, whose currency it is")
                    return self._money_of(place)
        if self._printed_on_the_mainland:
            self._tell(one, "the article is printed in Simplified characters and speaks more of the mainland")
            return _CURRENCY_OF["CN"]
        self._tell(one, "nothing around it says whose money it is: the default currency")
        return self._default

    def _tell(self, one: Sum, step: str) -> None:
        self._scan.step("amounts", (one.start, one.end), step)

    def _money_of(self, place: str) -> str:
        return self._default if place == "HK" else _CURRENCY_OF[place]

    def _places(self, start: int, end: int) -> dict[str, tuple[int, bool]]:
        """Each place that `[start, end)` names: how often, and whether by a strong word."""
        found = self._named.get((start, end))
        if found is None:
            found = self._named[start, end] = {}
            cues = self._cues
            for _, last, value in cues[bisect_left(cues, (start,)) : bisect_left(cues, (end,))]:
                if last <= end:
                    count, strong = found.get(value[:2], (0, False))
                    found[value[:2]] = (count + 1, strong or value.endswith("!"))
        return found

    @cached_property
    def _dateline(self) -> str:
        """The place that the article was sent from or published in, or "": 【本報佛山20日電】, 北京訊."""
        places = set(_places_of(self._scan.analysis.article.publisher or "", self._scan.rulebook))
        for found in _DATELINE.finditer(self._folded):
            if found["told"] is None or _SENT.search(found["told"]):
                places |= set(self._places(found.start(), found.end()))
        places.discard("HK")
        return next(iter(places)) if len(places) == 1 else ""

    @cached_property
    def _printed_on_the_mainland(self) -> bool:
        """Whether the text is in Simplified characters and names the mainland often, Hong Kong not twice as often."""
        opening = self._scan.analysis.plain[:_OPENING]
        traditional = sum(map(ne, opening, simplify(opening)))
        if len(opening) < _OPENING // 2 or traditional * _RARE > len(opening):
            return False
        places = self._places(0, len(self._folded))
        named = {place: count for place, (count, _) in places.items()}
        return set(named) <= {"CN", "HK"} and named.get("CN", 0) >= max(named.get("HK", 0) / 2, _ENOUGH)

    @cached_property
    def _headline_places(self) -> frozenset[str]:
        blocks = [block for block in self._scan.analysis.blocks if block.label == "headline"]
        return frozenset(place for block in blocks for place in self._places(block.start, block.end))

    @cached_property
    def _cues(self) -> list[tuple[Any, ...]]:
        """The words that name a place: start, end and value, in order."""
        return sorted((hit.start, hit.end, str(hit.value)) for hit in self._scan.words("currency_place"))
