"""Among whom a place is held, and what is ranked, as words beside the place or in a title say."""

from __future__ import annotations

import re

from extractor.kinds.rankings.grammar import Grammar, corners
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_BESIDE = frozenset(fold_pattern("的區內 "))
_BEHIND = frozenset(fold_pattern("的中內上 "))


class Scopes:
    """Reads scopes, and the names of what is ranked, in stretches of one article."""

    def __init__(self, scan: Scan, grammar: Grammar) -> None:
        self._folded = corners(scan.analysis.folded)
        self._plain = scan.analysis.plain
        self._grammar = grammar
        self._bodies = [(hit.start, hit.end) for hit in scan.entries("organizations")]

    def scope_in(self, start: int, end: int) -> str | None:
        """The longest scope named in `[start, end)`, folded."""
        found = [word for word in self._grammar.words["rank_scope_alone"] if self._named(word, start, end)]
        return max(found, key=lambda word: (len(word), -self._folded.index(word, start), word), default=None)

    def _named(self, scope: str, start: int, end: int) -> bool:
        """Whether the scope stands in `[start, end)` by itself, and not in the name of a body (世界貿易組織)."""
        at = self._folded.find(scope, start, end)
        while at >= 0:
            if not any(first <= at and at + len(scope) <= last for first, last in self._bodies):
                return True
            at = self._folded.find(scope, at + 1, end)
        return False

    def ranked(self, start: int, end: int) -> str | None:
        """What is ranked, between a verb of place and the ordinal, without the scope in front of it."""
        scope = self.scope_in(start, end)
        if scope is not None and self._folded.startswith(scope, start):
            start += len(scope)
        while start < end and self._folded[start] in _BESIDE:
            start += 1
        while end > start and self._folded[end - 1] in _BEHIND:
            end -= 1
        text = self._folded[start:end]
        if not 1 < len(text) <= 14 or re.search("[0-9]", text) or text.endswith(self._grammar.index_heads):
            return None
        if text in self._grammar.words["rank_ranked_generic"] or text in self._grammar.publishers:
            return None
        return self._plain[start:end].strip("「」“”")

    def list_title(self, start: int, end: int) -> str | None:
        """The list that is named in `[start, end)`, without marks; None when the words there name none."""
        while end > start and self._folded[end - 1] in _BEHIND:
            end -= 1
        text = self._folded[start:end]
        return self._plain[start:end] if text.endswith(self._grammar.index_heads) else None
