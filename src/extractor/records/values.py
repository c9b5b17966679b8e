"""Records of dates and quantities: one a mention."""

from __future__ import annotations

from bisect import bisect_left

from extractor.model.findings import Findings, QuantityFinding
from extractor.records.mentions import Row, by_place, mention
from extractor.rulebook import Scan

_LONGEST_NAME = 20
_JOINTS = frozenset("、及和与")


def date_records(findings: Findings, scan: Scan) -> list[Row]:
    """One record a temporal expression, in text order."""
    return [
        {
            "type": found.type,
            "value": found.value,
            "mod": found.mod,
            "start": found.first.isoformat() if found.first else None,
            "end": found.last.isoformat() if found.last else None,
            "basis": found.basis,
            "mentions": [mention(found, scan.analysis)],
        }
        for found in sorted(findings.dating.dates, key=by_place)
    ]


def quantity_records(findings: Findings, scan: Scan) -> list[Row]:
    """One record a figure, in text order."""
    people = sorted((person.start, person.end) for person in findings.people)
    return [
        {
            "value": found.figure.value,
            "min": found.figure.min,
            "max": found.figure.max,
            "qualifier": found.figure.qualifier,
            "unit": found.unit or None,
            "item": _item(found, people, scan),
            "change": found.change,
            "basis": found.basis,
            "mentions": [mention(found, scan.analysis)],
        }
        for found in sorted(findings.quantities, key=by_place)
    ]


def _item(found: QuantityFinding, people: list[tuple[int, int]], scan: Scan) -> str | None:
    """The item up to the person named in it (兩名教授⟨陳大文⟩及…), nothing when a person alone stands there."""
    if found.at is None or found.item is None:
        return found.item
    start, end = found.at
    for first, last in people[bisect_left(people, (start - _LONGEST_NAME, 0)) :]:
        if first >= end:
            break
        if last <= start or (last < end - 1 and scan.analysis.folded[last] not in _JOINTS):  # 陳大文⟨得票⟩
            continue
        return scan.analysis.plain[start:first].strip() if first > start + 1 and start >= found.end else None
    return found.item
