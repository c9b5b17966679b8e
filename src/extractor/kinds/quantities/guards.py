"""What only looks like a figure with a unit: ordinals, names, articles, other words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractor.rulebook import Match, Rulebook, Scan
from extractor.text.numerals import read_exact
from extractor.text.views import fold

_LONE = {"一", "壹"}
_SPOKEN = re.compile("[三四五六七八九十]分[一二三四]")
_BASES = frozenset("前每")
_BEFORE = ("日前", "目前", "此前", "早前", "之前", "年前", "以前", "月前", "先前", "周前", "较前", "提前")
_STEPS = frozenset("升跌降")  # 跌一位 tells how far
_BARE = {"十", "百", "千", "万", "亿", "百万", "千万"}
_ESCAPE = re.compile("[0-9A-Fa-f]")  # %28 in an address of the web
_LETTER = re.compile("[A-Za-z]")
_MAGNITUDE = re.compile("[万亿]$")
_ORDINAL = ("第", "No.", "no.", "#", "第 ")
_ORDINAL_ENDS = frozenset(word[-1] for word in _ORDINAL)
_JOINTS = frozenset("、及和与至或-")
_ORDINAL_LIST = re.compile("第[\ufdd0\ufdd1]+(?:[、及和与至或-]+第?[\ufdd0\ufdd1]+)*[、及和与至或-]+$")
_RANKED = re.compile("排名[^，。；]{0,14}(?:的|由|上|至|到|从|为)$")  # 排名由去年的49名升至45名
_OF_PLACE = re.compile("的(?!士)")  # 58名的某集團董事長
_FROM_PLACE = re.compile("(?:由[^，。；]{0,6}|[升跌降]至)$")  # 由三十位回升至二十七位
_SLID = re.compile("(?:跃|滑|急|爬|攀|回|跳)[升跌落]至?|[升跌]至")  # 去年的40名躍升至36名
_TO_PLACE = re.compile("[，。；、）]|(?:急|回|上|攀|跃|微)?[升跌]|下降")
_PLACES = frozenset({"名", "位"})
_FIRST = frozenset(("首", "头"))
_BAND = re.compile("[均皆由为则]|分别|依次|的|大学|城市|院校|排行|经济体|[，。；）」]|以?内")
_LATIN = re.compile("[A-Za-z_/=]|(?<=[A-Za-z0-9])-")


@lru_cache(maxsize=8)
def _neighbours(book: Rulebook) -> tuple[dict[str, tuple[str, ...]], ...]:
    """For each unit: what may not follow it, what must, and behind what its figure is none."""
    listed = {**book.folded_words("measure"), **book.folded_words("unit")}
    return tuple(
        {
            word: tuple(fold(other) for other in value[key])
            for word, value in listed.items()
            if isinstance(value, dict) and key in value
        }
        for key in ("not", "after", "unless")
    )


@lru_cache(maxsize=64)
def _cues(book: Rulebook, name: str) -> tuple[str, ...]:
    return tuple(book.folded_words(name))


class Guards:
    """Decides whether a match of a rule may be a figure."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._plain = scan.analysis.plain
        self._wide = "\u3000" in self._plain
        self._small = scan.rulebook.pattern("{cue_between}+$")
        self._forbidden, self._needed, self._behind = _neighbours(scan.rulebook)
        self._in_front: dict[int, str | None] = {}

    def allows(self, match: Match) -> bool:
        """Whether nothing speaks against `match`; what speaks against it is kept for `explain`."""
        if self._scan.trace is None and self._is_article(match):  # by far the most frequent reason, and quick to see
            return match.rule.blocks
        reason = None if match.rule.blocks else self._objection(match)
        if reason is not None:
            self._scan.lost("quantities", match.rule.id, match.start, match.end, reason)
        return reason is None

    def _objection(self, match: Match) -> str | None:
        folded, start = self._folded, match.start
        if start not in self._in_front:
            self._in_front[start] = self._front_objection(start)
        if (front := self._in_front[start]) is not None:
            return front
        if self._wide and "\u3000" in self._plain[start : match.end]:
            return "a wide space parts figure and unit"
        slot, number = match.slot("unit"), match.slot("number")
        listed: dict[str, Any] = slot.value if slot is not None and isinstance(slot.value, dict) else {}
        if slot is not None and (reason := self._unit_objection(slot.start, slot.end, match)) is not None:
            return reason
        if match.rule.set.get("spoken") and not _SPOKEN.fullmatch(folded, start, match.end):
            return "no spoken fraction"
        if number is None:
            return None
        return self._numeral_objection(match, listed, folded[number.start : number.end])

    def _front_objection(self, start: int) -> str | None:
        """What speaks against every figure at `start`: it is an ordinal, or one of a list of them (第三、四屆)."""
        last = self._folded[start - 1 : start]
        if last in _ORDINAL_ENDS and self._folded.endswith(_ORDINAL, max(0, start - 3), start):
            return "an ordinal"
        if last in _JOINTS and _ORDINAL_LIST.search(self._scan.figure_view, max(0, start - 24), start) is not None:
            return "an ordinal"
        if start and last.isascii() and _LATIN.match(self._folded, start - 1):
            return "a part of a code or name in Latin letters"
        return None

    def _unit_objection(self, start: int, end: int, match: Match) -> str | None:
        """What speaks against the unit `[start, end)`: the characters behind it."""
        folded = self._folded
        unit = folded[start:end]
        if unit in self._forbidden and end == match.end and folded.startswith(self._forbidden[unit], end):
            return "the unit is part of another word"
        if unit[-1].isascii() and self._goes_on(unit, end):
            return "the unit is part of another word"
        if unit in _PLACES and self._ranks(match.start, end, unit):
            return "a place in a ranking, or a band of one"
        low = match.text("low_unit")
        if low is not None and low != unit:
            return "the two ends have different units"
        if unit in self._behind and folded.endswith(self._behind[unit], 0, match.start):
            return "what stands in front makes another word or a reference of it"
        if unit in self._needed and not folded.startswith(self._needed[unit], end):
            return "the unit needs a certain word behind it"
        return None

    def _goes_on(self, unit: str, end: int) -> bool:
        """Whether a unit in Latin letters goes on behind its `end`, or a % escapes a character of an address."""
        if unit == "%":
            return _ESCAPE.match(self._folded, end) is not None
        return _LETTER.match(unit[-1]) is not None and _LETTER.match(self._folded, end) is not None

    def _ranks(self, start: int, end: int, unit: str) -> bool:
        """Whether the figure at `start`, whose 名 or 位 ends at `end`, is a place in a ranking, or a band of one."""
        folded = self._folded
        if folded[start - 1 : start] in _FIRST:
            return _BAND.match(folded, end) is not None
        if _SLID.match(folded, end):
            return True
        if unit == "位":
            return bool(_FROM_PLACE.search(folded, max(0, start - 10), start) and _TO_PLACE.match(folded, end))
        return bool(_RANKED.search(folded, max(0, start - 24), start) or _OF_PLACE.match(folded, end))

    def _numeral_objection(self, match: Match, listed: dict[str, Any], numeral: str) -> str | None:
        if numeral[0] == "0" and numeral.isdigit() and len(numeral) > 1:
            return "a number of a house or a list"
        digits, ranged = numeral[0].isascii(), match.text("high") is not None
        if not digits and not ranged:
            if self._is_article(match):
                return "一 before a measure word is an article"
            if numeral == "〇" and self._counts(match):
                return "零 before a measure word is part of a word"
            if len(numeral) == 1 and self._inside_word(match.start):
                return "the numeral is part of a longer word"
            if numeral in _BARE and (len(numeral) > 1 or numeral != "十") and not self._hedged(match.start):
                return "a magnitude without a figure"
            if listed.get("arabic"):
                return "the unit counts only behind digits"
        based = match.start and self._folded[match.start - 1] in _BASES
        if based and self._counts(match) and not ranged and not self._folded.endswith(_BEFORE, 0, match.start):
            return "a band of a ranking, or the base of a rate"
        return self._value_objection(match, listed, numeral) or self._evidence_objection(match, numeral)

    def _is_article(self, match: Match) -> bool:
        """Whether 一 before a measure word is an article: 一個難題."""
        number = match.slot("number")
        if number is None or self._folded[number.start : number.end] not in _LONE or match.text("high") is not None:
            return False
        return self._folded[match.start - 1 : match.start] not in _STEPS and self._counts(match)

    @staticmethod
    def _counts(match: Match) -> bool:
        return match.rule.id.startswith("quantity.count") or bool(match.rule.set.get("count"))

    def _inside_word(self, start: int) -> bool:
        """Whether a jieba word of three or more characters ends in the numeral at `start` (安倍晉三)."""
        marks = self._scan.analysis.word_starts
        return not (marks[start] or marks[start - 1]) and bool(marks[start + 1])

    def _value_objection(self, match: Match, listed: dict[str, Any], numeral: str) -> str | None:
        if not listed:
            return None
        least, most = listed.get("han", 0), listed.get("most")
        if not least and not most:
            return None
        value = read_exact(numeral)
        if value is None:
            return None
        if not numeral[0].isascii() and value < least:
            return "too small a figure for this unit"
        return "too great a figure for this unit" if most and value > most else None

    def _evidence_objection(self, match: Match, numeral: str) -> str | None:
        """Whether a unit that is an ordinary word too has the evidence that its rule asks for."""
        asked = match.rule.set
        if not asked:
            return None
        if asked.get("magnitude") and not _MAGNITUDE.search(numeral):
            return "no magnitude"
        if asked.get("countable") and numeral in _BARE and not self._hedged(match.start):
            return "a magnitude without a figure"
        if "cue" not in asked:
            return None
        if asked.get("digits") and numeral[0].isascii():
            return None
        value = read_exact(numeral)
        if asked.get("decimal") and value is not None and ("." in numeral or "点" in numeral):
            return None
        if asked.get("least") and value is not None and value >= Decimal(asked["least"]):
            return None
        return None if self._cued(match, str(asked["cue"])) else "nothing beside it speaks for the unit"

    def _cued(self, match: Match, name: str) -> bool:
        """Whether a word of the class `name` stands in front, small words and hedges between left out."""
        folded = self._folded
        before = folded[max(0, match.start - 10) : match.start]
        cues = _cues(self._scan.rulebook, name)
        return before.endswith(cues) or self._small.sub("", before).endswith(cues)

    def _hedged(self, start: int) -> bool:
        return self._scan.figures.hedge_before(start)[1] is not None
