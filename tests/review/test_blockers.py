"""A blocker names itself in no record; a review names it all the same where it stands over what changed."""

import pytest
from review_folders import AMOUNTS, place, session, write
from review_worlds import day, extraction, sum_of

from extractor.model.records import ArticleHead
from extractor.review.snapshot import take, write_snapshot
from extractor.review.view import detail
from extractor.rulebook import load

TEXT = "工程開工\n\n渠務處昨日宣布，昨日黃花不再，撥款五千元，另有12號風球。\n"
DAYS = """\
anchor = 2025-08-26

[words]
day_word = ["昨日", "前日"]

[[rule]]
id = "date.day_word"
why = "A day word alone."
pattern = '{day_word}'
examples = ["校方⟦昨日|2025-08-25⟧宣布"]
"""
IDIOMS = """
[words.faded]
"黃花" = 1

[[rule]]
id = "date.faded"
why = "Idioms that only look like a day word."
blocks = true
pattern = '''
昨日
(?:的)?{faded}'''
examples = ["昨日黃花不再"]
"""
FIGURES = """
[[rule]]
id = "date.signal"
why = "A signal is no day."
blocks = true
view = "figures"
pattern = '{number}號風球'
examples = ["懸掛12號風球"]
"""
IDIOMS = IDIOMS.replace("\n昨日\n", "昨日")


def article(**records):
    record = extraction("paper", **records)
    record.article = ArticleHead(id="paper", source="paper.txt", sha256="0", published="2025-08-26")
    return record


def faded(nth=2):
    return day("2025-08-25", "昨日", place(TEXT, "昨日", nth), rule="date.day_word")


@pytest.fixture
def reviewed(tmp_path):
    """Builds a project of one article and opens its review: the rules before and after, the outputs before and after."""

    def build(before, after, old, new):
        rules = tmp_path / "rules"
        for name in ("dates", "amounts"):
            (rules / name).mkdir(parents=True)
        (rules / "amounts/sums.toml").write_text(AMOUNTS, encoding="utf-8")
        (rules / "dates/days.toml").write_text(before, encoding="utf-8")
        write_snapshot(tmp_path / "golden", take(load(rules)))
        (rules / "dates/days.toml").write_text(after, encoding="utf-8")
        (tmp_path / "corpus").mkdir()
        (tmp_path / "corpus/paper.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "gold").mkdir()
        write(tmp_path / "golden", old)
        write(tmp_path / "run", new)
        return session(tmp_path)

    return build


def causes(opened):
    return {str(item.cause) for item in opened.items.values()}


def test_a_blocker_that_came_is_the_cause_of_what_it_takes_away(reviewed):
    opened = reviewed(DAYS, DAYS + IDIOMS, article(dates=[faded(1), faded()]), article(dates=[faded(1)]))
    assert causes(opened) == {"rule new: date.faded"}
    (key,) = opened.items
    first, second = detail(opened, key)["rules"]
    assert (first["id"], first["state"], first["why"]) == (
        "date.faded",
        "new",
        "Idioms that only look like a day word.",
    )
    assert second["id"] == "date.day_word"


def test_a_blocker_that_went_is_the_cause_of_what_it_let_go(reviewed):
    opened = reviewed(DAYS + IDIOMS, DAYS, article(dates=[faded(1)]), article(dates=[faded(1), faded()]))
    assert causes(opened) == {"rule gone: date.faded"}


def test_a_blocker_that_changed_is_the_cause_of_both(reviewed):
    narrower = IDIOMS.replace("(?:的)?{faded}", "的{faded}")
    opened = reviewed(DAYS + IDIOMS, DAYS + narrower, article(dates=[]), article(dates=[faded()]))
    assert causes(opened) == {"rule changed: date.faded"}
    opened.accept(list(opened.items))
    assert not list(opened.waiting())


def test_a_word_of_a_blocker_is_the_cause(reviewed):
    without = IDIOMS.replace('"黃花" = 1', '"黃葉" = 1').replace("昨日黃花不再", "昨日黃葉不再")
    opened = reviewed(DAYS + IDIOMS, DAYS + without, article(dates=[]), article(dates=[faded()]))
    assert causes(opened) == {"words changed: faded"}


def test_a_blocker_of_figures_is_matched_on_them(reviewed):
    twelfth = day("2025-08-12", "12號", place(TEXT, "12號"), rule="date.day_word")
    opened = reviewed(DAYS, DAYS + FIGURES, article(dates=[twelfth]), article(dates=[]))
    assert causes(opened) == {"rule new: date.signal"}


def test_a_blocker_elsewhere_or_of_another_kind_is_not_the_cause(reviewed):
    sums = [sum_of(5000, "五千元", place(TEXT, "昨日", 2), "amount.plain")]
    opened = reviewed(DAYS, DAYS + IDIOMS, article(dates=[faded(1)], amounts=sums), article())
    assert causes(opened) == {"code"}


def test_what_is_no_longer_in_an_edited_text_is_not_looked_for(reviewed, tmp_path):
    new = article(dates=[faded(1)])
    new.article.sha256 = "1"
    opened = reviewed(DAYS, DAYS + IDIOMS, article(dates=[faded(1), faded()]), new)
    assert {str(item.cause) for item in opened.items.values() if item.change.kind == "dates"} == {"article changed"}
