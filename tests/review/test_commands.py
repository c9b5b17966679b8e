"""`extractor review` without a page: lists, decisions by command, replaying a log."""

import json
import re
import shutil

import pytest
from click.testing import CliRunner
from review_folders import build, log, session

from extractor.cli import main
from extractor.model.errors import StoreError
from extractor.review import check_folders
from extractor.review.decisions import read_log


@pytest.fixture
def review(project):
    def run(*more, folder=project):
        arguments = [
            "review", str(folder / "golden"), str(folder / "run"), "--rules", str(folder / "rules"),
            "--corpus", str(folder / "corpus"), "--gold", str(folder / "gold"), "--by", "Ada", *map(str, more),
        ]  # fmt: skip
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    return run


def test_without_a_terminal_it_prints_what_waits_and_the_commands(review, project):
    done = review()
    assert done.exit_code == 0
    assert "15 changes wait in 3 articles" in done.output
    assert "rule changed: date.day_word / dates / value changed  (3)" in done.output
    for command in ("--accept ", "--reject ", "--accept-cause ", "--reject-cause "):
        assert re.search(rf"extractor review .*{command}", done.output)
    assert log(project) == []


def test_a_long_group_is_shown_by_a_few_of_its_members(tmp_path, review):
    folder = build(tmp_path / "many", 8)
    assert "… 3 more; --list shows all" in review(folder=folder).output
    assert "more; --list" not in review("--list", folder=folder).output


def test_the_printed_commands_work(review, project):
    first = next(iter(session(project).items))
    assert "accepted 1" in review("--accept", first, "--reason", "read it").output
    assert log(project)[0]["reason"] == "read it"
    done = review("--reject-cause", "code / dates / removed", "--reason", "still there")
    assert "rejected 3" in done.output and "3 rejected" in done.output
    assert "accepted 2" in review("--accept-cause", "rule changed: date.day_word / dates / value changed").output
    assert "a whole article" in review("--gold-line", "--".join(rejected(project)[:1])).stderr
    assert "「8月1日」" in review("--list").output


def rejected(project):
    return [item.key for item in session(project).items.values() if item.status == "rejected"]


def test_wrong_usage_is_exit_code_2_and_writes_nothing(review, project):
    first = next(iter(session(project).items))
    for wrong in (
        ["--accept", "ffffffffffff"], ["--accept-cause", "nobody"], ["--accept", first, "--reject", first],
        ["--replay", project / "none.jsonl"],
    ):  # fmt: skip
        done = review(*wrong)
        assert (done.exit_code, bool(done.stderr)) == (2, True), wrong
    assert log(project) == []


def test_a_log_is_replayed_on_another_run(review, project, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(project, other)
    opened = session(project, by="Bo")
    items = list(opened.items.values())
    opened.accept([item.key for item in items[:6]], "fine")
    opened.reject([items[7].key], "wrong")
    opened.accept([items[8].key])
    opened.undo()
    done = review("--replay", project / "golden/decisions.jsonl", folder=other)
    assert "replayed 6 acceptances and 1 rejections; 0 are not about this run" in done.output
    for path in (project / "golden").glob("*.json"):
        assert (other / "golden" / path.name).read_bytes() == path.read_bytes()
    assert {line["by"] for line in log(other)} == {"Bo"}
    again = review("--replay", project / "golden/decisions.jsonl", folder=other)
    assert "replayed 0 acceptances and 1 rejections" in again.output or "0 rejections" in again.output


def test_a_log_with_facts_that_say_the_same_is_replayed_exactly(tmp_path, review):
    from review_folders import write
    from review_worlds import day, extraction, sum_of

    for name in ("one", "two"):
        folder = build(tmp_path / name, 1)
        twins = [sum_of(5, "五元", at) for at in (3, 9, 20)]
        write(folder / "golden", extraction("twins", amounts=twins, dates=[day("2025", "今年", 40)]))
        write(folder / "run", extraction("twins", rules="1", dates=[day("2025", "今年", 40)]))
    opened = session(tmp_path / "one")
    keys = [item.key for item in opened.items.values() if item.change.article == "twins"]
    opened.reject([keys[2]])
    opened.accept([keys[0]])
    review("--replay", tmp_path / "one/golden/decisions.jsonl", folder=tmp_path / "two")
    name = "golden/twins.json"
    assert (tmp_path / "two" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()
    assert rejected(tmp_path / "one") == rejected(tmp_path / "two")


def test_what_was_accepted_before_is_accepted_again_in_one_go(review, project):
    before = {path: path.read_bytes() for path in (project / "golden").glob("*.json")}
    opened = session(project)
    opened.accept([item.key for item in opened.items.values() if item.change.kind == "dates"])
    for path, content in before.items():
        path.write_bytes(content)
    assert "accepted before" in review("--list").output
    assert "accepted 9" in review("--accept-known").output
    assert "nothing here was accepted before" in review("--accept-known").output


def test_check_stays_red_and_diff_has_all_forms(review, project):
    review("--reject-cause", "rule changed: date.day_word", "--reason", "no")
    review("--accept-cause", "code")
    golden, run = str(project / "golden"), str(project / "run")
    done = CliRunner().invoke(main, ["check", golden, run])
    assert done.exit_code == 1 and done.stderr.count("rejected by Ada") == 6
    for form in ("text", "json", "markdown", "html"):
        assert CliRunner().invoke(main, ["diff", golden, run, "--format", form]).exit_code == 1
    assert CliRunner().invoke(main, ["diff", run, run]).output == "no fact changed\n"
    assert check_folders(project / "run", project / "run") == []


def test_a_log_with_the_marks_of_a_merge_is_refused_with_its_line(project):
    path = project / "golden/decisions.jsonl"
    path.write_text("\n<<<<<<< ours\n", encoding="utf-8")
    with pytest.raises(StoreError, match="jsonl:2: no decision"):
        list(read_log(path))


def test_a_line_cut_off_by_a_crash_does_not_swallow_the_next(project):
    opened = session(project)
    first, second = list(opened.items)[:2]
    opened.accept([first])
    path = project / "golden/decisions.jsonl"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    opened.accept([second])
    assert [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()] == [first, second]
