"""The timeline: every dated fact by its day or month, in lanes by what stands in its sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from extractor.report.evidence import Evidence
from extractor.report.gather import LANES, Census, Period
from extractor.report.markup import el, folded, table
from extractor.report.strips import LENGTH, MOST_BINS, Bin, Lane, bins_between, strips, title_of
from extractor.report.tally import Tally
from extractor.report.wording import known, say

_LISTED = 40


def timeline(census: Census, evidence: Evidence) -> list[Any]:
    """The section: days or months around the articles, then years, then the days named most."""
    if not census.days:
        return [el("p", say("no_dates"), cls="empty")]
    drawings = []
    fine = _unit([start for period, _ in _exact(census, "day") for start in [period.start]])
    for unit in dict.fromkeys((fine, "year")):
        found = _figure(census, evidence, unit)
        if found is not None:
            drawings.append(found)
    return [el("p", say("timeline_lead"), cls="lead"), *drawings, _list(census, evidence)]


def _exact(census: Census, unit: str) -> list[tuple[Period, dict[str, Tally]]]:
    """The periods that lie within one day, month or year."""
    length = LENGTH[unit]
    return [(p, lanes) for p, lanes in sorted(census.days.items()) if p.start[:length] == p.end[:length]]


def _unit(starts: list[str]) -> str:
    """Days when the middle nine tenths of the dates lie close together, else months."""
    low, high = _window(starts)
    return "day" if low and (date.fromisoformat(high) - date.fromisoformat(low)).days < MOST_BINS["day"] else "month"


def _window(starts: list[str]) -> tuple[str, str]:
    """Where the middle nine tenths of the dates lie."""
    if not starts:
        return "", ""
    starts = sorted(starts)
    edge = len(starts) // 20
    return starts[edge], starts[-1 - edge]


def _lanes(census: Census, unit: str) -> tuple[list[Bin], list[Lane], int]:
    """The bins to draw, the lanes, and how many facts are longer than a bin and so in none."""
    periods = _exact(census, unit)
    weighted = [p.start for p, lanes in periods for tally in lanes.values() for _ in range(tally.count)]
    low, high = _window(weighted)
    if not low:
        return [], [], 0
    length = LENGTH[unit]
    inside = bins_between(low, high, unit)
    found: dict[str, dict[Bin, list[Tally]]] = {}
    for period, lanes in periods:
        name = period.start[:length]
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
