import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.opencc_tables import t2s_characters
from extractor.text.views import _TEXT_ONLY, _VARIANTS, _WIDTH, fold, fold_pattern, ideographs, is_han, pair_quotes

# Every character that a table speaks of, and the rest of Unicode.
LISTED = {*map(chr, _WIDTH), *map(chr, _TEXT_ONLY), *_VARIANTS, *_VARIANTS.values()}
MAPPED = "".join(sorted({*LISTED, *list(t2s_characters())[:800]}))
TEXTS = st.text(st.one_of(st.sampled_from(MAPPED), st.characters()))


@given(TEXTS)
def test_a_view_has_the_length_of_its_text(text):
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_folding_works_on_every_code_point_alone(left, right):
    assert fold(left + right) == fold(left) + fold(right)


def test_every_mapped_character_is_stable():
    assert fold(fold(MAPPED)) == fold(MAPPED)


def test_traditional_simplified_and_variants_become_one():
    assert fold("衞生署與滙豐") == fold("衛生署與匯豐") == fold("卫生署与汇丰")
    assert fold("週三，裏面、着手") == fold("周三，裡面、著手")
    assert fold("１，２３４％（約ＨＫ＄）") == "1，234%（约HK$）"
    assert fold("二零二五") == fold("二〇二五") == fold("二○二五") == "二〇二五"


def test_every_variant_folds_as_its_standard_and_as_their_simplified_forms():
    table = t2s_characters()
    for variant, standard in _VARIANTS.items():
        forms = {variant, standard, table.get(variant, variant), table.get(standard, standard)}
        assert len({fold(form) for form in forms}) == 1, (variant, standard)


def test_brackets_are_folded_in_texts_but_not_in_patterns():
    assert fold("(8日)") == "（8日）"
    assert fold_pattern("(?:週|禮拜)") == "(?:周|礼拜)"


@given(TEXTS.filter(lambda text: not set(text) & set("()[]{}.*+?^$|\\")))
def test_a_literal_pattern_folds_as_its_text_does(text):
    plain = "".join(character for character in text if ord(character) not in _TEXT_ONLY)
    assert fold_pattern(plain) == fold(plain)


QUOTED = st.text(st.sampled_from("“”‘’\"'「」『』Aa1 中期\n"))


@given(QUOTED)
def test_pairing_quotes_keeps_the_length_and_every_other_character(text):
    paired = pair_quotes(fold(text))
    assert len(paired) == len(text)
    assert all(a == b or (b in '‘’"' and a in "「」『』") for a, b in zip(paired, fold(text), strict=True))


@given(QUOTED)
def test_pairing_quotes_twice_changes_nothing_more(text):
    paired = pair_quotes(fold(text))
    assert pair_quotes(paired) == paired


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("“十四五”期間", "「十四五」期间"),
        ("“用‘好’字”", "「用『好』字」"),
        ("‘十四五’期間", "「十四五」期间"),
        ('推出"新計劃"和"X1"', "推出「新计划」和「X1」"),
        ("〝特別〞與｢半形｣", "「特別」与「半形」".replace("別", "别")),
        ("Xi’an 的 rock ’n’ roll", "Xi’an 的 rock ’n’ roll"),
        ('6.5"及7"屏幕', '6.5"及7"屏幕'),
        ('一個"沒有收', '一个"没有收'),
        ('he said "hello" twice', 'he said "hello" twice'),
    ],
)
def test_all_quotes_around_chinese_are_one_pair(printed, seen):
    assert pair_quotes(fold(printed)) == seen


def test_radicals_are_written_as_ideographs():
    assert ideographs("⼆成⼈，⻩昨⽇⻓⾦") == "二成人，黄昨日长金"
    assert ideographs("\uf90a\u2e80") == "金\u2e80"


@given(st.text(st.one_of(st.characters(min_codepoint=0x2E00, max_codepoint=0x2FFF), st.sampled_from("中\uf967\ufa30"))))
def test_writing_ideographs_keeps_the_length_and_is_done_once(text):
    written = ideographs(text)
    assert len(written) == len(text) and ideographs(written) == written


def test_han():
    assert is_han("香") and is_han("㐀") and is_han("\U00020000") and not is_han("A") and not is_han("，")
