from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from extractor.evaluate.align import Found, align
from extractor.evaluate.gold import GoldMention
from extractor.evaluate.scores import score
from extractor.model.records import Date


def places(pairs):
    return [(p.gold and (p.gold.start, p.gold.end), p.found and (p.found.start, p.found.end)) for p in pairs]


def test_the_exact_answer_is_taken_before_one_that_merely_touches(wanted, found):
    pairs = align([wanted("dates", 2, 6)], [found("dates", 0, 5), found("dates", 2, 6)])
    assert places(pairs) == [(None, (0, 5)), ((2, 6), (2, 6))]


def test_the_same_kind_is_taken_before_the_same_span(wanted, found):
    pairs = align([wanted("dates", 2, 6)], [found("amounts", 2, 6), found("dates", 2, 5)])
    assert next(p for p in pairs if p.gold).found.kind == "dates"


def test_an_optional_mention_takes_no_answer_from_a_required_one(wanted, found):
    gold = [wanted("organizations", 0, 4, optional=True), wanted("organizations", 0, 8)]
    pairs = align(gold, [found("organizations", 0, 5)])
    assert next(p for p in pairs if p.found).gold.end == 8


def test_an_optional_mention_counts_neither_way(wanted, found):
    gold = [wanted("dates", 0, 4, optional=True), wanted("dates", 6, 8, optional=True)]
    scores = score(align(gold, [found("dates", 0, 3)]), lambda p: "g", lambda p: "g")["all"].measures["strict"]
    assert (scores.gold, scores.found) == (0, 0)


mentions = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4), st.sampled_from(["dates", "amounts"])), max_size=6)


def made(rows, make):
    return [make(kind, start, start + length) for start, length, kind in rows]


def _found(kind, start, end):
    record = Date.model_construct(mentions=[])
    return Found(kind, start, end, "", "paragraph", "x.y", record)


def _gold(kind, start, end):
    return GoldMention(kind, start, end, "")


@given(mentions, mentions)
def test_every_mention_is_in_exactly_one_pair(gold_rows, found_rows):
    gold, found = made(gold_rows, _gold), made(found_rows, _found)
    pairs = align(gold, found)
    assert Counter(id(p.gold) for p in pairs if p.gold) == Counter(map(id, gold))
    assert Counter(id(p.found) for p in pairs if p.found) == Counter(map(id, found))


@given(mentions, mentions)
def test_counts_are_those_of_nervaluate_where_every_mention_touches_at_most_one_other(gold_rows, found_rows):
    """The library pairs in the order of the answers; where there is nothing to choose, both must agree."""
    gold, found = made(gold_rows, _gold), made(found_rows, _found)
    everything = [*gold, *found]
    for side, other in ((gold, found), (found, gold)):
        for one in side:
            if sum(two.start < one.end and one.start < two.end for two in other) > 1:
                return
            if sum(two.start < one.end and one.start < two.end for two in side) > 1:
                return
    if not everything:
        return
    rows = [[{"label": o.kind, "start": o.start, "end": o.end - 1} for o in side] for side in (gold, found)]
    theirs = Evaluator([rows[0]], [rows[1]], tags=["dates", "amounts"], loader="dict").evaluate()["overall"]
    pairs = align(gold, found)
    for measure, name in (
        ("strict", "strict"),
        ("exact", "exact"),
        ("partial", "partial"),
        ("type", "ent_type"),
    ):
        ours = score(pairs, lambda p: "g", lambda p: "g")["all"].measures[measure]
        their = theirs[name]
        assert ours.earned_found / 2 == their.correct + their.partial / 2
        assert (ours.gold, ours.found) == (their.possible, their.actual)
