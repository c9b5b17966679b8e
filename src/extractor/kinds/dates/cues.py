"""Word classes looked up around a mention: what stands right before it, right behind it, in its clause."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from extractor.rulebook import Rulebook

_CLAUSE_END = re.compile("[，。；！？：\n]")
_REACH = 24


class Cues:
    """The cue classes of a rulebook as compiled patterns (rules/dates/cues.toml).

    A class `x_not` lists longer words in which a word of class `x` means something else (將軍).
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._vocabulary = rulebook.vocabulary
        self._before: dict[str, re.Pattern[str]] = {}
        self._after: dict[str, re.Pattern[str]] = {}

    def before(self, name: str, folded: str, position: int) -> re.Match[str] | None:
        """The word of the class that ends at `position`, if one does."""
        pattern = self._before.get(name)
        if pattern is None:
            pattern = re.compile(f"(?:{self._vocabulary.regex(name)}) ?\\Z")
            self._before[name] = pattern
        return pattern.search(folded[max(position - 8, 0) : position])

    def after(self, name: str, folded: str, position: int) -> re.Match[str] | None:
        """The word of the class that begins at `position`, if one does."""
        return self._inside(name).match(folded, position)

    def value(self, name: str, found: re.Match[str]) -> Any:
        """The value of the class's word that was found."""
        return self._vocabulary.values[name].get(found[0].strip())

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
