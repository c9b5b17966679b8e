import pytest
from entities_worlds import body, lab


def test_a_printed_name_that_was_taken_for_a_listed_one(world):
    world.say("a", "2025-01-01", labs=[lab("深海光學國家實驗室", "甲大學", kb="lab:x")])
    world.say(
        "b",
        "2025-01-02",
        labs=[lab("深海光學國家實驗室", "甲大學", kb="lab:x", printed="深海光子學國家實驗室", rule="lab.near_name")],
    )
    assert world.make() == [("probable_misprint", "深海光子學國家實驗室", "深海光學國家實驗室")]
    world.settle("labs", "深海光子學國家實驗室", "深海光學國家實驗室", "same")
    assert world.make() == []
    (one,) = world.lines("labs").values()
    assert {form["text"] for form in one["names"]} == {"深海光學國家實驗室", "深海光子學國家實驗室"}


def test_a_near_name_that_is_another_unit_after_all(world):
    world.say(
        "b",
        "2025-01-02",
        labs=[lab("深海光學國家實驗室", kb="lab:x", printed="深海光子學國家實驗室", rule="lab.near_name")],
    )
    world.settle("labs", "深海光子學國家實驗室", "深海光學國家實驗室", "different")
    assert world.make() == []
    (one,) = world.lines("labs").values()
    assert (one["name"], one["kb_id"]) == ("深海光子學國家實驗室", None)


@pytest.mark.parametrize("rare", ["深海光子學實驗室", "深海先學實驗室", "深每光學實驗室"])
def test_unlisted_names_one_character_apart(world, rare):
    near = {"深海先學實驗室": 0}.get(rare, 1)
    for n in range(2):
        world.say(f"a{n}", "2025-01-01", labs=[lab("深海光學實驗室", "甲大學")])
    world.say("b", "2025-01-02", labs=[lab(rare, "甲大學")])
    assert world.make() == [("probable_misprint", rare, "深海光學實驗室")] * near


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lab("第一深海光學實驗室", "甲大學"), lab("第二深海光學實驗室", "甲大學")),
        (lab("深海光學實驗室", "甲大學"), lab("大深海光學實驗室", "甲大學")),
        (lab("深海光學實驗室", "甲大學"), lab("深海大光學實驗室", "甲大學")),
        (lab("深海光學實驗室", "甲大學"), lab("深海光子學實驗室", "乙大學")),
        (lab("深海光學實驗室", "甲大學", kb="lab:x"), lab("深海光子學實驗室", "甲大學", kb="lab:y")),
        (lab("深海光學實驗室", "甲大學"), lab("深空光學實驗室", "甲大學")),
    ],
)
def test_names_that_are_two(world, one, other):
    world.say("a", "2025-01-01", labs=[one])
    world.say("b", "2025-01-02", labs=[other])
    assert world.make() == []


def test_two_hosts_of_one_laboratory(world):
    world.say("a", "2025-01-01", labs=[lab("深海光學實驗室", "甲大學")])
    world.say("b", "2025-01-02", labs=[lab("深海光學實驗室", "甲大學")])
    world.say("c", "2025-01-03", labs=[lab("深海光學實驗室", "乙大學")])
    assert world.make() == [("two_hosts", "深海光學實驗室@乙大學", "深海光學實驗室@甲大學")]
    assert set(world.lines("labs")) == {"深海光學實驗室"}
    world.settle("labs", "深海光學實驗室@乙大學", "深海光學實驗室@甲大學", "different")
    assert world.make() == []
    assert set(world.lines("labs")) == {"深海光學實驗室@乙大學", "深海光學實驗室@甲大學"}


def test_two_hosts_that_a_person_said_are_joint(world):
    world.say("a", "2025-01-01", labs=[lab("深海光學實驗室", "甲大學")])
    world.say("c", "2025-01-03", labs=[lab("深海光學實驗室", "乙大學")])
    world.settle("labs", "深海光學實驗室@乙大學", "深海光學實驗室@甲大學", "same")
    assert world.make() == []
    (one,) = world.lines("labs").values()
    assert {host["text"] for host in one["hosts"]} == {"甲大學", "乙大學"}


def test_hosts_that_an_article_gives_together_are_joint(world):
    world.say("a", "2025-01-01", labs=[lab("深海光學實驗室", "甲大學")])
    world.say("b", "2025-01-02", labs=[lab("深海光學實驗室", "乙大學")])
    world.say("c", "2025-01-03", labs=[lab("深海光學實驗室", "甲大學", "乙大學")])
    assert world.make() == []


def test_two_english_names_of_a_laboratory(world):
    names = [
        "Laboratory of Deep Sea Optics",
        "Centre for Deep Sea Optics",
        "Deep Sea Optics Laboratory",
        "The Deep Sea Optics Laboratory",
    ]
    for number, name in enumerate(names):
        world.say(f"a{number}", f"2025-01-0{number + 1}", labs=[lab("深海光學實驗室", en=name)])
    (found,) = world.make()
    assert found[0] == "two_english_names"
    assert "Centre for Deep Sea Optics" in found[1] + found[2]


@pytest.mark.parametrize(
    ("rare", "frequent", "found"),
    [
        ("示範山紀念醫院白", "示範山紀念醫院伯", True), ("示範大學微生學系系", "示範大學微生物學系系", True),
        ("示範東區醫院", "示範西區醫院", False), ("示範工業局", "示範商業局", False), ("示範總工會聯盟會", "示範工會聯盟會", False),
    ],
)  # fmt: skip
def test_organizations_one_character_apart(world, rare, frequent, found):
    for n in range(2):
        world.say(f"a{n}", "2025-01-01", organizations=[body(frequent)])
    world.say("b", "2025-01-02", organizations=[body(rare)])
    assert world.make() == [("probable_misprint", rare, frequent)] * found


def test_an_unlisted_name_that_is_an_alias_elsewhere(world):
    world.say("a", "2025-01-01", organizations=[body("示範青年基金會", aliases=["示範基金"])])
    world.say("b", "2025-01-02", organizations=[body("示範基金")])
    assert world.make() == [("name_of_another", "示範基金", "示範青年基金會")]
    world.settle("organizations", "示範基金", "示範青年基金會", "same")
    assert list(world.lines("organizations")) == ["示範青年基金會"]
    assert world.make() == []


def test_names_that_differ_in_one_place_many_ways_are_a_series(world):
    series = "湯楊揚暘瑒煬場陽"
    for char in series:
        world.say(char, "2025-01-01", organizations=[body(f"示範{char}紀念小學")])
    assert world.make() == []
    world.run = world.run.with_name("fewer")
    for char in series[:2]:
        world.say(char, "2025-01-01", organizations=[body(f"示範{char}紀念小學")])
    assert len(world.make()) == 1
