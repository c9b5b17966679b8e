"""Records of sums of money, with payer, recipient and purpose."""

from __future__ import annotations

from functools import cached_property

from extractor.model.findings import Findings, Place
from extractor.model.warnings import Warning_
from extractor.records.bodies import Bodies, anaphor_length, body_pointed_at
from extractor.records.mentions import Row, by_place, mention
from extractor.records.naming import Names
from extractor.rulebook import Scan


class _Parties:
    """Names whoever pays or gets a sum."""

    def __init__(self, findings: Findings, scan: Scan) -> None:
        self._findings = findings
        self._scan = scan

    @cached_property
    def _names(self) -> Names:  # most sums have no parties
        return Names(self._findings, self._scan.analysis.plain)

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self._findings)

    def name(self, place: Place | None) -> str | None:
        """The canonical name of who stands at `place` (署方: the body that it points back to), else the words."""
        if place is None:
            return None
        printed = self._names.at(place)
        if anaphor_length(place, self._scan) != place.end - place.start or len(printed) != place.end - place.start:
            return printed
        body = body_pointed_at(place, self._bodies, self._scan)
        if body is not None:
            return body.name
        only_named = self._scan.rulebook.folded_words("party_if_named")
        return None if self._scan.analysis.folded[place.start : place.end] in only_named else printed


def amount_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a sum, in text order."""
    plain = scan.analysis.plain
    parties = _Parties(findings, scan)

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
            "payer": parties.name(found.payer),
            "recipient": parties.name(found.recipient),
            "purpose": None if found.purpose is None else plain[found.purpose.start : found.purpose.end],
            "mentions": [mention(found, scan.analysis)],
        }
        for found in sorted(findings.amounts, key=by_place)
    ]
