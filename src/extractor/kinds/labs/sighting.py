"""What recognizing hands to resolving: a stretch that may name a research unit."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.rulebook import Entry


@dataclass(slots=True, eq=False)
class Sighting:
    """A stretch `[start, end)` (plain positions) that `rule` takes for a name; `host_start` is where its host,
    if it stands directly in front, begins (else `start`). `head` is where the head word begins.
    """

    start: int
    end: int
    rule: str
    category: str
    host_start: int
    head: int
    entry: Entry | None = None
    ambiguous: bool = False
