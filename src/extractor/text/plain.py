"""Article text -> plain text: inline markup, hard line wraps and scanning gaps are deleted, nothing else."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from extractor.model.article import Article, Block

_Cut = tuple[int, int]

_TAGS = (
    "a|abbr|article|aside|b|big|blockquote|br|center|cite|code|div|em|figcaption|figure|font|footer|h[1-6]|header"
    "|hr|i|iframe|img|ins|del|label|li|main|mark|nobr|ol|p|picture|pre|q|s|section|small|source|span|strike|strong"
    "|sub|sup"
    "|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|video|wbr"
)
# Where a link leads to: something with a scheme, a path or a host, so that （註）[1](見下文) stays.
_URL = (
    r"(?=<?(?:[a-z][a-z0-9+.-]*:|[/#.]|[a-z0-9_%-]+(?:\.[a-z0-9_%-]+)*/|[a-z0-9_%-]+\.[a-z]))"
    r"(?:[^()\n]|\([^()\n]{0,300}\)){1,2000}+"
)
# The bounds keep a hostile line (a million of "![") from costing its square.
_MARKUP = re.compile(
    r"(?P<escape>\\)(?=[!-/:-@\[-`{-~])."
    r"|(?P<drop><!--.{0,2000}?-->|\{\{[<%].{0,2000}?[%>]\}\}"
    rf"|</?(?:{_TAGS})(?:\s[^<>]{{0,3000}})?/?>"
    r"|!\[[^\[\]\n]{0,500}+\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,2000}+\)"
    "|[\u200b-\u200d\u2060\ufeff\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef]+|`+)"
    rf"|(?P<link>\[)(?=[^\[\]\n]{{1,300}}+\]\({_URL}\))"
    rf"|(?P<target>\]\({_URL}\))"
    r"|(?P<marks>\*+|(?<!_)__(?!_))",
    re.IGNORECASE | re.DOTALL,
)
# One character class, so that the search for something to look at is fast.
_ANY_MARKUP = re.compile("[*_`\\\\<{!\\[\\]\u200b-\u200d\u2060\ufeff\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_WRAPPED = frozenset(("headline", "paragraph", "list", "caption", "footnote"))

_INK = r"⺀-⿟㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_WRAP = re.compile(
    rf"(?<=[{_INK}0-9０-９,，、（《〈「『“—％%．·）》〉」』”])[\t\u3000]* ?\n[ \t\u3000]*"
    rf"(?=[{_INK}0-9０-９，、（《〈「『“）》〉」』”。；：！？％%])"
    r"|(?<=[0-9]) ?\n[ \t\u3000]*(?=[.,][0-9])|(?<=[0-9]\.)\n[ \t\u3000]*(?=[0-9])"
)
_SPACED = re.compile(rf"[{_INK}] [{_INK}] [{_INK}] [{_INK}]")
_SPACED_PAIR = re.compile(rf"(?<=[{_INK}]) (?=[{_INK}])")
_CLOSE_PAIR = re.compile(rf"[{_INK}](?=[{_INK}])")
_SPACED_INK = f"[{_INK}0-9，。、；：！？「」『』《》（）]"
_SPACED_GAP = re.compile(f"(?<={_SPACED_INK}) (?={_SPACED_INK})")


def strip_markup(article: Article) -> tuple[str, Sequence[int] | None, tuple[Block, ...]]:
    """The plain text, the text position of each of its code points (None: unchanged), and the blocks in it.

    Code points are only deleted, and only inside blocks. A block that loses everything is dropped.
    """
    cuts = _all_cuts(article)
    if not cuts:
        return article.text, None, article.blocks
    text = article.text
    pieces, offsets, position = [], array("l"), 0
    for start, end in cuts:
        pieces.append(text[position:start])
        offsets.extend(range(position, start))
        position = end
    pieces.append(text[position:])
    offsets.extend(range(position, len(text)))
    return "".join(pieces), offsets, _moved(article.blocks, cuts)


def _all_cuts(article: Article) -> list[_Cut]:
    text = article.text
    marked = _ANY_MARKUP.search(text) is not None
    spaced = _SPACED.search(text) is not None
    cuts: list[_Cut] = []
    for block in article.blocks:
        found: list[_Cut] = []
        if marked:
            found = _markup_cuts(text, block.start, block.end)
        if block.label in _WRAPPED and text.find("\n", block.start, block.end) >= 0:
            found += _wrap_cuts(text, block.start, block.end)
        if spaced:
            found += _spacing_cuts(text, block.start, block.end)
        cuts += found if len(found) < 2 else _merged(found)
    return cuts


def _merged(cuts: list[_Cut]) -> list[_Cut]:
    merged: list[_Cut] = []
    for start, end in sorted(cuts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _moved(blocks: tuple[Block, ...], cuts: list[_Cut]) -> tuple[Block, ...]:
    starts = [start for start, _ in cuts]
    lost = [0, *accumulate(end - start for start, end in cuts)]

    def move(position: int) -> int:
        index = bisect_right(starts, position)
        inside = max(cuts[index - 1][1] - position, 0) if index else 0
        return position - lost[index] + inside

    moved = []
    for block in blocks:
        start, end = move(block.start), move(block.end)
        if start < end:
            cells = tuple([replace(cell, start=move(cell.start), end=move(cell.end)) for cell in block.cells])
            moved.append(Block(block.label, start, end, block.level, cells))  # `replace` takes its time
    return tuple(moved)


def _markup(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    hint = _ANY_MARKUP.search(text, start, end)
    while hint is not None:
        match = _MARKUP.match(text, hint.start(), end)
        if match is not None:
            yield match
        hint = _ANY_MARKUP.search(text, match.end() if match else hint.end(), end)


def _markup_cuts(text: str, start: int, end: int) -> list[_Cut]:
    cuts: list[_Cut] = []
    marks: list[_Cut] = []
    links = 0
    for match in _markup(text, start, end):
        kind = match.lastgroup
        if kind == "marks":
            marks.append(match.span())
        elif kind == "link":
            links += 1
            cuts.append(match.span("link"))
        elif kind == "target":
            if links:
                links -= 1
                cuts.append(match.span())
        else:
            cuts.append(match.span(str(kind)))
    return cuts + list(_emphasis(text, marks, start, end))


def _emphasis(text: str, marks: list[_Cut], start: int, end: int) -> Iterator[_Cut]:
    """The runs of `*` and `__` that come in pairs; a grade 5**, a list marker or a footnote star does not."""
    if (
        len(marks) == 1
        and marks[0][1] - marks[0][0] >= 4
        and text[start:end].strip() == "*" * (marks[0][1] - marks[0][0])
    ):
        yield marks[0]
        return
    opened: dict[str, _Cut] = {}
    for mark in marks:
        run = text[mark[0] : mark[1]]
        before, after = text[max(mark[0] - 2, start) : mark[0]], text[mark[1] : min(mark[1] + 1, end)]
        if run == "****" and "**" in opened:
            yield opened["**"]
            yield mark[0], mark[0] + 2
            opened["**"] = (mark[0] + 2, mark[1])
        elif run in opened and (len(run) > 1 or not before[-1:].isspace()):
            yield opened.pop(run)
            yield mark
        elif _opens(run, before, after):
            opened[run] = mark


def _opens(run: str, before: str, after: str) -> bool:
    if not after or len(run) > 3:
        return False
    if len(run) == 1:
        return not after.isspace() and not (before[-1:].isascii() and before[-1:].isalnum())
    is_grade = before[-1:] == "5" and not (before[:-1].isdigit() or before[:-1] in {".", ","})
    return not (is_grade and not after.isdigit())


def _wrap_cuts(text: str, start: int, end: int) -> Iterator[_Cut]:
    """Line ends in the middle of a sentence: the line before is long and as long as its neighbours."""
    widest = max(len(line) for line in text[start:end].split("\n"))
    for match in _WRAP.finditer(text, start, end):
        line_start = max(text.rfind("\n", start, match.start()) + 1, start)
        width = match.start() - line_start
        if width >= 10 and width * 10 >= widest * 7:
            yield match.span()


def _spacing_cuts(text: str, start: int, end: int) -> Iterator[_Cut]:
    """Single spaces in lines most of whose Han characters stand apart: 香 港 大 學."""
    position = start
    for line in text[start:end].split("\n"):
        line_end = position + len(line)
        apart = len(_SPACED_PAIR.findall(line))
        if apart >= 3 and apart > len(_CLOSE_PAIR.findall(line)):
            for match in _SPACED_GAP.finditer(text, position, line_end):
                yield match.span()
        position = line_end + 1
