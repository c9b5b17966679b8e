"""Stub."""

from __future__ import annotations

from extractor.model.findings import PersonFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Match, Scan


def recognize(scan: Scan) -> list[Match]:
    """What the words state."""
    return scan.matches("people")


def resolve(mentions: list[Match], scan: Scan) -> tuple[list[PersonFinding], list[Warning_]]:
    """What it means in this article."""
    return [], []
