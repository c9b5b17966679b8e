"""The one numeral reader: what a written figure states, as exact decimals.

    FRAGMENTS      regular expression fragments that *find* figures in folded text
    read           surface -> Figure, fuzz and all          十多萬 -> more than 100000
    read_exact     surface -> Decimal, cardinals only       18萬千萬億 -> 180000000000000000000
    read_percent   surface -> Figure, in per cent           一成一 -> 11
    qualify        a figure and the hedge beside it         約 + 100 -> about 100

Reading accepts printed or folded surfaces. The fragments also match where a numeral is part of a word
(一些, 十分, 千萬不要, 萬一, 三文魚, 四川, 九龍, 八達通, 一國兩制): whether a figure is meant is decided by
what follows, and that is the business of the rule that uses the fragment.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from extractor.model.values import Figure, Qualifier, bounded, spanned
from extractor.text.numeral_fragments import CHAIN, CONSECUTIVE, FRAGMENTS
from extractor.text.views import fold, fold_pattern

__all__ = [
    "FRAGMENTS", "qualify", "read", "read_exact", "read_fraction", "read_percent", "read_small", "read_year",
]  # fmt: skip

_ZERO, _ONE, _TEN = Decimal(0), Decimal(1), Decimal(10)
_HALF = Decimal("0.5")

_DIGIT = {
    folded: value
    for value, spellings in enumerate(
        ("〇", "一壹", "二兩貳", "三叁參", "四肆", "五伍", "六陸", "七柒", "八捌", "九玖")
    )
    for folded in fold(spellings)
}
_UNIT = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_MAGNITUDE = {fold("萬"): 10**4, fold("億"): 10**8, "兆": 10**12}
_FACTOR = {**_UNIT, **_MAGNITUDE}


# --- exact ------------------------------------------------------------------------------------------------

_TERM = re.compile(
    fold_pattern(
        r"(?:〇(?!點))?(?P<coefficient>"
        r"[0-9][0-9,]*(?:\.[0-9]+)?(?: ?[百千](?:[0-9]+百)?(?:[0-9]{1,2}(?![0-9]))?)?"
        r"|[〇一二三四五六七八九兩十廿卅卌百千點壹貳叁肆伍陸柒捌玖參拾佰仟]*)"
        rf"(?P<chain> ?[萬億兆](?:{CHAIN})?|$)"
    )
)
_ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_ARABIC_UNITS = re.compile(r"(?:([0-9.,]+)千)?(?:([0-9.,]+)百)?([0-9]{1,2})?")


@lru_cache(maxsize=8192)
def read_exact(surface: str) -> Decimal | None:
    """The number that `surface` states exactly, or None when it is no cardinal.

    >>> read_exact("3萬7千"), read_exact("廿八"), read_exact("數百")
    (Decimal('37000'), Decimal('28'), None)
    """
    return _exact(fold(surface.strip()))


def _exact(folded: str) -> Decimal | None:
    if _ARABIC.fullmatch(folded):
        return Decimal(folded.replace(",", ""))
    if folded == "〇":
        return _ZERO
    total: Decimal
    total, previous, position = _ZERO, None, 0
    while position < len(folded):
        term = _TERM.match(folded, position)
        if term is None or term.end() == position:
            return None
        total_or_none = _add_term(
            total, previous, term.group("coefficient"), term.group("chain").strip(), term.group().startswith("〇")
        )
        if total_or_none is None:
            return None
        total, previous, position = total_or_none, _product(term.group("chain").strip()), term.end()
    return (total if total % 1 else total.to_integral_value()) if folded else None


def _product(chain: str) -> Decimal:
    product = _ONE
    for unit in chain:
        product *= _FACTOR[unit]
    return product


def _add_term(total: Decimal, previous: Decimal | None, written: str, chain: str, after_zero: bool) -> Decimal | None:
    """`total` with one more term: 四億 + 七千萬; (三萬 + 五千)億; 三萬七 is 37,000."""
    factor = _product(chain)
    coefficient = _coefficient(written)
    if coefficient is None:
        return None
    if previous is None:
        return coefficient * factor
    if factor > previous:
        return (total + coefficient) * factor if coefficient < previous else None
    if coefficient * factor >= previous:
        return None
    if not chain and len(written) == 1 and not after_zero:
        return total + coefficient * previous / 10
    return total + coefficient * factor


def _coefficient(written: str) -> Decimal | None:
    if not written:
        return _ONE
    if written[0].isdigit() and written[0].isascii():
        return _arabic(written)
    whole, point, decimals = written.partition("点")
    section = _section(whole) if whole else None
    if section is None or not point:
        return section
    places = _positional(decimals)
    return None if places is None else section + places.scaleb(-len(decimals))


def _arabic(written: str) -> Decimal | None:
    if _ARABIC.fullmatch(written):
        return Decimal(written.replace(",", ""))
    parts = _ARABIC_UNITS.fullmatch(written.replace(" ", ""))
    if parts is None:
        return None
    total = _ZERO
    for part, factor in zip(parts.groups(), (1000, 100, 1), strict=True):
        total += _ZERO if part is None else Decimal(part.replace(",", "")) * factor
    return total


def _positional(written: str) -> Decimal | None:
    digits = [_DIGIT.get(character) for character in written]
    if not digits or None in digits:
        return None
    return Decimal("".join(map(str, digits)))


def _section(written: str) -> Decimal | None:
    """A Chinese numeral below 10,000: 二千〇五十, 百二 (120), 廿八, or digits in a row: 二〇二五."""
    if len(written) == 1 and written in _DIGIT:
        return Decimal(_DIGIT[written])
    if (positional := _positional(written)) is not None:
        return positional if len(written) > 2 or "〇" in written else None
    total, last, digit, zero = 0, 10**4, None, False
    for character in written:
        if character in _DIGIT:
            if digit is not None:
                return None
            value = _DIGIT[character]
            zero, digit = (True, None) if value == 0 else (zero, value)
            continue
        unit = 10 if character in _TENS else _UNIT.get(character)
        if unit is None or unit >= last or (character in _TENS and digit is not None):
            return None
        total += _TENS[character] if character in _TENS else unit * (digit or 1)
        last, digit, zero = unit, None, False
    if digit is not None:
        total += digit * (last // 10 if last > 10 and last < 10**4 and not zero else 1)
    return Decimal(total)


def read_year(surface: str) -> int | None:
    """A four-digit year: 2025, 二〇二五, 二零二五. Two digits are the business of kinds (97年)."""
    folded = fold(surface.strip())
    value = _positional(folded) if not folded.isdigit() or not folded.isascii() else Decimal(folded)
    return int(value) if value is not None and len(folded) == 4 else None


def read_small(surface: str) -> int | None:
    """A whole number below 100, as days, months and hours are written: 8, 08, 廿八, 三十一, 〇八."""
    folded = fold(surface.strip())
    value = _exact(folded)
    if value is None:
        value = _positional(folded)
    if value is None or value >= 100 or value != value.to_integral_value():
        return None
    return int(value)


# --- fuzzy ------------------------------------------------------------------------------------------------

_SEVERAL = re.compile(fold_pattern(rf"好?[數幾]以?(?P<unit>[十百千]?{CHAIN}|[十百千])計?"))
_OVER = re.compile(fold_pattern(rf"(?P<hedge>[上過逾超破近])(?P<unit>[百千]?{CHAIN}|[百千])"))
_MORE = re.compile(fold_pattern(rf"(?P<number>.+?)(?P<fuzz>[多餘幾來數])(?P<chain> ?[十百千]?{CHAIN}|[十百千])?"))
_PAIR = re.compile(fold_pattern(rf"(?P<head>[^、]*?)(?P<pair>{CONSECUTIVE}|三五)(?P<unit>[十百千]?(?:{CHAIN})?)"))


@lru_cache(maxsize=8192)
def read(surface: str) -> Figure | None:
    """The figure that `surface` states, or None when it is no figure.

    數百萬 is a range (one to ten of its unit); 上千, 過億, 十多萬 are `more_than`; 近億 is `nearly`;
    十來 is `approximate`; 三四十 is a range. A fraction that decimals cannot hold is rounded to four places.

    >>> read("十多萬")
    Figure(value=Decimal('100000'), min=Decimal('100000'), max=None, qualifier='more_than')
    """
    folded = fold(surface.strip())
    exact = _exact(folded)
    if exact is not None:
        return bounded(exact, "exact")
    if folded[:1] in _MINUS:
        return _negative(read(folded[1:]))
    if fold("分之") in folded or "/" in folded:
        return _read_fraction(folded)
    return _several(folded) or _over(folded) or _more(folded) or _pair(folded)


_MINUS = frozenset(fold("負-"))


def _negative(figure: Figure | None) -> Figure | None:
    """The figure below zero; only exact ones are written so."""
    return figure.scaled(-_ONE) if figure is not None and figure.qualifier == "exact" else None


def _several(folded: str) -> Figure | None:
    match = _SEVERAL.fullmatch(folded)
    if match is None:
        return None
    unit = _product(match["unit"])
    return spanned(unit, unit * 10)


def _over(folded: str) -> Figure | None:
    match = _OVER.fullmatch(folded)
    if match is None:
        return None
    return bounded(_product(match["unit"]), "nearly" if match["hedge"] == "近" else "more_than")


def _more(folded: str) -> Figure | None:
    match = _MORE.fullmatch(folded)
    if match is None:
        return None
    number = _exact(match["number"])
    if number is None:
        return None
    factor = _product((match["chain"] or "").strip())
    if factor < _FACTOR.get(match["number"][-1], 1):
        factor = _ONE  # 一千幾百: some hundreds above a thousand
    return bounded(number * factor, "approximate" if match["fuzz"] == "来" else "more_than")


def _pair(folded: str) -> Figure | None:
    """兩三百萬 is 2,000,000 to 3,000,000; 二十七八 is 27 to 28."""
    match = _PAIR.fullmatch(folded)
    if match is None:
        return None
    head, pair, unit = match["head"], match["pair"], match["unit"]
    first, second = _exact(head + pair[0] + unit), _exact(head + pair[1] + unit)
    if first is None or second is None or first >= second:
        return None
    return spanned(first, second)


def read_fraction(surface: str) -> Fraction | None:
    """三分之二, 2/3, 百分之五 as an exact fraction, or None."""
    folded = fold(surface.strip())
    if "/" in folded:
        above, _, below = folded.partition("/")
    else:
        below, _, above = folded.partition("分之")
    numerator = _positional(above) if above.isascii() else _exact(above)
    if numerator is None:
        numerator = _exact(above)
    denominator = _exact(below)
    if numerator is None or not denominator:
        return None
    return Fraction(numerator) / Fraction(denominator)


def _read_fraction(folded: str) -> Figure | None:
    fraction = read_fraction(folded)
    if fraction is None:
        return None
    value = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    if Fraction(value) != fraction:
        value = value.quantize(Decimal("0.0001"))
    return bounded(value, "exact")


# --- per cent ---------------------------------------------------------------------------------------------

_PERCENT_SIGN = re.compile(fold_pattern(r"(?P<number>.+?) ?(?:%|個?百分點|巴仙)"))
_PERCENT_OF = re.compile(fold_pattern(r"百分之?(?P<number>.+)"))
_TENTHS = re.compile(fold_pattern(r"(?P<tenths>.+?) ?成(?P<rest>[一二三四五六七八九半])?(?P<fuzz>[多餘幾])?"))
_HALF_WORDS: dict[Qualifier, tuple[str, ...]] = {
    "exact": ("一半", "半數"),
    "more_than": ("過半", "過半數", "逾半", "逾半數", "超半", "超半數"),
    "nearly": ("近半", "近半數"),
}
_HALVES = {fold(word): bounded(Decimal(50), qualifier) for qualifier, words in _HALF_WORDS.items() for word in words}


@lru_cache(maxsize=4096)
def read_percent(surface: str) -> Figure | None:
    """The figure of a percentage, in per cent: 11%, 百分之十一, 一成一, 七成半, 兩成多, 十個百分點, 過半.

    >>> read_percent("七成半")
    Figure(value=Decimal('75.0'), min=Decimal('75.0'), max=Decimal('75.0'), qualifier='exact')
    """
    folded = fold(surface.strip())
    if folded in _HALVES:
        return _HALVES[folded]
    if folded[:1] in _MINUS:
        return _negative(read_percent(folded[1:]))
    if match := _PERCENT_OF.fullmatch(folded):
        return read(match["number"])
    if match := _PERCENT_SIGN.fullmatch(folded):
        return read(match["number"])
    return _tenths(folded)


def _tenths(folded: str) -> Figure | None:
    match = _TENTHS.fullmatch(folded)
    if match is None:
        return None
    tenths = read(match["tenths"])
    if tenths is None:
        return None
    rest = match["rest"]
    if not rest and not match["fuzz"]:
        return tenths.scaled(_TEN)
    if tenths.value is None:
        return None
    part = _ZERO if not rest else _HALF if rest == "半" else Decimal(_DIGIT[rest]) / 10
    return bounded((tenths.value + part) * 10, "more_than" if match["fuzz"] else "exact")


# --- hedges -----------------------------------------------------------------------------------------------

_LOWER: tuple[Qualifier, ...] = ("at_least", "more_than")
_UPPER: tuple[Qualifier, ...] = ("at_most", "less_than", "nearly")


def qualify(figure: Figure, hedge: Qualifier | None) -> Figure:
    """`figure` as the hedge word beside it bounds it (the words: rules/words/hedges.toml).

    The figure's own fuzz stays where the hedge adds nothing: 約 + 十多萬 stays more than 100,000; 至少 +
    三四十 is at least 30.

    >>> qualify(read("100"), "approximate").qualifier
    'approximate'
    """
    if hedge is None or hedge in ("exact", "range"):
        return figure
    if figure.qualifier in ("exact", "approximate") and figure.value is not None:
        return bounded(figure.value, hedge)
    if hedge in _LOWER and figure.min is not None:
        return Figure(figure.value, figure.min, None, hedge)
    if hedge in _UPPER and figure.max is not None:
        return Figure(figure.value, None, figure.max, hedge)
    return figure
