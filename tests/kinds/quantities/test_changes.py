import pytest


@pytest.mark.parametrize(
    ("text", "change", "basis"),
    [
        ("客運量按年增加15.3%。", "increase", "year_on_year"),
        ("零售額按月跌2.1%。", "decrease", "month_on_month"),
        ("出口較去年同期多14%。", "increase", "year_on_year"),
        ("能耗較傳統方法低22%。", "decrease", "較傳統方法"),
        ("失業率升至3.4%。", None, None),
        ("使用率高達80%。", None, None),
        ("獲15%的升幅。", "increase", None),
        ("航機起降40.1萬架次。", None, None),
        ("減少混凝土15%。", "decrease", None),
        ("股價升0.08元或2.6%。", "increase", None),
        ("增加20張病床。", None, None),
        ("刪減20個職位。", "decrease", None),
    ],
)
def test_what_says_that_a_figure_is_a_change(extractor, text, change, basis):
    record = extractor.extract(text).quantities[-1]
    assert (record.change, record.basis) == (change, basis)
