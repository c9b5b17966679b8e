"""The hosts of a laboratory."""

from __future__ import annotations

from extractor.model.findings import Findings, LabFinding
from extractor.model.warnings import Warning_
from extractor.records.naming import organization_at
from extractor.rulebook import Scan


def hosts(
    group: list[LabFinding], findings: Findings, scan: Scan, warnings: list[Warning_]
) -> list[str]:
    """The canonical names of the hosts of one laboratory."""
    named = (organization_at(place, findings) for found in group for place in found.host_places)
    return list(dict.fromkeys(body.name for body in named if body is not None))
