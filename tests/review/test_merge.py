import random

from hypothesis import given, settings
from hypothesis import strategies as st
from review_worlds import day, editions, extraction

from extractor.review.merge import article_changes, merge


def ids(old, new):
    return [change.id for change in article_changes(old, new)]


@given(editions())
def test_every_change_has_an_id_of_its_own(pair):
    found = ids(*pair)
    assert len(found) == len(set(found))


@given(editions())
def test_all_accepted_is_the_new_output_and_none_the_old(pair):
    old, new = pair
    assert merge(old, new, ids(old, new)) == new or not ids(old, new)
    assert merge(old, new, []) == old or not ids(old, new)


@settings(max_examples=400)
@given(editions(), st.randoms(use_true_random=False))
def test_accepting_some_leaves_exactly_the_others_under_their_ids(pair, chance: random.Random):
    old, new = pair
    waiting = ids(old, new)
    accepted = [one for one in waiting if chance.random() < 0.5]
    merged = merge(old, new, accepted)
    left = [one for one in waiting if one not in accepted]
    assert sorted(_base(one) for one in ids(merged, new)) == sorted(_base(one) for one in left) or _bare(merged, new)


def _base(one):
    return one.split("-")[0]


def _bare(old, new):
    """Only the places of the text moved on, which no fact shows."""
    return [c.change for c in article_changes(old, new)] == ["provenance only"]


@given(editions(), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_ends_with_the_bytes_of_the_run(pair, chance):
    old, new = pair
    for _ in range(60):
        waiting = ids(old, new)
        if not waiting:
            break
        old = merge(old, new, [chance.choice(waiting)])
    assert old.model_copy(update={"ruleset": new.ruleset}).to_json() == new.to_json()


def test_a_merged_output_counts_in_the_new_text():
    old = extraction(sha256="0", dates=[day("2025-08-25", "昨日", 5), day("2025-08-24", "前日", 9)])
    new = extraction(sha256="1", dates=[day("2025-08-20", "昨日", 105), day("2025-08-21", "前日", 109)])
    first, second = ids(old, new)
    merged = merge(old, new, [first])
    assert merged.article.sha256 == "1"
    assert [(d.value, d.mentions[0].start) for d in merged.dates] == [
        ("2025-08-20", 105),
        ("2025-08-24", 109),
    ]
    assert ids(merged, new) == [second]


def test_an_article_that_comes_or_goes_is_accepted_fact_by_fact():
    record = extraction(dates=[day("2025-08-25", "昨日", 5), day("2025-08-24", "前日", 9)])
    first, second = ids(None, record)
    part = merge(None, record, [second])
    assert [d.value for d in part.dates] == ["2025-08-24"]
    assert ids(part, record) == [first]
    gone = ids(record, None)
    part = merge(record, None, gone[:1])
    assert [d.value for d in part.dates] == ["2025-08-24"]
    assert merge(part, None, ids(part, None)) is None


def test_an_article_without_facts_can_be_accepted_too():
    record = extraction()
    (only,) = article_changes(None, record)
    assert (only.kind, only.change) == ("article", "added")
    assert merge(None, record, [only.id]) == record
    (gone,) = article_changes(record, None)
    assert gone.change == "removed"
    assert merge(record, None, [gone.id]) is None


def test_text_that_moved_without_changing_a_fact_is_one_change_of_provenance():
    old = extraction(sha256="0", dates=[day("2025-08-25", "昨日", 5)])
    new = extraction(sha256="1", dates=[day("2025-08-25", "昨日", 105)])
    (change,) = article_changes(old, new)
    assert (change.kind, change.change, [f.field for f in change.fields]) == (
        "article",
        "provenance only",
        ["sha256"],
    )
    assert merge(old, new, [change.id]) == new
