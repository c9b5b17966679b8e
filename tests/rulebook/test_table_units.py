from decimal import Decimal


def test_the_head_gives_its_column_a_unit(extractor):
    text = "| 月份 | 訪客（萬人次） | 收入（億元） |\n| --- | --- | --- |\n| 1月 | 320 | 3.5 |\n| 2月 | 298.5 | 2 |"
    found = extractor.extract(text)
    assert [(q.value, q.unit, q.item) for q in found.quantities] == [
        (Decimal(3200000), "人次", "訪客"), (Decimal(2985000), "人次", "訪客"),
    ]  # fmt: skip
    assert [(a.value, a.currency) for a in found.amounts] == [
        (Decimal(350000000), "HKD"), (Decimal(200000000), "HKD"),
    ]  # fmt: skip


def test_a_table_without_a_unit_is_left_alone(extractor):
    text = "| 月份 | 訪客 |\n| --- | --- |\n| 1月 | 320 |"
    assert extractor.extract(text).quantities == []
