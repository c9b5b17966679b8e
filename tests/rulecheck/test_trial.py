import json

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.model.errors import RuleError, UsageError
from extractor.model.resources import rules_path
from extractor.rulecheck import render_trial, try_file

NEW = """anchor = 2024-03-12

[words.launch_day]
"下水日" = { day_offset = 1 }

[[rule]]
id = "date.launch_day"
why = "The shipyard's word for the next day."
pattern = '{day_word:launch_day}'
examples = ["船⟦下水日|2024-03-13⟧啟航"]
"""


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(8):
        (folder / f"ship-{number}.md").write_text(
            f"---\npublished: 2025-08-26\n---\n# 第{number}號船\n\n船廠昨日說，新船下水日試航。\n", "utf-8"
        )
    return folder


@pytest.fixture
def new(tmp_path):
    path = tmp_path / "launch.toml"
    path.write_text(NEW, "utf-8")
    return path


def test_a_new_rule_shows_what_it_adds_and_where(new, corpus):
    trial = try_file(new, rules_path(), corpus)
    assert (trial.name, trial.articles, trial.replaced, trial.misses) == ("dates/launch.toml", 8, [], [])
    assert {(c.kind, c.change, c.label) for c, _ in trial.changes} == {("dates", "added", "下水日")}
    text = render_trial(trial, "text")
    assert "dates/launch.toml: 8 changes in 8 of 8 articles" in text
    assert "8 × dates added, by date.launch_day" in text
    assert "船廠昨日說，新船⟦下水日⟧試航" in text
    assert "… and 3 more (--all)" in text and "--all" not in render_trial(trial, "text", everything=True)


def test_a_rule_of_a_known_id_takes_that_rules_place(tmp_path, corpus, rulebook):
    """The day word rule made a blocker: every day it gave is gone."""
    path = tmp_path / "changed.toml"
    path.write_text(
        "anchor = 2024-03-12\n[[rule]]\nid = 'date.day_word'\nwhy = 'None at all.'\nblocks = true\n"
        "pattern = '昨日|今日'\nexamples = ['昨日公布']\n",
        "utf-8",
    )
    trial = try_file(path, rules_path(), corpus)
    assert trial.replaced == ["date.day_word"]
    assert {(c.change, c.label) for c, _ in trial.changes} == {("removed", "昨日")}
    assert "date.day_word is replaced" in render_trial(trial, "text")
    assert rulebook.rule("date.day_word").blocks is False, "the rules themselves are left alone"


def test_a_changed_file_of_the_rules_folder_takes_the_old_ones_place(tmp_path, corpus, rulebook):
    rule = rulebook.rule("date.day_word")
    source = (rules_path() / rule.file).read_text("utf-8")
    path = tmp_path / rule.file
    path.parent.mkdir(parents=True)
    path.write_text(source, "utf-8")
    trial = try_file(path, rules_path(), corpus)
    assert (trial.name, trial.changes) == (rule.file, [])
    assert "changes nothing in 8 articles" in render_trial(trial, "text")


def test_a_changed_gazetteer(tmp_path, corpus):
    path = tmp_path / "organizations.jsonl"
    line = {
        "id": "org:yard", "name": "示範船廠有限公司", "aliases": ["船廠"], "name_en": None, "category": "company",
        "valid_from": None, "valid_to": None, "source": "invented for this test",
    }  # fmt: skip
    old = (rules_path() / "gazetteers/organizations.jsonl").read_text("utf-8")
    path.write_text(old + json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    trial = try_file(path, rules_path(), corpus)
    assert {(c.kind, c.change) for c, _ in trial.changes} == {("organizations", "added")}


def test_examples_that_do_not_hold_are_said(tmp_path, corpus):
    path = tmp_path / "launch.toml"
    path.write_text(NEW.replace("2024-03-13", "2024-03-14"), "utf-8")
    trial = try_file(path, rules_path(), corpus)
    (miss,) = trial.misses
    assert "expected '2024-03-14', found '2024-03-13'" in str(miss)
    assert "does not hold" in render_trial(trial, "text")


def test_what_is_no_rule_file_is_refused(tmp_path, corpus):
    with pytest.raises(UsageError, match="no such file"):
        try_file(tmp_path / "none.toml", rules_path(), corpus)
    path = tmp_path / "rules.txt"
    path.write_text(NEW, "utf-8")
    with pytest.raises(UsageError, match="neither"):
        try_file(path, rules_path(), corpus)
    broken = tmp_path / "broken.toml"
    broken.write_text("[[rule]]\nid = 'date.x'\n", "utf-8")
    with pytest.raises(RuleError, match=r"dates/broken\.toml:1"):
        try_file(broken, rules_path(), corpus)


def test_the_command_says_by_its_exit_code_whether_anything_changes(new, corpus, tmp_path):
    def run(*arguments):
        return CliRunner().invoke(main, ["rules", "try", *map(str, arguments), "--corpus", str(corpus)])

    done = run(new)
    assert done.exit_code == 1 and "8 × dates added" in done.output
    shown = json.loads(run(new, "--format", "json").output)
    assert shown["articles"] == 8 and shown["changes"][0]["sentence"].endswith("⟦下水日⟧試航")
    words = tmp_path / "words" / "shipyard.toml"
    words.parent.mkdir()
    words.write_text('[words]\nshipyard_word = ["龍骨"]\n', "utf-8")
    assert run(words).exit_code == 0
    assert run(tmp_path / "none.toml").exit_code == 2
