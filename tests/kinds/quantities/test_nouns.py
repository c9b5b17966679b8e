"""Which words beside a figure may be what it counts."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("公布三項新修訂", "新修訂"),  # a deed that is counted is a noun
        ("12名律師投訴法官", "律師"),  # and a verb behind a person
        ("9名香港登船海員出席", "香港登船海員"),  # the last noun agrees with 名, the first does not
        ("委員會有十七個", None),  # a holder is not what it holds
        ("職位空缺有十七個", "職位空缺"),
        ("入口處已有三百人排隊", None),
        ("不信任比率為60%", "不信任比率"),
        ("持股比例升至35%", "持股比例"),
        ("廢紙的比例達35%", "廢紙的比例"),
    ],
)
def test_an_item_is_a_noun_phrase_or_nothing(extractor: Extractor, text: str, item: str | None) -> None:
    (record,) = extractor.extract(text + "。", published=date(2025, 8, 26)).quantities
    assert record.item == item


def test_nothing_is_carried_over_another_noun(extractor: Extractor) -> None:
    record = extractor.extract("分店共有30間，其中5間在九龍，而合作商戶增至40間。", published=date(2025, 8, 26))
    assert [one.item for one in record.quantities] == ["分店", "分店", "合作商戶"]


def test_a_person_is_nobodys_count(extractor: Extractor) -> None:
    record = extractor.extract("學生會主席張志明說：「兩名教授張志強及李國華出席。」", published=date(2025, 8, 26))
    assert [one.item for one in record.quantities] == ["教授"]


def test_a_head_of_changes_gives_its_column_change_and_basis(extractor: Extractor) -> None:
    table = "| 港口 | 按季變幅 |\n| --- | --- |\n| 甲港 | +3.1% |\n| 乙港 | -0.1% |\n"
    records = extractor.extract(table, published=date(2025, 8, 26)).quantities
    told = [(float(one.value or 0), one.change, one.basis) for one in records]
    assert told == [(3.1, "increase", "按季"), (0.1, "decrease", "按季")]
