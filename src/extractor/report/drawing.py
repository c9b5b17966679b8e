"""The forms that the sections share: figures in two widths, rows of dots, bars, axes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.report.canvas import Canvas, Row
from extractor.report.markup import Child, el, link
from extractor.report.wording import Both, say

WIDE, NARROW = 760, 340
GUTTER = 250
"""Room for the labels on the left of a wide drawing; in a narrow one they stand above their row."""
_PITCH, _LINE, _NAMED_LINES = 15, 21, 12


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a drawing: its ink, where it leads to, what it is, and the name beside it where there is room."""

    ink: str
    href: str
    tip: Both
    name: Both
    hollow: bool = False


def text_width(text: str, size: float = 12) -> float:
    """About how many pixels wide a text is, by the widths of its characters in East Asian typesetting."""
    return size * sum(1 if unicodedata.east_asian_width(one) in "WF" else 0.58 for one in text)


def fitted(text: str, width: float, size: float = 12) -> str:
    """`text`, cut to `width` pixels."""
    if text_width(text, size) <= width:
        return text
    text = text[: round(width / size * 2)]  # no character is narrower than half of the size
    while text and text_width(text, size) > width - size:
        text = text[:-1]
    return text + "…"


def fit(text: Both, width: float, size: float = 12) -> Both:
    """Both languages cut to `width` pixels."""
    return Both(fitted(text.zh, width, size), fitted(text.en, width, size))


def figure(name: str, title: Both, draw: Callable[[int], Canvas], *below: Child, legend: Child = None) -> Any:
    """A drawing, once for wide and once for narrow screens, with what stands below it.

    `draw` gets the width. A link in front of it lets the keyboard pass over the points.
    """
    behind = f"after-{name}"
    return el(
        "figure",
        el("figcaption", title, legend),
        link(f"#{behind}", say("skip_drawing"), cls="skip"),
        draw(WIDE).svg(title, "wide"),
        draw(NARROW).svg(title, "narrow"),
        el("span", id=behind, tabindex="-1"),
        *below,
        id=name,
    )


def legend(*entries: tuple[str, Both]) -> Any:
    """What the inks mean; a class of a swatch is an ink, with `hollow` for an empty one."""
    items = [el("li", el("i", cls=f"swatch {ink}", aria_hidden="true"), text) for ink, text in entries]
    return el("ul", items, cls="legend")


@dataclass(frozen=True, slots=True)
class DotRow:
    """A row of dots. `total` is how many there are, of which `dots` are drawn."""

    label: Both
    href: str
    dots: Sequence[Dot]
    total: int


def dot_rows(rows: Sequence[DotRow], width: int) -> Canvas:
    """One row a label, one dot a thing, named where there is room for all names of the row."""
    wide = width == WIDE
    left, above = (GUTTER, 0) if wide else (0, 20)
    marks: dict[str, list[Row]] = {"rules": [], "dots": [], "hollow": [], "names": [], "labels": [], "counts": []}
    y = 4
    for row in rows:
        marks["labels"].append({
            "x": left - 12 if wide else 0, "y": y + (12 if wide else 10), "href": row.href, "tip": row.label,
            "text": fit(row.label, (left or width) - 20),
        })  # fmt: skip
        y += above + _flowed(row, left, y + above, width, marks) * _LINE + 6
        marks["rules"].append({"x": 0, "x2": width, "y": y, "y2": y, "ink": "line"})
        y += 2
    canvas = Canvas(width, y + 2)
    canvas.rules(marks["rules"][:-1])
    canvas.symbols(marks["dots"], size=90)
    canvas.symbols(marks["hollow"], size=70, hollow=True)
    canvas.texts(marks["labels"], align="right" if wide else "left")
    canvas.texts(marks["names"])
    canvas.texts(marks["counts"])
    return canvas


def _flowed(row: DotRow, left: int, top: int, width: int, marks: dict[str, list[Row]]) -> int:
    """Put the dots of a row into lines, with their names if that takes few lines; how many lines there are."""
    named = [min(max(map(text_width, dot.name)) + 30, width - left - 8) for dot in row.dots]
    for widths in (named, [float(_PITCH)] * len(row.dots)):
        places, line, x = [], 0, float(left)
        for one in widths:
            if x + one > width - 30 and x > left:
                line, x = line + 1, float(left)
            places.append((line, x))
            x += one
        if line < _NAMED_LINES:
            break
    for dot, one, (number, start) in zip(row.dots, widths, places, strict=True):
        at: Row = {"x": start + 7, "y": top + 12 + number * _LINE}
        ways = {"href": dot.href, "tip": dot.tip}
        marks["hollow" if dot.hollow else "dots"].append({**at, **ways, "ink": dot.ink})
        if one > _PITCH:
            marks["names"].append({**at, **ways, "x": start + 17, "text": fit(dot.name, one - 22)})
    if widths is not named or row.total > len(row.dots):
        count = {"y": top + 12 + line * _LINE, "text": f"{row.total:,}", "ink": "soft"}
        marks["counts"].append({**count, "x": x + 5})
    return line + 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its length, where it leads to."""

    label: Both
    value: int
    href: str
    ink: str = "figure"


def bars(rows: Sequence[Bar], width: int) -> Canvas:
    """Horizontal bars from zero, each with its figure at its end."""
    wide = width == WIDE
    left, height, above = (GUTTER, 26, 0) if wide else (0, 42, 20)
    room, longest = width - left - 60, max([1, *(row.value for row in rows)])
    canvas = Canvas(width, height * len(rows) + 4)
    drawn, labels, values = [], [], []
    for number, row in enumerate(rows):
        y = number * height + above
        end = left + (max(round(room * row.value / longest), 2) if row.value else 0)
        tip = Both(f"{row.label.zh}：{row.value:,}", f"{row.label.en}: {row.value:,}")
        if row.value:
            drawn.append({"x": left, "x2": end, "y": y + 4, "y2": y + 20, "ink": row.ink, "href": row.href, "tip": tip})
        labels.append({
            "x": left - 12 if wide else 0, "y": y + 12 if wide else y - 8, "text": fit(row.label, (left or width) - 20),
            "href": row.href,
        })  # fmt: skip
        values.append({"x": end + 6, "y": y + 12, "text": f"{row.value:,}", "ink": "soft"})
    canvas.bars(drawn, corner=2)
    canvas.texts(labels, align="right" if wide else "left")
    canvas.texts(values)
    return canvas
