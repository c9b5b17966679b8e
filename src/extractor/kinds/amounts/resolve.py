"""What a sum means in its article: its currency, its rate, and who pays whom for what."""

from __future__ import annotations

from extractor.kinds.amounts.currency import Currencies
from extractor.kinds.amounts.gloss import misfits
from extractor.kinds.amounts.parties import Parties
from extractor.kinds.amounts.rates import Rates
from extractor.kinds.amounts.sums import Sum
from extractor.model.findings import AmountFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan


def resolve(mentions: list[Sum], scan: Scan, default_currency: str) -> tuple[list[AmountFinding], list[Warning_]]:
    """The findings in text order, and what does not fit together."""
    if not mentions:
        return [], []
    currencies = Currencies(scan, mentions, default_currency)
    rates, parties = Rates(scan, mentions), Parties(scan)
    findings = []
    for one in mentions:
        currency, stated = currencies.of(one)
        finding = AmountFinding(one.start, one.end, one.rule, one.figure, currency, "stated" if stated else "inferred")
        finding.period, finding.each = rates.of(one)
        finding.payer, finding.recipient, finding.purpose = parties.of(one)
        findings.append(finding)
    return findings, misfits(findings, scan)
