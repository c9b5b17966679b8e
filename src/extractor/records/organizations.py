"""Records of organizations: one a canonical name."""

from __future__ import annotations

from extractor.model.findings import Findings, OrganizationFinding
from extractor.model.warnings import Warning_
from extractor.records.mentions import Row, by_place, mentions
from extractor.rulebook import Scan


def organization_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record an organization, in the order of first mention."""
    grouped: dict[str, list[OrganizationFinding]] = {}
    for found in sorted(findings.organizations, key=by_place):
        grouped.setdefault(found.name, []).append(found)
    records = []
    for name, group in grouped.items():
        written = mentions(group, scan.analysis)
        surfaces = dict.fromkeys(scan.analysis.plain[found.start : found.end] for found in group)
        records.append(
            {
                "name": name,
                "kb_id": next((found.kb_id for found in group if found.kb_id), None),
                "category": group[0].category,
                "aliases": [surface for surface in surfaces if surface != name],
                "mentions": written,
            }
        )
    return records
