"""Whether a figure is a change, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, cast

from extractor.kinds.quantities.counted import Counted
from extractor.rulebook import Rulebook, Scan
from extractor.text.views import fold_pattern

_PREFIX = re.compile(r"[A-Z]*\$$")
_SHARES = frozenset({"%", "倍", "分之"})
_ON_PERIOD = ("按年", "按月", "按季", "按周", "同比", fold_pattern("環比"))
_NO_LEADS = frozenset(fold_pattern("最至不大很太更較頗減缺多新，。、；：」 "))  # 新高, 至少
Change = Literal["increase", "decrease"]
_CLAUSE_START = frozenset("，。；：！？;!?\n\t|「」“”（）()\u3000")  # on the plain text: a wide space parts headlines
_COMPARED = re.compile(
    fold_pattern("(?:較|比(?!例|率|重)|對比|相比|與(?=[去上前]|同期))(?P<with>[^，。；]{1,12}?)(?:相比)?(?:年)?$")
)
_NOT_ON_YEAR = frozenset(fold_pattern("去今明前每全後該當本0123456789"))  # 去年升: in that year


@dataclass(frozen=True)
class _Words:
    """The words of change of a rulebook, and the last characters that they have."""

    changes: dict[str, Change]
    comparatives: dict[str, Change]
    nouns: dict[str, Change]
    direct: dict[str, Change]
    grown: re.Pattern[str]
    false: tuple[str, ...]
    last_changing: frozenset[str]
    last_between: frozenset[str]


@lru_cache(maxsize=8)
def _words(book: Rulebook) -> _Words:
    changes = cast("dict[str, Change]", book.folded_words("change_word"))
    comparatives = cast("dict[str, Change]", book.folded_words("change_comparative"))
    return _Words(
        changes,
        comparatives,
        cast("dict[str, Change]", book.folded_words("change_noun")),
        cast("dict[str, Change]", book.folded_words("change_direct")),
        book.pattern("的?{grown_noun}"),
        tuple(book.folded_words("change_false")),
        frozenset(word[-1] for word in (*changes, *comparatives)),
        frozenset(word[-1] for word in book.folded_words("change_between")),
    )


class Changes:
    """Reads the change words of one article."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._plain = scan.analysis.plain
        self._reader = scan.figures
        self._words = _words(scan.rulebook)
        self._transitive = scan.rulebook.pattern("(?P<verb>{change_transitive})[^至到了的]{0,6}$")
        self._between = scan.rulebook.pattern("{change_between}+$")

    def _compared(self, position: int, clause: int) -> bool:
        if self._folded.endswith(_ON_PERIOD, clause, position):
            return True  # 按年多8.5%
        return _COMPARED.search(self._folded, clause, position) is not None

    @cached_property
    def _bases(self) -> dict[str, str]:
        return cast("dict[str, str]", self._scan.rulebook.folded_words("basis"))

    def of(self, counted: Counted) -> tuple[Change | None, str | None, int]:
        """The change, its basis, and where the words that say so begin (for what stands before them)."""
        start = self._reader.hedge_before(counted.start)[0]
        clause = self.clause_start(start)
        change, begin = self.before(start, clause)
        if counted.change is not None:
            change, begin = cast("Change", counted.change), start  # 人口增長減半 falls
        if change is None and counted.unit in _SHARES and self._folded[start - 2 : start - 1] not in _NO_LEADS:
            change = self._words.direct.get(self._folded[start - 1 : start])
            begin = start if change is None else start - 1
        if change is None and self._folded[start - 1 : start] == "或":
            change, begin = self._beside(start - 1, clause)
        if change is None:
            change = self._change_behind(counted.end)
        if change is None:
            return None, None, start
        basis, begin = self._basis(begin, clause)
        return change, basis, begin

    def clause_start(self, position: int) -> int:
        """Where the clause that holds `position` begins."""
        sentence = self._scan.analysis.sentence_at(position).start
        while position > sentence and self._plain[position - 1] not in _CLAUSE_START:
            position -= 1
        return max(position, sentence)

    def before(self, position: int, clause: int) -> tuple[Change | None, int]:
        """The change word that ends at `position`, small words between left out, and where it begins."""
        folded, words = self._folded, self._words
        if folded.endswith(words.false, 0, position):
            return None, position
        for _ in range(2):
            last = folded[position - 1 : position]
            if last in words.last_changing:
                change, begin = self._ending(position, clause)
                if change is not None:
                    return change, begin
            if last not in words.last_between:
                break
            between = self._between.search(folded, clause, position)
            if between is None or between.start() == position:
                break
            position = between.start()
        return None, position

    def transitive(self, clause: int, front: int) -> Change | None:
        """What is done to the thing at `front`, a few words to its left: ⟨削減⟩政府經常開支2%."""
        found = self._transitive.search(self._folded, max(clause, front - 8), front)
        words = self._scan.rulebook.folded_words("change_transitive")
        return None if found is None else cast("Change", words[found["verb"]])

    def _ending(self, position: int, clause: int) -> tuple[Change | None, int]:
        """The longest change word that ends at `position`, and where it begins."""
        folded, words = self._folded, self._words
        for length in range(min(4, position - clause), 0, -1):
            begin = position - length
            word, lead = folded[begin:position], folded[begin - 1 : begin]
            if word[0] == "年" and lead in _NOT_ON_YEAR:
                continue
            change = words.changes.get(word)
            if change is None and word in words.comparatives and lead != "最" and self._compared(begin, clause):
                change = words.comparatives[word]
            if change is not None:
                return change, begin
        return None, position

    def _beside(self, position: int, clause: int) -> tuple[Change | None, int]:
        """The change that the figure in front of 或 states: 升0.08元或2.6%."""
        earlier = self._reader.numerals_in(clause, position)
        if not earlier:
            return None, position
        start = earlier[-1][0]
        prefix = _PREFIX.search(self._folded, clause, start)
        return self.before(prefix.start() if prefix else start, clause)

    def _change_behind(self, end: int) -> Change | None:
        grown = self._words.grown.match(self._folded, end)
        end = end if grown is None else grown.end()  # 7%經濟增長
        nouns = self._words.nouns
        for length in range(3, 0, -1):
            change = nouns.get(self._folded[end : end + length])
            if change is not None:
                return change
        return None

    def _basis(self, begin: int, clause: int) -> tuple[str | None, int]:
        """What the change is measured against, in front of the change word, and where that begins."""
        folded, place = self._folded, begin
        while place > clause and (tail := next((t for t in self._tails if folded.endswith(t, clause, place)), "")):
            place -= len(tail)
        found, start = self._basis_ending(place, clause)
        if found is not None:
            return found, start
        own = self._bases.get(folded[begin : begin + 2])
        return own or None, begin

    @cached_property
    def _tails(self) -> tuple[str, ...]:
        return tuple(self._scan.rulebook.folded_words("basis_tail"))

    def _basis_ending(self, begin: int, clause: int) -> tuple[str | None, int]:
        """What stands in front of `begin` and is compared with, and where it begins."""
        folded = self._folded
        for length in range(min(7, begin - clause), 1, -1):
            word = folded[begin - length : begin]
            if word in self._bases:
                return self._bases[word] or self._scan.analysis.plain[begin - length : begin], begin - length
        compared = _COMPARED.search(folded, clause, begin)
        if compared is not None:
            start, whole = compared.start(), folded[compared.start() : begin]
            mark = whole.find("的")  # 較前一周⟨的947宗⟩
            end = start + mark if mark > 2 else begin
            words = self._bases.get(folded[start:end])
            return words or self._scan.analysis.plain[start:end], start
        return None, begin
