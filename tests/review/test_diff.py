from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from review_worlds import body, day, extraction, mention

from extractor.compare.diff import only
from extractor.model.records import Amount, Warned
from extractor.review import compare, render


def classes(old, new):
    return [(change.kind, change.change) for change in compare(old, new)]


def test_nothing_changed():
    record = extraction(dates=[day("2025-08-25", "昨日")])
    assert compare(record, record) == []


def test_moved_text_changes_no_fact():
    old = extraction(dates=[day("2025-08-25", "昨日", 5), day("2025-08-24", "前日", 9)])
    new = extraction(dates=[day("2025-08-25", "昨日", 105), day("2025-08-24", "前日", 109)])
    assert compare(old, new) == []


def test_a_value_that_flipped_is_shown_field_by_field():
    old = extraction(dates=[day("2025-08-25", "昨日")])
    new = extraction(dates=[day("2025-08-26", "昨日")])
    (change,) = compare(old, new)
    assert (change.change, change.label) == ("value changed", "昨日")
    assert [(f.field, f.old, f.new) for f in change.fields] == [("value", "2025-08-25", "2025-08-26")]


def test_the_same_words_twice_are_paired_in_order():
    old = extraction(dates=[day("2025-08-25", "25日", 0), day("2025-09-25", "25日", 50)])
    new = extraction(dates=[day("2025-08-25", "25日", 0), day("2025-10-25", "25日", 50)])
    (change,) = compare(old, new)
    assert (change.fields[0].old, change.fields[0].new) == ("2025-09-25", "2025-10-25")


def test_a_longer_span_at_the_same_place_is_the_same_fact():
    old = extraction(dates=[day("2025-08-25", "昨日", 3)])
    new = extraction(dates=[day("2025-08-25", "昨日下午", 3)])
    assert classes(old, new) == [("dates", "span changed")]


def test_another_rule_alone_is_provenance():
    old = extraction(dates=[day("2025-08-25", "昨日", rule="date.a")])
    new = extraction(dates=[day("2025-08-25", "昨日", rule="date.b")])
    assert classes(old, new) == [("dates", "provenance only")]


def test_an_entity_is_known_by_its_name_and_a_new_mention_is_a_span():
    old = extraction(organizations=[body("甲", mention("甲", 0))])
    new = extraction(organizations=[body("甲", mention("甲", 0), mention("甲", 9))])
    assert classes(old, new) == [("organizations", "span changed")]


def test_an_entity_renamed_is_a_value_that_changed():
    old = extraction(organizations=[body("科大", mention("科大"))])
    new = extraction(organizations=[body("香港科技大學", mention("科大"))])
    (change,) = compare(old, new)
    assert change.change == "value changed"


def test_important_changes_come_first():
    old = extraction(dates=[day("2025-08-25", "昨日", 0, rule="date.a"), day("2025-08-01", "月初", 9)])
    new = extraction(dates=[day("2025-08-25", "昨日", 0, rule="date.b"), day("2025-09-01", "月初", 9)])
    assert [change.change for change in compare(old, new)] == ["value changed", "provenance only"]


def test_warnings_are_compared():
    old, new = extraction(), extraction(warnings=[Warned(code="probable_misprint", message="甲")])
    assert classes(old, new) == [("warnings", "added")]


def test_a_whole_new_article_is_all_added():
    record = extraction(dates=[day("2025-08-25", "昨日")], organizations=[body("甲", mention("甲"))])
    assert {change.change for change in only(record, added=True)} == {"added"}
    assert {change.change for change in only(record, added=False)} == {"removed"}


def test_the_text_report_counts_first():
    old = extraction(dates=[day("2025-08-25", "昨日")])
    new = extraction(dates=[day("2025-08-26", "昨日")])
    lines = render(compare(old, new), "text").splitlines()
    assert lines[:2] == ["1 change in 1 article", "      1  dates: value changed  [date.x]"]
    assert any("value: 2025-08-25 → 2025-08-26" in line for line in lines)


amounts = st.builds(
    lambda number, text, start: Amount(
        value=Decimal(number), min=Decimal(number), max=Decimal(number), qualifier="exact", currency="HKD",
        currency_basis="stated", mentions=[mention(text, start, rule="amount.x")],
    ),
    st.integers(0, 5), st.sampled_from(["五元", "六元", "七元"]), st.integers(0, 30),
)  # fmt: skip
extractions = st.builds(
    lambda rows: extraction(amounts=sorted(rows, key=lambda row: row.mentions[0].start)),
    st.lists(amounts, max_size=6),
)


@given(extractions)
def test_an_extraction_never_differs_from_itself(record):
    assert compare(record, record) == []


@given(extractions, extractions)
def test_every_record_is_accounted_for_once(old, new):
    """Added and removed records explain the difference in numbers; a diff turned round is its mirror."""
    changes = compare(old, new)
    added = sum(change.change == "added" for change in changes)
    removed = sum(change.change == "removed" for change in changes)
    assert len(new.amounts) - len(old.amounts) == added - removed
    mirror = compare(new, old)
    assert sum(change.change == "added" for change in mirror) == removed
    assert len(mirror) == len(changes)


def test_still_text_makes_a_fact_that_went_and_one_that_came_two_changes():
    old = extraction(dates=[day("2025-08-25", "25日", 0), day("2025", "今年", 20)])
    new = extraction(dates=[day("2025", "今年", 20), day("2025-08-25", "25日", 50)])
    assert sorted(classes(old, new)) == [("dates", "added"), ("dates", "removed")]


def test_a_paragraph_taken_out_above_leaves_the_values_below_with_their_facts():
    old = extraction(sha256="0", dates=[day("2025-08-25", "25日", 0), day("2025-09-25", "25日", 50)])
    new = extraction(sha256="1", dates=[day("2025-09-25", "25日", 10)])
    (change,) = compare(old, new)
    assert (change.change, change.fields[1].old) == ("removed", "2025-08-25")


def test_a_span_that_grew_in_moved_text_is_the_same_fact():
    old = extraction(sha256="0", dates=[day("2025", "今年", 0), day("2025-08-25", "昨日", 5)])
    new = extraction(sha256="1", dates=[day("2025", "今年", 100), day("2025-08-25", "昨日下午", 105)])
    assert classes(old, new) == [("dates", "span changed")]


def test_an_id_holds_no_places_and_tells_equal_facts_apart():
    def ids(shift):
        old = extraction(dates=[day("2025-08-25", "昨日", 5 + shift), day("2025-08-25", "昨日", 15 + shift)])
        new = extraction(dates=[day("2025-08-26", "昨日", 5 + shift), day("2025-08-26", "昨日", 15 + shift)])
        return [change.id for change in compare(old, new)]

    assert ids(0) == ids(300)
    assert len(set(ids(0))) == 2


@given(st.integers(1, 500), extractions)
def test_moving_every_fact_alike_changes_none(shift, record):
    moved = record.model_copy(deep=True)
    moved.article.sha256 = "1"
    for amount in moved.amounts:
        for one in amount.mentions:
            one.start, one.end = one.start + shift, one.end + shift
    assert compare(record, moved) == []
