"""The lines of a text, and which of them belong together although a fixed width has broken them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_FINAL = re.compile(r"[。．！？!?；;：:…」』”）)》】][*_~`\s]*\Z")
_OPENS_WITH_CLOSING = re.compile(r"[，。、；：！？）」』》】”,.;!?%％)]")
_NARROWEST = 20
_WIDEST = 160
_RAGGED_HAN = 4
_RAGGED_SHARE = 0.7
_INSIDE = re.compile("[，。、；]")
_MAGNITUDES = "十百千萬億兆万亿"
_TAIL = 24


class Line(NamedTuple):
    """One line: `[start, end)` without surrounding whitespace (empty when blank), and how it began and ended.

    `left` is where the line itself begins, `right` where its newline stands; `indent` counts the columns in
    front of the ink; `hard` says that markdown's two trailing spaces end it.
    """

    start: int
    end: int
    left: int
    right: int
    indent: int
    hard: bool

    @property
    def blank(self) -> bool:
        """Whether nothing inked stands in the line."""
        return self.start == self.end


def split_lines(text: str) -> list[Line]:
    """The lines of `text`, which ends its lines with LF alone."""
    lines = []
    left = 0
    for raw in text.split("\n"):
        right = left + len(raw)
        if not raw:
            lines.append(Line(left, left, left, left, 0, False))
            left += 1
            continue
        ink = raw.lstrip()
        start = right - len(ink)
        body = ink.rstrip()
        end = start + len(body)
        hard = raw.endswith("  ") and end > start
        lines.append(Line(start, end, left, right, _columns(raw[: start - left]) if start > left else 0, hard))
        left = right + 1
    return lines


def _columns(space: str) -> int:
    return sum(4 if c == "\t" else 2 if c == "\u3000" else 1 for c in space[:200])


def width(text: str) -> int:
    """About how many columns `text` fills in print: a Han character two, an ASCII one one."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or a quotation does."""
    return bool(_FINAL.search(text[-_TAIL:]))


def paragraphs(text: str, run: Sequence[Line], marked: bool) -> list[tuple[int, int]]:
    """The stretches `[first, last]` (indices into `run`) that are one paragraph each.

    `run` holds non-blank lines that follow each other; `marked` says that the first of them opens with a
    mark of its own (a bullet, ▲): lines set in under it belong to it. A line broken at a fixed width is
    joined to the next one, when the widths of the run show that there is such a width.
    """
    if len(run) == 1:
        return [(0, 0)]
    edge = _fixed_width(text, run)
    stretches = []
    first = 0
    for index in range(1, len(run)):
        inside = marked and first == 0 and run[index].indent > run[0].indent and not run[index - 1].hard
        if not (inside or _broken_between(text, run[index - 1], run[index], edge)):
            stretches.append((first, index - 1))
            first = index
    return [*stretches, (first, len(run) - 1)]


def _fixed_width(text: str, run: Sequence[Line]) -> int | None:
    """The least width of a line of `run` that was broken by the edge of a column, or None.

    Either the widest lines are about equally wide, or the lines read as one: most do not end a sentence, none
    but the last is short, the last one ends a sentence and there are commas inside (a list of names has none).
    """
    widths = [_printed(text, line) if line.end - line.left <= _WIDEST else 999 for line in run]
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = sum(wide >= widest - _RAGGED_HAN for wide in widths)
    closed = ends_sentence(text[run[-1].start : run[-1].end])
    even = full >= 2 or (len(run) == 2 and widths[0] == widest and closed)
    least = widest - _RAGGED_HAN if even else widest
    if closed and len(run) > 2 and min(widths[:-1]) >= widest * _RAGGED_SHARE:
        going_on = sum(not ends_sentence(text[line.start : line.end]) for line in run[:-1])
        if going_on * 2 > len(run) - 1 and _INSIDE.search(text, run[0].start, run[-1].end - 1):
            return min(least, *widths[:-1])
    return least if least < widest else None


def _printed(text: str, line: Line) -> int:
    """The columns that a line fills, those it is set in by included."""
    return line.indent + width(text[line.start : line.end])


def _broken_between(text: str, before: Line, after: Line, edge: int | None) -> bool:
    if before.hard or after.indent > before.indent + 1:  # a first line set in opens a paragraph
        return False
    opening = text[after.start]
    if _OPENS_WITH_CLOSING.match(opening):
        return True
    last = text[before.end - 1]
    if last.isascii() and last.isalpha() and opening.isascii() and opening.islower():
        return True
    if last.isascii() and last.isdigit() and opening in _MAGNITUDES:
        return True
    body = text[before.start : before.end]
    return edge is not None and not ends_sentence(body) and _printed(text, before) >= edge
