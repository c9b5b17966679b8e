"""Our dates beside the expectations of other people's test suites.

    python bench/peers.py CASES [--rules DIR]

CASES is a folder that holds recognizers/DateTimeModel.json and duckling/{time,time_hk,duration}.json (see its
own README). Every expectation counts as right when a date of ours overlaps its span and means the same days (or
the same length, or the same time of day). Prints both scores and every disagreement.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.kinds import dates
from extractor.model.findings import DateFinding
from extractor.model.resources import rules_path
from extractor.reading import article_from_text
from extractor.rulebook import Rulebook, load
from extractor.text.analyse import analyse

_DUCKLING_ANCHOR = date(2013, 2, 12)
_SECONDS = {"Second": 1, "Minute": 60, "Hour": 3600, "Day": 86400, "Week": 604800}
_ALL_SECONDS = {**_SECONDS, "Month": 2592000, "Quarter": 7776000, "Year": 31536000}
_PERIOD = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?"
    r"(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)


def found_in(text: str, anchor: date | None, rulebook: Rulebook) -> list[DateFinding]:
    """The dates of one line, by the dates kind alone."""
    scan = rulebook.scan(analyse(article_from_text(text, published=anchor)))
    return dates.resolve(dates.recognize(scan), scan, anchor).dates


def seconds(period: str) -> Decimal | None:
    """A TIMEX3 period in seconds, months of thirty days."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    sizes = (31536000, 2592000, 604800, 86400, 3600, 60, 1)
    return sum((Decimal(n) * size for n, size in zip(match.groups(), sizes, strict=True) if n), Decimal(0))


def same_as_recognizers(ours: DateFinding, wanted: dict[str, Any]) -> bool:
    """Whether our date means one of the values that Recognizers-Text allows."""
    return any(_same_value(ours, value) for value in wanted["Resolution"]["values"])


def _same_value(ours: DateFinding, value: dict[str, str]) -> bool:
    timex, kind = value["timex"], value["type"]
    if kind == "duration" or (kind == "set" and timex.startswith("P")):
        return seconds(ours.value) is not None and seconds(ours.value) == seconds(timex)
    if kind == "set":
        return ours.value == timex
    if kind == "date":
        return ours.first is not None and ours.first.isoformat() == value.get("value", "")
    if kind == "daterange":
        return _same_range(ours, value)
    if kind == "datetime":
        return value["value"][:16].replace(" ", "T") == ours.value or value["timex"] == ours.value
    if kind == "time":
        return ours.value.endswith((f"T{value['value'][:5]}", timex))
    return kind in ("timerange", "datetimerange") and _same_times(ours, value)


def _same_range(ours: DateFinding, value: dict[str, str]) -> bool:
    start, end = value.get("start"), value.get("end")
    if value.get("Mod") == "since":
        return ours.first is not None and ours.first.isoformat() == start
    if value.get("Mod") == "until":
        return ours.last is not None and ours.last.isoformat() == end
    if value.get("Mod"):
        return (ours.first or ours.last) is not None
    if start is None or end is None or ours.first is None or ours.last is None:
        return False
    open_end = date.fromisoformat(end) - timedelta(1)
    return ours.first.isoformat() == start and (ours.last == open_end or ours.last.isoformat() == end)


def _same_times(ours: DateFinding, value: dict[str, str]) -> bool:
    if ours.value.endswith(value["timex"][-3:]):
        return True
    starts = [value.get("start", ""), value.get("end", "")]
    return all(time[-8:-3] in ours.value for time in starts if time)


_CALL = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), [\d.]+\)")


def same_as_duckling(ours: DateFinding, expression: str) -> bool:
    """Whether our date means what Duckling's Haskell expression says."""
    if expression.startswith("DurationData"):
        _, number, unit = expression.split()
        wanted = Decimal(number) * _ALL_SECONDS[unit]
        return seconds(ours.value) == wanted
    points = [tuple(int(part) for part in match) for match in _CALL.findall(expression)]
    if not points:
        return False
    year, month, day, hour, minute = points[0]
    grain = re.search(r"\) (Second|Minute|Hour|Day|Week|Month|Quarter|Year)", expression)
    unit = grain[1] if grain else "Day"
    first = date(year or 1, month or 1, day or 1)
    if len(points) == 1 and unit in ("Minute", "Hour"):
        return ours.value.endswith(f"T{hour:02d}:{minute:02d}")
    if len(points) == 2 and unit == "Hour" and ours.type == "TIME":
        return ours.first == first
    if unit == "Second" and len(points) == 1:
        return ours.value == "PRESENT_REF"
    return ours.first == first or (len(points) == 2 and _length_of(points, unit, ours))


def _length_of(points: list[tuple[int, ...]], unit: str, ours: DateFinding) -> bool:
    """前兩年 there is a stretch of two years; ours the length with the same number."""
    year, month, day, hour, minute = points[0]
    later = points[1]
    count = {"Year": later[0] - year, "Month": (later[0] - year) * 12 + later[1] - month}.get(unit)
    if count is None:
        one = datetime(year, max(month, 1), max(day, 1), hour, minute)
        two = datetime(later[0], max(later[1], 1), max(later[2], 1), later[3], later[4])
        count = int((two - one).total_seconds()) // _SECONDS[unit]
    return seconds(ours.value) == Decimal(count * _ALL_SECONDS[unit])


def recognizers(folder: Path, rulebook: Rulebook) -> Iterator[tuple[bool, str]]:
    """One verdict an expectation; an input without results must give none."""
    for case in json.loads((folder / "recognizers" / "DateTimeModel.json").read_text("utf-8")):
        text = case["Input"]
        reference = case.get("Context", {}).get("ReferenceDateTime")
        found = found_in(text, date.fromisoformat(reference[:10]) if reference else None, rulebook)
        if not case["Results"]:
            yield not found, f"{text!r}: wanted none, found {[one.value for one in found]}"
        for wanted in case["Results"]:
            over = [one for one in found if one.start <= wanted["End"] and wanted["Start"] < one.end]
            right = any(same_as_recognizers(one, wanted) for one in over)
            values = [value.get("timex") for value in wanted["Resolution"]["values"]]
            yield right, f"{text!r} ({reference}): wanted {wanted['Text']!r} {values}, found {_told(over, text)}"


def duckling(folder: Path, rulebook: Rulebook) -> Iterator[tuple[bool, str]]:
    """One verdict a line of the time and duration corpora."""
    for name in ("time", "time_hk", "duration"):
        for case in json.loads((folder / "duckling" / f"{name}.json").read_text("utf-8")):
            found = found_in(case["text"], _DUCKLING_ANCHOR, rulebook)
            right = any(same_as_duckling(one, case["value"]) for one in found)
            yield right, f"{case['text']!r}: wanted {case['value']}, found {_told(found, case['text'])}"


def _told(found: list[DateFinding], text: str) -> list[str]:
    return [f"{text[one.start : one.end]}={one.value}" for one in found]


def main() -> None:
    """Both suites: score and disagreements."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=Path)
    parser.add_argument("--rules", type=Path, default=rules_path())
    options = parser.parse_args()
    rulebook = load(options.rules)
    for name, suite in (("recognizers", recognizers), ("duckling", duckling)):
        verdicts = list(suite(options.cases, rulebook))
        for right, told in verdicts:
            if not right:
                print(f"{name}: {told}")
        right_ones = sum(right for right, _ in verdicts)
        print(f"{name}: {right_ones}/{len(verdicts)} = {right_ones / max(len(verdicts), 1):.1%}\n")


if __name__ == "__main__":
    main()
