"""The one matcher: one automaton pass over an article, then each rule only where its triggers stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.model.analysis import Analysis, Sentence
from extractor.model.trace import Lost, Step, Trace
from extractor.rulebook.figures import FigureReader
from extractor.rulebook.gazetteer import Entry
from extractor.rulebook.noun_phrases import NounPhrases
from extractor.rulebook.schema import Rule
from extractor.text.figure_view import mask, numeral_spans

if TYPE_CHECKING:
    from extractor.rulebook.rulebook import Rulebook


class Slot(NamedTuple):
    """A named part `[start, end)` of a match, and the value that its word class gives it (else None)."""

    start: int
    end: int
    value: Any


_new = tuple.__new__  # the constructor of a named tuple is a call in Python


class WordHit(NamedTuple):
    """An occurrence `[start, end)` of a word of a scanned class, with its value."""

    start: int
    end: int
    value: Any


class EntryHit(NamedTuple):
    """An occurrence `[start, end)` of a name of a gazetteer entry; `ambiguous` when it needs evidence."""

    start: int
    end: int
    entry: Entry
    ambiguous: bool


@dataclass(slots=True, eq=False)
class Match:
    """A rule that matched the plain span `[start, end)`."""

    rule: Rule
    start: int
    end: int
    classes: dict[str, dict[str, Any] | None]
    found: re.Match[str] | None

    def slot(self, name: str) -> Slot | None:
        """The slot of that name, or None when the rule has none or it took no part in the match."""
        found, classes = self.found, self.classes
        if name not in classes or found is None:
            return None
        start, end = found.span(name)
        if start < 0:
            return None
        values = classes[name]
        return _new(Slot, (start, end, values.get(found[name]) if values else None))

    def text(self, name: str) -> str | None:
        """The folded text of a slot, or None."""
        if name not in self.classes or self.found is None:
            return None
        return self.found[name]

    def value(self, name: str) -> Any:
        """The value of a slot's word, else the rule's constant of that name, else None."""
        values, found = self.classes.get(name), self.found
        value = values.get(found[name]) if values and found is not None else None
        return self.rule.set.get(name) if value is None else value


@dataclass(eq=False)
class Scan:
    """What one automaton pass found in one article; the kinds ask it for their matches."""

    rulebook: Rulebook
    analysis: Analysis
    trace: Trace | None
    triggered: dict[int, list[list[int]]]
    """For each set of triggers of the rulebook: the sentences that hold the one, the other, … of them."""
    word_hits: dict[str, list[WordHit]]
    entry_hits: dict[str, list[EntryHit]]
    _led: dict[frozenset[str], list[int]] = field(default_factory=dict)
    _longest: dict[str, dict[int, int]] = field(default_factory=dict)

    @cached_property
    def numerals(self) -> list[tuple[int, int]]:
        """Every numeral of the article as a plain span, in order."""
        return numeral_spans(self.analysis.folded)

    @cached_property
    def figure_view(self) -> str:
        """The folded view with every numeral masked (`text.figure_view`)."""
        return mask(self.analysis.folded, self.numerals)

    @cached_property
    def figures_before(self) -> dict[str, list[int]]:
        """Where the numerals start, by the character behind each."""
        folded, starts = self.figure_view, defaultdict(list)
        for start, end in self.numerals:
            starts[folded[end : end + 1]].append(start)
        return starts

    def figures_before_any(self, characters: frozenset[str]) -> list[int]:
        """Where the numerals start, in order, behind which one of the characters stands."""
        starts = self._led.get(characters)
        if starts is None:
            places = [at for character, at in self.figures_before.items() if character in characters]
            starts = places[0] if len(places) == 1 else sorted(chain.from_iterable(places))
            self._led[characters] = starts
        return starts

    def triggered_sentences(self, triggers: int) -> list[Sentence]:
        """The sentences that hold one of a set of triggers, in order."""
        listed, sentences = self.triggered.get(triggers, ()), self.analysis.sentences
        indices = listed[0] if len(listed) == 1 else sorted({*chain.from_iterable(listed)})
        return [sentences[index] for index in indices]

    def triggered_blocks(self, triggers: int) -> list[tuple[int, int, int]]:
        """The blocks that hold one of a set of triggers, in order: their bounds and indices."""
        blocks = self.analysis.blocks
        holding = dict.fromkeys([sentence.block for sentence in self.triggered_sentences(triggers)])
        return [(blocks[index].start, blocks[index].end, index) for index in holding]

    @cached_property
    def figures(self) -> FigureReader:
        """What reads the article's figures and their hedges."""
        return FigureReader(self)

    @cached_property
    def phrases(self) -> NounPhrases:
        """What finds the noun phrases of the article."""
        return NounPhrases(self)

    def words(self, name: str) -> list[WordHit]:
        """Every occurrence (overlapping ones too, in order of their ends) of a scanned word class."""
        return self.word_hits.get(name, [])

    def entries(self, gazetteer: str) -> list[EntryHit]:
        """Every occurrence (overlapping ones too, in order of their ends) of a gazetteer's names."""
        return self.entry_hits.get(gazetteer, [])

    def longest_entries(self, gazetteer: str) -> dict[int, int]:
        """Where the longest name of a gazetteer begins that ends at a place, by the place."""
        found = self._longest.get(gazetteer)
        if found is None:
            found = self._longest[gazetteer] = longest_by_end(self.entries(gazetteer))
        return found

    def candidates(self, kind: str, group: str | None = None) -> list[Match]:
        """All matches of a group of rules, blockers among them, before any of them wins."""
        book, triggered = self.rulebook, self.triggered
        sets, found = book.trigger_set, []
        for index in book.groups.get((kind, group or kind), ()):
            if sets[index] in triggered or index in book.led:
                found += book.run_rule(index, self)
        return found

    def matches(self, kind: str, group: str | None = None) -> list[Match]:
        """The matches of a group that win, leftmost-longest, in order; blockers win but are not returned."""
        return [match for match in self.settle(self.candidates(kind, group)) if not match.rule.blocks]

    def settle(self, candidates: Iterable[Match], allows: Callable[[Match], bool] | None = None) -> list[Match]:
        """Leftmost-longest: earlier start, then greater length, then a blocker, then the earlier rule.

        Only matches that `allows` holds true of can win. It is asked of those alone that nothing in front
        overlaps; while a trace is kept it is asked of all, for it tells what speaks against each.
        """
        if allows is not None and self.trace is not None:
            candidates, allows = [match for match in candidates if allows(match)], None
        rank = self.rulebook.rank
        ordered = sorted(candidates, key=lambda m: (m.start, -m.end, not m.rule.blocks, rank[m.rule.id]))
        winners: list[Match] = []
        reach = -1
        for match in ordered:
            if match.start >= reach:
                if allows is None or allows(match):
                    winners.append(match)
                    reach = match.end
            elif self.trace is not None:
                winner = winners[-1]
                verb = "blocked by" if winner.rule.blocks else "overlapped by"
                where = self.analysis.plain[winner.start : winner.end]
                reason = f"{verb} {winner.rule.id} at 「{where}」"
                self.trace.lost.append(Lost(match.rule.kind, match.rule.id, match.start, match.end, reason,
                                            winner.rule.id))  # fmt: skip
        if self.trace is not None:
            for match in winners:
                if match.rule.blocks:
                    self.lost(match.rule.kind, match.rule.id, match.start, match.end, f"blocks: {match.rule.why}")
        return winners

    def step(self, kind: str, place: tuple[int, int], step: str) -> None:
        """Keep a step of a resolution for `explain`; nothing happens in an ordinary run.

        Where putting `step` into words costs something, ask first whether `trace` is None.
        """
        if self.trace is not None:
            self.trace.steps.append(Step(kind, *place, step))

    def lost(self, kind: str, rule: str, start: int, end: int, reason: str) -> None:
        """Keep a loser for `explain`; nothing happens in an ordinary run."""
        if self.trace is not None:
            self.trace.lost.append(Lost(kind, rule, start, end, reason))


def longest_by_end(hits: Iterable[EntryHit]) -> dict[int, int]:
    """Where the longest of the hits begins that end at a place, by the place."""
    found: dict[int, int] = {}
    for start, end, _, _ in hits:
        if start < found.get(end, end):
            found[end] = start
    return found


def sentence_of(hit_start: int, hit_end: int, sentences: tuple[Sentence, ...], index: int) -> int:
    """The index, from `index` on, of the sentence that holds the whole hit; -1 if none does."""
    while index < len(sentences) and sentences[index].end < hit_end:
        index += 1
    if index < len(sentences) and sentences[index].start <= hit_start:
        return index
    return -1
