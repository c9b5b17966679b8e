"""Records of sums of money, with payer, recipient and purpose."""

from __future__ import annotations

from extractor.model.findings import Findings, Place
from extractor.model.warnings import Warning_
from extractor.records.mentions import Row, by_place, mention
from extractor.records.naming import Names
from extractor.rulebook import Scan


def amount_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a sum, in text order."""
    plain = scan.analysis.plain
    names: list[Names] = []

    def named(place: Place | None) -> str | None:
        if place is None:
            return None
        if not names:  # most sums have no parties
            names.append(Names(findings, plain))
        return names[0].at(place)

    return [
        {
            "value": found.figure.value,
            "min": found.figure.min,
            "max": found.figure.max,
            "qualifier": found.figure.qualifier,
            "currency": found.currency,
            "currency_basis": found.currency_basis,
            "period": found.period,
            "each": found.each,
            "payer": named(found.payer),
            "recipient": named(found.recipient),
            "purpose": None if found.purpose is None else plain[found.purpose.start : found.purpose.end],
            "mentions": [mention(found, scan.analysis)],
        }
        for found in sorted(findings.amounts, key=by_place)
    ]
