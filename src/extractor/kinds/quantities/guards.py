"""What only looks like a figure with a unit: ordinals, names, articles, other words."""

from __future__ import annotations

import re
from typing import Any

from extractor.rulebook import Match, Scan

_LONE = {"一", "壹"}
_BARE = {"十", "百", "千", "万", "亿", "百万", "千万"}
_ORDINAL = re.compile("(?:第|No\\.|no\\.|#|第 )$")
_LATIN = re.compile("[A-Za-z_/=]$|[A-Za-z0-9]-$")


class Guards:
    """Decides whether a match of a rule may be a figure."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._not: dict[int, tuple[str, ...]] = {}

    def allows(self, match: Match) -> bool:
        """Whether nothing speaks against `match`; what speaks against it is kept for `explain`."""
        reason = None if match.rule.blocks else self._objection(match)
        if reason is not None:
            self._scan.lost("quantities", match.rule.id, match.start, match.end, reason)
        return reason is None

    def _objection(self, match: Match) -> str | None:
        folded, start = self._folded, match.start
        before = folded[max(0, start - 3) : start]
        if _ORDINAL.search(before):
            return "an ordinal"
        if _LATIN.search(before):
            return "a part of a code or name in Latin letters"
        slot, number = match.slot("unit"), match.slot("number")
        listed: dict[str, Any] = slot.value if slot is not None and isinstance(slot.value, dict) else {}
        if slot is not None:
            follow = listed.get("not")
            if follow and match.slot("high") is None and folded.startswith(self._folded_list(follow), match.end):
                return "the unit is part of another word"
            if folded[slot.end - 1].isascii() and folded[slot.end - 1].isalpha() and folded[slot.end : slot.end + 1].isascii() and folded[slot.end : slot.end + 1].isalpha():
                return "the unit is part of another word"
            needed = listed.get("after")
            if needed and not folded.startswith(self._folded_list(needed), match.end):
                return "the unit needs a certain word behind it"
        if number is None:
            return None
        return self._numeral_objection(match, listed, folded[number.start : number.end])

    def _folded_list(self, words: list[str]) -> tuple[str, ...]:
        from extractor.text.views import fold  # noqa: PLC0415

        key = id(words)
        if key not in self._not:
            self._not[key] = tuple(fold(word) for word in words)
        return self._not[key]

    def _numeral_objection(self, match: Match, listed: dict[str, Any], numeral: str) -> str | None:
        folded = self._folded
        counts = "count" in match.rule.id
        digits = numeral[0].isascii()
        if counts and not digits:
            if numeral in _LONE and match.slot("high") is None:
                return "一 before a measure word is an article"
            if numeral in _BARE and match.slot("high") is None and not self._hedged(match.start):
                return "a magnitude without a figure"
            if listed.get("arabic"):
                return "the unit counts only behind digits"
        if counts and digits and match.text("unit") in ("名", "位") and folded[match.start - 1 : match.start] == "前":
            return "a band of a ranking"
        return None

    def _hedged(self, start: int) -> bool:
        return self._folded[start - 1 : start] in ("近", "约", "逾", "超") or self._folded[start - 2 : start] in ("超过", "接近", "突破")
