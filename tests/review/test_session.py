import random

import pytest
from review_folders import DATES, build, log, session, write
from review_worlds import day, extraction, sum_of

from extractor.model.errors import StoreError, UsageError
from extractor.review import check_folders, compare_folders
from extractor.review.decisions import read_log, standing
from extractor.store import read_output


def keys(opened, **wanted):
    return [
        item.key
        for item in opened.items.values()
        if all(getattr(item.change, name) == value for name, value in wanted.items())
    ]


def test_changes_are_grouped_by_cause_kind_and_class_the_rules_first(opened):
    assert {name: len(items) for name, items in opened.groups().items()} == {
        "rule changed: date.day_word / dates / value changed": 3,
        "rule changed: date.day_word / dates / added": 3,
        "code / organizations / value changed": 3,
        "code / dates / removed": 3,
        "code / amounts / added": 3,
    }
    assert next(iter(opened.groups())).startswith("rule changed")


def test_accepting_writes_the_golden_of_that_article_alone(project, opened):
    before = {p.name: p.read_bytes() for p in (project / "golden").glob("*.json")}
    (key,) = keys(opened, article="paper-0001", change="removed")
    opened.accept([key], "abolished")
    after = {p.name: p.read_bytes() for p in (project / "golden").glob("*.json")}
    assert [name for name in after if after[name] != before[name]] == ["paper-0001.json"]
    golden = read_output(project / "golden" / "paper-0001.json")
    assert [(d.mentions[0].text, d.value) for d in golden.dates] == [("昨日", "2025-08-25")]
    (line,) = log(project)
    assert (line["decision"], line["by"], line["reason"], line["cause"]) == ("accept", "Ada", "abolished", "code")
    assert line["at"].endswith("+00:00")


def test_all_accepted_leaves_nothing_and_the_bytes_of_the_run(project, opened):
    order = list(opened.items)
    random.Random(3).shuffle(order)
    for key in order:
        opened.accept([key])
    assert compare_folders(project / "golden", project / "run") == []
    for path in (project / "run").glob("*.json"):
        assert (project / "golden" / path.name).read_bytes() == path.read_bytes()
    assert check_folders(project / "golden", project / "run") == []


def test_rejected_changes_stay_red_with_their_reason(project, opened):
    (key,) = keys(opened, article="paper-0002", change="value changed", kind="dates")
    opened.reject([key], "昨日是廿五日")
    opened.accept([item.key for item in opened.items.values() if item.key != key])
    sentences = check_folders(project / "golden", project / "run")
    assert len(sentences) == 2
    assert "paper-0002" in sentences[0] and "昨日是廿五日" in sentences[1] and "Ada" in sentences[1]
    again = session(project)
    (item,) = again.items.values()
    assert (item.status, item.reason) == ("rejected", "昨日是廿五日")


def test_undo_takes_back_goldens_log_and_rules(project, opened):
    golden = project / "golden"
    before = {p.relative_to(golden): p.read_bytes() for p in golden.rglob("*") if p.is_file()}
    opened.accept(list(opened.items))
    opened.undo()
    after = {p.relative_to(golden): p.read_bytes() for p in golden.rglob("*") if p.is_file() and p.suffix == ".json"}
    assert after == before
    assert standing(read_log(golden / "decisions.jsonl")) == []
    assert all(item.status == "open" for item in opened.items.values())
    assert opened.undo() == []


def test_undo_of_an_acceptance_of_a_rejected_change_rejects_it_again(opened):
    key = next(iter(opened.items))
    opened.reject([key], "wrong")
    opened.accept([key])
    opened.undo()
    assert (opened.items[key].status, opened.items[key].reason) == ("rejected", "wrong")
    opened.undo()
    assert opened.items[key].status == "open"


def test_a_golden_changed_by_somebody_else_is_not_overwritten(project, opened):
    path = project / "golden" / "paper-0001.json"
    path.write_text(path.read_text("utf-8").replace("2025-08-01", "2025-08-02"), encoding="utf-8")
    (key,) = keys(opened, article="paper-0001", change="removed")
    with pytest.raises(StoreError, match="changed by somebody else"):
        opened.accept([key])
    assert "2025-08-02" in path.read_text("utf-8")
    assert opened.items[key].status == "open"


def test_a_change_accepted_once_is_recognized_when_it_appears_again(project, opened):
    first = (project / "golden" / "paper-0001.json").read_bytes()
    opened.accept(keys(opened, article="paper-0001"))
    (project / "golden" / "paper-0001.json").write_bytes(first)  # another branch, a reverted commit
    again = session(project, by="Bo")
    known = [item for item in again.items.values() if item.before]
    assert {item.change.article for item in known} == {"paper-0001"} and len(known) == 5
    assert {str(item.cause) for item in known} == {"accepted before"}


def test_the_rules_are_noted_when_nothing_that_waits_hangs_on_them(project, opened):
    noted = (project / "golden/.rules/rules.json").read_text("utf-8")
    assert "就在" not in noted
    first, *rest = keys(opened, kind="dates", change="value changed") + keys(opened, kind="dates", change="added")
    opened.accept(rest)
    assert "就在" not in (project / "golden/.rules/rules.json").read_text("utf-8")
    assert str(session(project).items[first].cause) == "rule changed: date.day_word"
    opened.accept([first])
    assert "就在" in (project / "golden/.rules/rules.json").read_text("utf-8")


def test_facts_that_say_the_same_keep_their_decisions_when_one_of_them_is_settled(tmp_path):
    project = build(tmp_path, 1)
    old = extraction("twins", amounts=[sum_of(5, "五元", at) for at in (3, 9, 20)], dates=[day("2025", "今年", 40)])
    write(project / "golden", old)
    write(project / "run", extraction("twins", rules="1", dates=[day("2025", "今年", 40)]))
    opened = session(project)
    one, two, three = keys(opened, article="twins")
    opened.reject([three], "is there")
    opened.accept([one])
    assert [item.status for item in session(project).items.values() if item.change.article == "twins"].count(
        "rejected"
    ) == 1
    opened.accept([two])
    (left,) = [item for item in session(project).items.values() if item.change.article == "twins"]
    assert (left.status, left.reason) == ("rejected", "is there")


def test_a_missing_golden_folder_is_an_empty_one(project):
    from extractor.review.session import open_session

    opened = open_session(project / "fresh", project / "run", project / "corpus", project / "rules", "Ada")
    assert {str(item.cause) for item in opened.items.values()} == {"article new"}
    opened.accept(opened.of_cause("article new"))
    assert check_folders(project / "fresh", project / "run") == []
    assert (project / "fresh/.rules/rules.json").exists()


def test_ids_and_causes_that_do_not_exist_are_named(opened):
    with pytest.raises(UsageError, match="no change has that id"):
        opened.select(["ffffffffffff"])
    with pytest.raises(UsageError, match="no change waits with that cause"):
        opened.of_cause("rule changed: date.other")
    key = next(iter(opened.items))
    assert opened.select([key[:8]]) == [key]


def test_a_rule_that_came_or_went_is_the_cause(project):
    path = project / "rules/dates/days.toml"
    path.write_text(DATES.replace("date.day_word", "date.new_word"), encoding="utf-8")
    causes = {str(item.cause) for item in session(project).items.values() if item.change.kind == "dates"}
    assert "rule gone: date.day_word" in causes


def test_a_word_of_a_class_is_the_cause(project):
    path = project / "rules/dates/days.toml"
    path.write_text(DATES.replace('"前日"]', '"前日", "大前日"]'), encoding="utf-8")
    causes = {str(item.cause) for item in session(project).items.values() if item.change.rule == "date.day_word"}
    assert causes == {"words changed: day_word"}


def test_an_edited_article_is_the_cause_of_what_no_rule_explains(project):
    path = project / "run/paper-0001.json"
    path.write_text(path.read_text("utf-8").replace('"sha256": "0"', '"sha256": "9"'), encoding="utf-8")
    found = {
        item.change.article: str(item.cause)
        for item in session(project).items.values()
        if item.change.kind == "amounts"
    }
    assert found["paper-0001"] == "article changed"
    assert found["paper-0002"] == "code"


def test_a_gazetteer_line_is_the_cause(project):
    folder = project / "rules/gazetteers"
    folder.mkdir()
    line = '{"id": "org:drain", "name": "渠務署", "aliases": ["渠務處"], "source": "common knowledge"}\n'
    (folder / "organizations.jsonl").write_text(line, encoding="utf-8")
    found = {str(item.cause) for item in session(project).items.values() if item.change.kind == "organizations"}
    assert found == {"gazetteer line: organizations/org:drain"}


def test_a_full_disk_leaves_what_was_written_and_takes_back_the_rest(project, opened, monkeypatch):
    from extractor.review import session as room

    write_atomically = room.write_atomically

    def full(path, content):
        if path.name == "paper-0002.json":
            raise StoreError("no space left")
        write_atomically(path, content)

    monkeypatch.setattr(room, "write_atomically", full)
    with pytest.raises(StoreError, match="no space"):
        opened.accept(keys(opened, change="removed"))
    assert [item.status for item in opened.items.values() if item.change.change == "removed"] == [
        "accepted", "open", "open",
    ]  # fmt: skip
    monkeypatch.undo()
    again = {item.change.article for item in session(project).items.values() if item.change.change == "removed"}
    assert again == {"paper-0002", "paper-0003"}
    assert not any(item.before for item in session(project).items.values())
    opened.undo()
    assert all(item.status == "open" for item in opened.items.values())


def test_a_changed_headline_has_no_rules_and_is_shown_all_the_same(tmp_path):
    project = build(tmp_path, 1)
    old, new = extraction("titled"), extraction("titled", rules="1")
    old.article.headline, new.article.headline = "舊題", "新題"
    write(project / "golden", old)
    write(project / "run", new)
    (item,) = [item for item in session(project).items.values() if item.change.article == "titled"]
    assert (item.change.kind, item.held) == ("article", ())
