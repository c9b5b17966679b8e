"""The noun phrase beside a figure: what it counts or measures, for whom, from whom.

There is no part-of-speech tagger here. A phrase is a run of jieba's words that ends at punctuation, at a
numeral, or where a word of the class `phrase_edge` (verbs, adverbs, particles, pronouns) begins. Modifiers
in front of the last 的 are dropped. Positions are plain positions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from extractor.model.findings import Place
from extractor.text.figure_view import HEAD, TAIL
from extractor.text.views import fold_pattern

if TYPE_CHECKING:
    from extractor.rulebook.match import Scan
    from extractor.rulebook.rulebook import Rulebook

_STOP = re.compile(r"[^\w·&\-]|^-|--|[0-9]|^[\ufdd0\ufdd1]+$")
_OPENING = "「『《〈"
_CLOSING = dict(zip(_OPENING, "」』》〉", strict=True))
_ADVERBIAL = frozenset(fold_pattern("只不沒未已將曾再更並仍既且獲被遭"))
_FINITE = re.compile("[是了因而但并]")  # a clause with one of these is no modifier
_PLACED = frozenset("上中内下外间时后前")
_SURE_FILLERS = frozenset("为是达占约逾至到由也亦已共则均仅得及")
_LEADS = "有指据由该向让令使被于对称料在"
_LEAD_STARTS = frozenset(fold_pattern("全世亞百位"))
_NEGATIONS = frozenset("不非未")
_JOINED_NEGATION = frozenset(fold_pattern("並也都亦絕"))
_RATES = frozenset(fold_pattern("率度值"))
_INDEX = fold_pattern("指數")
_LONGEST = 16
_UNITS = ("unit", "measure", "currency", "time_unit")
# Behind the age in 兩名30歲男子, which is another figure.
_AGE_STARTS = frozenset(("约", HEAD, TAIL))
_AGE = re.compile("约?[\ufdd0\ufdd1]+(?:(?:至|到|-|~)[\ufdd0\ufdd1]+)?岁的?")
_CLAUSE_END = re.compile("[，。；：！？!?,;:\n\t|（）【】…]")


@dataclass(frozen=True)
class _Lists:
    """The word classes that phrases are cut with (rules/words/phrase_edges.toml, figure_phrases.toml)."""

    edges: frozenset[str]
    attributes: dict[str, tuple[str, ...]]
    pairs: tuple[str, ...]
    relational: frozenset[str]
    counts: tuple[str, ...]
    fillers: frozenset[str]
    adjectives: frozenset[str]
    units: frozenset[str]
    tails: dict[str, tuple[str, ...]]
    whole: tuple[str, ...]
    nothing: frozenset[str]
    verbs: frozenset[str]


@lru_cache(maxsize=8)
def _lists(book: Rulebook) -> _Lists:
    return _Lists(
        frozenset(book.folded_words("phrase_edge")) | frozenset(book.folded_words("hedge_before")),
        _by_first(book.folded_words("phrase_attribute")),
        tuple(book.folded_words("phrase_pair")),
        frozenset(book.folded_words("relational_noun")),
        tuple(sorted(book.folded_words("count_noun"), key=len, reverse=True)),
        frozenset(book.folded_words("figure_verb")),
        frozenset(book.folded_words("phrase_adjective")) | frozenset(book.folded_words("phrase_attribute")),
        frozenset(word for name in _UNITS for word in book.folded_words(name) if len(word) == 1),
        _by_first(word for name in _UNITS for word in book.folded_words(name)),
        tuple(book.folded_words("filler_false")),
        frozenset(book.folded_words("no_item")),
        frozenset(book.folded_words("attribute_alone")),
    )


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by their first characters, the longest first."""
    listed: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=len, reverse=True):
        listed[word[0]] = (*listed.get(word[0], ()), word)
    return listed


class NounPhrases:
    """Finds noun phrases beside positions of one article."""

    def __init__(self, scan: Scan) -> None:
        self._book = scan.rulebook
        self._analysis = scan.analysis
        self._folded = scan.analysis.folded
        self._view = scan.figure_view
        self._lists = _lists(scan.rulebook)
        self._preceding: dict[tuple[int, int], tuple[Place | None, int]] = {}

    @cached_property
    def _word_ends(self) -> list[int]:
        return self._analysis.word_ends

    def is_edge(self, word: str) -> bool:
        """Whether a folded word cannot stand inside a noun phrase."""
        return word in self._lists.edges

    def following(self, position: int, end: int) -> Place | None:
        """The phrase that begins at `position` and stays before `end`; None when none does."""
        folded = self._folded
        start = position + 1 if folded.startswith(" ", position) else position
        if self._view[start : start + 1] in _AGE_STARTS and (age := _AGE.match(self._view, start)) is not None:
            start = age.end()
        if start >= end:
            return None
        opening = folded[start]
        if opening in _CLOSING:
            close = folded.find(_CLOSING[opening], start, min(end, start + 30))
            return self._quoted(start, close, end) if close > start + 1 else None
        place = self._run(start, end)
        if place is None:
            return self._trimmed(self.behind_clause(start, end))
        words = folded[place.start : place.end]
        if words in self._lists.verbs:
            return None
        if words in self._lists.adjectives and folded.startswith("的", place.end):
            return self._trimmed(self.behind_clause(start, end) or place)
        return self._trimmed(place)

    def _quoted(self, start: int, close: int, end: int) -> Place:
        """What stands in quotation marks, or the noun that it modifies: 4場「電腦化」考試."""
        run = self._run(close + 1, end)
        if run is None or run.end - run.start > 6:
            return Place(start + 1, close)
        modified = self._book.pattern("{quoted_head}$").search(self._folded, run.start, run.end)
        return Place(start + 1, close) if modified is None else run

    def _trimmed(self, place: Place | None) -> Place | None:
        """`place` without a rank in front (百強) and what is done behind (男子⟨涉從⟩…)."""
        if place is None:
            return None
        start, end = place.start, place.end
        if self._folded[start] in _LEAD_STARTS:
            lead = self._book.pattern("{item_lead}").match(self._folded, start, end)
            start = lead.end() if lead is not None and end - lead.end() > 1 else start
        cut = self._book.pattern("{item_cut}").search(self._folded, start + 2, end + 1) if end - start > 2 else None
        return Place(start, cut.start() if cut is not None and cut.start() < end else end)

    def _run(self, start: int, end: int) -> Place | None:
        """Words from `start` up to the first edge."""
        folded, pairs = self._folded, self._lists.pairs
        position = start
        if start >= end:
            return None
        for attribute in self._lists.attributes.get(folded[start], ()):
            if folded.startswith(attribute, start):
                position = start + len(attribute)
                break
        while position < end and position - start < _LONGEST:
            if position > start and folded.startswith(pairs, position):
                position += len(next(pair for pair in pairs if folded.startswith(pair, position)))
                continue
            stop = self._word_end(position)
            word = folded[position : min(stop, end)]
            if self._stops(position, stop) or self._is_edge_at(word, position):
                break
            position = stop
        position = min(position, end)
        return Place(start, position) if position > start else None

    def _stops(self, start: int, end: int) -> bool:
        """Punctuation, a numeral, or a numeral with its unit; 一等獎 and 二手車 are words."""
        word = self._view[start:end]
        if word.isalpha():  # the ordinary word, Han or Latin
            return False
        if "\ufdd0" not in word and "\ufdd1" not in word:
            return _STOP.search(word) is not None
        printed = self._folded[start:end]
        if printed[0].isascii() or word[-1] in (HEAD, TAIL):
            return True
        return end - start < 3 and (printed[1:] in self._lists.units or printed[1:] in self._lists.edges)

    def _is_edge_at(self, word: str, position: int) -> bool:
        if word in self._lists.edges or word[0] in _ADVERBIAL:
            return True
        return len(word) > 2 and (word[:2] in self._lists.edges and word[2:] in self._lists.edges)

    def _word_end(self, position: int) -> int:
        """The end of the jieba word that holds `position`."""
        ends = self._word_ends
        index = bisect_right(ends, position)
        return ends[index] if index < len(ends) else len(self._folded)

    def behind_clause(self, start: int, end: int) -> Place | None:
        """The head behind the 的 of a relative clause: 90家⟨來自…的⟩租戶, 兩名⟨涉嫌盜竊的⟩男子."""
        clause = _CLAUSE_END.search(self._folded, start, end)
        limit = min(clause.start() if clause else end, start + 24)
        mark = self._folded.rfind("的", start, limit)
        if mark < 0 or _FINITE.search(self._folded, start, mark):
            return None
        return self._run(mark + 1, end)

    def preceding(self, position: int, start: int) -> tuple[Place | None, int]:
        """The phrase in front of `position` (not before `start`), behind words such as 達 and 也.

        Gives the phrase, or None, and where it (or what was skipped) begins.
        """
        known = self._preceding.get((position, start))
        if known is None:
            known = self._preceding[position, start] = self._find_preceding(position, start)
        return known

    def _find_preceding(self, position: int, start: int) -> tuple[Place | None, int]:
        stop = self._skip_fillers(position, start)
        first = self._collect(stop, start)
        if first == stop:
            return None, stop
        while first < stop and self._folded[first:stop] in self._lists.counts:
            stop = self._skip_fillers(first, start)
            first = self._collect(stop, start)
        last = stop
        for noun in self._lists.counts:
            if self._folded.endswith(noun, first, last) and last - len(noun) > first:
                last -= len(noun)
                break
        if self._folded[first:last] in self._lists.relational and self._folded[first - 1 : first] == "的":
            longer = self._collect(first - 1, start)
            first = longer if longer < first - 1 else first
        first = self._leftwards(first, last, start)
        if self._view[first - 1 : first] in (HEAD, TAIL):  # the unit of another figure: 5歲小童合共3人
            tails = self._lists.tails.get(self._folded[first], ())
            tail = next((word for word in tails if self._folded.startswith(word, first)), "")
            first = min(first + len(tail), last)
        located = last - first <= 3 and self._folded[last - 1] in _PLACED
        empty = last - first < 2 or located or self._folded[first:last] in self._lists.nothing
        return (None, stop) if empty else (Place(first, last), first)

    def _leftwards(self, first: int, last: int, start: int) -> int:
        """Where the phrase begins with its negation (不信任比率), or the numeral of an index (標普500指數)."""
        folded = self._folded
        if folded[first - 1 : first] in _NEGATIONS and folded[last - 1] in _RATES:
            return first - (folded[first - 2 : first - 1] not in _JOINED_NEGATION)
        if folded[first:last] != _INDEX or self._view[first - 1 : first] not in (HEAD, TAIL):
            return first
        number = first
        while number > start and self._view[number - 1] in (HEAD, TAIL):
            number -= 1
        longer = self._collect(number, start)
        return longer if longer < number else first

    def _skip_fillers(self, position: int, start: int) -> int:
        folded = self._folded
        while position > start:
            if folded[position - 1] == " ":
                position -= 1
                continue
            for length in range(min(4, position - start), 0, -1):
                if folded[position - length : position] in self._lists.fillers and (
                    length > 1
                    or self._word_start(position) == position - 1
                    or (
                        folded[position - 1] in _SURE_FILLERS
                        and not folded.endswith(self._lists.whole, start, position)
                    )
                ):
                    position -= length
                    break
            else:
                return position
        return position

    def _collect(self, position: int, start: int) -> int:
        """Where the run of words that ends at `position` begins."""
        limit = max(start, position - _LONGEST)
        while position > limit:
            word_start = self._word_start(position)
            if word_start < limit:
                break
            word = self._folded[word_start:position]
            if self._stops(word_start, position) or self._is_edge_at(word, word_start):
                break
            position = word_start
        return position

    def _word_start(self, position: int) -> int:
        """The start of the jieba word whose last character stands before `position`."""
        ends = self._word_ends
        index = bisect_right(ends, position - 1)
        return ends[index - 1] if index > 0 else 0

    def ending(self, position: int, start: int) -> Place | None:
        """The phrase that ends exactly at `position` (not before `start`); None when none does."""
        first = self._collect(position, start)
        while first < position and self._folded[first] in _LEADS:
            first += 1
        return Place(first, position) if position - first > 1 else None
