"""What the program reaches on our own gold does not sink unnoticed.

When this fails, read `extractor evaluate gold --errors`: mend the rule, or, if the gold changed or a figure has
to sink, pin anew as docs/evaluation.md says. When scores rose, `extractor evaluate gold --pin` raises the floors.
"""

from pathlib import Path

from extractor.evaluate import evaluate, sunk
from extractor.evaluate.floors import read_floors
from extractor.evaluate.gold import gold_files

GOLD, CORPUS = Path("gold"), Path("corpus")


def test_no_score_is_below_its_floor(rulebook):
    assert sunk(GOLD, evaluate(GOLD, CORPUS, rulebook)) == []


def test_floors_are_pinned_for_every_kind():
    floors = read_floors(GOLD)["floors"]
    for kind in ("labs", "people", "organizations", "amounts", "quantities", "rankings", "dates", "all"):
        assert {f"{kind}.strict.precision", f"{kind}.strict.recall", f"{kind}.valued.recall"} <= set(floors)
    assert {"posts.precision", "posts.recall", "hosts.precision", "hosts.recall"} <= set(floors)


def test_at_least_ten_articles_are_annotated_by_hand():
    assert len(gold_files(GOLD)) >= 10
