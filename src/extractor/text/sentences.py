"""Blocks -> sentences, in plain positions."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
        if block.cells:
            for cell in block.cells:
                sentences += _stretch(plain, cell.start, cell.end, index)
        else:
            sentences += _stretch(plain, block.start, block.end, index)
    return tuple(sentences)


def _stretch(plain: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    for match in _END.finditer(plain, start, end):
        yield from _trimmed(plain, start, match.end(), block)
        start = match.end()
    if start < end:
        yield from _trimmed(plain, start, end, block)


def _trimmed(plain: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        middle = _break_before(plain, start)
        yield from _trimmed(plain, start, middle, block)
        start = middle
        while start < end and plain[start].isspace():
            start += 1
    if start < end:
        yield Sentence(start, end, block)


def _break_before(plain: str, start: int) -> int:
    """Where to break a sentence that is too long: behind its last comma in reach, else anywhere."""
    commas = [match.end() for match in _COMMA.finditer(plain, start + LONGEST // 2, start + LONGEST)]
    return commas[-1] if commas else start + LONGEST
