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
        ("乙校獲甲基金會「展翅計劃」資助8,000萬元。", "甲基金會", "乙校", None),
        ("甲公司以12億元收購乙公司六成股權。", "甲公司", None, "收購乙公司六成股權"),
        ("甲公司以12億元計算成本。", None, None, None),
        ("甲公司完成5000萬美元A輪融資，由乙資本領投。", "乙資本", "甲公司", None),
        ("獎金為500萬元，由甲基金會頒發。", "甲基金會", None, None),
        ("證監會對甲公司罰款300萬元。", "甲公司", None, None),
        ("甲公司宣布未來三年投入38億元建設機房。", "甲公司", None, "建設機房"),
        ("政府注資50億元予研究配對補助金計劃。", "政府", None, None),
        ("政府撥款5億元予甲大學進行研究。", "政府", "甲大學", "進行研究"),
        ("梁先生捐出的500萬元將用作興建圖書館。", "梁先生", None, "興建圖書館"),
        ("馬會捐出5億元經費，用於翻新校舍。", "馬會", None, "翻新校舍"),
        ("外判商須向僱員支付遣散費共120萬元。", "外判商", "僱員", None),
        ("財政預算案預留10億元設立研發院。", None, None, "設立研發院"),
        ("由業界出資1,000萬元成立的基金。", "業界", None, None),
    ],
)
def test_who_pays_whom_for_what(extractor, text, payer, recipient, purpose):
    record = extractor.extract(text).amounts[0]
    names = {"特區政府": "香港特別行政區政府", "馬會": "香港賽馬會"}
    assert record.payer in (payer, names.get(payer))
    assert (record.recipient, record.purpose) == (recipient, purpose)


def test_a_blank_of_a_headline_ends_what_a_sum_is_for(extractor):
    (record,) = extractor.extract("# 政府撥款5億元設立研究所 首批學者下月抵港\n\n詳情有待公布。").amounts
    assert (record.payer, record.purpose) == ("政府", "設立研究所")
