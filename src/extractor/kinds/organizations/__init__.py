"""Stub."""

from __future__ import annotations

from extractor.model.findings import OrganizationFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Match, Scan


def recognize(scan: Scan) -> list[Match]:
    """What the words state."""
    return scan.matches("organizations")


def resolve(mentions: list[Match], scan: Scan) -> tuple[list[OrganizationFinding], list[Warning_]]:
    """What it means in this article."""
    return [], []
