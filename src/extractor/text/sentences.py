"""Blocks -> sentences, in plain positions."""

from __future__ import annotations

import re

from extractor.model.analysis import Sentence
from extractor.model.article import Block

LONGEST = 400
"""A sentence with more code points than this is split, so that no rule ever sees an endless one."""

# A closing quote or bracket belongs to the sentence that it closes; `?`, `!`, `;` inside an address end none.
_END = re.compile(r"(?:[。！？；]|[!?;](?![A-Za-z0-9=&]))++[」』）”》〉】’\")]*+|\n++")
_COMMA = re.compile("[，、,：: ]")


def split_sentences(plain: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of every block; every table cell on its own. None is empty or edged with white space."""
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        for part in block.cells or (block,):
            start, end = part.start, part.end
            for match in _END.finditer(plain, start, end):
                stop = match.end()
                _add(sentences, plain, start, stop, index)
                start = stop
            if start < end:
                _add(sentences, plain, start, end, index)
    return tuple(sentences)


def _add(sentences: list[Sentence], plain: str, start: int, end: int, block: int) -> None:
    """Add `[start, end)` without the white space at its edges, in pieces if it is too long."""
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        middle = _break_before(plain, start)
        _add(sentences, plain, start, middle, block)
        start = middle
        while start < end and plain[start].isspace():
            start += 1
    if start < end:
        sentences.append(Sentence(start, end, block))


def _break_before(plain: str, start: int) -> int:
    """Where to break a sentence that is too long: behind its last comma in reach, else anywhere."""
    commas = [match.end() for match in _COMMA.finditer(plain, start + LONGEST // 2, start + LONGEST)]
    return commas[-1] if commas else start + LONGEST
