"""The publication day, and the day of writing that relative words hang on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.forms import Mention
from extractor.model.article import PublishedBasis
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan


@dataclass(slots=True)
class Publication:
    """The publication day with its basis, and the day of writing as far as it is known."""

    published: date | None
    basis: PublishedBasis | None
    writing: Anchor
    warnings: list[Warning_] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)


def publication(mentions: list[Mention], scan: Scan, published: date | None) -> Publication:
    """The publication day by the metadata; without them, by what the article's own clues leave possible."""
    if published is not None:
        return Publication(published, "metadata", Anchor.at(published))
    return Publication(None, None, Anchor(None))
