"""Which found mention stands for which gold mention: one to one, the surest pairs first.

SemEval 2013 task 9 (Segura-Bedmar et al., section 4) compares a gold mention with *the* answer that overlaps
it. Our kinds may overlap each other, so that several answers can touch one mention; pairs are therefore made
in four rounds: same kind and same span, same kind and overlapping, another kind on the same span, another
kind overlapping; within a round the pair with the nearest boundaries first. `nervaluate`, which pairs in the
order of the answers, gives the same counts where every mention touches at most one other (a test holds that).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor.evaluate.gold import GoldMention
from extractor.model.records import KINDS, Extraction, Record


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that the program found, with its record."""

    kind: str
    start: int
    end: int
    text: str
    block: str
    rule: str
    record: Record


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold mention and the found one that stands for it; one of the two is None when it stands alone."""

    gold: GoldMention | None
    found: Found | None

    @property
    def exact(self) -> bool:
        """Both are there and have the same span."""
        gold, found = self.gold, self.found
        return gold is not None and found is not None and (gold.start, gold.end) == (found.start, found.end)

    @property
    def same_kind(self) -> bool:
        """Both are there and have the same kind."""
        return self.gold is not None and self.found is not None and self.gold.kind == self.found.kind

    @property
    def neutral(self) -> bool:
        """It counts neither for nor against: the gold mention is optional."""
        return self.gold is not None and self.gold.optional


def found_mentions(extraction: Extraction) -> list[Found]:
    """All mentions of an extraction, in text order."""
    found = [
        Found(kind, one.start, one.end, one.text, one.block, one.rule, record)
        for kind in KINDS
        for record in getattr(extraction, kind)
        for one in record.mentions
    ]
    return sorted(found, key=lambda one: (one.start, one.end, KINDS.index(one.kind)))


def align(gold: Sequence[GoldMention], found: Sequence[Found]) -> list[Pair]:
    """Every gold and every found mention in exactly one pair, in text order."""
    rounds: list[Callable[[GoldMention, Found], bool]] = [
        lambda g, f: g.kind == f.kind and (g.start, g.end) == (f.start, f.end),
        lambda g, f: g.kind == f.kind and not g.optional,
        lambda g, f: g.kind == f.kind,
        lambda g, f: not g.optional and (g.start, g.end) == (f.start, f.end),
        lambda g, f: not g.optional,
    ]
    touching = list(_touching(gold, found))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for fits in rounds:
        for g, f in touching:
            if g not in partner and f not in taken and fits(gold[g], found[f]):
                partner[g] = f
                taken.add(f)
    pairs = [Pair(one, found[partner[g]] if g in partner else None) for g, one in enumerate(gold)]
    pairs += [Pair(None, one) for f, one in enumerate(found) if f not in taken]
    return sorted(pairs, key=_place)


def _place(pair: Pair) -> tuple[int, int, str]:
    one = pair.gold or pair.found
    assert one is not None
    return one.start, one.end, one.kind


def _touching(gold: Sequence[GoldMention], found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """The indices of all overlapping gold and found mentions, the ones with the nearest boundaries first."""
    touching = []
    for g, one in enumerate(gold):
        for f, other in enumerate(found):
            if one.start < other.end and other.start < one.end:
                touching.append((abs(one.start - other.start) + abs(one.end - other.end), g, f))
    for _, g, f in sorted(touching):
        yield g, f
