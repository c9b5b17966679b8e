"""Traditional forms of names that are printed in Simplified or mixed script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _tables() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """The first Traditional form of every Simplified character, as Hong Kong prints it: of those that are never
    Traditional themselves, of all, and of those that have no second form.
    """
    variants = {source: choices[0] for source, choices in _choices("HKVariants.txt")}
    every = {
        ord(source): (variants.get(choices[0], choices[0]), source in choices, len(choices) == 1)
        for source, choices in _choices("STCharacters.txt")
        if len(choices[0]) == 1
    }
    sure = {source: target for source, (target, both, _) in every.items() if not both}
    only = {source: target for source, (target, _, single) in every.items() if single}
    return sure, {source: target for source, (target, _, _) in every.items()}, only


def _choices(name: str) -> list[tuple[str, list[str]]]:
    lines = (files("opencc") / "dictionary" / name).read_text("utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    return [(source, targets.split(" ")) for source, targets in pairs if len(source) == 1]


def traditional(name: str) -> str:
    """`name` with its Simplified characters written as Traditional ones; the length stays.

    A name without a character that is only Simplified is left alone, so that a Traditional name (with its 后,
    里, 台) never changes. Of several Traditional forms the dictionary's first is taken: good for the names of
    bodies, not for people's.

    >>> traditional("广东省科学技术厅")
    '廣東省科學技術廳'
    """
    sure, every, _ = _tables()
    return name if name.translate(sure) == name else name.translate(every)


def is_simplified(text: str) -> bool:
    """Whether `text` holds a character that is never Traditional."""
    return text.translate(_tables()[0]) != text


def traditional_person(name: str, surnames: Mapping[str, str], given: Mapping[str, str], *, simplified: bool) -> str:
    """A person's `name` in Traditional characters; the length stays.

    A character with several Traditional forms takes the one that `surnames` (for the first character) or
    `given` (elsewhere, and there too) lists, and otherwise stays as printed: 范, 余, 岳 are names themselves.
    `simplified`: whether the article is printed in Simplified characters; elsewhere only a name with a character
    that is never Traditional changes.

    >>> traditional_person("钟云龙", {"钟": "鍾"}, {"云": "雲"}, simplified=False)
    '鍾雲龍'
    """
    sure, _, only = _tables()
    if not simplified and name.translate(sure) == name:
        return name
    first = surnames.get(name[:1]) or given.get(name[:1]) or name[:1].translate(only)
    return first + "".join(given.get(character) or character.translate(only) for character in name[1:])
