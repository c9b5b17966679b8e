"""From gold and article files to the report, and what the command line does with it."""

import json

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.evaluate import evaluate, render
from extractor.evaluate.floors import floors_path, measured, pin, sunk
from extractor.model.errors import ReadingError, StoreError, UsageError

ARTICLE = """---
published: 2026-05-08
---
# 碼頭今日啟用

渡輪公司昨日宣布，新碼頭的造價為5,000萬港元，比原先預算少。

- 明日起首航
"""
GOLD = """date	今日	type=DATE	value=2026-05-08	mod=-
date	昨日	type=DATE	value=2026-05-01	mod=-
amount	5,000萬港元	value=50000000	currency=HKD	payer=渡輪公司
date	明日起	value=2026-05-09
date	首航
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpus/pier.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "gold/pier.gold").write_text(GOLD, "utf-8")
    return tmp_path


@pytest.fixture
def report(place, rulebook):
    return evaluate(place / "gold", place / "corpus", rulebook)


def command(place, *arguments):
    return CliRunner().invoke(main, ["evaluate", str(place / "gold"), "--corpus", str(place / "corpus"), *arguments])


def test_scores_by_kind_and_by_block(report):
    dates = report.kinds["dates"].measures
    assert (dates["strict"].gold, dates["strict"].found, dates["strict"].earned_gold) == (4, 3, 4)
    assert dates["partial"].earned_gold == 5
    assert dates["valued"].earned_gold == 2
    assert report.kinds["amounts"].measures["valued"].f1 == 1
    assert report.blocks["headline"].measures["strict"].f1 == 1
    assert report.blocks["list"].measures["strict"].recall == 0


def test_values_and_slots_are_told_apart(report):
    assert report.values["dates"] == (3, 2)
    assert report.fields["amounts"]["payer"].outcomes["missed"] == 1
    assert report.slot_accuracy("amounts") == 0
    assert report.slot_accuracy("dates") is None


def test_every_mistake_has_its_class_and_its_sentence(report):
    rows = {(one.mistake, one.field): one for one in report.mistakes}
    assert set(rows) == {("value", "value"), ("slot", "payer"), ("boundary", None), ("missed", None)}
    assert rows["value", "value"].sentence.startswith("渡輪公司⟦昨日⟧宣布")
    assert (rows["value", "value"].wanted, rows["value", "value"].got) == ("2026-05-01", "2026-05-07")
    assert (rows["boundary", None].wanted, rows["boundary", None].got) == ("明日起", "明日")
    assert rows["missed", None].where == "pier.gold:5"


def test_the_text_and_the_json_say_the_same(report):
    shown = json.loads(render(report, "json"))
    assert shown["kinds"]["dates"]["strict"]["recall"] == 0.5
    assert len(shown["mistakes"]) == 4
    text = render(report, "text", errors=True)
    assert "dates              4      3" in text
    assert "渡輪公司⟦昨日⟧宣布" in text and "expected 2026-05-01, found 2026-05-07" in text
    assert "渡輪公司⟦昨日⟧宣布" not in render(report, "text")


def test_outputs_of_a_run_are_measured_as_they_lie_there(place, rulebook):
    run = place / "run"
    done = CliRunner().invoke(main, ["run", str(place / "corpus"), "--out", str(run), "--workers", "1", "--quiet"])
    assert done.exit_code == 0, done.output
    output = run / "pier.json"
    output.write_text(output.read_text("utf-8").replace('"2026-05-07"', '"2026-05-01"'), "utf-8")
    assert evaluate(place / "gold", place / "corpus", rulebook, run=run).values["dates"] == (3, 3)
    (place / "corpus/pier.md").write_text(ARTICLE + "\n補充。\n", "utf-8")
    with pytest.raises(StoreError, match="another text"):
        evaluate(place / "gold", place / "corpus", rulebook, run=run)


def test_gold_of_an_article_that_is_not_there_is_refused(place, rulebook):
    (place / "gold/ferry.gold").write_text(GOLD, "utf-8")
    with pytest.raises(ReadingError, match="ferry"):
        evaluate(place / "gold", place / "corpus", rulebook)


def test_one_gold_file_alone(place, rulebook):
    assert evaluate(place / "gold/pier.gold", place / "corpus", rulebook).articles == ["pier"]


def test_floors_rise_freely_and_sink_only_for_a_reason(place, report, rulebook):
    gold = place / "gold"
    assert sunk(gold, report) == []
    assert any(line.startswith("dates.strict.recall: 0 % → 50 %") for line in pin(gold, report))
    assert sunk(gold, report) == []
    floors = json.loads(floors_path(gold).read_text("utf-8"))
    floors["floors"]["dates.strict.recall"] = 75.0
    floors_path(gold).write_text(json.dumps(floors), "utf-8")
    assert sunk(gold, report) == ["dates.strict.recall fell from 75 % to 50 %"]
    with pytest.raises(UsageError, match="allow-lower"):
        pin(gold, report)
    with pytest.raises(UsageError, match="reason"):
        pin(gold, report, allow_lower=True)
    pin(gold, report, allow_lower=True, reason="明日起 has another span now")
    kept = json.loads(floors_path(gold).read_text("utf-8"))["lowered"]
    assert kept == [{"reason": "明日起 has another span now", "floors": {"dates.strict.recall": [75.0, 50.0]}}]
    assert sunk(gold, report) == []


def test_changed_gold_makes_the_floors_void(place, report):
    pin(place / "gold", report)
    (place / "gold/pier.gold").write_text(GOLD + "# read again\n", "utf-8")
    assert "other gold" in sunk(place / "gold", report)[0]


def test_a_floor_is_cut_and_never_rounded_up(report):
    report.kinds["dates"].measures["strict"].gold = 3
    report.kinds["dates"].measures["strict"].earned_gold = 4
    assert measured(report)["dates.strict.recall"] == 66.6


def test_the_command_prints_pins_and_fails_when_a_floor_is_broken(place):
    done = command(place)
    assert done.exit_code == 0 and "strict P" in done.output
    assert command(place, "--pin").exit_code == 0
    path = floors_path(place / "gold")
    path.write_text(
        path.read_text("utf-8").replace('"dates.strict.recall": 50.0', '"dates.strict.recall": 60'), "utf-8"
    )
    done = command(place)
    assert done.exit_code == 1 and "dates.strict.recall fell from 60 % to 50 %" in done.output
    assert command(place, "--pin").exit_code == 2
    assert command(place, "--allow-lower").exit_code == 2
    assert command(place, "--pin", "--allow-lower", "--reason", "so").exit_code == 0
    assert json.loads(command(place, "--format", "json").output)["articles"] == ["pier"]


def test_gold_of_a_row_is_named_like_the_rows_id(tmp_path, rulebook):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "gold/week").mkdir(parents=True)
    row = {"id": "week/monday", "text": "碼頭昨日啟用。", "published": "2026-05-08"}
    (tmp_path / "corpus/rows.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    (tmp_path / "gold/week/monday.gold").write_text("date\t昨日\tvalue=2026-05-07\n", "utf-8")
    report = evaluate(tmp_path / "gold", tmp_path / "corpus", rulebook)
    assert report.articles == ["week/monday"]
    assert report.kinds["dates"].measures["valued"].f1 == 1
