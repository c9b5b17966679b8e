"""An article prepared for matching: the plain text, its views, sentences and words.

`plain` is `article.text` without inline markup (`**`, escapes, zero-width marks, hard line wraps inside a
paragraph): code points are only ever *deleted*, so a position in `plain` has one position in the text. Radicals
that stand for ideographs in text taken out of a PDF are written as the ideographs (`text.views.ideographs`).
Kinds and records work in plain positions only; `extent` turns a plain span into a text span, once, where a
mention is written out. All views of `plain` have its length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from extractor.model.article import Article, Block


class Sentence(NamedTuple):
    """`[start, end)` in plain positions, and the index of the block that it stands in."""

    start: int
    end: int
    block: int


@dataclass
class Analysis:
    """What recognizers see. Built by `extractor.text.analyse`."""

    article: Article
    plain: str
    offsets: Sequence[int] | None
    """Text position of every plain code point; None when plain is the text."""
    folded: str
    """`text.views.fold(plain)` with its quotes paired: the view that all patterns and gazetteers match on."""
    blocks: tuple[Block, ...]
    """The article's blocks (and their cells) in plain positions."""
    sentences: tuple[Sentence, ...]
    """In order, never crossing a block or a table cell."""
    segmenter: Callable[[str], list[int]] = field(repr=False)
    """Where jieba's words of a simplified text end."""
    doc_factory: Callable[[Analysis], Any] = field(repr=False)
    simplifier: Callable[[str], str] = field(repr=False)
    """OpenCC t2s, of plain alone."""
    tagger: Callable[[str], str] = field(repr=False, default=lambda word: "x")
    """What part of speech jieba's dictionary gives a simplified word (`v`, `n`, …). Evidence only."""

    @cached_property
    def simplified(self) -> str:
        """OpenCC t2s of plain, same length; what jieba segments."""
        return self.simplifier(self.plain)

    @cached_property
    def word_ends(self) -> list[int]:
        """Where jieba's words of the simplified view end, in order. They tile plain. Evidence only."""
        return self.segmenter(self.simplified)

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """The same words as plain spans."""
        ends = self.word_ends
        return list(zip([0, *ends], ends, strict=False))

    @cached_property
    def word_starts(self) -> bytearray:
        """`word_starts[i]` is 1 where a jieba word begins (and at len(plain))."""
        marks = bytearray(len(self.plain) + 1)
        marks[0] = bool(self.word_ends)
        for end in self.word_ends:
            marks[end] = 1
        return marks

    @cached_property
    def doc(self) -> Any:
        """The spaCy `Doc` of the words: ORTH as printed, NORM simplified."""
        return self.doc_factory(self)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def sentence_index(self, position: int) -> int:
        """Index of the sentence that holds the plain `position` (the nearest one before, in a gap)."""
        return max(bisect_right(self._sentence_starts, position) - 1, 0)

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds the plain `position`."""
        return self.sentences[self.sentence_index(position)]

    def block_index(self, position: int) -> int:
        """Index of the block that holds the plain `position`."""
        return max(bisect_right(self._block_starts, position) - 1, 0)

    def block_at(self, position: int) -> Block:
        """The block that holds the plain `position`."""
        return self.blocks[self.block_index(position)]

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The text span `[start, end)` of a non-empty plain span, markup inside it included."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def locate(self, text_position: int) -> int:
        """The plain position of a text position (of the next plain code point, if it was deleted)."""
        if self.offsets is None:
            return text_position
        return bisect_right(self.offsets, text_position - 1)
