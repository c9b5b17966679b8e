"""Who published a list: as the words in front of its title, or the title itself, say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from extractor.kinds.rankings.grammar import Grammar
from extractor.model.findings import Place
from extractor.rulebook import Scan
from extractor.rulebook.gazetteer import Entry
from extractor.text.views import fold, fold_pattern

_AT = fold_pattern("在於")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.&/ -]*\Z")
_WEEKDAY = re.compile(fold_pattern("(?:本|上|今)?(?:周|星期)[一二三四五六日]|(?:[0-9]+月)?(?:[0-9]+日?)?"))


@dataclass(slots=True, eq=False)
class IndexNaming:
    """A list named at `[start, end)` (its marks and year included). `edition` is None when no year is given."""

    start: int
    end: int
    title: str
    entry: Entry | None = None
    edition: int | None = None
    weak: bool = False
    shared: bool = False
    """Whether lists of several publishers bear the title."""
    past: bool = False
    """Whether 去年 or the like stands by it."""
    dated: bool = False
    """Whether the year stands in the title itself."""


class Issuers:
    """Finds them in one article."""

    def __init__(self, scan: Scan, grammar: Grammar) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._grammar = grammar
        self._issuers: dict[int, Place | None] = {}

    def titled(self, naming: IndexNaming) -> str | None:
        """The publisher whose name begins the title: QS排名榜."""
        title = fold(naming.title)
        return next((name for key, name in self._grammar.publishers.items() if title.startswith(key)), None)

    def issuer(self, naming: IndexNaming) -> Place | None:
        """Who made the list known, by the words in front of its title: 某機構昨日公布的《…》."""
        if naming.start not in self._issuers:
            self._issuers[naming.start] = self._issuer(naming)
        return self._issuers[naming.start]

    def _issuer(self, naming: IndexNaming) -> Place | None:
        floor = self._scan.analysis.sentence_at(naming.start).start
        floor = max(floor, self._folded.rfind("，", floor, naming.start) + 1)
        found = self._grammar.issuer.search(self._folded, floor, naming.start)
        if found is None:
            return None
        start, end = found.span("body")
        if self._folded[start - 1] == "》" and self._folded.rfind("《", floor, start) >= 0:
            return Place(self._folded.rfind("《", floor, start) + 1, start - 1)  # 《…》雜誌
        latin = _LATIN.search(self._folded, floor, end)
        start = min(start, latin.start()) if latin is not None else start
        if self._folded[end - 1] == "》":
            return Place(self._folded.rfind("《", start, end) + 1, end - 1)
        if self._folded[end - 1] == "」":
            start, end = self._folded.rfind("「", start, end) + 1, end - 1
        start = max(start, *(self._folded.rfind(word, start, end) + 1 for word in _AT))
        body = self._folded[start:end]
        for word in self._grammar.listed["rank_lead"]:
            at = body.rfind(word) if len(word) > 1 else (0 if body.startswith(word) else -1)
            if at >= 0 and len(body) - at - len(word) > 1:
                start += at + len(word)
                body = self._folded[start:end]
        if (
            len(body) < 2
            or body.endswith(self._grammar.issue_words)
            or body in self._grammar.words["rank_day"]
            or body in self._grammar.words["rank_time"]
            or self._grammar.year.fullmatch(body)
            or _WEEKDAY.fullmatch(body)
        ):
            return None
        if self._folded[found.end("body") : naming.start] == "的":
            return Place(start, end) if self.bodies.get(end, -1) >= start else None
        return Place(start, end)

    @cached_property
    def bodies(self) -> dict[int, int]:
        """By its end, where the shortest name of a known body begins."""
        found: dict[int, int] = {}
        for hit in self._scan.entries("organizations"):
            found[hit.end] = max(hit.start, found.get(hit.end, 0))
        return found
