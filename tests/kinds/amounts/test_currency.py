import pytest

from extractor import Extractor


def _currencies(extractor, text):
    return [(record.currency, record.currency_basis) for record in extractor.extract(text).amounts]


def test_a_bare_unit_takes_the_default(extractor):
    assert _currencies(extractor, "維修費要500萬元。") == [("HKD", "inferred")]
    assert _currencies(Extractor(default_currency="CNY"), "維修費要500萬元。") == [("CNY", "inferred")]


def test_a_strong_word_decides_its_sentence_only(extractor):
    text = "國務院撥款3億元修堤。市民捐出2萬元。"
    assert _currencies(extractor, text) == [("CNY", "inferred"), ("HKD", "inferred")]


def test_places_that_mix_decide_nothing(extractor):
    assert _currencies(extractor, "國務院與香港政府合資3億元。") == [("HKD", "inferred")]


def test_an_article_about_one_other_place(extractor):
    text = "台北市昨公布預算。台中與高雄同日公布。全台灣共編列3億元。"
    assert _currencies(extractor, text) == [("TWD", "inferred")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("造價500萬元（美元，下同），運費20萬元。", [("USD", "stated"), ("USD", "stated")]),
        ("造價500萬美元（下同），運費20萬元。", [("USD", "stated"), ("USD", "stated")]),
        (
            "運費20萬元，造價500萬元（人民幣），雜費3萬元。",
            [("HKD", "inferred"), ("CNY", "stated"), ("HKD", "inferred")],
        ),
    ],
)
def test_brackets_state_a_currency(extractor, text, expected):
    assert _currencies(extractor, text) == expected


def test_a_dateline_of_the_mainland_makes_bare_sums_yuan(extractor):
    (record,) = extractor.extract("【獅報佛山20日電】工廠投資3億元擴產。").amounts
    assert (record.currency, record.currency_basis) == ("CNY", "inferred")


def test_a_dateline_yields_to_hong_kong_in_the_sentence(extractor):
    (record,) = extractor.extract("【獅報佛山20日電】香港買家支付3億元。").amounts
    assert record.currency == "HKD"


def test_a_bare_sum_takes_the_currency_of_the_one_in_front(extractor):
    assert extractor.extract("原價128萬元人民幣，現售79萬元。").amounts[1].currency == "CNY"
    assert extractor.extract("原價128萬元人民幣，折合約140萬元。").amounts[1].currency == "HKD"


def test_a_publisher_of_macau_writes_of_patacas(extractor):
    (record,) = extractor.extract("工程耗資3億元。", publisher="澳門晨報").amounts
    assert (record.currency, record.currency_basis) == ("MOP", "inferred")


def test_the_same_sum_with_its_currency_elsewhere(extractor):
    text = "三年投入6000萬元\n\n雙方將投入6000萬元人民幣，另加6500元及4000萬元。"
    assert [code for code, _ in _currencies(extractor, text)] == ["CNY", "CNY", "CNY", "CNY"]
    text = "三年投入6000萬元\n\n另支5000萬元。雙方將投入6000萬美元，"
    assert [code for code, _ in _currencies(extractor, text)] == ["HKD", "HKD", "USD"]


@pytest.mark.parametrize(("place", "expected"), [("深圳", "CNY"), ("香港", "HKD")])
def test_a_simplified_article_of_the_mainland_writes_of_yuan(extractor, place, expected):
    told = f"{place}的企业近年发展迅速，产品远销海外，{place}当局表示会继续支援中小企业，让更多年轻人留下来工作和生活，"
    text = told * 3 + "深圳及香港的代表都有出席。\n\n全区去年产值118.4亿元。"
    assert _currencies(extractor, text)[-1] == (expected, "inferred")
