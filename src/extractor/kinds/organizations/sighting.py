"""What recognizing hands to resolving: a stretch that may name an organization, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.rulebook import Entry
from extractor.rulebook.nameruns import NameRun


@dataclass(slots=True, eq=False)
class Sighting:
    """A stretch `[start, end)` (plain positions) that `rule` takes for a name.

    `entries` are the gazetteer entries that bear the name; `ambiguous` says that the form needs evidence.
    A name that is not listed has the `run` in front of its `head`, its `score` and what its rule needs.
    """

    start: int
    end: int
    rule: str
    category: str = "other"
    entries: tuple[Entry, ...] = ()
    ambiguous: bool = False
    run: NameRun | None = None
    head: int = 0
    score: int = 0
    need: int = 0
    name: str | None = None
    parent: str | None = None
