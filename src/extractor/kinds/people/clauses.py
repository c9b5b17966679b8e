"""Whether a stretch is a noun phrase or a clause, by the segmentation's words."""

from __future__ import annotations

from collections.abc import Container

from extractor.model.analysis import Analysis


def holds_word(analysis: Analysis, start: int, end: int, words: Container[str]) -> bool:
    """Whether one of the segmentation's words in `[start, end)` is one of `words` (folded)."""
    marks, folded = analysis.word_starts, analysis.folded
    begin = start
    for position in range(start + 1, end + 1):
        if position == end or marks[position]:
            if folded[begin:position] in words:
                return True
            begin = position
    return False
