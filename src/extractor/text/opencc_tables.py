"""The dictionaries inside opencc-python-reimplemented, read as plain tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def t2s_characters() -> dict[str, str]:
    """Traditional -> Simplified, single code points only (the library's first choice of each)."""
    return {source: target for source, target in _read("TSCharacters.txt") if len(source) == len(target) == 1}


@cache
def t2s_phrases() -> dict[str, str]:
    """The phrases that t2s converts as a whole, such as 乾隆, which keeps its 乾."""
    return dict(_read("TSPhrases.txt"))


def _read(name: str) -> list[tuple[str, str]]:
    lines = (files("opencc") / "dictionary" / name).read_text("utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if "\t" in line)
    return [(source, target.split(" ")[0]) for source, target in pairs]
