import pytest


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("訂單值1.1億歐元（約9.9億港元）。", False),
        ("訂單值1.1億歐元（約99億港元）。", True),
        ("訂單值200萬美元（約1,554萬港元）。", False),
        ("訂單值200萬美元（約155萬港元）。", True),
        ("訂單值200萬美元，另付155萬港元。", False),
    ],
)
def test_only_an_impossible_rate_is_doubted(extractor, text, doubted):
    codes = [warning.code for warning in extractor.extract(text).warnings]
    assert ("currency_gloss_misfit" in codes) is doubted
