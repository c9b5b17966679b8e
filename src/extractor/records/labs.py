"""Records of laboratories: one a laboratory, with its hosts."""

from __future__ import annotations

from extractor.model.findings import Findings, LabFinding
from extractor.model.warnings import Warning_
from extractor.records.hosts import Bodies, hosts
from extractor.records.layout import Layout
from extractor.records.mentions import Row, by_place, mentions
from extractor.rulebook import Scan


def lab_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a laboratory, in the order of first mention."""
    grouped: dict[str, list[LabFinding]] = {}
    for found in sorted(findings.labs, key=by_place):
        grouped.setdefault(found.name, []).append(found)
    if not grouped:
        return []
    layout = Layout(findings, scan)
    bodies = Bodies(findings.organizations)
    return [
        {
            "name": name,
            "kb_id": next((found.kb_id for found in group if found.kb_id), None),
            "name_en": next((found.name_en for found in group if found.name_en), None),
            "category": group[0].category,
            "hosts": hosts(group, bodies, scan, layout, warnings),
            "status": next((found.status for found in group if found.status), None),
            "mentions": mentions(group, scan.analysis),
        }
        for name, group in grouped.items()
    ]
