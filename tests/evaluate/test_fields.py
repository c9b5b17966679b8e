from decimal import Decimal

import pytest

from extractor.evaluate.align import align
from extractor.evaluate.fields import judgements, parts, value_right
from extractor.model.records import Position


def outcomes(gold, found):
    return {one.field: one.outcome for one in judgements(align(gold, found))}


def test_numbers_are_compared_by_value_and_null_is_a_dash(wanted, found):
    gold = [
        wanted(
            "amounts",
            0,
            3,
            value="1.50",
            min="1.5",
            max="-",
            currency="HKD",
            period="-",
            each="股",
            payer="-",
        )
    ]
    record = {"value": Decimal("1.5"), "min": Decimal("1.500"), "currency": "CNY", "payer": "甲"}
    assert outcomes(gold, [found("amounts", 0, 3, **record)]) == {
        "value": "right", "min": "right", "max": "right", "currency": "wrong", "period": "right", "each": "missed",
        "payer": "spurious",
    }  # fmt: skip


def test_a_field_that_gold_does_not_write_is_not_judged(wanted, found):
    assert outcomes([wanted("dates", 0, 2)], [found("dates", 0, 2, mod="START")]) == {}


@pytest.mark.parametrize(
    ("written", "item", "outcome"),
    [("漁船", "渔船", "right"), ("場館", "新場館", "near"), ("新場館", "場館", "near"), ("場館", "大廳", "wrong")],
)
def test_words_are_compared_whatever_their_script_and_near_when_they_end_alike(wanted, found, written, item, outcome):
    assert outcomes([wanted("quantities", 0, 2, item=written)], [found("quantities", 0, 2, item=item)]) == {
        "item": outcome
    }


def test_no_is_the_false_of_a_boolean(wanted, found):
    assert outcomes([wanted("rankings", 0, 2, tied="no")], [found("rankings", 0, 2)]) == {"tied": "right"}


def test_fields_of_an_optional_mention_are_not_judged(wanted, found):
    gold = [wanted("dates", 0, 2, optional=True, value="1999")]
    assert outcomes(gold, [found("dates", 0, 2)]) == {}


def test_the_value_is_judged_where_the_span_is_off_by_a_little(wanted, found):
    (pair,) = align([wanted("dates", 0, 4, value="2026")], [found("dates", 0, 3)])
    assert value_right(pair)


def person(found, start, *positions, name="林望"):
    return found("people", start, start + 2, name=name, positions=list(positions))


def test_what_belongs_to_an_entity_is_judged_on_the_record_that_holds_its_mentions(wanted, found):
    """The first mention, where gold writes the posts, was missed; the record was found by the second."""
    gold = [
        wanted("people", 0, 2, name="林望", positions="署長@漁農署"),
        wanted("people", 8, 10, name="林望"),
    ]
    one = person(found, 8, Position(title="署長", organization="漁農署"))
    assert outcomes(gold, [one]) == {"name": "right", "positions": "right"}


@pytest.mark.parametrize(
    ("written", "post", "same"),
    [
        ("教授@甲大學土木系", Position(title="土木系教授", organization="甲大學"), True),
        ("教授@甲大學土木系", Position(title="教授", organization="甲大學土木系"), True),
        ("教授@甲大學土木系", Position(title="教授", organization="甲大學"), False),
        ("署長@漁農署", Position(title="署長"), False),
        ("議員助理@立法會", Position(title="立法會議員助理"), True),
        ("總工程師@漁農署", Position(title="总工程师", organization="漁農署"), True),
        ("議員", Position(title="議員"), True),
    ],
)
def test_a_unit_may_stand_with_the_title_or_with_its_body(wanted, found, written, post, same):
    gold = [wanted("people", 0, 2, name="林望", positions=written)]
    rows = list(parts(align(gold, [person(found, 0, post)]), "people", "positions"))
    assert [(row.in_gold, row.in_found) for row in rows] == ([(True, True)] if same else [(False, True), (True, False)])


def test_the_posts_of_a_person_nobody_annotated_are_spurious_and_those_of_a_missed_one_missed(wanted, found):
    gold = [wanted("people", 0, 2, name="林望", positions="署長@漁農署")]
    stranger = person(found, 20, Position(title="經理"), name="車票")
    rows = list(parts(align(gold, [stranger]), "people", "positions"))
    assert [(row.part, row.in_gold, row.in_found) for row in rows] == [
        ("署長@漁農署", True, False),
        ("經理", False, True),
    ]


def test_hosts_are_a_set(wanted, found):
    gold = [wanted("labs", 0, 2, name="甲", hosts="乙大學+丙大學")]
    lab = found("labs", 0, 2, hosts=["丙大學", "乙大學"])
    assert outcomes(gold, [lab])["hosts"] == "right"
