import pytest

from extractor.reading import article_from_text
from extractor.rulebook.noun_phrases import NounPhrases
from extractor.text.analyse import analyse


def _phrases(rulebook, text):
    return NounPhrases(rulebook.scan(analyse(article_from_text(text))))


@pytest.mark.parametrize(
    ("text", "after", "phrase"),
    [
        ("15所在港實驗室獲授牌", "所", "在港實驗室"),
        ("兩名涉嫌盜竊的男子被捕", "名", "男子"),
        ("三十一個國家及地區出席", "個", "國家及地區"),
        ("兩名30歲男子被捕", "名", "男子"),
        ("三個重要的原因", "個", "原因"),
        ("每間「示範學校」獲撥款", "間", "示範學校"),
        ("5200家——香港創科", "家", None),
        ("67份，19份獲批", "份", None),
    ],
)
def test_what_follows_a_figure(rulebook, text, after, phrase):
    place = _phrases(rulebook, text).following(text.index(after) + 1, len(text))
    assert (text[place.start : place.end] if place else None) == phrase


@pytest.mark.parametrize(
    ("text", "figure", "phrase"),
    [
        ("使用率高達80%", "80", "使用率"),
        ("香港的駐港公司總數達到11070家", "11070", "駐港公司"),
        ("初創企業數量也突破5200家", "5200", "初創企業"),
        ("包括一等獎3項", "3", "一等獎"),
        ("當中8人屬首長級", "8", None),
    ],
)
def test_what_stands_in_front_of_a_figure(rulebook, text, figure, phrase):
    place, _ = _phrases(rulebook, text).preceding(text.index(figure), 0)
    assert (text[place.start : place.end] if place else None) == phrase
