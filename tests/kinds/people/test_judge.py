"""Evidence adds up and is told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.kinds import people
from extractor.kinds.people.lexicon import lexicon
from extractor.model.trace import Trace
from extractor.reading import article_from_text
from extractor.text.analyse import analyse


def test_every_weight_of_a_reason_is_told_in_words(rulebook):
    tables = lexicon(rulebook)
    shapes = {"chinese", "compound", "japanese", "transliterated", "latin", "misprint"}
    inner = ("surname_", "given_", "two_characters", "two_unlikely", "four_", "function_", "threshold", "ordinary_word",
             "transliteration_", "latin_", "japanese_surname", "repeated_most", "known_short", "transliterated")  # fmt: skip
    for reason in tables.weights:
        if not reason.startswith(inner):
            assert reason in tables.reasons, reason
    assert shapes <= set(tables.reasons)


def test_the_evidence_of_a_name_adds_up_to_its_weight(rulebook):
    scan = rulebook.scan(analyse(article_from_text("局長陳泊然昨日到訪。")), Trace())
    (name,) = people.recognize(scan).names.values()
    assert name.weight == sum(weight for _, weight in name.evidence)
    findings, _ = people.resolve(people.recognize(scan), scan)
    assert any("office" in sentence for sentence in findings[0].evidence)


def test_a_loser_is_kept_with_its_reasons(rulebook):
    scan = rulebook.scan(analyse(article_from_text("羅以晞離開。")), Trace())
    people.resolve(people.recognize(scan), scan)
    assert all("too little evidence" in lost.reason for lost in scan.trace.lost if lost.rule == "person.shape")


_PARTS = [
    "局長",
    "陳泊然",
    "、",
    "和",
    "表示",
    "，",
    "（",
    "左",
    "）",
    "·",
    "史密斯",
    "Poon",
    " ",
    "。",
    "教授",
    "林",
    "官",
    "\n",
    "攝",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=14))
def test_mentions_never_overlap_and_lie_in_the_text(rulebook, parts):
    text = "".join(parts)
    scan = rulebook.scan(analyse(article_from_text(text)))
    findings, _ = people.resolve(people.recognize(scan), scan)
    ends = 0
    for finding in findings:
        assert ends <= finding.start < finding.end <= len(scan.analysis.plain)
        ends = finding.end
