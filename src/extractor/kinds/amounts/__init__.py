"""Stub."""

from __future__ import annotations

from extractor.model.findings import AmountFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Match, Scan


def recognize(scan: Scan) -> list[Match]:
    """What the words state."""
    return scan.matches("amounts")


def resolve(mentions: list[Match], scan: Scan, default_currency: str) -> tuple[list[AmountFinding], list[Warning_]]:
    """What it means in this article."""
    return [], []
