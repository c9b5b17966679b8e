"""Temporal expressions (TIMEX3)."""

from __future__ import annotations

from datetime import date

from extractor.model.findings import Dating
from extractor.rulebook import Match, Scan


def recognize(scan: Scan) -> list[Match]:
    """What the words state, without any metadata."""
    return scan.matches("dates")


def resolve(mentions: list[Match], scan: Scan, published: date | None) -> Dating:
    """What it means in this article, given its metadata date."""
    return Dating([], published, "metadata" if published else None)
