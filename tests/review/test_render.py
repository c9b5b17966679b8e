import json

import pytest
from review_worlds import body, day, extraction, mention

from extractor.compare import compare
from extractor.review import render

HOSTILE = '<script>alert(1)</script>|`@somebody` [x](https://example.org) "onload="\x1b[31m'


def changes():
    old = extraction(
        dates=[day("2025-08-25", "昨日", 0), day("2025-08-01", "月初", 9)],
        organizations=[body("甲", mention("甲", 20))],
    )
    new = extraction(
        dates=[day("2025-08-26", "昨日", 0), day("2025-08-01", "月初", 9, rule="date.y")],
        organizations=[body(HOSTILE, mention("甲", 20))],
    )
    return compare(old, new)


def test_text_says_the_totals_first_and_the_flipped_value_before_the_rule():
    text = render(changes(), "text")
    assert text.startswith("3 changes in 1 article\n")
    assert text.index("VALUE CHANGED") < text.index("PROVENANCE ONLY")
    assert "value: 2025-08-25 → 2025-08-26" in text
    assert "\x1b" not in text, "a terminal is not steered by an article"


def test_json_has_totals_and_ids():
    report = json.loads(render(changes(), "json"))
    assert [row["change"] for row in report["totals"]] == ["value changed", "value changed", "provenance only"]
    assert {len(row["id"]) for row in report["changes"]} == {12}


def test_markdown_is_a_table_in_which_text_stays_text():
    text = render(changes(), "markdown")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} <= {5, 7}
    assert "<script" not in text and "@somebody" not in text and "](" not in text and "https://" not in text


def test_html_is_one_page_that_loads_nothing_and_runs_nothing():
    page = render(changes(), "html")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert "src=" not in page and "href=" not in page and "url(" not in page


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_no_change_has_a_report_too(form):
    assert render([], form)
