"""Word classes looked up around a mention: what stands right before it, right behind it, in its clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from extractor.rulebook import Rulebook

_CLAUSE_END = re.compile("[，。；！？：\n]")
_REACH = 24
_LONGEST = 8
"""No cue in front of a mention is longer, its blank included."""


class Cues:
    """The cue classes of a rulebook, ready to be looked up (rules/dates/cues.toml).

    A class `x_not` lists longer words in which a word of class `x` means something else (將軍).
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._vocabulary = rulebook.vocabulary
        self._before: dict[str, dict[str, tuple[str, ...]]] = {}
        self._after: dict[str, re.Pattern[str]] = {}

    def before(self, name: str, folded: str, position: int) -> str | None:
        """The longest word of the class that ends at `position` (or a blank before it), if one does."""
        by_end = self._before.get(name)
        if by_end is None:
            by_end = self._by_end(name)
        floor, last = position - _LONGEST, folded[position - 1 : position]
        if last == " ":
            position -= 1
            last = folded[position - 1 : position]
        ending = by_end.get(last)
        if ending is None:
            return None
        floor = max(floor, 0)
        for word in ending:
            if folded.endswith(word, floor, position):
                return word
        return None

    def after(self, name: str, folded: str, position: int) -> re.Match[str] | None:
        """The word of the class that begins at `position`, if one does."""
        pattern = self._after.get(name) or self._inside(name)
        return pattern.match(folded, position)

    def value(self, name: str, word: str) -> Any:
        """The value of a word of the class."""
        return self._vocabulary.values[name].get(word.strip())

    def words(self, name: str) -> Mapping[str, Any]:
        """The words of a class with their values."""
        return self._vocabulary.values.get(name, {})

    def _by_end(self, name: str) -> dict[str, tuple[str, ...]]:
        """The words of a class by their last character, the longest first."""
        words: dict[str, list[str]] = {}
        for word in sorted(self._vocabulary.values.get(name, ()), key=len, reverse=True):
            words.setdefault(word[-1], []).append(word)
        self._before[name] = {last: tuple(ending) for last, ending in words.items()}
        return self._before[name]

    def ahead(self, name: str, folded: str, start: int) -> bool:
        """Whether a word of the class stands in the clause in front of `start`."""
        left = _CLAUSE_END.split(folded[max(start - _REACH, 0) : start])[-1]
        return self._inside(name).search(left) is not None

    def clause(self, name: str, folded: str, start: int, end: int) -> bool:
        """Whether a word of the class stands in the clause of `[start, end)`."""
        if self.ahead(name, folded, start):
            return True
        right = _CLAUSE_END.split(folded[end : end + _REACH], maxsplit=1)[0]
        return self._inside(name).search(right) is not None

    def _inside(self, name: str) -> re.Pattern[str]:
        pattern = self._after.get(name)
        if pattern is None:
            words, other = self._vocabulary.regex(name) or "(?!)", self._vocabulary.regex(f"{name}_not")
            pattern = re.compile(f"(?!{other})(?:{words})" if other else words)
            self._after[name] = pattern
        return pattern


@lru_cache(maxsize=4)
def cues_of(rulebook: Rulebook) -> Cues:
    """The cues of a rulebook, made once."""
    return Cues(rulebook)
