"""Precision, recall and F1 by the definitions of SemEval 2013 task 9.1 (as `nervaluate` computes them).

- `strict`: same span and same kind;
- `exact`: same span, whatever the kind;
- `partial`: same span 1, overlapping ½, whatever the kind;
- `type`: overlapping, same kind;
- `valued` (ours): strict, and every value field that gold writes is right.

Precision is what the found mentions earn, divided by their number; recall what the gold mentions earn,
divided by theirs. A kind's precision counts the mentions found as that kind, its recall those that gold has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from extractor.evaluate.align import Pair
from extractor.evaluate.fields import value_right

MEASURES = ("strict", "exact", "partial", "type", "valued")


@dataclass(slots=True)
class Score:
    """Halves of points, so that everything stays whole: `earned_*` counts ½ points."""

    gold: int = 0
    found: int = 0
    earned_gold: int = 0
    earned_found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1.0 when nothing was found and nothing was to be found."""
        if self.found == 0:
            return 1.0 if self.gold == 0 else 0.0
        return self.earned_found / (2 * self.found)

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1.0 when there is none and nothing was found."""
        if self.gold == 0:
            return 1.0 if self.found == 0 else 0.0
        return self.earned_gold / (2 * self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def points(pair: Pair, measure: str) -> int:
    """What a pair earns, in halves of a point."""
    if pair.gold is None or pair.found is None:
        return 0
    if measure == "partial":
        return 2 if pair.exact else 1
    right = {
        "strict": pair.exact and pair.same_kind,
        "exact": pair.exact,
        "type": pair.same_kind,
        "valued": pair.exact and pair.same_kind and value_right(pair),
    }[measure]
    return 2 if right else 0


@dataclass(slots=True)
class Scores:
    """The scores of one group of mentions (a kind, a block label, or all), measure by measure."""

    measures: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})

    def add(self, pair: Pair, gold_side: bool, found_side: bool) -> None:
        """Count the pair's gold mention and its found one, as far as each belongs to the group."""
        for name, score in self.measures.items():
            earned = points(pair, name)
            if gold_side and pair.gold is not None:
                score.gold += 1
                score.earned_gold += earned
            if found_side and pair.found is not None:
                score.found += 1
                score.earned_found += earned


def score(
    pairs: Iterable[Pair], gold_group: Callable[[Pair], str], found_group: Callable[[Pair], str]
) -> dict[str, Scores]:
    """The scores of each group, and of `all`; the neutral pairs left out.

    `gold_group` and `found_group` name the group of a pair's gold mention and of its found one.
    """
    groups: dict[str, Scores] = {"all": Scores()}
    for pair in pairs:
        if pair.neutral:
            continue
        groups["all"].add(pair, True, True)
        of_gold = gold_group(pair) if pair.gold is not None else None
        of_found = found_group(pair) if pair.found is not None else None
        for name in sorted({group for group in (of_gold, of_found) if group is not None}):
            groups.setdefault(name, Scores()).add(pair, name == of_gold, name == of_found)
    return groups
