"""Records of dates and quantities: one a mention."""

from __future__ import annotations

from extractor.model.findings import Findings
from extractor.records.mentions import Row, by_place, mention
from extractor.rulebook import Scan


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
    return [
        {
            "value": found.figure.value,
            "min": found.figure.min,
            "max": found.figure.max,
            "qualifier": found.figure.qualifier,
            "unit": found.unit,
            "item": found.item,
            "change": found.change,
            "basis": found.basis,
            "mentions": [mention(found, scan.analysis)],
        }
        for found in sorted(findings.quantities, key=by_place)
    ]
