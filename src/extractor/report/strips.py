"""Facts along the time: lanes of dots, or of columns where there are too many, over days, months or years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.report.canvas import Canvas, Row
from extractor.report.drawing import NARROW, figure
from extractor.report.evidence import Evidence
from extractor.report.markup import el
from extractor.report.tally import Tally, together
from extractor.report.wording import MONTHS, Both, known, month, same, say

STACK = 14
"""A bin with more facts than this turns the drawing from a dot a fact into columns."""
MOST_BINS = {"day": 45, "month": 36, "year": 36}
LENGTH = {"day": 10, "month": 7, "year": 4}
"""How much of an ISO day names the unit."""
Bin = str
"""An ISO day, month or year; `earlier` and `later` hold what lies outside of the drawing."""


@dataclass(frozen=True)
class Lane:
    """What stands in the sentences of some dates, and the tallies of its periods by bin."""

    name: str
    bins: dict[Bin, list[Tally]]
    ink: str = ""

    def count(self, bin_: Bin) -> int:
        """How many facts a bin has."""
        return sum(tally.count for tally in self.bins.get(bin_, ()))

    @property
    def tallest(self) -> int:
        """The most facts in a bin."""
        return max(map(self.count, self.bins), default=0)


def bins_between(low: str, high: str, unit: str) -> list[Bin]:
    """All bins from the one of `low` to the one of `high`, empty ones too; the latest ones if they are too many."""
    if unit == "day":
        first, last = date.fromisoformat(low).toordinal(), date.fromisoformat(high).toordinal()
        found = [date.fromordinal(number).isoformat() for number in range(first, last + 1)]
    elif unit == "month":
        first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (low, high))
        found = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
    else:
        found = [f"{year:04}" for year in range(int(low[:4]), int(high[:4]) + 1)]
    return found[-MOST_BINS[unit] :]


def strips(name: str, title: Both, bins: list[Bin], lanes: list[Lane], evidence: Evidence, notes: list[Both]) -> Any:
    """A drawing of lanes over bins: a dot a fact where none has too many, else columns. `notes` stand below it."""
    dots = max(lane.tallest for lane in lanes) <= STACK and all(
        tally.count == len(tally.quotes) for lane in lanes for tallies in lane.bins.values() for tally in tallies
    )
    form, marks = "dots" if dots else "columns", _dots(evidence) if dots else _columns(evidence)
    of = "_article" if lanes[0].name == "articles" else ""
    said = [say(f"one_dot{of}" if dots else f"one_column{of}"), *notes]
    if "earlier" in bins or "later" in bins:
        inner = [bin_ for bin_ in bins if bin_ not in ("earlier", "later")]
        said.append(say("outside", low=inner[0], high=inner[-1]))
    below = el("p", [part for one in said for part in (one, " ")], cls="note")
    return figure(name, title, lambda width: _drawn(width, bins, lanes, form, marks), below)


Marks = Callable[[Lane, Bin, float, float], list[Row]]


def title_of(lane: Lane, bin_: Bin) -> Both:
    """A bin of a lane in words."""
    name, when = known("lane", lane.name), bin_name(bin_)
    return Both(f"{when.zh}：{name.zh}", f"{when.en}: {name.en}")


def bin_name(bin_: Bin) -> Both:
    """A bin in words."""
    if bin_ in ("earlier", "later"):
        return say(bin_)
    if len(bin_) == 7:
        return month(int(bin_[:4]), int(bin_[5:]))
    return same(bin_)


def _dots(evidence: Evidence) -> Marks:
    def marks(lane: Lane, bin_: Bin, base: float, _scale: float) -> list[Row]:
        quotes = [quote for tally in lane.bins.get(bin_, ()) for quote in tally.quotes]
        return [
            {
                "x": bin_, "y": base - 5 - 9 * level, "ink": lane.ink or lane.name, "href": evidence.quote(quote),
                "tip": same(f"{quote.sentence[quote.start : quote.end]} · {quote.source.headline or quote.source.id}"),
            }
            for level, quote in enumerate(quotes)
        ]  # fmt: skip

    return marks


def _columns(evidence: Evidence) -> Marks:
    def marks(lane: Lane, bin_: Bin, base: float, scale: float) -> list[Row]:
        tallies = lane.bins.get(bin_, [])
        if not tallies:
            return []
        count, title = sum(tally.count for tally in tallies), title_of(lane, bin_)
        tip = Both(f"{title.zh}，{count:,}", f"{title.en}, {count:,}")
        height = max(count * scale, 1.5)
        return [
            {"x": bin_, "y": base, "y2": base - height, "ink": lane.ink or lane.name, "tip": tip,
             "href": evidence.of(together(tallies), title)}
        ]  # fmt: skip

    return marks


def _drawn(width: int, bins: list[Bin], lanes: list[Lane], form: str, marks: Marks) -> Canvas:
    scale = 0 if form == "dots" else 110 / max(lane.tallest for lane in lanes)
    tops, y = [], 0.0
    for lane in lanes:
        tops.append(y)
        y += 26 + (lane.tallest * 9 + 4 if form == "dots" else lane.tallest * scale + 14)
    height = round(y)
    canvas = Canvas(width, height + 40, bottom=40, scale={"type": "point", "domain": bins, "padding": 0.6})
    step = width / (len(bins) + 0.2)
    bases = [*tops[1:], y]
    canvas.rules([
        {"x": bins[0], "x2": bins[-1], "y": base - 1, "y2": base - 1, "ink": "line"} for base in bases
    ])  # fmt: skip
    rows = [
        row for lane, base in zip(lanes, bases, strict=True) for b in bins for row in marks(lane, b, base - 1, scale)
    ]
    if form == "dots":
        canvas.symbols(rows, size=38 if width == NARROW else 52)
    else:
        canvas.columns(rows, width=min(step * 0.72, 26))
        _peaks(canvas, lanes, bins, bases, scale)
    canvas.texts([
        {"x": bins[0], "y": top + 12, "text": _headed(lane)} for lane, top in zip(lanes, tops, strict=True)
    ], bold=True, dx=-step / 2)  # fmt: skip
    _axis(canvas, bins, height, step)
    return canvas


def _headed(lane: Lane) -> Both:
    total = sum(map(lane.count, lane.bins))
    name = known("lane", lane.name)
    return Both(f"{name.zh}　{total:,}", f"{name.en}  {total:,}")


def _peaks(canvas: Canvas, lanes: list[Lane], bins: list[Bin], bases: Sequence[float], scale: float) -> None:
    """The tallest column of a lane has its figure on it; with it every other one can be read off."""
    rows = []
    for lane, base in zip(lanes, bases, strict=True):
        peak = max(bins, key=lane.count)
        rows.append(
            {"x": peak, "y": base - lane.count(peak) * scale - 8, "text": f"{lane.count(peak):,}", "ink": "soft"}
        )
    canvas.texts(rows, size=11, align="center")


def _axis(canvas: Canvas, bins: list[Bin], y: int, step: float) -> None:
    """Labels below the lanes, as many as there is room for, and the years or months under them."""
    every = max(1, round(34 / step + 0.49))
    inner = [bin_ for bin_ in bins if bin_ not in ("earlier", "later")]
    first = every - 1 if bins[0] == "earlier" else 0
    rows: list[Row] = [{"x": b, "y": y + 10, "text": _short(b), "ink": "soft"} for b in inner[first::every]]
    rows += [{"x": b, "y": y + 10, "text": "…", "ink": "soft"} for b in bins if b in ("earlier", "later")]
    canvas.texts(rows, size=11, align="center")
    if len(inner[0]) == 4:
        return
    groups: dict[str, Bin] = {}
    for bin_ in inner:
        groups.setdefault(bin_[: len(bin_) - 3], bin_)
    starts = list(groups.items())
    positions = [inner.index(first) for _, first in starts] + [len(inner)]
    fits = [
        {"x": first, "y": y + 27, "text": bin_name(key) if len(key) == 7 else key, "ink": "soft"}
        for (key, first), here, after in zip(starts, positions, positions[1:], strict=False)
        if (after - here) * step > (64 if len(key) == 7 else 30)
    ]
    canvas.texts(fits, size=11, bold=True, dx=-step / 3)


def _short(bin_: Bin) -> Both:
    if len(bin_) == 4:
        return same(bin_)
    number = int(bin_[-2:])
    if len(bin_) == 10:
        return same(number)
    return Both(f"{number}月", MONTHS[number - 1])
