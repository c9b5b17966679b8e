"""What a figure counts or measures, as printed."""

from __future__ import annotations

import re
from functools import cached_property

from extractor.kinds.quantities.counted import Counted
from extractor.model.analysis import Sentence
from extractor.model.findings import Place, QuantityFinding
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_AGES = frozenset({"歲", "岁", "周歲", "周岁"})
_PREFIX = re.compile(r"(?:[A-Z]{0,3}\$|RMB|[€£¥])$")
_THAN = re.compile(fold_pattern("(?:可達|高達|是|達|為|相當於)[^，。；：是達為]{1,10}的$"))
_OF_ONE = re.compile(fold_pattern("，(?:以|當中|其中)[^，。；：]{2,12}的$"))
_TOPIC = re.compile(fold_pattern("(?P<topic>[\u4e00-\u9fff]{2,6})方面，"))
_SHARES = frozenset({"%", "分之"})
_COMPARING = frozenset(fold_pattern("比較與"))
_PEOPLE = frozenset({"人", "人次"})  # 186人受傷: the thing counted is the unit itself, or stands in front


class Items:
    """Finds the counted thing beside each figure of one article."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._phrases = scan.phrases

    def of(
        self, counted: Counted, begin: int, changed: bool, before: list[QuantityFinding]
    ) -> tuple[str | None, int | None]:
        """What is counted, and where its phrase begins when it stands in front of the figure (`begin`)."""
        if counted.item is not None or counted.unit in _AGES:
            return counted.item, None
        sentence = self._scan.analysis.sentence_at(counted.start)
        listed = self._listed(counted)
        if listed is not None:
            return self._text(listed), None
        if not counted.measured and counted.unit not in _PEOPLE:
            place = self._phrases.following(counted.tail or counted.end, sentence.end)
            if place is not None:
                return self._text(place), None
        if counted.measured and self._scan.analysis.folded[begin - 1 : begin] == "的":
            owner = self._of_what(counted, begin, before, sentence)
            if owner is not None:
                return owner, None
        front = self._in_front(counted, begin, sentence.start)
        if front is None or front.end != begin:
            behind = self._behind(counted, sentence.end)
            if behind is not None:
                return self._text(behind), None
        if front is not None:
            return self._text(front), front.start
        return self._carried(counted, begin, changed, before, sentence), None

    def _listed(self, counted: Counted) -> Place | None:
        """The noun directly behind a share or a measure: 62%受訪者, 5納米芯片."""
        if not counted.measured or counted.unit == "倍":
            return None
        share = counted.unit in _SHARES
        book, folded, end = self._scan.rulebook, self._scan.analysis.folded, counted.tail or counted.end
        found = book.pattern("{share_noun}" if share else "{measure_noun}").match(folded, end)
        if found is not None:
            return Place(*found.span())
        place = self._phrases.following(end, min(end + 10, len(folded))) if share else None
        whole = place is not None and book.pattern("{share_noun}$").search(folded, place.start, place.end)
        return place if whole else None

    def _of_what(self, counted: Counted, begin: int, before: list[QuantityFinding], sentence: Sentence) -> str | None:
        """What is measured in front of 的: 佔配額的20.1%; 密度是香港的3.2倍; 佔用率…，以甲院的119%最高."""
        folded = self._scan.analysis.folded
        compared = _THAN.search(folded, sentence.start, begin) if counted.unit == "倍" else None
        if compared is not None:
            place = self._in_front(counted, compared.start(), sentence.start)
            if place is not None:
                return self._text(place)
        if compared is not None or _OF_ONE.search(folded, sentence.start, begin):
            last = before[-1] if before and before[-1].start >= sentence.start else None
            return None if last is None else last.item
        if counted.unit not in _SHARES:
            return None
        owner, _ = self._phrases.preceding(begin - 1, sentence.start)
        if owner is None or owner.end != begin - 1 or folded[owner.start] in _COMPARING:
            return None
        return self._text(owner)

    def _in_front(self, counted: Counted, begin: int, start: int) -> Place | None:
        """The phrase in front; a place alone is where something is counted: 日本47個."""
        place, _ = self._phrases.preceding(begin, start)
        governed = place is not None and self._scan.analysis.folded[place.start - 1 : place.start] == "在"
        if place is not None and governed and place.end - place.start == 2:
            place, _ = self._phrases.preceding(place.start - 1, start)  # 乘客量⟨在假日⟩可達
        if place is None or counted.measured:
            return place
        return None if self._scan.analysis.folded[place.start : place.end] in self._places else place

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(self._scan.rulebook.folded_words("place_alone"))

    def _behind(self, counted: Counted, limit: int) -> Place | None:
        if counted.unit == "倍" or not (counted.measured or counted.unit in _PEOPLE):
            return None
        return self._behind_of(counted.end, limit)

    def _carried(
        self, counted: Counted, begin: int, changed: bool, before: list[QuantityFinding], sentence: Sentence
    ) -> str | None:
        """The thing that the sentence already speaks of: a change, the 至 of a change, the same unit again."""
        folded = self._scan.analysis.folded
        last = before[-1] if before and before[-1].start >= sentence.start else None
        reached = folded[begin - 1 : begin] in ("至", "到", "成")
        if last is not None and last.item and (changed or reached or last.unit == counted.unit != "%"):
            return last.item
        topic = None if changed or counted.measured else _TOPIC.match(folded, sentence.start, begin)
        if topic is not None:
            return self._scan.analysis.plain[topic.start("topic") : topic.end("topic")]
        if not changed:
            return None
        clause = max(folded.rfind(mark, sentence.start, begin) for mark in "，；、") if begin > sentence.start else -1
        return self._subject(sentence.start, clause)

    def _subject(self, start: int, end: int) -> str | None:
        """What the last figure of `[start, end)` was said of: 收入 of 全年收入HK$38.6億，按年升."""
        figures = self._scan.figures.numerals_in(start, end)
        if not figures:
            return None
        position = _PREFIX.search(self._scan.analysis.folded, start, figures[-1][0])
        place, _ = self._phrases.preceding(position.start() if position else figures[-1][0], start)
        return None if place is None else self._text(place)

    def _behind_of(self, end: int, limit: int) -> Place | None:
        """What is measured behind 的: 37公斤的機械臂, 3000PFLOPS（註）的算力."""
        folded = self._scan.analysis.folded
        if folded.startswith("（", end):
            close = folded.find("）", end, min(limit, end + 14))
            end = close + 1 if close > 0 else end
        if not folded.startswith("的", end) or folded.startswith(self._changes_behind, end):
            return None
        return self._phrases.following(end + 1, limit)

    @cached_property
    def _changes_behind(self) -> tuple[str, ...]:
        return tuple(self._scan.rulebook.folded_words("change_noun"))

    def _text(self, place: Place) -> str | None:
        return self._scan.analysis.plain[place.start : place.end].strip() or None
