"""Regular expression fragments that find figures in folded text; `extractor.text.numerals` reads them.

Every fragment consumes one character of a plain class first, so that a search can skip to it, and then goes
on by look-behind at that character: `[0-9十](?:(?<=[0-9])…|(?<=十)…)`. None has a capturing group; loops are
possessive, so that nothing is tried twice.
"""

from __future__ import annotations

from extractor.text.views import fold_pattern

_U = "一二三四五六七八九兩"
_N = "一二三四五六七八九"
_P = "〇一二三四五六七八九"
_HAN = "〇一二三四五六七八九兩十廿卅卌百千萬億兆"
_FORMAL = "壹貳叁肆伍陸柒捌玖參"
_FORMAL_UNIT = "拾佰仟"

CHAIN = "(?:[十百千]?[萬億兆])++"
"""Magnitudes in a row multiply: 萬億, 千萬億."""
CONSECUTIVE = "(?:一[二兩]|[二兩]三|三四|四五|五六|六七|七八|八九)"
"""Neighbouring digits that mean "either of them": 三四十."""

# --- guards, each standing behind the first character -----------------------------------------------------
# No start inside 1,100 or 3.5 or 25.8.2025 or 1 000; `1,2,3` is a list.
_DIGIT_GUARD = r"(?<![0-9][0-9])(?<![0-9] 0)(?<![0-9]\.[0-9])(?:(?<![0-9],[0-9])|(?![0-9]{2}(?![0-9])))"
# A Chinese numeral does not begin inside another one, nor behind the point of one.
_HAN_GUARD = f"(?<![{_HAN}].)(?<![{_P}十][點·.].)"
_BARE_GUARD = f"(?<![0-9{_HAN}多餘幾數點].)"
# Nor does a numeral end before a further digit; behind a magnitude or an Arabic digit another numeral may
# begin: 500萬一年, 831三周年.
_GREATER = "[十廿卅卌千萬億]|百(?!分[點之]|[貨姓科])"
_END = f"(?:(?<=[萬億])(?![萬億])|(?<=[0-9])(?!{_GREATER})|(?![{_P}]|{_GREATER}))"

# --- exact ------------------------------------------------------------------------------------------------
_DIGITS_REST = r"(?:[0-9]{0,2}+(?:,[0-9]{3}(?![0-9]))++|[0-9]*+)(?:\.[0-9]++)?+(?!\.?[0-9])"
_ARABIC_REST = f"{_DIGITS_REST}(?: ?千(?:[0-9]++百)?+| ?百(?![貨姓科分]))?+"
_BELOW_HUNDRED = f"(?:[{_N}]?十[{_N}]?+|[廿卅卌][{_N}]?+|[{_U}])"
_BEHIND_HUNDRED = f"(?:〇?{_BELOW_HUNDRED})?+"
_BEHIND_THOUSAND = f"(?:〇?[{_U}]百{_BEHIND_HUNDRED}|〇?{_BELOW_HUNDRED})?+"
_FORMAL_REST = f"(?:[{_FORMAL_UNIT}](?:〇?[{_FORMAL}][{_FORMAL_UNIT}]){{0,3}}+(?:〇?[{_FORMAL}])?+|(?<!參)(?=[萬億]))"
_SECTION_REST = (
    f"(?:(?<=[{_U}])(?:千{_BEHIND_THOUSAND}|百{_BEHIND_HUNDRED}|十[{_N}]?+|[{_P}]{{2,}}+|〇|)"
    f"|(?<=[十廿卅卌])[{_N}]?+"
    f"|(?<=[{_FORMAL}]){_FORMAL_REST}"
    f"|(?<=拾)(?:[{_FORMAL}]|(?=[萬億])))"
)
_POINT = f"(?:點(?!一[滴點些絲直])[{_P}]++(?![十百千分刻半]))?+"
# 百二 (120), 千三 (1,300): a bare hundred or thousand with something behind it.
_BARE_REST = (
    f"(?:(?<=百)(?:[{_N}]十[{_N}]?+|[廿卅卌][{_N}]?+|[{_U}])"
    f"|(?<=千)(?:[{_U}]百{_BEHIND_HUNDRED}|[{_N}]十[{_N}]?+|[{_U}]))"
)
_SECTION_FIRST = f"{_U}十廿卅卌{_FORMAL}拾"
_COEFFICIENT = f"(?>[0-9]{_ARABIC_REST}|[{_SECTION_FIRST}]{_SECTION_REST}{_POINT})"
_COEFFICIENT_REST = (
    f"(?>(?<=[0-9]){_DIGIT_GUARD}{_ARABIC_REST}"
    f"|{_HAN_GUARD}(?:{_SECTION_REST}|(?<=〇)[{_P}]*+){_POINT}"
    f"|{_BARE_GUARD}{_BARE_REST})"
)
# 三萬七 is 37,000, but 500萬一層 and 十萬一條 end with their magnitude.
_TRAIL = (
    f"(?:〇[{_N}](?![{_HAN}])|(?<![0-9 ].)[{_N}](?![{_HAN}年月日天個人名位間家件份次層般針條罷些直樣])"
    f"|〇?(?![{_U}](?![{_HAN}])){_COEFFICIENT}(?![萬億]))"
)
_TERMS_REST = f"{_COEFFICIENT_REST}(?> ?{CHAIN}(?:〇?{_COEFFICIENT}{CHAIN})*+{_TRAIL}?+)?+"
_CARDINAL_FIRST = f"0-9〇百千{_SECTION_FIRST}"
CARDINAL = f"[{_CARDINAL_FIRST}](?>{_TERMS_REST}{_END})"
INTEGER_HAN = f"[〇百千{_SECTION_FIRST}](?![0-9.])(?>{_TERMS_REST}{_END})(?<![0-9])"
DIGITS = f"[0-9](?>{_DIGIT_GUARD}{_DIGITS_REST})"

# --- fuzzy ------------------------------------------------------------------------------------------------
_UNIT = f"(?:[十百千]?{CHAIN}|[十百千])"
_FUZZ = (
    "(?:(?<=[十百千萬億廿卅0])(?:多(?!於|數|樣|媒體|元化)|餘|幾(?!乎))|(?<=十)數(?![字目據量學位值])"
    "|(?<=[十百千])來(?=[個名位人年歲天日月次萬億間家條塊元宗]))"
)
_MORE = f"(?>{_FUZZ}(?: ?[十百千]?{CHAIN}|[十百千])?+)?+"
_SECOND = (
    "(?:(?<=一)[二兩]|(?<=[二兩])三|(?<=三)四|(?<=四)五|(?<=五)六|(?<=六)七|(?<=七)八|(?<=八)九"
    "|(?<=三)五(?=[百千萬億]))"
)
# 十四五 is the name of a plan, not fourteen or fifteen.
_PAIR_REST = (
    f"{_HAN_GUARD}(?>(?<=[{_U}]){_SECOND}[十百千]?+(?:{CHAIN})?+"
    f"|(?<=[{_N}])十{CONSECUTIVE}|(?<=[十廿卅])(?!四五){CONSECUTIVE}"
    f"|(?<=[{_U}])百{CONSECUTIVE}十?+)"
)
# 參加人數十萬, 電話號數百: there 數 ends a word.
_SEVERAL_REST = f"(?:(?<=數)(?<![人次指總分歲基參倍號點份件頁字宗額戶票個為位讀函因]數)|(?<=幾))(?:以{_UNIT}計|{_UNIT})"
# 上, 過, 破 are part of the figure; 逾, 超, 近 are hedges outside it, except before a lone magnitude (逾億).
_OVER_REST = (
    "(?:(?:(?<=上)(?<![以晚早加會網路身線馬歷地台場年月日頁史車世樓]上)|(?<=過)(?<![超通經不透越]過)"
    f"|(?<=破)(?<![突打衝]破))(?:[百千]?{CHAIN}|[百千](?!分[點之]))"
    "|(?:(?<=[逾超])|(?<=近)(?<![最附將接靠鄰]近))[百千萬億](?![萬億]|分[點之]))"
)
_UNIT_REST = (
    f"{_BARE_GUARD}(?>(?<=[百千])(?!分[點之])(?:{CHAIN})?+|(?<=萬)億?+|(?<=億))"
    f"(?:(?:多(?!於|數|樣|媒體|元化)|餘|幾(?!乎))(?:{CHAIN})?+)?+"
)
_NUMBER_FIRST = f"{_CARDINAL_FIRST}萬億數幾上過逾超破近"
_NUMBER_REST = (
    f"(?>{_PAIR_REST}{_END}|{_TERMS_REST}{_MORE}{_END}|(?<=[百千萬億]){_UNIT_REST}{_END}"
    f"|{_SEVERAL_REST}{_END}|{_OVER_REST}{_END})"
)
NUMBER = f"[{_NUMBER_FIRST}]{_NUMBER_REST}"

# --- shares -----------------------------------------------------------------------------------------------
_PART = f"(?>[0-9]{_DIGITS_REST}|[{_SECTION_FIRST}]{_SECTION_REST}{_POINT}|〇{_POINT})"
FRACTION = (
    f"[{_CARDINAL_FIRST}萬億](?>{_COEFFICIENT_REST}(?:{CHAIN})?+分之{_PART}"
    f"|{_BARE_GUARD}(?<=[千萬億])(?:分之{_PART})"
    r"|(?<=[0-9])(?<![0-9./][0-9])[0-9]?+/[0-9]{1,3}+(?![0-9/.]))"
)
# What begins a word with 成: 三成功 is no 30 %, but 三成人士, 三成員工, 三成長者, 三成本地學生 are.
_NO_TENTHS = (
    "(?!立|功|績|品|熟|果|就|群|都|語|效|千上萬|不變|員(?!工)|長(?!者)|本(?!地|港|身)|交(?!易)|因(?!為)"
    "|年(?!輕|青|長)|分(?!店)|份|名(?!校)|家(?!庭|長)|癮|龍|衣|災|軍)"
)
_TENTHS_REST = (
    f"(?<!第.)(?>(?<=[0-9]){_DIGIT_GUARD}{_DIGITS_REST}"
    f"|(?<=[{_U}十]){_HAN_GUARD}(?:{_SECOND}|{_POINT}))"
    f" ?成{_NO_TENTHS}(?:[{_N}](?![十百千萬億年月日個名位間家])|半)?+(?:[多餘]|幾(?!乎))?+"
)
_PERCENT_OF = f"(?<=百){_BARE_GUARD}分(?>百|之(?:百{_END}|[0-9{_SECTION_FIRST}〇百]{_TERMS_REST}{_MORE}{_END}))"
_NEGATIVE = "(?<=負)(?<![背肩正勝抱擔自身孤辜欺]負)"
_SHARE = f"(?:{_PERCENT_OF}|{_NUMBER_REST} ?%|{_TENTHS_REST})"
PERCENT = f"[{_NUMBER_FIRST}負](?>{_NEGATIVE}[{_NUMBER_FIRST}]{_SHARE}|{_SHARE})"
_POINTS = f"{_NUMBER_REST} ?個?百分點"
PERCENT_POINT = f"[{_NUMBER_FIRST}負](?>{_NEGATIVE}[{_NUMBER_FIRST}]{_POINTS}|{_POINTS})"
HALF = (
    "[一過逾超近半](?>(?:(?<=過)(?<![超不透]過)|(?<=逾)|(?<=超)|(?<=近)(?<![將接]近))半數?+(?![年天日月島山])"
    f"|(?<=一)(?<![{_HAN}]一)半(?!半)|(?<=半)(?<![過逾超近]半)數)"
)

# --- parts of dates ---------------------------------------------------------------------------------------
YEAR4 = f"[12一二](?>(?<=[12])(?<![0-9].)[0-9]{{3}}(?![0-9萬億])|(?<=[一二])(?<![{_HAN}].)[{_P}]{{3}}{_END})"
YEAR2 = f"[0-9{_P}](?>(?<=[0-9])(?<![0-9].)[0-9](?![0-9])|(?<=[{_P}])(?<![{_HAN}].)[{_P}]{_END})"
INT1_2 = (
    rf"[0-9{_N}十廿卅卌](?>(?<=[0-9])(?<![0-9].)(?<![0-9]\..)[0-9]?+(?![0-9])"
    rf"|(?<![{_HAN}].)(?:(?<=[{_N}])(?:十[{_N}]?+)?+|(?<=[十廿卅卌])[{_N}]?+){_END})"
)
DIGITS1_2 = "[0-9](?<![0-9].)[0-9]?+(?![0-9])"

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
        "half": HALF,
    }.items()
}
"""What rule patterns may use as `{name}`; each matches folded text and captures nothing.

`digits` 1,100 / 2.18 · `digits1_2` one or two ASCII digits, also behind a full stop (25.8.2025) · `cardinal`
an exact number in any script · `number` a cardinal or a fuzzy one (數百萬, 十多, 上千, 三四十, 百萬) ·
`integer_han` Chinese digits only · `year4`, `year2` · `int1_2` 1 to 99, for days, months, hours (not 兩) ·
`fraction` 三分之二, 2/3 · `percent` 11%, 百分之十一, 一成一 · `percent_point` 3.9個百分點 · `half` 一半,
過半數. Hedges in front (約, 逾 before 百萬) stay outside.
"""
