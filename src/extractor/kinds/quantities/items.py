"""What a figure counts or measures, as printed."""

from __future__ import annotations

from functools import cached_property

from extractor.kinds.quantities.counted import Counted
from extractor.model.findings import Place, QuantityFinding
from extractor.rulebook import Scan
from extractor.rulebook.noun_phrases import NounPhrases

_PEOPLE = frozenset({"人", "人次"})  # 186人受傷: the thing counted is the unit itself, or stands in front


class Items:
    """Finds the counted thing beside each figure of one article."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._phrases = NounPhrases(scan)

    def of(
        self, counted: Counted, begin: int, change: str | None, before: list[QuantityFinding]
    ) -> str | None:
        """The noun phrase behind the unit, or else in front of the figure (`begin`), or None."""
        folded = self._scan.analysis.folded
        if counted.item is not None or counted.unit in ("歲", "岁", "周歲"):
            return counted.item
        sentence = self._scan.analysis.sentence_at(counted.start)
        if not counted.measured and counted.unit not in _PEOPLE:
            place = self._phrases.following(counted.tail or counted.end, sentence.end)
            if place is not None:
                return self._text(place)
        if (counted.measured and counted.unit != "倍") or counted.unit in _PEOPLE:
            place = self._behind_of(counted.end, sentence.end)
            if place is not None:
                return self._text(place)
        place, _ = self._phrases.preceding(begin, sentence.start)
        if place is not None:
            return self._text(place)
        carried = change is not None or folded[begin - 1 : begin] in ("至", "到")
        if carried and before and before[-1].start >= sentence.start:
            return before[-1].item
        return None

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
