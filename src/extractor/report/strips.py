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
MOST_BINS = {"day": 45, "month": 36, "quarter": 44, "year": 40}
"""How many of a unit a drawing has room for."""
Bin = str
"""A day, month, quarter or year (2026-03-04, 2026-03, 2026-Q1, 2026); `earlier` and `later` hold what lies outside."""


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


def bin_of(day: str, unit: str) -> Bin:
    """The bin in which an ISO day lies."""
    if unit == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day[: {"day": 10, "month": 7, "year": 4}[unit]]


def bins_between(low: str, high: str, unit: str) -> list[Bin]:
    """All bins from the one of the day `low` to that of `high`, empty ones too; the latest if they are too many."""
    first, last = (_number(day, unit) for day in (low, high))
    return [_numbered(number, unit) for number in range(max(first, last + 1 - MOST_BINS[unit]), last + 1)]


def unit_for(low: str, high: str) -> str:
    """The finest unit of which a drawing from `low` to `high` has room."""
    return next((unit for unit, most in MOST_BINS.items() if _number(high, unit) - _number(low, unit) < most), "year")


def _number(day: str, unit: str) -> int:
    year, month_ = int(day[:4]), int(day[5:7]) - 1
    if unit == "day":
        return date.fromisoformat(day).toordinal()
    return {"month": year * 12 + month_, "quarter": year * 4 + month_ // 3, "year": year}[unit]


def _numbered(number: int, unit: str) -> Bin:
    if unit == "day":
        return date.fromordinal(number).isoformat()
    if unit == "month":
        return f"{number // 12:04}-{number % 12 + 1:02}"
    return f"{number // 4:04}-Q{number % 4 + 1}" if unit == "quarter" else f"{number:04}"


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
    if "Q" in bin_:
        return say("quarter", year=bin_[:4], number=bin_[-1])
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


_EVERY = {"day": (1, 2, 5, 7, 14), "month": (1, 2, 3, 6, 12), "quarter": (1, 2, 4), "year": (1, 2, 5, 10, 20)}


def _axis(canvas: Canvas, bins: list[Bin], y: int, step: float) -> None:
    """Labels below the lanes, as many as there is room for, and the years or months under them."""
    inner = [bin_ for bin_ in bins if bin_ not in ("earlier", "later")]
    unit = "quarter" if "Q" in inner[0] else {10: "day", 7: "month", 4: "year"}[len(inner[0])]
    every = next((one for one in _EVERY[unit] if one * step >= 34), _EVERY[unit][-1])
    bare = (unit, every) in (("quarter", 4), ("month", 12))  # the year below says it
    shown = [] if bare else [bin_ for bin_ in inner if _place(bin_) % every == 0]
    ends = [bin_ for bin_ in bins if bin_ not in inner]
    rows: list[Row] = [
        {"x": b, "y": y + 10, "text": _short(b), "ink": "soft"}
        for b in shown
        if all(abs(bins.index(b) - bins.index(end)) * step >= 24 for end in ends)
    ]
    rows += [{"x": b, "y": y + 10, "text": "…", "ink": "soft"} for b in ends]
    canvas.texts(rows, size=11, align="center")
    if len(inner[0]) == 4:
        return
    groups: dict[str, Bin] = {}
    for bin_ in inner:
        groups.setdefault(bin_[: len(bin_) - 3], bin_)
    starts = list(groups.items())
    positions = [inner.index(first) for _, first in starts] + [len(inner)]
    fits = [
        {"x": first, "y": y + (10 if bare else 27), "text": bin_name(key) if len(key) == 7 else key, "ink": "soft"}
        for (key, first), here, after in zip(starts, positions, positions[1:], strict=False)
        if (after - here) * step > (64 if len(key) == 7 else 30)
    ]
    canvas.texts(fits, size=11, bold=True, dx=-step / 3)


def _place(bin_: Bin) -> int:
    """Its number in its month or year, from 0; of a year the year."""
    return int(bin_) if len(bin_) == 4 else int(bin_[-1:] if "Q" in bin_ else bin_[-2:]) - 1


def _short(bin_: Bin) -> Both:
    if len(bin_) == 4 or "Q" in bin_:
        return same(bin_ if len(bin_) == 4 else bin_[-2:])
    number = int(bin_[-2:])
    if len(bin_) == 10:
        return same(number)
    return Both(f"{number}月", MONTHS[number - 1])
