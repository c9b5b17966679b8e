import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.values import Figure, bounded, spanned
from extractor.text.numerals import (
    FRAGMENTS,
    qualify,
    read,
    read_exact,
    read_fraction,
    read_percent,
    read_small,
    read_year,
)
from extractor.text.views import fold

EXACT = {
    0: "0 零 〇",
    1: "1 一 １",
    2: "2 二 兩 两",
    10: "10 十 一十",
    12: "12 十二 一十二 １２",
    20: "二十 廿",
    28: "廿八 二十八 28",
    30: "卅 三十",
    31: "卅一 三十一",
    40: "卌 四十",
    99: "九十九",
    100: "一百 100",
    105: "一百零五 一百〇五",
    110: "一百一十 一百一",
    111: "一百一十一",
    120: "百二十 百二 一百二 一百二十",
    320: "三二〇 三百二十",
    999: "九百九十九 九九九",
    1000: "一千 1,000 1千",
    1005: "一千零五",
    1100: "1,100 一千一百 一千一 千一",
    1300: "千三 一千三百 千三百",
    1997: "一九九七 1997",
    2008: "二〇〇八 二零零八 兩千零八",
    2025: "二〇二五 二零二五 二○二五 2025 二千零二十五",
    2450: "兩千四百五 二千四百五十 2,450",
    7500: "7千5百 七千五 7,500",
    10005: "一萬零五",
    10050: "一萬零五十 一萬〇五十",
    12000: "一萬二 一萬二千 1萬2千 1.2萬 １．２萬",
    12300: "壹萬貳仟叁佰 一萬二千三",
    35000: "3萬5000 三萬五 3.5萬 3萬5千 三万五千",
    37000: "3萬7千 三萬七 三萬七千 37,000 3.7萬",
    85000: "八萬五",
    200000: "貳拾萬 二十萬 20萬 20_萬 廿萬",
    536000: "五十三萬六千 53.6萬",
    1000000: "一百萬 100萬 1百萬 100_萬",
    11000000: "1,100萬 一千一百萬 1千1百萬",
    12000000: "1千2百萬 一千二百萬 1200萬",
    120000000: "1.2億 一億二千萬 1億2千萬 1億2000萬 一億二 １．２億",
    100000300: "一億零三百",
    470000000: "四億七千萬 4億7000萬 4.7億",
    1080000000: "10億8000萬 十億八千萬 10.8億",
    3500000000000: "三萬五千億 3.5萬億",
    1000000000000: "1萬億 一萬億 1兆",
    12345678: "一千二百三十四萬五千六百七十八 1234萬5678 12,345,678",
    180000000000000000000: "18萬千萬億",
}
DECIMALS = {
    "2.18": "2.18 ２．１８ 二點一八",
    "0.5": "0.5 零點五 〇點五",
    "3.5": "三點五 3.5",
    "310000000": "三點一億 3.1億",
    "-3.9": "負3.9 -3.9",
}
FUZZY = {
    spanned(Decimal(10), Decimal(100)): "數十 幾十 数十",
    spanned(Decimal(100), Decimal(1000)): "數百 好幾百",
    spanned(Decimal(10**6), Decimal(10**7)): "數百萬 幾百萬",
    spanned(Decimal(10**11), Decimal(10**12)): "數千億",
    spanned(Decimal(1000), Decimal(10000)): "數千 數以千計 幾千",
    spanned(Decimal(10000), Decimal(100000)): "數萬 數以萬計",
    spanned(Decimal(30), Decimal(40)): "三四十",
    spanned(Decimal(7000), Decimal(8000)): "七八千",
    spanned(Decimal(5), Decimal(6)): "五六",
    spanned(Decimal(12), Decimal(13)): "十二三",
    spanned(Decimal(27), Decimal(28)): "二十七八 廿七八",
    spanned(Decimal(2000000), Decimal(3000000)): "兩三百萬 二三百萬",
    spanned(Decimal(10000), Decimal(20000)): "一兩萬",
    spanned(Decimal(300), Decimal(500)): "三五百",
    bounded(Decimal(10), "more_than"): "十多 十餘 十幾 10多 10餘",
    bounded(Decimal(20), "more_than"): "廿幾 二十多 20餘",
    bounded(Decimal(100), "more_than"): "百餘 百多 一百多 100多 過百 逾百 上百",
    bounded(Decimal(200), "more_than"): "二百多 兩百餘 200多",
    bounded(Decimal(1000), "more_than"): "上千 過千 千多 一千幾百 千餘 破千",
    bounded(Decimal(100000), "more_than"): "十多萬 十餘萬 十幾萬",
    bounded(Decimal(1000000), "more_than"): "100多萬 一百多萬 百多萬 過百萬 百幾萬",
    bounded(Decimal(30000), "more_than"): "3萬多 三萬餘",
    bounded(Decimal(120000000), "more_than"): "1.2億多",
    bounded(Decimal(10**8), "more_than"): "過億 上億 逾億 破億 超億",
    bounded(Decimal(10**10), "more_than"): "上百億",
    bounded(Decimal(10**9), "more_than"): "十數億 十多億",
    bounded(Decimal(10**8), "nearly"): "近億",
    bounded(Decimal(100), "nearly"): "近百",
    bounded(Decimal(10**6), "exact"): "百萬",
    bounded(Decimal(10**7), "exact"): "千萬",
}
PERCENT = {
    "11": "11% 11％ 百分之十一 百分之11 一成一 11_%",
    "11.5": "11.5% 百分之十一點五",
    "0.5": "百分之零點五 0.5%",
    "75": "七成半 75% 百分之七十五 七成五 7成半",
    "30": "三成 3成 百分之三十 百分之卅",
    "100": "百分百 百分之百 百分之一百 十成",
    "-3.9": "負3.9%",
}


def cases(table):
    return [(word.replace("_", " "), value) for value, words in table.items() for word in words.split()]


def whole(name, text):
    return re.fullmatch(FRAGMENTS[name], fold(text)) is not None


def found(name, text):
    return [match.group() for match in re.finditer(FRAGMENTS[name], fold(text))]


@pytest.mark.parametrize(("spelling", "value"), cases(EXACT))
def test_exact_numbers(spelling, value):
    assert read_exact(spelling) == value
    assert read(spelling) == bounded(Decimal(value), "exact")
    assert whole("cardinal", spelling) and whole("number", spelling)


@pytest.mark.parametrize(("spelling", "value"), cases(DECIMALS))
def test_decimals(spelling, value):
    assert read_exact(spelling) == Decimal(value) or read(spelling) == bounded(Decimal(value), "exact")


@pytest.mark.parametrize(("spelling", "figure"), cases(FUZZY))
def test_fuzzy_figures(spelling, figure):
    assert read(spelling) == figure
    assert whole("number", spelling.removeprefix("好"))


@pytest.mark.parametrize(("spelling", "value"), cases(PERCENT))
def test_percentages(spelling, value):
    assert read_percent(spelling).value == Decimal(value)
    assert whole("percent", spelling)


def test_percentages_with_fuzz():
    assert read_percent("兩成多") == bounded(Decimal(20), "more_than")
    assert read_percent("六七成") == spanned(Decimal(60), Decimal(70))
    assert read_percent("百分之二十多") == bounded(Decimal(20), "more_than")
    assert read_percent("過半數") == bounded(Decimal(50), "more_than")
    assert read_percent("近半") == bounded(Decimal(50), "nearly")
    assert read_percent("一半") == bounded(Decimal(50), "exact")
    assert read_percent("3.9個百分點").value == Decimal("3.9")
    assert read_percent("十個百分點").value == 10
    assert read_percent("成功") is None


def test_fractions():
    assert read_fraction("三分之二") == read_fraction("2/3") == Fraction(2, 3)
    assert read("四分之三") == bounded(Decimal("0.75"), "exact")
    assert read("三分之二") == bounded(Decimal("0.6667"), "exact")
    assert read_fraction("千分之五") == Fraction(1, 200)
    assert read_fraction("3/0") is None and read_fraction("分之") is None
    assert whole("fraction", "三分之二") and whole("fraction", "2/3") and whole("fraction", "萬分之一")
    assert found("fraction", "25/8/2025") == []


@pytest.mark.parametrize(
    "word",
    [
        "",
        "實驗室",
        "三百五十二百",
        "十百",
        "二五",
        "一百二百",
        "多",
        "數",
        "點五",
        "1,10",
        "1.2.3",
        "萬億多多",
    ],
)
def test_what_is_no_figure_is_not_read(word):
    assert read(word) is None


def test_years_and_small_numbers():
    assert read_year("2025") == read_year("二零二五") == read_year("２０２５") == 2025
    assert read_year("97") is None and read_year("二千年") is None
    assert read_small("廿八") == read_small("28") == read_small("二十八") == 28
    assert read_small("08") == read_small("〇八") == read_small("零八") == 8
    assert read_small("一百") is None and read_small("3.5") is None and read_small("日") is None


def test_hedges():
    assert qualify(read("100"), None) == bounded(Decimal(100), "exact")
    assert qualify(read("100"), "approximate") == bounded(Decimal(100), "approximate")
    assert qualify(read("百萬"), "more_than") == bounded(Decimal(10**6), "more_than")
    assert qualify(read("十多萬"), "approximate") == read("十多萬")
    assert qualify(read("三四十"), "at_least") == Figure(None, Decimal(30), None, "at_least")
    assert qualify(read("三四十"), "at_most") == Figure(None, None, Decimal(40), "at_most")
    assert qualify(read("100多"), "nearly") == read("100多")


# --- finding ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共1,100萬元", ["1,100万"]),
        ("1,2,3三項", ["1", "2", "3", "三"]),
        ("25.8.2025", []),
        ("2019,2020年", ["2019", "2020"]),
        ("人數十萬", ["十万"]),
        ("「十四五」規劃", []),
        ("831三周年", ["831", "三"]),
        ("三點五十分", ["三"]),
        ("500萬一層樓", ["500万"]),
        ("十萬一條", ["十万"]),
        ("通過百億撥款", ["百亿"]),
        ("以上千人", ["千"]),
        ("將近億元", ["亿"]),
        ("逾百萬元", ["百万"]),
        ("增0.7百分點", ["0.7"]),
        ("十數年來", ["十数"]),
        ("三十來歲", ["三十来"]),
        ("二十來自各地", ["二十"]),
    ],
)
def test_numbers_are_found_whole_or_not_at_all(text, expected):
    assert found("number", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三成功", []),
        ("一成不變", []),
        ("有七成人士", ["七成"]),
        ("三成員工", ["三成"]),
        ("兩成員", []),
        ("第三成為", []),
        ("五百分之2", []),
        ("背負3%利息", ["3%"]),
        ("為負3.5%", ["负3.5%"]),
        ("升2至3.5%", ["3.5%"]),
    ],
)
def test_shares_are_found(text, expected):
    assert found("percent", text) == expected


def test_parts_of_dates_are_found():
    assert found("year4", "2025年、二〇二四年、12025、20256") == ["2025", "二〇二四"]
    assert found("int1_2", "8月廿八日、三十一日、123日、3.5日") == ["8", "廿八", "三十一", "3"]
    assert found("digits1_2", "25.8.2025") == ["25", "8"]
    assert found("half", "過半數、一半、近半、一半半") == ["过半数", "一半", "近半"]
    assert found("percent_point", "3.9個百分點，負2百分點") == ["3.9个百分点", "负2百分点"]


# --- properties -------------------------------------------------------------------------------------------

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹貳叁肆伍陸柒捌玖拾佰仟")


def spelled(number):
    """`number` as it is read aloud."""
    if number == 0:
        return "零"
    for unit, name in ((10**12, "兆"), (10**8, "億"), (10**4, "萬"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return spelled(high) + name + (gap + spelled(low) if low else "")
    return DIGITS[number]


NUMBERS = st.integers(0, 10**16 - 1) | st.integers(0, 9999) | st.integers(0, 10**9)


@given(NUMBERS)
def test_a_number_spelled_out_is_read_back(number):
    spelling = spelled(number)
    assert read_exact(spelling) == number
    assert read_exact(fold(spelling)) == number
    assert whole("number", spelling)


@given(st.integers(1, 10**12 - 1))
def test_other_styles_are_read_back(number):
    spelling = spelled(number)
    assert read_exact(f"{number:,}") == number
    assert read_exact(spelling.translate(FORMAL)) == number
    assert read_exact(spelling.replace("二千", "兩千").replace("二萬", "兩萬").replace("二億", "兩億")) == number
    short = spelling.removeprefix("一") if spelling.startswith("一十") else spelling
    assert read_exact(short) == number


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_digits_and_magnitudes_mix(high, low):
    assert read_exact(f"{high}萬{low}" if low > 9 else f"{high}萬") == high * 10**4 + (low if low > 9 else 0)
    assert read_exact(f"{high:,}億{low}萬") == high * 10**8 + low * 10**4 if low else True
    assert read_exact(f"{high}.{low}億") == Decimal(f"{high}.{low}") * 10**8


@given(st.integers(1000, 2999))
def test_years_digit_by_digit(year):
    spelling = "".join(DIGITS[int(digit)] for digit in str(year))
    assert read_year(spelling) == read_exact(spelling) == year
    assert whole("year4", spelling) and whole("year4", str(year))


SOUP = st.text(
    st.sampled_from("0123456789一二兩三四五六七八九十百千萬億零〇廿卅點多餘數幾上過近成半%分之,./ 壹拾年元"),
    max_size=14,
)


@given(SOUP)
def test_reading_anything_is_safe_and_does_not_depend_on_folding(text):
    assert read(text) == read(fold(text))
    assert read_percent(text) == read_percent(fold(text))
    for figure in (read(text), read_percent(text)):
        if figure is not None and figure.min is not None and figure.max is not None:
            assert figure.min <= figure.max


@pytest.mark.parametrize("name", sorted(FRAGMENTS))
def test_fragments_capture_nothing_and_begin_with_a_character_class(name):
    assert re.compile(FRAGMENTS[name]).groups == 0
    assert FRAGMENTS[name].startswith("[")


@pytest.mark.parametrize("name", sorted(FRAGMENTS))
@pytest.mark.parametrize("unit", ["1", "1,111", "一", "十", "千萬", "一萬", "1.", "數", "壹拾", "百分之", "三四", "1 "])
def test_fragments_cost_no_square(name, unit):
    pattern = re.compile(f"(?:{FRAGMENTS[name]})元")
    assert pattern.search(fold(unit * (20_000 // len(unit)))) is None
