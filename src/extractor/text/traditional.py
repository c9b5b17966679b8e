"""Traditional forms of names that are printed in Simplified or mixed script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_PRINTED = frozenset("么峰床晒灶痴秘粽群肴虱雇霉")
"""What Hong Kong prints in Traditional texts (臨床, 群組, 峰會), although the table has an older form of each."""


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """The first Traditional form of every Simplified character, as Hong Kong prints it: of those that are never
    Traditional themselves, and of all.
    """
    variants = {source: choices[0] for source, choices in _choices("HKVariants.txt")}
    every = {
        source: (source, True) if source in _PRINTED else (variants.get(choices[0], choices[0]), source in choices)
        for source, choices in _choices("STCharacters.txt")
        if len(choices[0]) == 1
    }
    sure = {ord(source): target for source, (target, both) in every.items() if not both}
    return sure, {ord(source): target for source, (target, _) in every.items()}


def _choices(name: str) -> list[tuple[str, list[str]]]:
    lines = (files("opencc") / "dictionary" / name).read_text("utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    return [(source, targets.split(" ")) for source, targets in pairs if len(source) == 1]


def traditional(name: str) -> str:
    """`name` with its Simplified characters written as Traditional ones; the length stays.

    A name without a character that is only Simplified is left alone, so that a Traditional name (with its 后,
    里, 台) never changes. Of several Traditional forms the dictionary's first is taken: good for the names of
    bodies, not for people's.

    >>> traditional("广东省科学技术厅"), traditional("臨床研究中心")
    ('廣東省科學技術廳', '臨床研究中心')
    """
    sure, every = _tables()
    return name if name.translate(sure) == name else name.translate(every)


class PersonScript:
    """Traditional forms of people's names, where a guess would make another name of it.

    `surnames` (for a first character) and `given` (elsewhere, and there too) decide on characters with several
    Traditional forms; one that is mapped to itself is printed in Traditional texts too and tells nothing.
    """

    def __init__(self, surnames: Mapping[str, str], given: Mapping[str, str]) -> None:
        only = {source: choices[0] for source, choices in _choices("STCharacters.txt") if len(choices) == 1}
        self._behind = {ord(source): target for source, target in {**only, **given}.items() if len(target) == 1}
        self._first = {**self._behind, **{ord(source): target for source, target in surnames.items()}}
        self._sure = {code: "\0" for code in _tables()[0] if given.get(chr(code)) != chr(code)}

    def is_simplified(self, text: str) -> bool:
        """Whether `text` holds a character that is never Traditional."""
        return text.translate(self._sure) != text

    def may_change(self, text: str) -> bool:
        """Whether `traditional` can change a name in `text`, in any article."""
        return text.translate(self._behind) != text or text.translate(self._first) != text

    def traditional(self, name: str, *, simplified: bool) -> str:
        """A person's `name` in Traditional characters; the length stays.

        A character with several Traditional forms that is not listed stays as printed: 范, 余, 岳 are names
        themselves. `simplified`: whether the article is printed in Simplified characters; elsewhere only a name
        with a character that is never Traditional changes.

        >>> PersonScript({"钟": "鍾"}, {"云": "雲"}).traditional("钟云龙", simplified=False)
        '鍾雲龍'
        """
        if not simplified and not self.is_simplified(name):
            return name
        return name[:1].translate(self._first) + name[1:].translate(self._behind)
