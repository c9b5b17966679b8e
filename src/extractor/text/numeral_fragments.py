"""Regular expression fragments that find figures in folded text (see `extractor.text.numerals`).

Every fragment begins with a character class, so that a search can skip to it; the look-behinds stand after
that first character for the same reason. None has a capturing group; loops are possessive.
"""

from __future__ import annotations

from extractor.text.views import fold_pattern

_U = "[一二三四五六七八九兩]"
_N = "[一二三四五六七八九]"
_P = "[〇一二三四五六七八九]"
_HAN = "〇一二三四五六七八九兩十廿卅卌百千萬億兆"
_FORMAL = "[壹貳叁肆伍陸柒捌玖]"

CHAIN = "(?:[十百千]?[萬億兆])++"
"""Magnitudes in a row multiply: 萬億, 千萬億."""
CONSECUTIVE = "(?:一[二兩]|[二兩]三|三四|四五|五六|六七|七八|八九)"
"""Neighbouring digits that mean "either of them": 三四十."""

# No start inside 1,100 or 3.5 or 25.8.2025; `1,2,3` is a list.
_DIGIT_START = r"[0-9](?<![0-9][0-9])(?<![0-9]\.[0-9])(?:(?<![0-9],[0-9])|(?![0-9]{2}(?![0-9])))"
_GROUPED = r"(?:[0-9]{0,2}+(?:,[0-9]{3}(?![0-9]))++|[0-9]*+)"
_DECIMALS = r"(?:\.[0-9]++)?+(?!\.?[0-9])"
DIGITS = f"(?>{_DIGIT_START}{_GROUPED}{_DECIMALS})"
_PLAIN = rf"[0-9](?<![0-9][0-9]){_GROUPED}{_DECIMALS}"

_TEN = f"(?:{_N}?十|[廿卅卌]){_N}?+"
_BELOW_HUNDRED = f"(?:{_TEN}|{_U})"
_HUNDRED = f"百(?:〇?{_BELOW_HUNDRED})?+"
_THOUSAND = f"千(?:〇?{_U}{_HUNDRED}|〇?{_BELOW_HUNDRED})?+"
_SECTION = (
    f"(?:{_U}{_THOUSAND}|{_U}{_HUNDRED}|{_TEN}|〇(?=點)|{_P}*〇{_P}*(?<={_P}{_P})|{_P}{{3,}}"
    f"|(?:{_FORMAL}[拾佰仟]〇?)++{_FORMAL}?+|拾{_FORMAL}?+|{_FORMAL}(?=[萬億拾佰仟])|{_U})"
)
_POINT = f"(?:點{_P}++(?![十百千分刻半]))?+"
# 百二 (120), 千三: a bare hundred or thousand with something behind it.
_BARE = f"(?:百{_BELOW_HUNDRED}|千(?:{_U}{_HUNDRED}|{_BELOW_HUNDRED}))"
_ARABIC_COEFFICIENT = f"{_PLAIN}(?: ?千(?:[0-9]++百)?+| ?百)?+"
_COEFFICIENT = f"(?>{_ARABIC_COEFFICIENT}|{_SECTION}{_POINT}|{_BARE})"
_TERMS = (
    f"(?>{_COEFFICIENT} ?{CHAIN}(?:〇?{_COEFFICIENT}{CHAIN})*+(?:〇?{_COEFFICIENT}(?![萬億]))?+|{_COEFFICIENT})"
)
_END = f"(?![〇一二三四五六七八九十廿卅卌百千萬億])"
# A Chinese numeral does not begin inside another one, nor behind the point of one.
_HAN_START = f"(?<![{_HAN}])(?<![〇一二三四五六七八九十]點)(?=[〇一二三四五六七八九兩十廿卅卌百千壹貳叁肆伍陸柒捌玖拾])"
_ARABIC_START = r"(?=[0-9])(?<![0-9])(?<![0-9]\.)(?:(?<![0-9],)|(?![0-9]{3}(?![0-9])))"
_START = f"(?:{_ARABIC_START}|{_HAN_START})"
CARDINAL = f"(?>{_START}{_TERMS}{_END})"
INTEGER_HAN = f"(?>{_HAN_START}(?>{_SECTION}|{_BARE})(?:{CHAIN}(?:〇?{_SECTION}{CHAIN})*+(?:〇?{_SECTION})?+)?+{_END})"

_BARE_UNIT_START = f"(?<![0-9{_HAN}多餘幾數點])"
_SEVERAL = (
    f"(?:(?<![人次指總分歲基參倍號點份件頁字宗額戶票])數|幾)(?:以(?:[十百千]?{CHAIN}|[十百千])計|[十百千]?{CHAIN}|[十百千])"
)
_OVER = (
    f"(?:(?<![以晚早加會網路身線馬歷地台場])上(?:[百千]?{CHAIN}|[百千])"
    f"|(?:(?<![超通經不透])過|逾|超|(?<![最附將接靠])近)[百千萬億](?![萬億]))"
)
_MORE = f"(?:{_START}{_TERMS}|{_BARE_UNIT_START}(?:[百千]?{CHAIN}|[百千])(?=[多餘]))(?:(?<=[十百千萬億廿卅0])[多餘幾]|(?<=[十百千])來)(?: ?[十百千]?{CHAIN})?+"
_PAIR = (
    f"{_HAN_START}(?:{_N}?[十廿卅](?!四五)|{_U}百)?(?:{CONSECUTIVE}(?:[十百千]?+(?:{CHAIN})?+)|三五(?:[十百千]{CHAIN}|[十百千萬億]))"
)
_BARE_UNIT = f"{_BARE_UNIT_START}(?:[百千]?{CHAIN}|[百千])"
NUMBER = f"(?>(?>{_MORE}|{_PAIR}|{_START}{_TERMS}|{_SEVERAL}|{_OVER}|{_BARE_UNIT}){_END})"

_FRACTION_PART = f"(?>{_PLAIN}|(?>{_SECTION}){_POINT})"
FRACTION = f"(?>{_START}(?:{_FRACTION_PART}[萬億]?分之{_FRACTION_PART}|[0-9]{{1,2}}/[0-9]{{1,3}}(?![0-9/.]))|{_BARE_UNIT_START}[千萬]分之{_FRACTION_PART})"
_TENTHS_NOT = "(?!不變|立|功|員|長|績|人|品|熟|本|因|果|交|就|千上萬|群)"
PERCENT = (
    f"(?>百分(?:之(?:{_MORE}|{_TERMS}|百)|百)|{NUMBER} ?%"
    f"|{_START}(?<!第)(?:{_FRACTION_PART}|{CONSECUTIVE}) ?成{_TENTHS_NOT}(?:[一二三四五六七八九](?![十百千萬億])|半)?+[多餘幾]?+)"
)
PERCENT_POINT = f"(?>{NUMBER} ?個?百分點)"
YEAR4 = f"(?>[12](?<![0-9][12])[0-9]{{3}}(?![0-9])|[一二](?<![{_HAN}][一二]){_P}{{3}}{_END})"
YEAR2 = f"(?>[0-9](?<![0-9][0-9])[0-9](?![0-9])|(?<![{_HAN}]){_P}{{2}}{_END})"
INT1_2 = rf"(?>[0-9](?<![0-9][0-9])(?<![0-9]\.[0-9])[0-9]?+(?![0-9])|(?<![{_HAN}])(?:{_TEN}|{_N}){_END})"
DIGITS1_2 = "(?>[0-9](?<![0-9][0-9])[0-9]?+(?![0-9]))"

FRAGMENTS: dict[str, str] = {
    name: fold_pattern(pattern)
    for name, pattern in {
        "digits": DIGITS,
        "digits1_2": DIGITS1_2,
        "cardinal": CARDINAL,
        "number": NUMBER,
        "integer_han": INTEGER_HAN,
        "year4": YEAR4,
        "year2": YEAR2,
        "int1_2": INT1_2,
        "fraction": FRACTION,
        "percent": PERCENT,
        "percent_point": PERCENT_POINT,
    }.items()
}
"""What rule patterns may use as `{name}`; each matches folded text and captures nothing."""
