"""Reading a name leftwards from its head word."""

import pytest

from extractor.reading import article_from_text
from extractor.rulebook.nameruns import NameRuns
from extractor.text.analyse import analyse


@pytest.fixture
def run_before(rulebook):
    def run(text, head, **how):
        scan = rulebook.scan(analyse(article_from_text(text)))
        return NameRuns(scan).before(text.index(head), 0, **how), text

    return run


@pytest.mark.parametrize(
    ("text", "head", "words", "edge"),
    [
        ("獲香港橋樑監測學會資助", "學會", "香港橋樑監測", "place"),
        ("據晴川橋樑學會資料", "學會", "晴川橋樑", "end"),
        ("，晴川橋樑學會", "學會", "晴川橋樑", "mark"),
        ("兩間學會", "學會", "", "indefinite"),
        ("知名橋樑學會", "學會", "橋樑", "end"),
        ("13家學會", "學會", "", "indefinite"),
    ],
)
def test_where_a_run_begins_and_why(run_before, text, head, words, edge):
    run, text = run_before(text, head)
    assert text[run.start : text.index(head)] == words
    assert run.edge == edge or (edge == "place" and run.parts[0].nature == "place")


def test_a_joint_joins_common_words_only_where_it_may(run_before):
    run, text = run_before("港大土木及環境工程學系", "學系", joint=True)
    assert run.start == 0
    run, _ = run_before("港大土木及環境工程學系", "學系")
    assert text[run.start :] == "環境工程學系"


def test_a_joint_between_bodies_is_a_list(run_before):
    run, text = run_before("消防處及防火委員會", "委員會", joint=True)
    assert text[run.start :] == "防火委員會"


def test_a_run_never_leaves_its_floor(rulebook):
    text = "晴川橋樑監測學會"
    scan = rulebook.scan(analyse(article_from_text(text)))
    assert NameRuns(scan).before(6, 2).start >= 2
