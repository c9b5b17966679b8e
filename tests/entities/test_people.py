import pytest
from entities_worlds import person

from extractor.entities.people import contradict, how_near

POST = ("局長", "甲局")


def say_posts(world, *rows):
    for number, (name, day, *post) in enumerate(rows):
        world.say(f"a{number}", day, people=[person(name, tuple(post) or POST)])


@pytest.mark.parametrize(
    ("rare", "frequent"),
    [("蔭立民", "陰立民"), ("何智文", "何志文"), ("羅安康", "羅康安"), ("周偉", "周瑋"), ("歐陽建明", "歐陽健明")],
)
def test_one_post_and_nearly_one_name_is_a_probable_misprint(world, rare, frequent):
    say_posts(world, (frequent, "2025-01-01"), (rare, "2025-01-02"), (frequent, "2025-01-03"))
    assert world.make() == [("probable_misprint", rare, frequent)]


def test_a_listed_name_is_the_right_one_though_it_is_rarer(world):
    world.list_person("陰立民")
    say_posts(world, ("蔭立民", "2025-01-01"), ("陰立民", "2025-01-02"), ("蔭立民", "2025-01-03"))
    assert world.make() == [("probable_misprint", "蔭立民", "陰立民")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("蔭立民", "2025-01-01", "教授", "甲大學"), ("陰立民", "2025-01-02", "教授", "乙大學")),
        (("蔭立民", "2025-01-01", "教授", None), ("陰立民", "2025-01-02", "教授", None)),
        (("陳國強", "2025-01-01", "教授", "甲大學"), ("陳國芬", "2025-01-02", "教授", "甲大學")),
        (("陳志強", "2025-01-01", "教授", "甲大學"), ("陳智張", "2025-01-02", "教授", "甲大學")),
    ],
)
def test_other_posts_or_other_characters_are_other_people(world, one, other):
    say_posts(world, one, other)
    assert world.make() == []


def test_a_misprint_that_is_none_is_settled(world):
    say_posts(world, ("陰立民", "2025-01-01"), ("蔭立民", "2025-01-02"))
    world.settle("people", "陰立民", "蔭立民", "different")
    assert world.make() == []


def test_two_holders_of_one_post_at_overlapping_dates(world):
    say_posts(world, ("陳國芬", "2025-01-01"), ("林浩峰", "2025-02-01"), ("陳國芬", "2025-03-01"))
    assert world.make() == [("two_holders", "林浩峰", "陳國芬")]
    world.settle("people", "陳國芬", "林浩峰", "different", about="局長@甲局")
    assert world.make() == []


@pytest.mark.parametrize("title", ["副局長", "前局長", "署理局長", "議員", "委員"])
def test_posts_that_several_hold_are_no_finding(world, title):
    rows = [("陳國芬", "2025-01-01"), ("林浩峰", "2025-02-01"), ("陳國芬", "2025-03-01")]
    say_posts(world, *[(*row, title, "甲局") for row in rows])
    assert world.make() == []


def test_a_handover_is_no_overlap(world):
    say_posts(
        world, ("陳國芬", "2025-01-01"), ("陳國芬", "2025-02-01"), ("林浩峰", "2025-02-01"), ("林浩峰", "2025-03-01")
    )
    assert world.make() == []


def test_a_post_with_many_holders_is_shared_whatever_its_title(world):
    names = ["陳國芬", "林浩峰", "何志文", "周霖"]
    say_posts(world, *[(name, f"2025-0{month}-01") for month in (1, 2, 3) for name in names])
    assert world.make() == []


def test_what_the_gazetteer_lists_one_after_another_is_no_conflict(world):
    world.list_person("陳國芬", ("局長", "甲局", "2017-07-01", "2022-06-30"))
    world.list_person("林浩峰", ("局長", "甲局", "2022-07-01", None))
    say_posts(world, ("林浩峰", "2023-01-01"), ("陳國芬", "2024-01-01"), ("林浩峰", "2025-01-01"))
    assert world.make() == []


def test_one_name_with_two_english_names(world):
    for number, english in enumerate(["Peter Lam", "Peter Lam", "Mary Lam", "Lam Ho-fung"]):
        world.say(f"a{number}", "2025-01-01", people=[person("林浩峰", en=english)])
    assert world.make() == [("two_english_names", "林浩峰@Mary Lam", "林浩峰@Peter Lam")]
    world.settle("people", "林浩峰@Mary Lam", "林浩峰@Peter Lam", "different")
    assert world.make() == []
    assert set(world.lines("people")) == {"林浩峰", "林浩峰@Mary Lam", "林浩峰@Peter Lam"}


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("John Lee", "Peter Lee", True), ("Chan Chi-ming", "Chan Chee-ming", True),
        ("John Lee", "John Lee Ka-chiu", False), ("John Lee", "Lee Ka-chiu", False), ("LEE John", "John Lee", False),
        ("Lee Ka-chiu", "Lee Ka Chiu", False), ("J. Lee", "John Lee", False), ("N'Golo Kanté", "N’Golo Kante", False),
    ],
)  # fmt: skip
def test_english_names_that_cannot_be_one(one, other, two):
    assert contradict(one, other) is two
    assert contradict(other, one) is two


def test_a_name_that_is_a_short_form_of_one_other(world):
    world.say("a", "2025-01-01", people=[person("馮陳浩儀", ("局長", "甲局"), aliases=["馮陳"])])
    world.say("b", "2025-01-02", people=[person("馮陳")])
    assert world.make() == [("name_of_another", "馮陳", "馮陳浩儀")]
    world.say("c", "2025-01-03", people=[person("馮陳美玲", aliases=["馮陳"])])
    assert world.make() == [], "a form of two may be either"


def test_of_two_findings_about_one_pair_the_weightier_is_told(world):
    world.say("a", "2025-01-01", people=[person("陰立民", POST, aliases=["蔭立民"])])
    world.say("b", "2025-01-02", people=[person("陰立民", POST)])
    world.say("c", "2025-01-03", people=[person("蔭立民", POST)])
    assert world.make() == [("probable_misprint", "蔭立民", "陰立民")]


def test_names_of_other_lengths_are_not_near():
    assert how_near("林浩", "林浩峰") is None
