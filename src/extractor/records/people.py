"""Records of people: one a person, with every post."""

from __future__ import annotations

from extractor.model.findings import Findings, PersonFinding
from extractor.model.warnings import Warning_
from extractor.records.bodies import Bodies
from extractor.records.mentions import Row, by_place, mentions
from extractor.records.positions import positions
from extractor.rulebook import Scan


def person_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a person, in the order of first mention."""
    grouped: dict[str, list[PersonFinding]] = {}
    for found in sorted(findings.people, key=by_place):
        grouped.setdefault(found.name, []).append(found)
    bodies = Bodies(findings)
    return [
        {
            "name": name,
            "name_en": next((found.name_en for found in group if found.name_en), None),
            "aliases": list(dict.fromkeys(found.alias for found in group if found.alias)),
            "positions": positions(group, bodies, scan),
            "mentions": mentions(group, scan.analysis),
        }
        for name, group in grouped.items()
    ]
