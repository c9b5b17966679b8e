"""What stands at a place: the name that another kind knows for it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.findings import Findings, OrganizationFinding, Place


def organization_at(place: Place, findings: Findings) -> OrganizationFinding | None:
    """The organization mention inside `place` that is the longest, the last one of equals; or None."""
    inside: Sequence[OrganizationFinding] = [
        found for found in findings.organizations if place.start <= found.start and found.end <= place.end
    ]
    return max(inside, key=lambda found: (found.end - found.start, found.start), default=None)


def name_at(place: Place, findings: Findings, plain: str) -> str:
    """The canonical name of the organization, person or laboratory at `place`, else its words."""
    for group in (findings.organizations, findings.people, findings.labs):
        for found in group:
            if (found.start, found.end) == place:
                return found.name
    inside = organization_at(place, findings)
    if inside is not None and (inside.end - inside.start) * 2 > place.end - place.start:
        return inside.name
    return plain[place.start : place.end].strip()
