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


def test_names_and_figures_align_in_order(extractor):
    records = extractor.extract("甲市和乙市分別下跌0.2%和0.1%。").quantities
    assert [(r.item, r.change) for r in records] == [("甲市", "decrease"), ("乙市", "decrease")]


def test_one_noun_in_front_holds_for_the_whole_row(extractor):
    records = extractor.extract("售價按年分別上漲6.2%和3.0%。").quantities
    assert {(r.item, r.change, r.basis) for r in records} == {("售價", "increase", "year_on_year")}


def test_a_noun_behind_the_last_figure_holds_for_the_first(extractor):
    assert [r.item for r in extractor.extract("售出401個及42個單位。").quantities] == ["單位", "單位"]


def test_figures_with_words_between_are_no_row(extractor):
    first, second = extractor.extract("樓價升3%和租金跌5%。").quantities
    assert (first.change, second.change) == ("increase", "decrease")
    assert (first.item, second.item) == ("樓價", "租金")
