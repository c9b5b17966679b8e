"""The review in the terminal, key by key."""

import io

import pytest
from review_folders import build, log, session
from rich.console import Console

from extractor.review import compare_folders
from extractor.review.terminal import KEYS, TerminalReview


def play(opened, keys, answers=()):
    """Press keys until they run out; returns the review and all that was shown."""
    screen = io.StringIO()
    pressed, answered = iter(keys), iter(answers)
    console = Console(file=screen, width=120, force_terminal=False)
    review = TerminalReview(opened, console, lambda: next(pressed, "q"), lambda question: next(answered, None))
    review.run()
    return review, screen.getvalue()


def test_a_screen_shows_article_fields_and_rule(opened):
    _, shown = play(opened, "")
    for words in (
        "15 wait",
        "昨日",
        "2025-08-25",
        "2025-08-24",
        "渠務處昨日宣布",
        "A day word alone.",
        "rules/dates/days.toml:7",
    ):
        assert words in shown
    assert "+ pattern = (?:就在)?{day_word}" in shown


def test_every_key(project, opened):
    review, _ = play(opened, "jjk")
    assert review.at == 1
    review, _ = play(opened, "JJK")
    assert review.item.group == "rule changed: date.day_word / dates / added"
    review, shown = play(opened, "arug?jxs", ["nicht so"])
    assert [line["decision"] for line in log(project)] == ["accept", "reject", "open"]
    assert "no such key" in shown and "only a rejected change" in shown
    for meaning in KEYS.values():
        assert meaning in shown


def test_groups_are_judged_whole(opened):
    review, shown = play(opened, "AR", ["die Regel ist falsch"])
    statuses = [item.status for item in review.order]
    assert statuses[:6] == ["accepted"] * 3 + ["rejected"] * 3
    assert "accepted 3" in shown and "rejected 3" in shown


def test_a_reason_that_is_not_given_after_all_rejects_nothing(project, opened):
    play(opened, "r", [])
    assert log(project) == []


def test_a_rejected_change_becomes_an_example_with_one_key(project, opened):
    play(opened, "rke", [""])
    assert "渠務處⟦昨日|2025-08-25⟧宣布" in (project / "rules/dates/days.toml").read_text("utf-8")


def test_forty_articles_go_by_keyboard_alone(tmp_path):
    project = build(tmp_path, 40)
    _, shown = play(session(project), "a" * 200)
    assert "nothing waits any more" in shown
    assert compare_folders(project / "golden", project / "run") == []


def test_nothing_to_review_is_said(project):
    opened = session(project)
    opened.accept(list(opened.items))
    assert "nothing differs" in play(session(project), "")[1]


@pytest.mark.parametrize("key", ["k", "K"])
def test_the_ends_are_said(opened, key):
    assert "that was the first one" in play(opened, key)[1]
