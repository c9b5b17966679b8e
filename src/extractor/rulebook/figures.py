"""Reading the figures of one article: the numeral, the hedge beside it, ranges and lists that share a unit.

Both kinds that hold figures read them here. The words come from rules/words/hedges.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from extractor.model.values import Figure, Qualifier, spanned
from extractor.text.numerals import qualify, read, read_exact
from extractor.text.views import fold_pattern

if TYPE_CHECKING:
    from extractor.rulebook.match import Scan
    from extractor.rulebook.rulebook import Rulebook

_MAGNITUDE = re.compile(fold_pattern("(?:[十百千]?[萬億兆])+$"))
_SHARED = re.compile(
    fold_pattern(r"(?P<head>[0-9][0-9,.]*|[一二三四五六七八九兩])(?P<tail>[百千]?(?:[十百千]?[萬億兆])*|十[萬億]+)$")
)
_LONGEST_HEDGE = 6
HEDGE_LEADS = frozenset("逾超近")  # may open a numeral of the figure view (逾百); 上百 and 過億 stay whole
_SURE = frozenset({"约", "逾"})
_COMPARED = re.compile(fold_pattern("[比較][^，。；、：\n]{2,16}$"))
_MORE_THAN_ANOTHER = re.compile(fold_pattern("[多餘][0-9〇一二三四五六七八九兩十百千幾數逾約近]"))  # 100間多58%


def share_magnitude(low: str, high: str) -> str:
    """`low` with the magnitude that `high` lends it: 7 of 7至8萬 is 7萬; 300 of 300至2萬 stays.

    Both are folded numerals. A magnitude is lent when low has none and is the smaller coefficient.
    """
    if _MAGNITUDE.search(low):
        return low
    found = _SHARED.match(high)
    if found is not None:
        coefficient, tail = found["head"], found["tail"]
    else:
        chain = _MAGNITUDE.search(high)
        tail = chain[0] if chain else ""
        coefficient = high[: len(high) - len(tail)]
    own, other = read_exact(low), read_exact(coefficient)
    if not tail or own is None or other is None or own >= other:
        return low
    return low + tail if read_exact(low + tail) is not None else low


def figure_between(low: str, high: str) -> Figure | None:
    """The range from one folded numeral to another, the magnitude shared; None when they make no range."""
    first, last = read(share_magnitude(low, high)), read(high)
    if first is None or last is None or first.min is None:
        return None
    top = last.max if last.max is not None else last.value
    if top is None or first.min >= top:
        return None
    return spanned(first.min, top)


@dataclass(frozen=True)
class _Hedges:
    """The words of rules/words/hedges.toml; those behind a filler by their last character."""

    before: dict[str, Qualifier]
    after: dict[str, Qualifier]
    false_before: tuple[str, ...]
    false_after: tuple[str, ...]
    fillers: frozenset[str]
    last_filling: frozenset[str]
    last_before: frozenset[str]
    first_after: frozenset[str]


@lru_cache(maxsize=8)
def _hedges(book: Rulebook) -> _Hedges:
    before = cast("dict[str, Qualifier]", book.folded_words("hedge_before"))
    after = cast("dict[str, Qualifier]", book.folded_words("hedge_after"))
    return _Hedges(
        before,
        after,
        tuple(book.folded_words("hedge_before_false")),
        tuple(book.folded_words("hedge_after_false")),
        frozenset(book.folded_words("hedge_filler")),
        frozenset(word[-1] for word in book.folded_words("hedge_filler")),
        frozenset(word[-1] for word in before),
        frozenset(word[0] for word in after),
    )


class FigureReader:
    """Reads the figures of one article, with what stands on both sides of them."""

    def __init__(self, scan: Scan) -> None:
        self._folded = scan.analysis.folded
        self._spans = scan.numerals
        self._hedges = _hedges(scan.rulebook)
        self._before: dict[int, tuple[int, Qualifier | None]] = {}

    def hedge_before(self, start: int) -> tuple[int, Qualifier | None]:
        """Where the hedge in front of the figure at `start` begins, and what it says, or (start, None)."""
        known = self._before.get(start)
        if known is None:
            known = self._before[start] = self._find_hedge(start)
        return known

    def _find_hedge(self, start: int) -> tuple[int, Qualifier | None]:
        folded, hedges = self._folded, self._hedges
        end = start - 1 if folded[start - 1 : start] == " " else start
        begin, hedge = self._hedge_ending(end, 1)
        if hedge is None and folded[end - 1 : end] in hedges.last_filling:
            for length in range(4, 0, -1):
                if folded[end - length : end] in hedges.fillers:
                    begin, hedge = self._hedge_ending(end - length, 2)
                    if hedge is not None:
                        break
        return (begin, hedge) if hedge is not None else (start, None)

    def _hedge_ending(self, end: int, shortest: int) -> tuple[int, Qualifier | None]:
        """The longest hedge word that ends at `end`; 約 and 逾 count behind a filler, short as they are."""
        folded, hedges = self._folded, self._hedges
        if folded[end - 1 : end] not in hedges.last_before:
            return end, None
        for length in range(min(_LONGEST_HEDGE, end), 0, -1):
            word = folded[end - length : end]
            hedge = hedges.before.get(word)
            if hedge is not None and (length >= shortest or word in _SURE):
                if folded.endswith(hedges.false_before, 0, end):
                    return end, None
                return end - length, hedge
        return end, None

    def hedge_after(self, end: int) -> Qualifier | None:
        """What the hedge directly behind the figure that ends at `end` says, or None."""
        folded, hedges = self._folded, self._hedges
        if folded[end : end + 1] not in hedges.first_after or folded.startswith(hedges.false_after, end):
            return None
        if _MORE_THAN_ANOTHER.match(folded, end):
            return None
        if folded[end] == "多" and _COMPARED.search(folded, max(0, end - 24), end):
            return None  # 比台灣的39%多
        for length in range(4, 0, -1):
            hedge = hedges.after.get(folded[end : end + length])
            if hedge is not None:
                return hedge
        return None

    def numerals_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The numerals inside `[start, end)`."""
        spans = self._spans
        return spans[bisect_left(spans, (start, -1)) : bisect_left(spans, (end, -1))]

    def figure(self, start: int, end: int) -> Figure | None:
        """The figure that the numeral `[start, end)` states by itself."""
        return read(self._folded[start:end])

    def bound(self, figure: Figure, start: int, end: int) -> Figure:
        """`figure` as the hedges in front of `start` and behind `end` bound it."""
        if self._folded.endswith("以", 0, start) and self._folded.startswith("计", end) and figure.value:
            return spanned(figure.value, figure.value * 10)
        hedge = self.hedge_before(start)[1] or self.hedge_after(end)
        if hedge in ("at_least", "at_most") and figure.qualifier == "range" and figure.max is not None:
            return figure  # 最多是45至64歲: most of them, no bound
        return qualify(figure, hedge)
