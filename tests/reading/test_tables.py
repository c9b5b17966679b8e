"""Tables keep their columns, and merged header cells their width."""

from __future__ import annotations

import pytest

from extractor.reading.layout import lay_out


def _cells(text: str) -> list[tuple[int, int, int, bool, str]]:
    (table,) = (block for block in lay_out(text) if block.label == "table")
    return [(c.row, c.column, c.width, c.header, text[c.start : c.end]) for c in table.cells]


def test_an_empty_header_cell_widens_the_one_before() -> None:
    text = "甲大學\t\t乙大學\t\n一室\t二室\t三室\n"
    assert _cells(text) == [
        (0, 0, 2, True, "甲大學"), (0, 2, 2, True, "乙大學"),
        (1, 0, 1, False, "一室"), (1, 1, 1, False, "二室"), (1, 2, 1, False, "三室"),
    ]  # fmt: skip


def test_an_empty_body_cell_keeps_its_column() -> None:
    assert _cells("大學\t院\t金額\n甲大學\t\t100萬元\n")[-1] == (1, 2, 1, False, "100萬元")


def test_pipe_table_with_rule() -> None:
    text = "| 院校 | 名次 |\n|:--|---:|\n| 甲大學 | 12 |\n| a\\|b |  |\n"
    assert _cells(text) == [
        (0, 0, 1, True, "院校"), (0, 1, 1, True, "名次"),
        (1, 0, 1, False, "甲大學"), (1, 1, 1, False, "12"), (2, 0, 1, False, "a\\|b"),
    ]  # fmt: skip


def test_pipe_table_without_outer_pipes() -> None:
    assert _cells("院校 | 名次\n--- | ---\n甲大學 | 12\n")[2:] == [
        (1, 0, 1, False, "甲大學"),
        (1, 1, 1, False, "12"),
    ]


def test_a_pipe_cell_may_hold_line_breaks() -> None:
    cells = _cells("| 團體   \n (2012年) | 財務 |\n| --- | --- |\n| 甲會 | 不詳 |\n")
    assert cells[0] == (0, 0, 1, True, "團體   \n (2012年)")
    assert cells[-1] == (1, 1, 1, False, "不詳")


def test_html_table_with_row_span() -> None:
    text = '<table><tr><td rowspan="2">甲大學</td><td>一室</td></tr><tr><td>二室</td></tr></table>\n'
    assert _cells(text)[-1] == (1, 1, 1, False, "二室")


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("年份\t2023年\t2024年\n甲大學\t12\t13\n", True),
        ("實驗室\t所屬大學\n一室\t甲大學\n", True),
        ("甲大學\t陳小文\n乙大學\t李大明\n", False),
        ("甲大學\t12\n乙大學\t13\n", False),
        ("\t男\t女\n甲大學\t12\t13\n", True),
    ],
)
def test_a_first_row_is_a_header_on_evidence(text: str, header: bool) -> None:
    assert _cells(text)[0][3] is header


@pytest.mark.parametrize("text", ["\t校方宣布。\n\t另外，校方表示。\n", "甲\t乙\n", "a | b\n", "校方\t\n另外\t\n"])
def test_what_is_no_table(text: str) -> None:
    assert all(block.label != "table" for block in lay_out(text))


def test_a_title_over_the_column_heads() -> None:
    text = "| **入息中位數** |  |\n| --- | --- |\n| **行業** | **上季** |\n| 製造 | 5.1% |\n"
    assert [(row, width, header) for row, _, width, header, _ in _cells(text)] == [
        (0, 2, True), (1, 1, True), (1, 1, True), (2, 1, False), (2, 1, False),
    ]  # fmt: skip


def test_a_rule_under_figures_makes_no_header() -> None:
    assert not any(header for *_, header, _ in _cells("| 甲 | 18.86% |\n| --- | --- |\n| 乙 | 17.99% |\n"))
