"""The name that leads a clause: whom its predicate, and those of the clauses behind it, are about."""

from __future__ import annotations

from extractor.kinds.rankings.grammar import Grammar, corners
from extractor.model.analysis import Analysis
from extractor.model.findings import Place
from extractor.text.views import fold_pattern

_NAMES = ("nr", "ns", "nt")
"""jieba's tags of the names of persons, places and bodies."""
_FARTHEST = 12
"""No more code points of apposition (區內競爭對手) stand in front of the name."""
_SURNAME_AND_GIVEN = 4
_OPENERS = ("rank_clause_open", "rank_adverb", "rank_time", "rank_day")
_NEGATIONS = frozenset(fold_pattern("未不沒無"))


class LeadingNames:
    """Finds the names that lead clauses of one article; `known` are its listed names, by their starts."""

    def __init__(self, analysis: Analysis, grammar: Grammar, known: dict[int, int]) -> None:
        self._analysis = analysis
        self._folded = corners(analysis.folded)
        self._grammar = grammar
        self._known = known

    def name_end(self, words: list[tuple[int, int]], at: int) -> int | None:
        """Where the name that begins with `words[at]` ends; None when no name begins there."""
        first, last = words[at]
        known = self._known.get(first)
        if known is not None:
            return known
        tag = self._analysis.tagger(self._analysis.simplified[first:last])
        if not tag.startswith(_NAMES):
            return None
        if last - first == 1:
            given = words[at + 1][1] if tag == "nr" and at + 1 < len(words) else last
            return given if last < given <= first + _SURNAME_AND_GIVEN else None
        return last

    def highest(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the clause `[start, end)` says whose place is the highest: 排名最高仍然是｜甲, 以｜乙｜的排名最高."""
        found = self._grammar.highest_is.search(self._folded, start, end)
        found = found or self._grammar.highest_of.search(self._folded, start, end)
        return found.span("who") if found is not None else None

    def lead(self, words: list[tuple[int, int]], end: int) -> Place | None:
        """The noun phrase that a name begins, as subject of the clause of these words up to `end`.

        In front of it stands nothing, a modifier that ends with 的, or an apposition. None when no name leads
        the clause, or when what follows says that somebody spoke.
        """
        skip = 0
        while skip < len(words) and self._opens(words[skip]):
            skip += 1
        words = words[skip:]
        if not words:
            return None
        start = words[0][0]
        for at, (first, last) in enumerate(words):
            if first - start > _FARTHEST and not self._folded.endswith("的", start, first):
                return None
            verbal = any(self._folded[a:b] in self._grammar.edges for a, b in words[:at])
            aside = any(word in self._folded[start:first] for word in self._grammar.listed["rank_aside"])
            if aside or (verbal and not self._folded.endswith("的", start, first)):
                continue
            scope = self._folded[first:last]
            if scope in self._grammar.words["rank_scope"] and scope not in self._grammar.words["rank_scope_holder"]:
                continue
            close = self.name_end(words, at)
            if close is not None:
                return self._phrase(words[at:], max(close, last), end)
            if self._folded[first:last] in self._grammar.edges and not self._modifies(words[at:]):
                return None
        return None

    def body_end(self, words: list[tuple[int, int]], known: int) -> int:
        """Where the name of a body ends that begins with the known name up to `known`: 瑞士｜證券交易所."""
        end = known
        for first, last in (word for word in words if known <= word[0] < known + _FARTHEST):
            if self._folded[first:last] in self._grammar.edges:
                break
            if self._grammar.led_by("rank_body_head", self._folded, last):
                end = last
        return end

    def topic(self, words: list[tuple[int, int]], end: int) -> Place | None:
        """慘敗一仗的｜車路士，: what a relative clause describes, when nothing more is said of it in the clause."""
        linked = [n for n, (first, last) in enumerate(words) if self._folded[first:last] == "的"]
        if not linked:
            return None
        before, behind = words[: linked[-1]], words[linked[-1] + 1 :]
        told = any(self._folded[first:last] in self._grammar.edges for first, last in before)
        plain = not any(self._folded[first:last] in self._grammar.edges for first, last in behind)
        if not (told and plain and behind) or not 2 <= end - behind[0][0] <= _FARTHEST // 2:
            return None
        return Place(behind[0][0], end)

    def _opens(self, word: tuple[int, int]) -> bool:
        """Whether a word opens a clause in front of its subject: 而, 至於, 昨日."""
        text, words = self._folded[slice(*word)], self._grammar
        return any(text in words.words[name] for name in _OPENERS)

    def _modifies(self, words: list[tuple[int, int]]) -> bool:
        """Whether a 的 closes the relative clause that a verb opened."""
        return any(self._folded[first:last] == "的" for first, last in words)

    def _phrase(self, words: list[tuple[int, int]], close: int, end: int) -> Place | None:
        start, edges = words[0][0], self._grammar.edges
        joint = False
        for first, last in words:
            if first < close:
                continue
            word = self._folded[first:last]
            if self._folded.startswith(self._grammar.listed["rank_subject_end"], first):
                break
            verb = word in edges or (len(word) > 1 and word[0] in _NEGATIONS)
            if verb and word not in self._grammar.joints:
                if self._folded.startswith(self._grammar.listed["rank_lead_said"], first):
                    return None
                break
            joint = word in self._grammar.joints
            close = first if joint else last
            if joint and not self._names_next(words, last):
                break
            close = last
        close = min(close, end)
        return Place(start, close) if close - start <= 2 * _FARTHEST else None

    def _names_next(self, words: list[tuple[int, int]], position: int) -> bool:
        at = next((n for n, (first, _) in enumerate(words) if first >= position), None)
        return at is not None and self.name_end(words, at) is not None

    def verbal(self, words: list[tuple[int, int]]) -> bool:
        """Whether a verb, a preposition or an adverb opens the words, and no 的 makes them a modifier."""
        if not words or self._modifies(words) or self._folded[slice(*words[0])] not in self._grammar.edges:
            return False
        return self._analysis.tagger(self._analysis.simplified[slice(*words[0])]).startswith(("v", "p", "d"))

    def last_name(self, words: list[tuple[int, int]]) -> int | None:
        """Where the noun phrase that ends with these words begins: behind the last word that stands in none."""
        starts = [last for first, last in words if self._folded[first:last] in self._grammar.edges]
        return starts[-1] if starts else None

    def before_verb(self, words: list[tuple[int, int]], end: int) -> int:
        """Where the first verb behind the name that begins the phrase stands; else `end`: 香港｜收窄差距."""
        if not words:
            return end
        if self._modifies(words):
            return end
        close = self.name_end(words, 0)
        verbs = self._grammar.words["rank_subject_end"]
        for first, last in words[1:]:
            word = self._folded[first:last]
            edge = word in self._grammar.edges and word not in self._grammar.joints
            if word in verbs or (close == first and edge):
                return first
        return end
