"""Text -> blocks: every inked code point lies in exactly one labelled block.

First the lines are cut into stretches (a table, a figure, a marked line, a paragraph), then each is
labelled by its own marks, and last by its neighbours: a short line over a paragraph is a sub-heading, a
bold line or list item over a list is that list's heading (label `heading`, level 7) and the items below it
begin again at level 0. Levels: `#` headings 1 to 6, headings without `#` 7; list items count their depth
from 0.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extractor.model.article import Block, BlockLabel
from extractor.reading import marks
from extractor.reading.bylines import STAMP, read_head
from extractor.reading.lexicon import words
from extractor.reading.lines import Line, ends_sentence, paragraphs, split_lines
from extractor.reading.tables import table_at

UNMARKED_LEVEL = 7
_LONGEST_FIGURE = 40
_BODY = 40
_LONGEST_HEADLINE = 60
_LONGEST_HEAD = 3


class _Draft:
    """A block being labelled, with its indent and the class of its list mark."""

    __slots__ = ("block", "gap", "indent", "marker", "text")

    def __init__(self, text: str, block: Block, indent: int = 0, gap: bool = True) -> None:
        self.block = block
        self.text = text[block.start : block.end]
        self.indent = indent
        self.gap = gap
        """Whether a blank line (or nothing) stands in front."""
        self.marker = marks.list_marker(self.text) if block.label == "list" else None

    def relabel(self, label: BlockLabel, level: int = 0) -> None:
        self.block = replace(self.block, label=label, level=level)


def lay_out(text: str, headline: str | None = None, publisher: str | None = None) -> tuple[Block, ...]:
    """The blocks of `text` (newlines LF); `headline` and `publisher` are those that metadata name, if they do."""
    drafts = _drafts(text)
    _head_lists(drafts)
    _head_sections(drafts)
    _mark_headline(drafts[_front_matter(drafts, publisher) :] if headline is None else drafts, headline)
    _level_lists(drafts)
    return tuple(draft.block for draft in drafts)


def _drafts(text: str) -> list[_Draft]:
    lines = split_lines(text)
    drafts: list[_Draft] = []
    index = 0
    gap = True
    while index < len(lines):
        line = lines[index]
        if line.blank:
            gap = True
            index += 1
            continue
        if region := table_at(text, lines, index):
            block = Block("table", region.start, region.end, 0, region.cells)
            drafts.append(_Draft(text, block, line.indent, gap))
            index = region.last + 1
        elif (last := _figure_end(text, lines, index)) is not None:
            drafts.append(_Draft(text, Block("caption", line.start, lines[last].end), line.indent, gap))
            index = last + 1
        else:
            index = _run(text, lines, index, gap, drafts)
        gap = False
    return drafts


def _figure_end(text: str, lines: Sequence[Line], index: int) -> int | None:
    """The line that closes the `<figure>` which opens with line `index`."""
    if not text.startswith("<figure", lines[index].start):
        return None
    for last in range(index, min(index + _LONGEST_FIGURE, len(lines))):
        if text.find("</figure>", lines[last].start, lines[last].end) >= 0:
            return last
    return None


def _run(text: str, lines: Sequence[Line], index: int, gap: bool, drafts: list[_Draft]) -> int:
    """Append the blocks of the lines from `index` up to the next mark or blank line; return where that is."""
    label, level = _own_label(text[lines[index].start : lines[index].end])
    last = index
    while label != "heading" and last + 1 < len(lines) and _continues(text, lines, last + 1):
        last += 1
    run = lines[index : last + 1]
    for number, (first, final) in enumerate(paragraphs(text, run, label != "paragraph")):
        start, end = run[first].start, run[final].end
        named, depth = (label, level) if number == 0 else _own_label(text[start:end])
        if named == "paragraph" and first != final:
            named, depth = _own_label(text[start:end])
        block = Block(named, start, end, depth)
        drafts.append(_Draft(text, block, run[first].indent, gap and number == 0))
    return last + 1


def _continues(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether line `index` has no mark of its own, so that it may go on with the line before."""
    line = lines[index]
    if line.blank:
        return False
    if text[line.start] in "|<" or text.find("\t", line.start, line.right) >= 0:
        return False
    opening = text[line.start : min(line.end, line.start + 400)]
    if text[line.start] == "#" and marks.heading_level(opening):
        return False
    if marks.list_marker(opening) or marks.is_footnote(opening) or marks.bold_title(text[line.start : line.end]):
        return False
    return not (marks.is_caption(opening) or marks.is_byline(text[line.start : line.end]) or read_head(opening)[1])


def _own_label(block: str) -> tuple[BlockLabel, int]:
    """The label and level that `block` has by its own marks."""
    if level := marks.heading_level(block):
        return "heading", level
    if marks.is_footnote(block):
        return "footnote", 0
    if marks.is_byline(block):
        return "byline", 0
    if marks.is_caption(block):
        return "caption", 0
    if marks.bold_title(block):
        return "heading", UNMARKED_LEVEL
    if marks.list_marker(block):
        return "list", 0
    return "paragraph", 0


def _head_lists(drafts: Sequence[_Draft]) -> None:
    """Items in bold over other items, and short lines over a list, are that list's headings."""
    for draft, following in itertools.pairwise(drafts):
        if following.block.label != "list":
            continue
        if draft.block.label == "list":
            if marks.bold_item(draft.text) and not marks.bold_item(following.text):
                draft.relabel("heading", UNMARKED_LEVEL)
        elif draft.block.label == "paragraph" and marks.may_be_heading(draft.text.rstrip("*：:")):
            short = len(draft.text) <= 16 or not draft.text.endswith(("：", ":"))
            if short and "，" not in draft.text:
                draft.relabel("heading", UNMARKED_LEVEL)


def _head_sections(drafts: Sequence[_Draft]) -> None:
    """Short lines that stand alone between blocks of text are sub-headings."""
    for index, draft in enumerate(drafts[:-1]):
        following = drafts[index + 1]
        if draft.block.label == "list":
            numbered = draft.marker in ("arabic", "han", "round", "bracket", "circled", "letter")
            alone = index == 0 or drafts[index - 1].block.label != "list"
            if not (numbered and alone and draft.gap):
                continue
        elif draft.block.label != "paragraph":
            continue
        if _is_body(following) and following.gap and marks.may_be_heading(draft.text):
            before = drafts[index - 1] if index else None
            if before is None or before.block.label != "paragraph" or _is_body(before):
                draft.relabel("heading", UNMARKED_LEVEL)


def _is_body(draft: _Draft) -> bool:
    return (
        draft.block.label == "paragraph"
        and len(draft.text) >= _BODY
        and (ends_sentence(draft.text) or len(draft.text) >= 2 * _BODY)
    )


def _mark_headline(drafts: Sequence[_Draft], headline: str | None) -> None:
    """The one headline: the block that metadata name, else the first `#` heading, else the first line."""
    if headline is not None:
        wanted = _bare(headline)
        for draft in drafts[:12]:
            if draft.block.label in ("heading", "paragraph") and _bare(draft.text) == wanted:
                draft.relabel("headline")
                return
    for draft in drafts[:3] if headline is not None else drafts:
        if draft.block.label == "heading" and marks.heading_level(draft.text):
            draft.relabel("headline")
            return
    if headline is None and len(drafts) > 1 and _may_be_headline(drafts):
        drafts[0].relabel("headline")


def _front_matter(drafts: Sequence[_Draft], publisher: str | None) -> int:
    """How many blocks in front of the headline are the paper's own name or the day: a page's head."""
    count = 0
    while count < min(len(drafts) - 1, _LONGEST_HEAD) and _heads_page(drafts[count].text, publisher):
        count += 1
    return count


def _heads_page(text: str, publisher: str | None) -> bool:
    bare = _bare(text)
    named = bare in words("media") or (publisher is not None and bare == _bare(publisher))
    return len(text) <= _LONGEST_HEADLINE and (named or STAMP.fullmatch(text) is not None)


def _may_be_headline(drafts: Sequence[_Draft]) -> bool:
    first = drafts[0]
    if first.block.label not in ("heading", "paragraph") or len(first.text) > _LONGEST_HEADLINE:
        return False
    return first.text[-1] not in "。；，、：" and "。" not in first.text and not read_head(first.text)[1]


def _bare(title: str) -> str:
    return "".join(title.strip("#*＃ \u3000").split())


def _not_above(last: tuple[int, str | None], place: tuple[int, str | None]) -> bool:
    """Whether an item at `place` cannot hang under the one at `last`: set less deep, or marked as high."""
    if last[0] != place[0]:
        return last[0] > place[0]
    return marks.marker_rank(last[1]) >= marks.marker_rank(place[1])


def _restore_first_items(drafts: Sequence[_Draft]) -> None:
    """Give the first item under a list's heading its siblings' indent.

    `- 甲大學**`, `- 某實驗室`, `  - 某實驗室`: the first item lost its indent.
    """
    for head, first, second in zip(drafts, drafts[1:], drafts[2:], strict=False):
        if head.block.label == "heading" and marks.list_marker(head.text) and first.indent == head.indent:
            siblings = first.block.label == second.block.label == "list" and first.marker == second.marker
            first.indent = max(first.indent, second.indent) if siblings else first.indent


def _level_lists(drafts: Sequence[_Draft]) -> None:
    """Set the depth of every list item by its indent and its kind of mark; anything else ends a list."""
    stack: list[tuple[int, str | None]] = []
    _restore_first_items(drafts)
    for draft in drafts:
        if draft.block.label != "list":
            if draft.block.label in ("heading", "headline", "paragraph"):
                stack.clear()
            continue
        place = (draft.indent, draft.marker)
        if place in stack:
            del stack[stack.index(place) + 1 :]
        else:
            while stack and _not_above(stack[-1], place):
                stack.pop()
            stack.append(place)
        draft.relabel("list", len(stack) - 1)
