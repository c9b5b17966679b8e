"""The posts of a person: each title with the organization that it belongs to."""

from __future__ import annotations

from extractor.model.findings import Findings, PersonFinding
from extractor.model.records import Position
from extractor.records.naming import organization_at
from extractor.rulebook import Scan


def positions(group: list[PersonFinding], findings: Findings, scan: Scan) -> list[Position]:
    """Every post that the mentions of one person give, each once, in text order."""
    found: dict[tuple[str, str | None], Position] = {}
    for person in group:
        for title in person.titles:
            body = organization_at(title.organization, findings) if title.organization else None
            key = (title.title, body.name if body else None)
            found.setdefault(key, Position(title=key[0], organization=key[1]))
    return list(found.values())
