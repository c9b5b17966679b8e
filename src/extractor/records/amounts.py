"""Records of sums of money, with payer, recipient and purpose."""

from __future__ import annotations

from extractor.model.findings import Findings, Place
from extractor.model.warnings import Warning_
from extractor.records.mentions import Row, mention
from extractor.records.naming import name_at
from extractor.rulebook import Scan


def amount_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a sum, in text order."""
    plain = scan.analysis.plain

    def named(place: Place | None) -> str | None:
        return None if place is None else name_at(place, findings, plain)

    return [
        dict(
            value=found.figure.value,
            min=found.figure.min,
            max=found.figure.max,
            qualifier=found.figure.qualifier,
            currency=found.currency,
            currency_basis=found.currency_basis,
            period=found.period,
            each=found.each,
            payer=named(found.payer),
            recipient=named(found.recipient),
            purpose=None if found.purpose is None else plain[found.purpose.start : found.purpose.end],
            mentions=[mention(found, scan.analysis)],
        )
        for found in sorted(findings.amounts, key=lambda found: (found.start, found.end))
    ]
