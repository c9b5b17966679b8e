"""Stub."""

from __future__ import annotations

from datetime import date

from extractor.model.findings import RankingFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Match, Scan


def recognize(scan: Scan) -> list[Match]:
    """What the words state."""
    return scan.matches("rankings")


def resolve(mentions: list[Match], scan: Scan, published: date | None) -> tuple[list[RankingFinding], list[Warning_]]:
    """What it means in this article."""
    return [], []
