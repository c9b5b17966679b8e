import pytest


@pytest.mark.parametrize(
    ("text", "payer", "recipient", "purpose"),
    [
        ("馬會撥款3億元設立研究中心。", "馬會", None, "設立研究中心"),
        ("該校獲馬會資助500萬元用於翻新宿舍。", "馬會", None, "翻新宿舍"),
        ("特區政府將向每間「示範學校」每年提供2000萬元的額外資金。", "特區政府", None, None),
        ("慈善基金向保良局捐出80萬元。", "慈善基金", "保良局", None),
        ("他們捐出80萬元。", None, None, None),
        ("兩校將分別獲500萬元及300萬元撥款。", None, None, None),
        ("在中國投資超過10億美元。", None, None, None),
    ],
)
def test_who_pays_whom_for_what(extractor, text, payer, recipient, purpose):
    record = extractor.extract(text).amounts[0]
    names = {"特區政府": "香港特別行政區政府", "馬會": "香港賽馬會"}
    assert record.payer in (payer, names.get(payer))
    assert (record.recipient, record.purpose) == (recipient, purpose)
