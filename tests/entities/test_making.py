import json
import os
import subprocess
import sys

import pytest
from entities_worlds import body, lab, output, person

from extractor.entities import books
from extractor.model.errors import StoreError


def test_a_person_over_articles_has_all_names_posts_and_dates(world):
    world.say("b", "2025-03-01", people=[person("林浩峰", ("局長", "甲局"), en="Lam Ho-fung")])
    world.say("a", "2025-01-05", people=[person("林浩峰", ("局長", "甲局"), ("教授", "乙大學"), aliases=["林局長"])])
    world.say("c", None, people=[person("林浩峰", ("局长", "甲局"))])
    (one,) = world.lines("people").values()
    assert (one["name"], one["articles"]) == ("林浩峰", 3)
    assert one["first"] == {"published": "2025-01-05", "article": "a"}
    assert one["last"] == {"published": "2025-03-01", "article": "b"}
    assert [(form["text"], form["articles"]) for form in one["names"]] == [("林浩峰", 3), ("林局長", 1)]
    assert [form["text"] for form in one["names_en"]] == ["Lam Ho-fung"]
    posts = {(post["title"], post["organization"]): post for post in one["posts"]}
    assert list(posts) == [("教授", "乙大學"), ("局長", "甲局")], "by first day, then by last"
    assert posts["局長", "甲局"]["articles"] == 3
    assert posts["局長", "甲局"]["last"] == {"published": "2025-03-01", "article": "b"}


def test_articles_without_a_day_have_null(world):
    world.say("x", None, people=[person("林浩峰")])
    (one,) = world.lines("people").values()
    assert one["first"] == one["last"] == {"published": None, "article": "x"}


def test_scripts_are_one_name_and_the_frequent_form_names_the_entity(world):
    world.say("a", "2025-01-01", people=[person("衞国强")])
    world.say("b", "2025-01-02", people=[person("衞國強")])
    world.say("c", "2025-01-03", people=[person("衞國強")])
    (one,) = world.lines("people").values()
    assert one["name"] == "衞國強"
    assert [form["text"] for form in one["names"]] == ["衞國強", "衞国强"]


def test_laboratories_keep_every_host_and_every_printed_form(world):
    world.say("a", "2025-01-01", labs=[lab("深海光學實驗室", "甲大學", kb="lab:x", printed="**深海\n光學**實驗室")])
    world.say("b", "2025-01-02", labs=[lab("深海光學實驗室", "甲大學", "乙大學", kb="lab:x", printed="深光實驗室")])
    (one,) = world.lines("labs").values()
    assert one["kb_id"] == "lab:x"
    assert [(host["text"], host["articles"]) for host in one["hosts"]] == [("甲大學", 2), ("乙大學", 1)]
    assert {form["text"] for form in one["names"]} == {"深海光學實驗室", "深光實驗室"}


def test_organizations_keep_their_aliases(world):
    world.say("a", "2025-01-01", organizations=[body("示範基金會", aliases=["示範基金"])])
    world.say("b", "2025-01-02", organizations=[body("示範基金會")])
    (one,) = world.lines("organizations").values()
    assert [form["text"] for form in one["names"]] == ["示範基金會", "示範基金"]
    assert (one["category"], one["kb_id"]) == ("institution", None)


def test_what_a_person_said_is_the_same_is_merged_under_the_right_name(world):
    for n in range(3):
        world.say(f"a{n}", "2025-01-01", people=[person("林浩鋒", ("局長", "甲局"))])
    world.say("b", "2025-01-02", people=[person("林浩峰", ("局長", "甲局"))])
    assert world.make() == [("probable_misprint", "林浩峰", "林浩鋒")]
    world.settle("people", "林浩鋒", "林浩峰", "same")
    (one,) = world.lines("people").values()
    assert (one["name"], one["articles"]) == ("林浩峰", 4)
    assert [form["text"] for form in one["names"]] == ["林浩鋒", "林浩峰"]
    assert world.make() == []


def test_bearers_of_one_name_are_told_apart_by_body_or_english_name(world):
    world.settle("people", "林浩峰@甲大學", "林浩峰@Peter Lam", "different")
    world.say("a", "2025-01-01", people=[person("林浩峰", ("教授", "甲大學"))])
    world.say("b", "2025-01-02", people=[person("林浩峰", en="Peter Lam")])
    world.say("c", "2025-01-03", people=[person("林浩峰")])
    assert {name: one["articles"] for name, one in world.lines("people").items()} == {
        "林浩峰": 1, "林浩峰@甲大學": 1, "林浩峰@Peter Lam": 1,
    }  # fmt: skip


def varied(world):
    for n in range(40):
        people = [
            person(
                f"林{'甲乙丙丁戊己庚辛'[n % 8]}{'峰鋒'[n // 8 % 2]}", ("局長", f"{'子丑'[n % 2]}局"), en=f"Lam {n % 5}x"
            )
        ]
        labs = [lab(f"第{n % 7}深海光學{'研究' * (n % 2)}實驗室", f"{'甲乙'[n % 2]}大學")]
        world.say(
            f"{n % 4}/a{n}",
            f"2025-01-{n % 28 + 1:02}",
            people=people,
            labs=labs,
            organizations=[body(f"示範{n % 9}會")],
        )


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_small_window_of_memory_gives_the_same_bytes(world, monkeypatch):
    varied(world)
    world.make()
    before = contents(world.target)
    monkeypatch.setattr(books, "_WINDOW", 3)
    monkeypatch.setattr("extractor.entities.making._HELD", 2)
    world.make()
    assert contents(world.target) == before
    assert before["findings.jsonl"]


def test_the_bytes_do_not_depend_on_the_hash_seed(world):
    varied(world)
    world.make()
    other = world.target.with_name("made-again")
    code = (
        "import sys; from pathlib import Path; from extractor.entities.making import make_entities; "
        "make_entities(*map(Path, sys.argv[1:]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, world.run, world.rules, other],
        env={**os.environ, "PYTHONHASHSEED": "4711"}, check=True,
    )  # fmt: skip
    assert contents(other) == contents(world.target)


def test_shards_give_the_same_entities(world, tmp_path):
    from extractor.batch.places import write_shard

    outputs = [output(f"a{n}", "2025-01-01", people=[person("林浩峰", ("局長", "甲局"))]) for n in range(5)]
    world.put(*outputs)
    world.make()
    for form in ("jsonl", "parquet"):
        world.run = tmp_path / form
        world.run.mkdir()
        lines = [(json.dumps(one) + "\n").encode() for one in outputs]
        write_shard(world.run / f"part-00000.{form}", iter(lines[:3]), form)
        write_shard(world.run / f"part-00001.{form}", iter(lines[3:]), form)
        before = contents(world.target)
        world.make()
        assert contents(world.target) == before


def test_what_is_no_output_is_named(world):
    world.run.mkdir()
    (world.run / "odd.json").write_text("[]", encoding="utf-8")
    with pytest.raises(StoreError, match=r"odd.json: not an output"):
        world.make()
