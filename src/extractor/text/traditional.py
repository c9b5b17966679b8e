"""Traditional forms of names that are printed in Simplified or mixed script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """The first Traditional form of every Simplified character, as Hong Kong prints it: of those that are never
    Traditional themselves, and of all.
    """
    variants = {source: choices[0] for source, choices in _choices("HKVariants.txt")}
    every = {
        source: (variants.get(choices[0], choices[0]), source in choices)
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

    >>> traditional("广东省科学技术厅")
    '廣東省科學技術廳'
    """
    sure, every = _tables()
    return name if name.translate(sure) == name else name.translate(every)
