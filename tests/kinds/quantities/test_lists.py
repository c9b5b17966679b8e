from decimal import Decimal


def test_a_list_shares_unit_and_item(extractor):
    records = extractor.extract("三校分別取錄5、7及9名學生。").quantities
    assert [(r.value, r.unit, r.item) for r in records] == [
        (Decimal(5), "名", "學生"), (Decimal(7), "名", "學生"), (Decimal(9), "名", "學生"),
    ]  # fmt: skip


def test_neighbouring_digits_are_one_range(extractor):
    (record,) = extractor.extract("只見三、四十名路人。").quantities
    assert (record.min, record.max, record.qualifier) == (Decimal(30), Decimal(40), "range")


def test_an_ordinal_list_counts_nothing(extractor):
    assert extractor.extract("兩人坐在第12及17位。").quantities[-1].unit == "人"
