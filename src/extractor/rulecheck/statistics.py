"""How the rules do on a corpus: which fire, alone or over which others, never, always in vain, and how slowly."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.model.article import Article
from extractor.model.records import KINDS, Extraction
from extractor.model.trace import Trace
from extractor.pipeline import extract
from extractor.reading import Unreadable, find_inputs, read_path
from extractor.rulebook import Match, Rule, Rulebook, Scan

_SLOWEST = 10
_RIVALS = 3


@dataclass(slots=True)
class RuleCount:
    """What one rule did: `matches` of its pattern, `mentions` in the output that carry its id.

    `alone`: mentions where no other rule's candidate overlapped. `over` and `lost_to` count the rules that it
    took a place from and lost one to. `held`: places that a blocker held. `seconds` are spent in its pattern.
    """

    matches: int = 0
    mentions: int = 0
    alone: int = 0
    held: int = 0
    over: Counter[str] = field(default_factory=Counter)
    lost_to: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


@dataclass(slots=True)
class Statistics:
    """The counts of every rule over a corpus, by rule id."""

    rules: dict[str, Rule]
    counts: dict[str, RuleCount]
    articles: int = 0
    characters: int = 0
    unreadable: list[str] = field(default_factory=list)

    def never(self) -> list[str]:
        """Rules that matched nowhere."""
        return [name for name, one in self.counts.items() if not one.matches and not one.mentions]

    def shadowed(self) -> dict[str, str]:
        """Rules that lost every place they matched, and the rule that took most of them."""
        return {
            name: one.lost_to.most_common(1)[0][0]
            for name, one in self.counts.items()
            if one.matches and not one.mentions and not one.held and one.lost_to.total() >= one.matches
        }

    def idle_blockers(self) -> list[str]:
        """Blockers that matched, but never kept another rule from a place."""
        return [name for name, rule in self.rules.items() if rule.blocks and self.counts[name].matches
                and not self.counts[name].over]  # fmt: skip

    def without_counter_example(self) -> list[str]:
        """Rules none of whose examples shows where nothing is to be found (blockers apart)."""
        return [name for name, rule in self.rules.items()
                if not rule.blocks and all("⟦" in example for example in rule.examples)]  # fmt: skip

    def slowest(self) -> list[str]:
        """The rules whose patterns took the most time, slowest first."""
        return sorted(self.counts, key=lambda name: -self.counts[name].seconds)[:_SLOWEST]


class _Metered(Rulebook):
    """A rulebook that counts and times the runs of its rules; a match counts once however often it is found."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__(
            rulebook.rules, rulebook.triggers, rulebook.classes, rulebook.gazetteers, rulebook.vocabulary,
            rulebook.sha256,
        )  # fmt: skip
        self.matched: set[tuple[str, int, int]] = set()
        self.seconds: Counter[str] = Counter()

    def run_rule(self, index: int, scan: Scan) -> list[Match]:
        if not self.rules[index].tokens and index not in self._compiled:
            self._compile(index)  # once a process, and no part of what a rule costs an article
        start = time.perf_counter()
        found = super().run_rule(index, scan)
        name = self.rules[index].id
        self.seconds[name] += time.perf_counter() - start  # type: ignore[assignment]
        self.matched.update((name, match.start, match.end) for match in found)
        return found


def collect(rulebook: Rulebook, corpus: Path, currency: str = "HKD") -> Statistics:
    """Run every article of `corpus` and count what each rule did. UsageError when there is no such corpus.

    Articles that cannot be read are named in `unreadable`.
    """
    metered = _Metered(rulebook)
    counts = Statistics({rule.id: rule for rule in rulebook.rules}, {rule.id: RuleCount() for rule in rulebook.rules})
    for path in find_inputs(corpus):
        for article in read_path(path, corpus if corpus.is_dir() else None):
            if isinstance(article, Unreadable):
                counts.unreadable.append(str(article.error))
            else:
                _count(article, metered, counts, currency)
    for name, seconds in metered.seconds.items():
        counts.counts[name].seconds = float(seconds)
    return counts


def _count(article: Article, metered: _Metered, statistics: Statistics, currency: str) -> None:
    metered.matched.clear()
    trace = Trace()
    extraction = extract(article, metered, default_currency=currency, trace=trace)
    statistics.articles += 1
    statistics.characters += len(article.text)
    for name, _, _ in metered.matched:
        statistics.counts[name].matches += 1
    for loss in dict.fromkeys(trace.lost):
        if loss.winner is not None:
            statistics.counts[loss.rule].lost_to[loss.winner] += 1
            statistics.counts[loss.winner].over[loss.rule] += 1
        elif loss.reason.startswith("blocks: "):
            statistics.counts[loss.rule].held += 1
    losers = [(loss.kind, loss.start, loss.end) for loss in trace.lost]
    for kind, rule, start, end in _mentions(extraction):
        if rule in statistics.counts:
            rivals = any(k == kind and a < end and start < b for k, a, b in losers)
            statistics.counts[rule].mentions += 1
            statistics.counts[rule].alone += not rivals


def _mentions(extraction: Extraction) -> Iterator[tuple[str, str, int, int]]:
    for kind in KINDS:
        for record in getattr(extraction, kind):
            for mention in record.mentions:
                yield kind, mention.rule, mention.start, mention.end


def render_statistics(statistics: Statistics, form: str) -> str:
    """The statistics as `text` or `json`."""
    if form == "json":
        return json.dumps(_json(statistics), ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _text(statistics))


def _json(statistics: Statistics) -> dict[str, Any]:
    never, shadowed = set(statistics.never()), statistics.shadowed()
    bare = set(statistics.without_counter_example())
    return {
        "articles": statistics.articles,
        "characters": statistics.characters,
        "rules": [
            {
                "id": name, "file": statistics.rules[name].file, "line": statistics.rules[name].line,
                "blocks": statistics.rules[name].blocks, "matches": one.matches, "mentions": one.mentions,
                "alone": one.alone, "held": one.held, "over": dict(one.over.most_common()),
                "lost_to": dict(one.lost_to.most_common()), "seconds": round(one.seconds, 6),
                "never": name in never, "shadowed_by": shadowed.get(name), "counter_example": name not in bare,
            }
            for name, one in statistics.counts.items()
        ],
    }  # fmt: skip


def _text(statistics: Statistics) -> Iterator[str]:
    yield (f"{statistics.articles} articles, {statistics.characters} characters, {len(statistics.rules)} rules")
    yield f"{'rule':<36}{'matches':>8}{'mentions':>9}{'alone':>7}{'ms':>9}  over, and lost to"
    fired = [name for name, one in statistics.counts.items() if one.matches or one.mentions]
    for name in sorted(fired, key=lambda name: (-statistics.counts[name].mentions, name)):
        one = statistics.counts[name]
        shown = f"{one.held:>8}b" if statistics.rules[name].blocks else f"{one.mentions:>9}"
        rivals = [f"{sign}{_rivals(counter)}" for sign, counter in (("> ", one.over), ("< ", one.lost_to)) if counter]
        yield f"{name:<36}{one.matches:>8}{shown}{one.alone:>7}{1000 * one.seconds:>9.1f}  {'  '.join(rivals)}"
    yield "b: places that a blocker held"
    yield from _listed("never matched", statistics.never())
    shadowed = statistics.shadowed()
    yield from _listed("shadowed: lost every place", [f"{name} (to {by})" for name, by in shadowed.items()])
    yield from _listed("blockers that were in nobody's way", statistics.idle_blockers())
    yield from _listed("slowest", [f"{name} ({1000 * statistics.counts[name].seconds:.1f} ms)"
                                   for name in statistics.slowest()])  # fmt: skip
    yield from _listed("without a counter-example", statistics.without_counter_example())
    yield from _listed("not readable", statistics.unreadable)


def _rivals(counter: Counter[str]) -> str:
    shown = [f"{name} {count}" for name, count in counter.most_common(_RIVALS)]
    return ", ".join(shown) + (", …" if len(counter) > _RIVALS else "")


def _listed(title: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"\n{title} ({len(names)})"
        for name in names:
            yield f"  {name}"
