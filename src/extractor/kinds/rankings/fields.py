"""Fields, sub-tables, counts and headings: what the words by a place name besides its holder."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractor.kinds.rankings.grammar import Grammar, corners
from extractor.model.findings import Place
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_COUNT = re.compile(fold_pattern("[0-9〇一二三四五六七八九兩十廿百多]+[間所家個位名國地城市隊款]$"))
_COUNTING = re.compile(fold_pattern("[0-9〇一二三四五六七八九兩十廿百多]+[間所家個名位]"))
_COORDINATED = re.compile(fold_pattern("^(?:(?:[、及和與]|以及)「[^「」]{1,16}」)+"))


class Fields:
    """Reads them in one article; `known` are its listed names, by their starts."""

    def __init__(self, scan: Scan, grammar: Grammar, known: dict[int, int]) -> None:
        self._folded = corners(scan.analysis.folded)
        self._plain = scan.analysis.plain
        self._analysis = scan.analysis
        self._people = [hit.start for hit in scan.entries("people")]
        self._grammar = grammar
        self._known = known

    def is_field(self, place: Place) -> bool:
        """Whether a place names a field of study or work, and nobody: 土木工程, 牙醫學."""
        text = self._folded[place.start : place.end]
        return text.endswith(self._grammar.listed["rank_field"]) and not any(
            start in self._known for start in range(*place)
        )

    def names_nobody(self, place: Place) -> bool:
        """Whether a place holds no known name, no person's name, and no head of a body's name."""
        if any(start in self._known or self._folded[start].isdecimal() for start in range(*place)):
            return False
        if any(place.start <= start < place.end for start in self._people):
            return False
        words = self._analysis.words
        inside = words[bisect_left(words, (place.start, -1)) : bisect_left(words, (place.end, -1))]
        names = any(
            self._analysis.tagger(self._analysis.simplified[a:b]).startswith(("nr", "ns", "nt")) for a, b in inside
        )
        return not names and not self._grammar.led_by("rank_body_head", self._folded, place.end)

    def is_sub_table(self, place: Place) -> bool:
        """Whether the article elsewhere calls what stands there a sub-table: 在「基本人權」方面."""
        quoted = f"「{self._folded[place.start : place.end]}」"
        at = self._folded.find(quoted)
        while at >= 0:
            rest = _COORDINATED.sub("", self._folded[at + len(quoted) : at + len(quoted) + 40])[:6]
            if any(word in rest for word in self._grammar.words["rank_category"]):
                return True
            at = self._folded.find(quoted, at + 1)
        return False

    def possessed(self, place: Place) -> tuple[Place, str] | None:
        """港大的牙醫學 -> 港大, 牙醫學: a known name, and the field in which it holds the place."""
        known = self._known.get(place.start)
        if known is None or self._folded[known : known + 1] != "的" or not known + 2 < place.end <= known + 13:
            return None
        if self._folded[place.start : known] in self._grammar.words["rank_scope"]:
            return None
        body = self._grammar.led_by("rank_body_head", self._folded, place.end)
        if body or any(start in self._known for start in range(known + 1, place.end)):
            return None
        return Place(place.start, known), self._plain[known + 1 : place.end].strip("「」“”")

    def counts(self, place: Place) -> bool:
        """Whether a place counts its holders: 七所本地大學."""
        return _COUNTING.match(self._folded, *place) is not None

    def counted(self, end: int, place: Place) -> str | None:
        """五間位列全球百強的大學: the count in front belongs to the noun behind. None when there is no count."""
        found = _COUNT.search(self._folded[max(0, end - 8) : end])
        if found is None:
            return None
        return self._plain[max(0, end - 8) + found.start() : end] + self._plain[place.start : place.end]

    def heading(self, start: int, limit: int) -> str | None:
        """The quoted heading of a list item, without its marks: 「國際化」："""
        found = re.match("[-·●■◆ *]*「([^」]{2,14})」：", self._folded[start:limit])
        return self._plain[start + found.start(1) : start + found.end(1)] if found else None
