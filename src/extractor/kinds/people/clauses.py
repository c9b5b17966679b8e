"""Whether a stretch is a noun phrase or a clause, by the segmentation's words."""

from __future__ import annotations

from collections.abc import Container

from extractor.model.analysis import Analysis


def holds_word(analysis: Analysis, start: int, end: int, words: Container[str]) -> bool:
    """Whether one of the segmentation's words in `[start, end)` is one of `words` (folded)."""
    marks, folded = analysis.word_starts, analysis.folded
    while start < end:
        begin, start = start, marks.find(1, start + 1, end)
        if start < 0:
            start = end
        if folded[begin:start] in words:
            return True
    return False
