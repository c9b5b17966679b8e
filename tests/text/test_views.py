from hypothesis import given
from hypothesis import strategies as st

from extractor.text.opencc_tables import t2s_characters
from extractor.text.views import _TEXT_ONLY, _VARIANTS, _WIDTH, fold, fold_pattern, is_han

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


def test_han():
    assert is_han("香") and is_han("㐀") and is_han("\U00020000") and not is_han("A") and not is_han("，")
