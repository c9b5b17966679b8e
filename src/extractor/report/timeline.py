"""The timeline: every dated fact by its day or month, in lanes by what stands in its sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from extractor.report.evidence import Evidence
from extractor.report.gather import LANES, Census, Period
from extractor.report.markup import el, folded, table
from extractor.report.strips import Bin, Lane, bin_of, bins_between, strips, title_of, unit_for
from extractor.report.tally import Tally
from extractor.report.wording import known, say

_LISTED = 40


def timeline(census: Census, evidence: Evidence) -> list[Any]:
    """The section: in the finest unit that has room, then by year, then the days named most."""
    if not census.days:
        return [el("p", say("no_dates"), cls="empty")]
    low, high = _window([day for day, _ in _weighted(census, "day")])
    finest = unit_for(low, high) if low else "year"
    drawings = [_figure(census, evidence, unit) for unit in dict.fromkeys((finest, "year"))]
    return [el("p", say("timeline_lead"), cls="lead"), *drawings, _list(census, evidence)]


def _weighted(census: Census, unit: str) -> list[tuple[str, Tally]]:
    """(first day, tally) of all dates that lie within one bin, once for every fact."""
    return [
        (period.start, tally)
        for period, lanes in sorted(census.days.items())
        if bin_of(period.start, unit) == bin_of(period.end, unit)
        for tally in lanes.values()
        for _ in range(tally.count)
    ]


def _window(starts: list[str]) -> tuple[str, str]:
    """Where the middle nine tenths of the dates lie."""
    if not starts:
        return "", ""
    starts = sorted(starts)
    edge = len(starts) // 20
    return starts[edge], starts[-1 - edge]


def _lanes(census: Census, unit: str) -> tuple[list[Bin], list[Lane], int]:
    """The bins to draw, the lanes, and how many facts are longer than a bin and so in none."""
    weighted = [day for day, _ in _weighted(census, unit)]
    low, high = _window(weighted)
    if not low:
        return [], [], 0
    inside = bins_between(low, high, unit)
    found: dict[str, dict[Bin, list[Tally]]] = {}
    for period, lanes in sorted(census.days.items()):
        name = bin_of(period.start, unit)
        if name == bin_of(period.end, unit):
            bin_ = "earlier" if name < inside[0] else "later" if name > inside[-1] else name
            for lane, tally in lanes.items():
                found.setdefault(lane, {}).setdefault(bin_, []).append(tally)
    used = {bin_ for bins in found.values() for bin_ in bins}
    bins = [*(["earlier"] if "earlier" in used else []), *inside, *(["later"] if "later" in used else [])]
    total = sum(tally.count for lanes in census.days.values() for tally in lanes.values())
    return bins, [Lane(name, found[name]) for name in LANES if name in found], total - len(weighted)


def _figure(census: Census, evidence: Evidence, unit: str) -> Any:
    bins, lanes, longer = _lanes(census, unit)
    if not lanes:
        return None
    notes = [say(f"longer_than_{unit}", n=longer)] if longer else []
    return strips(f"by-{unit}", say(f"by_{unit}"), bins, lanes, evidence, notes)


def _list(census: Census, evidence: Evidence) -> Any:
    """The days and periods that most facts hang on, in the order of time, with what stands beside them."""
    counts = {period: sum(tally.count for tally in lanes.values()) for period, lanes in census.days.items()}
    chosen = sorted(sorted(counts, key=lambda period: (-counts[period], period))[:_LISTED])
    rows = []
    for period in chosen:
        lanes = census.days[period]
        row: list[Any] = [_period(period)]
        for lane in LANES:
            title = title_of(Lane(lane, {}), _period(period))
            row.append(evidence.mark(lanes[lane], title) if lane in lanes else "")
        rows.append(row)
    caption = say("days_listed", n=len(chosen), of=len(counts))
    heads = [say("day"), *(known("lane", lane) for lane in LANES)]
    return folded(say("days_summary"), table(heads, rows, caption))


def _period(period: Period) -> str:
    """A period as short as it can be written: 2026, 2026-03, 2026-03-04, else from – to."""
    start, end = period
    if start == end:
        return start
    if start[5:] == "01-01" and end[5:] == "12-31":
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"
    first = date.fromisoformat(start)
    if first.day == 1 and start[:7] == end[:7] and date.fromisoformat(end).toordinal() + 1 == _next_month(first):
        return start[:7]
    return f"{start} – {end}"


def _next_month(day: date) -> int:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal() if day.year < date.max.year else 0
