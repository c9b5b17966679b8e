"""What the page says, in both languages: phrases from wording.toml, figures, days."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractor.model.records import plain_digits

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Both(NamedTuple):
    """One thing in Chinese and in English."""

    zh: str
    en: str


def same(text: object) -> Both:
    """What reads the same in both languages: names, ISO days, digits."""
    return Both(str(text), str(text))


@cache
def phrases() -> dict[str, dict[str, str]]:
    """All phrases: key -> language -> text."""
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))


def say(key: str, **values: object) -> Both:
    """A phrase with its values put in; `{s}` in English is the plural of `n`. KeyError for no such phrase."""
    phrase = phrases()[key]
    plural = "" if values.get("n") == 1 else "s"
    texts = []
    for language, place in (("zh", 0), ("en", 1)):
        said = {name: _said(value, place) for name, value in values.items()}
        texts.append(phrase[language].format(s=plural, **said))
    return Both(*texts)


def known(prefix: str, code: str) -> Both:
    """The phrase `prefix_code`, or the code itself where nobody has put it into words."""
    return say(f"{prefix}_{code}") if f"{prefix}_{code}" in phrases() else same(code)


def _said(value: object, place: int) -> str:
    if isinstance(value, Both):
        return value[place]
    return f"{value:,}" if isinstance(value, int) else str(value)


def joined(parts: list[Both], zh: str = "，", en: str = ", ") -> Both:
    """Several phrases as one."""
    return Both(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


_ZH = ((Decimal(10) ** 12, "萬億"), (Decimal(10) ** 8, "億"), (Decimal(10) ** 4, "萬"))
_EN = ((Decimal(10) ** 12, " trillion"), (Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))


def figure(number: Decimal) -> Both:
    """A figure, exact, in words of its size where that is short: 2億 and 200 million, but 1,234,567."""
    return Both(_sized(number, _ZH), _sized(number, _EN))


def _sized(number: Decimal, sizes: tuple[tuple[Decimal, str], ...]) -> str:
    for size, word in sizes:
        if abs(number) >= size:
            digits = plain_digits(number.scaleb(-size.adjusted()))
            if len(digits.partition(".")[2]) <= 3:
                return _grouped(digits) + word
    return _grouped(plain_digits(number))


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"


def month(year: int, number: int) -> Both:
    """A month of a year."""
    return Both(f"{year}年{number}月", f"{MONTHS[number - 1]} {year}")
