"""Places in rows of plain text."""


def test_a_former_place_in_brackets(places):
    found = places("大學　全球排名（去年排名）\n香港大學　25（31）\n嶺南大學　181（188）\n資料來源：某報")
    assert [(r.subject, r.rank, r.previous_rank) for r in found] == [("香港大學", 25, 31), ("嶺南大學", 181, 188)]


def test_rows_count_from_the_first_place_on(places):
    rows = "最繁忙機場排名：\n1. 香港\n2. 上海（浦東）\n3. 孟菲斯：380萬公噸\n"
    assert [(r.subject, r.rank) for r in places(rows)] == [("香港", 1), ("上海", 2), ("孟菲斯", 3)]
    assert places("議程排位：\n2. 撥款\n3. 提問\n4. 休會") == []
    assert places("最繁忙機場排名：\n1. 香港\n2. 上海\n") == []
