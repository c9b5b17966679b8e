"""An article's text -> the sentence of a mention, as the page prints it."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.model.article import Article
from extractor.report.tally import Quote, Source
from extractor.text.analyse import analyse

_ROW = 240
"""A table row that is longer is quoted by its cell alone."""

# What neither HTML nor a reader can take: controls, surrogates, noncharacters, our own marks, reordering marks.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue002\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)

_HEADING = re.compile("#{1,6} +")


def printable(text: str) -> str:
    """`text` with every code point that must not get into a page replaced by one that may; of the same length."""
    return _UNPRINTABLE.sub("\ufffd", re.sub(r"\s", " ", text))


class Sentences:
    """The sentences of one article, in positions of its text; a table's row is one sentence, if it is short."""

    def __init__(self, article: Article, source: Source) -> None:
        self.source = source
        self._text = article.text
        analysis = analyse(article)
        self._spans = [analysis.extent(one.start, one.end) for one in analysis.sentences]
        self._starts = [start for start, _ in self._spans]
        self._rows = sorted(_rows(article))
        self._row_starts = [start for start, _ in self._rows]

    def number(self, position: int) -> int:
        """Which sentence a text position stands in; 0 in front of all."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def quote(self, start: int, end: int, rule: str = "") -> Quote:
        """The mention `[start, end)` of the text in its sentence, or in all sentences that it reaches into."""
        first, last = self._span(start, end)
        heading = _HEADING.match(self._text, first, start)
        first = heading.end() if heading else first
        sentence = printable(self._text[first:last])
        return Quote(self.source, first, start - first, end - first, sentence, printable(rule))

    def opening(self) -> Quote:
        """The article's headline, or whatever it begins with; nothing marked."""
        first, last = self._spans[0] if self._spans else (0, 0)
        heading = _HEADING.match(self._text, first, last)
        first = heading.end() if heading else first
        return Quote(self.source, first, 0, 0, printable(self._text[first:last]), "")

    def _span(self, start: int, end: int) -> tuple[int, int]:
        row = bisect_right(self._row_starts, start) - 1
        if row >= 0 and end <= self._rows[row][1]:
            return self._rows[row]
        if not self._spans:
            return start, end
        first, last = self._spans[self.number(start)], self._spans[self.number(max(end - 1, start))]
        return min(first[0], start), max(last[1], end)


def _rows(article: Article) -> list[tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for index, block in enumerate(article.blocks):
        for cell in block.cells:
            low, high = found.get((index, cell.row), (cell.start, cell.end))
            found[index, cell.row] = min(low, cell.start), max(high, cell.end)
    return [span for span in found.values() if span[1] - span[0] <= _ROW]
