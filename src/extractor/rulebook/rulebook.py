"""A loaded rulebook: rules, word classes, gazetteers and the automaton over all their strings."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.model.analysis import Analysis
from extractor.model.trace import Trace
from extractor.rulebook.gazetteer import Entry
from extractor.rulebook.match import EntryHit, Match, Scan, WordHit
from extractor.rulebook.patterns import (
    Vocabulary,
    bare_class,
    characters_behind_figure,
    compile_rule,
    expand,
    led_by_figure,
)
from extractor.rulebook.schema import Rule, WordClass
from extractor.text.numeral_search import SEARCH, exact_end
from extractor.text.views import fold, fold_pattern

_NOWHERE = (sys.maxsize, sys.maxsize)
"""The bounds of the sentence behind the last one."""


@dataclass(slots=True)
class _Target:
    """What an automaton string stands for; `triggers` are indices of sets of triggers."""

    triggers: list[int] = field(default_factory=list)
    words: list[tuple[str, Any]] = field(default_factory=list)
    entries: list[tuple[str, Entry, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule ready to search: its pattern, its slots' word values, and its numerals to be checked.

    `behind_figure` are the characters of which one stands behind the figure that leads the rule.
    """

    regex: re.Pattern[str]
    classes: dict[str, dict[str, Any] | None]
    numerals: tuple[tuple[str, str], ...]
    has_span: bool
    led_by_figure: bool
    behind_figure: frozenset[str] | None


class Rulebook:
    """All rules, ready to match. Immutable after loading; made by `extractor.rulebook.load`."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        triggers: Mapping[str, tuple[str, ...]],
        classes: Mapping[str, WordClass],
        gazetteers: Mapping[str, tuple[Entry, ...]],
        vocabulary: Vocabulary,
        sha256: str,
    ) -> None:
        self.rules = rules
        self.triggers = dict(triggers)
        self.classes = dict(classes)
        self.gazetteers = dict(gazetteers)
        self.vocabulary = vocabulary
        self.sha256 = sha256
        self.rank = {rule.id: index for index, rule in enumerate(rules)}
        self.groups: dict[tuple[str, str], list[int]] = {}
        for index, rule in enumerate(rules):
            self.groups.setdefault((rule.kind, rule.group), []).append(index)
        sets: dict[tuple[str, ...], int] = {}
        self.trigger_set = [sets.setdefault(self.triggers[rule.id], len(sets)) for rule in rules]
        self._trigger_sets = list(sets)
        self.led = frozenset(index for index, rule in enumerate(rules) if led_by_figure(rule))
        self.bare = {index: name for index, rule in enumerate(rules) if (name := bare_class(rule, vocabulary))}
        self._compiled: dict[int, _Compiled] = {}
        self._exact: dict[int, re.Pattern[str]] = {}
        self._matchers: dict[int, Any] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._by_name: dict[str, dict[str, Entry]] = {}
        self._build_automaton()

    def words(self, name: str) -> dict[str, Any]:
        """The words of a class as written, with their values. KeyError when there is no such class."""
        return self.classes[name].words

    def folded_words(self, name: str) -> dict[str, Any]:
        """The folded words of a class, with their values. KeyError when there is no such class."""
        return self.vocabulary.values[name]

    def pattern(self, template: str) -> re.Pattern[str]:
        """A compiled pattern in which `{name}` stands for the words of a class; kept, so that it is made once."""
        compiled = self._patterns.get(template)
        if compiled is None:

            def words(found: re.Match[str]) -> str:
                return f"(?:{self.vocabulary.regex(found[1])})"

            compiled = re.compile(re.sub(r"\{([a-z][a-z0-9_]*)\}", words, fold_pattern(template)))
            self._patterns[template] = compiled
        return compiled

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id. KeyError when there is none."""
        return self.rules[self.rank[rule_id]]

    def entry_named(self, gazetteer: str, name: str) -> Entry | None:
        """The first entry of a gazetteer with that canonical name, or None."""
        if gazetteer not in self._by_name:
            by_name: dict[str, Entry] = {}
            for entry in self.gazetteers.get(gazetteer, ()):
                by_name.setdefault(entry.name, entry)
            self._by_name[gazetteer] = by_name
        return self._by_name[gazetteer].get(name)

    def scan(self, analysis: Analysis, trace: Trace | None = None) -> Scan:
        """One pass of the automaton over the folded view; rules run later, when a kind asks for them."""
        seen: dict[int, list[int]] = {}
        word_hits: dict[str, list[WordHit]] = {}
        entry_hits: dict[str, list[EntryHit]] = {}
        targets, new = self._targets, tuple.__new__  # the constructor of a named tuple is a call in Python
        bounds = iter(analysis.sentences)
        current, low, high = -1, 0, -1
        for string, start, end in self._automaton.find_matches_as_indexes(analysis.folded, overlapping=True):
            while high < end:
                low, high = next(bounds, _NOWHERE)[:2]
                current += 1
            if start < low:
                continue
            triggers, words, entries = targets[string]
            if triggers:
                listed = seen.get(string)
                if listed is None:
                    seen[string] = [current]
                elif listed[-1] != current:
                    listed.append(current)
            for name, value in words:
                word_hits.setdefault(name, []).append(new(WordHit, (start, end, value)))
            for name, entry, ambiguous in entries:
                entry_hits.setdefault(name, []).append(new(EntryHit, (start, end, entry, ambiguous)))
        triggered: dict[int, list[list[int]]] = {}
        for string, listed in seen.items():
            for index in targets[string][0]:
                triggered.setdefault(index, []).append(listed)
        return Scan(self, analysis, trace, triggered, word_hits, entry_hits)

    def run_rule(self, index: int, scan: Scan) -> list[Match]:
        """All matches of one rule, in the sentences that hold one of its triggers (or in their blocks).

        A rule that begins with a figure of the figure view has no triggers: it looks at the figures.
        """
        rule = self.rules[index]
        if rule.view == "figures" and not scan.numerals:
            return []
        if rule.tokens:
            return self._run_tokens(index, rule, scan)
        compiled = self._compiled.get(index) or self._compile(index)
        found: Iterable[re.Match[str]]
        if compiled.led_by_figure:
            if compiled.behind_figure is not None and compiled.behind_figure.isdisjoint(scan.figures_before):
                return []
            led = self._led(compiled, scan)
            found = self._within_sentences(led, scan.analysis) if led else ()
        elif index in self.bare:
            found = self._of_words(compiled, scan, self.bare[index])
        else:
            found = self._search(index, compiled, scan)
        classes, matches = compiled.classes, []
        for one in found:
            first, last = one.span("span") if compiled.has_span else one.span()
            if last > first:
                matches.append(Match(rule, first, last, classes, one))
        return matches

    def _led(self, compiled: _Compiled, scan: Scan) -> list[re.Match[str]]:
        """The matches of a rule that a figure leads, in order."""
        behind, view = compiled.behind_figure, scan.figure_view
        if behind is None:
            return list(compiled.regex.finditer(view))
        match, reach, matches = compiled.regex.match, 0, []
        for start in scan.figures_before_any(behind):
            if start >= reach and (found := match(view, start)) is not None:
                reach = found.end()
                matches.append(found)
        return matches

    def _of_words(self, compiled: _Compiled, scan: Scan, words: str) -> Iterator[re.Match[str]]:
        """The matches of a rule that is a word class and nothing else: where the automaton found its words."""
        match, folded, reach = compiled.regex.match, scan.analysis.folded, 0
        longest = {start: end for start, end, _ in scan.words(words)}  # hits come in the order of their ends
        for start in sorted(longest):
            if start >= reach and (found := match(folded, start, longest[start])) is not None:
                reach = found.end()
                yield found

    def _within_sentences(self, matches: Iterable[re.Match[str]], analysis: Analysis) -> Iterator[re.Match[str]]:
        """The matches (in order) that do not cross a sentence."""
        sentences = analysis.sentences
        current, count = 0, len(sentences)
        for found in matches:
            start, end = found.span()
            while current < count and sentences[current].end < end:
                current += 1
            if current < count and sentences[current].start <= start:
                yield found

    def _search(self, index: int, compiled: _Compiled, scan: Scan) -> list[re.Match[str]]:
        """The matches in the sentences that hold a trigger of the rule, or in their blocks."""
        rule = self.rules[index]
        text = scan.figure_view if rule.view == "figures" else scan.analysis.folded
        search, numerals = compiled.regex.search, compiled.numerals
        matches: list[re.Match[str]] = []
        for start, end, _ in self._stretches(index, scan):
            first = search(text, start, end)
            if first is None:
                continue
            if numerals:
                matches += self._checked(index, compiled, text, start, end)
            else:
                matches.append(first)
                matches += compiled.regex.finditer(text, first.end(), end)
        return matches

    def _checked(self, index: int, compiled: _Compiled, folded: str, start: int, end: int) -> list[re.Match[str]]:
        """The matches in one stretch. Where a wide numeral took what is none, the exact pattern decides."""
        found = list(compiled.regex.finditer(folded, start, end))
        for name, group in compiled.numerals:
            for match in found:
                first, last = match.span(group)
                if first >= 0 and exact_end(name, folded, first) != last:
                    exact = self._exact.get(index)
                    if exact is None:
                        rule = self.rules[index]
                        exact = compile_rule(rule, expand(rule, self.vocabulary)[0])
                        self._exact[index] = exact
                    return list(exact.finditer(folded, start, end))
        return found

    def _stretches(self, index: int, scan: Scan) -> Sequence[tuple[int, int, int]]:
        if self.rules[index].scope == "sentence":
            return scan.triggered_sentences(self.trigger_set[index])
        return scan.triggered_blocks(self.trigger_set[index])

    def _compile(self, index: int) -> _Compiled:
        rule = self.rules[index]
        expression, slots = expand(rule, self.vocabulary, exact=False)
        regex = compile_rule(rule, expression)
        compiled = _Compiled(
            regex,
            {name: self.vocabulary.values.get(slots.get(name, "")) for name in regex.groupindex},
            tuple((name, slot) for slot, name in slots.items() if name in SEARCH and rule.view == "folded"),
            "span" in regex.groupindex,
            led := led_by_figure(rule),
            characters_behind_figure(rule, self.vocabulary) if led else None,
        )
        self._compiled[index] = compiled
        return compiled

    def _run_tokens(self, index: int, rule: Rule, scan: Scan) -> list[Match]:
        matcher = self._matchers.get(index)
        doc = scan.analysis.doc
        if matcher is None:
            from spacy.matcher import Matcher

            matcher = Matcher(doc.vocab)
            matcher.add(rule.id, [list(rule.tokens)], greedy="LONGEST")
            self._matchers[index] = matcher
        matches = []
        for start, end, _ in self._stretches(index, scan):
            span = doc.char_span(start, end, alignment_mode="contract")
            if span is None:
                continue
            for _, first, last in matcher(span):
                tokens = span[first:last]
                matches.append(Match(rule, tokens.start_char, tokens.end_char, {}, None))
        return sorted(matches, key=lambda match: (match.start, -match.end))

    def _build_automaton(self) -> None:
        targets: dict[str, _Target] = {}
        for index, triggers in enumerate(self._trigger_sets):
            for trigger in triggers:
                targets.setdefault(trigger, _Target()).triggers.append(index)
        searched = set(self.bare.values())
        for name, word_class in self.classes.items():
            if word_class.scanned or name in searched:
                for word, value in self.vocabulary.values[name].items():
                    targets.setdefault(word, _Target()).words.append((name, value))
        for name, entries in self.gazetteers.items():
            for entry in entries:
                doubtful = dict.fromkeys(fold(alias) for alias in entry.ambiguous)
                for alias in dict.fromkeys(fold(alias) for alias in (entry.name, *entry.aliases)):
                    if alias not in doubtful:
                        targets.setdefault(alias, _Target()).entries.append((name, entry, False))
                for alias in doubtful:
                    targets.setdefault(alias, _Target()).entries.append((name, entry, True))
        self._targets = [(one.triggers, one.words, one.entries) for one in targets.values()]
        self._automaton = AhoCorasick(list(targets), matchkind=MatchKind.Standard)
