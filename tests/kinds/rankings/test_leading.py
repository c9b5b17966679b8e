"""The name that leads a clause."""

import pytest

from extractor.kinds.rankings.grammar import grammar
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.subjects import Subjects


@pytest.fixture
def subject_in_front(rulebook, scan):
    """The subject that the clauses of a text in front of its last word give."""

    def find(text):
        found = scan(text)
        words = grammar(rulebook)
        clause = Subjects(found, words, Indices(found, words)).in_front(len(text), 0)
        return found.analysis.plain[slice(*clause.subject)] if clause.subject else None

    return find


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("本來平靜的北海道未見明顯變化，", "北海道"),
        ("而習近平的評分則大升，", "習近平"),
        ("區內競爭對手新加坡則在多方面領先，", "新加坡"),
        ("至於最受歡迎的倫敦及新加坡，", "倫敦及新加坡"),
        ("香港超越新加坡，", "香港"),
        ("暫時超越新加坡，", None),
        ("記者表示，", None),
    ],
)
def test_who_leads_a_clause(subject_in_front, text, subject):
    assert subject_in_front(text) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("香港收窄差距排第二", "香港"),
        ("港隊擊敗客隊升上第三位", "港隊"),
        ("上兩輪升上第五位", None),
        ("排第一的是國家圖書館", "國家圖書館"),
        ("分別以三億及二億位居第二和第三", None),
    ],
)
def test_the_holder_is_no_more_than_a_name(places, text, subject):
    assert places(text)[0].subject == subject
