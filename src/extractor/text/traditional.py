"""Traditional forms of names that are printed in Simplified or mixed script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[int, str]:
    """Simplified characters that are never Traditional ones, in the forms that Hong Kong prints."""
    variants = {source: choices[0] for source, choices in _choices("HKVariants.txt")}
    return {
        ord(source): variants.get(choices[0], choices[0])
        for source, choices in _choices("STCharacters.txt")
        if source not in choices and len(choices[0]) == 1
    }


def _choices(name: str) -> list[tuple[str, list[str]]]:
    lines = (files("opencc") / "dictionary" / name).read_text("utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    return [(source, targets.split(" ")) for source, targets in pairs if len(source) == 1]


def traditional(name: str) -> str:
    """`name` with its Simplified characters written as Traditional ones; the length stays.

    Characters that are both (后, 里, 系, 台) stay, so that a Traditional name is never changed. Of several
    Traditional forms the dictionary's first is taken: good for the names of bodies, not for people's.

    >>> traditional("香港理工大学土木及环境工程学系")
    '香港理工大學土木及環境工程學系'
    """
    return name.translate(_table())
