"""The names of the kinds, in the order of the output. Apart, so that a glance at them loads nothing else."""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "labs", "people", "organizations", "amounts", "quantities", "rankings", "dates",
)  # fmt: skip
