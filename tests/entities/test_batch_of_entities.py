"""The entities as `extractor run` leaves them, and as `extractor entities` prints and settles them."""

import json
import shutil

import pytest
from click.testing import CliRunner

from extractor.batch import run
from extractor.cli import main
from extractor.model.resources import rules_path


@pytest.fixture
def place(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    texts = {
        "one": "2025-08-26|甲局局長陳國峰昨日表示，明年會推出新計劃。陳國峰說，計劃已經準備好。",
        "two": "2025-09-26|教育局局長林浩鋒表示，學校會在下月開課。林浩鋒說，各校已經準備好。",
        "three": "2025-10-26|教育局局長林浩峰表示，學校會在下月開課。林浩峰說，各校已經準備好。",
        "entities": "2025-11-26|教育局局長林浩峰表示，學校會在下月開課。林浩峰說，各校已經準備好。",
    }
    for name, text in texts.items():
        day, words = text.split("|")
        (corpus / f"{name}.md").write_text(f"---\npublished: {day}\n---\n\n{words}\n", encoding="utf-8")
    rules = tmp_path / "rules"
    shutil.copytree(rules_path(), rules)
    (rules / "settled.jsonl").unlink(missing_ok=True)
    return corpus, tmp_path / "out", rules


def found(out):
    return [json.loads(line) for line in (out / "entities" / "findings.jsonl").read_text("utf-8").splitlines()]


def test_a_run_leaves_its_entities_and_obeys_what_is_settled(place):
    corpus, out, rules = place
    assert run(corpus, out, rules).written == 4
    (one,) = found(out)
    assert (one["code"], one["a"]["name"], one["b"]["name"]) == ("probable_misprint", "林浩鋒", "林浩峰")
    assert (out / "entities.json").is_file(), "an article called entities keeps its place"

    stamps = {path: path.stat().st_mtime_ns for path in (out / "entities").iterdir()}
    run(corpus, out, rules)
    assert stamps == {path: path.stat().st_mtime_ns for path in (out / "entities").iterdir()}, "nothing changed"

    shell = CliRunner()
    listed = shell.invoke(main, ["entities", str(out), "--rules", str(rules)])
    assert "probable misprint · people" in listed.output
    assert "鋒 and 峰 look alike" in listed.output or "峰 and 鋒 look alike" in listed.output
    told = shell.invoke(main, ["entities", str(out), "--rules", str(rules), "--same", one["id"], "--reason", "名單"])
    assert told.output.startswith("settled in settled.jsonl: 林浩鋒 is 林浩峰")
    assert "no findings" in shell.invoke(main, ["entities", str(out), "--rules", str(rules)]).output

    summary = run(corpus, out, rules)
    assert (summary.written, summary.unchanged) == (0, 4), "settling makes no article be extracted again"
    assert found(out) == []
    people = [json.loads(line) for line in (out / "entities" / "people.jsonl").read_text("utf-8").splitlines()]
    assert {one["name"]: one["articles"] for one in people}["林浩峰"] == 3


def test_entities_that_were_touched_or_lost_are_made_again(place):
    corpus, out, rules = place
    run(corpus, out, rules)
    before = {path.name: path.read_bytes() for path in (out / "entities").iterdir()}
    (out / "entities" / "people.jsonl").write_text("{}\n", encoding="utf-8")
    (out / "entities" / "labs.jsonl").unlink()
    run(corpus, out, rules)
    assert {path.name: path.read_bytes() for path in (out / "entities").iterdir()} == before


def test_an_article_that_is_gone_is_gone_from_the_entities(place):
    corpus, out, rules = place
    run(corpus, out, rules)
    (corpus / "two.md").unlink()
    run(corpus, out, rules)
    assert found(out) == []


def test_no_article_can_stand_where_the_entities_do(place):
    corpus, out, rules = place
    (corpus / "odd.md").write_text("---\nid: entities/people.jsonl/odd\n---\n\n市區昨日有雨。\n", encoding="utf-8")
    summary = run(corpus, out, rules)
    assert [failure.source for failure in summary.failures] == ["odd.md"]
    assert "jsonl" in summary.failures[0].error
    assert (out / "entities" / "people.jsonl").is_file()


def test_accepted_outputs_can_be_looked_through_and_nothing_is_written_there(place):
    corpus, out, rules = place
    run(corpus, out, rules)
    shutil.rmtree(out / "entities")
    done = CliRunner().invoke(main, ["entities", str(out), "--rules", str(rules), "--format", "json"])
    assert json.loads(done.output)["a"]["name"] == "林浩鋒"
    assert not (out / "entities").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--same", "00000000", "--reason", "x"], "no finding '00000000' waits"),
        (["--same", "00000000"], "needs a --reason"),
        (["--same", "a", "--different", "b"], "contradict"),
    ],
)
def test_wrong_usage(place, more, said):
    corpus, out, rules = place
    run(corpus, out, rules)
    done = CliRunner().invoke(main, ["entities", str(out), "--rules", str(rules), *more])
    assert done.exit_code == 2
    assert said in done.output


def test_no_run_is_named(tmp_path):
    done = CliRunner().invoke(main, ["entities", str(tmp_path / "nowhere")])
    assert done.exit_code == 2
    assert "no such folder of outputs" in done.output
