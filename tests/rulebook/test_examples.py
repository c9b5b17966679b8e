from decimal import Decimal

import pytest

from extractor.model.errors import RuleError
from extractor.model.records import Position
from extractor.rulebook.examples import field_value, parse_example


def test_marks_are_taken_out_and_keep_their_places():
    example = parse_example("校方⟦昨日|2024-03-11;mod=null⟧與⟦今日⟧宣布", "f:1")
    assert example.text == "校方昨日與今日宣布"
    first, second = example.marks
    assert (example.text[first.start : first.end], first.value, first.fields) == (
        "昨日", "2024-03-11", (("mod", "null"),),
    )  # fmt: skip
    assert (example.text[second.start : second.end], second.value) == ("今日", None)


@pytest.mark.parametrize("broken", ["⟦昨日", "昨日⟧", "⟦⟧", "⟦昨日|2024;mod⟧"])
def test_a_broken_mark_names_the_place(broken):
    with pytest.raises(RuleError, match="f:1"):
        parse_example(broken, "f:1")


def test_fields_are_written_as_a_person_would():
    assert field_value(None) == "null"
    assert field_value(True) == "true"
    assert field_value(Decimal("2.50E+4")) == "25000"
    assert field_value(["甲", "乙"]) == "甲+乙"
    assert field_value([Position(title="局長", organization="某局"), Position(title="教授")]) == "局長@某局+教授"
