"""What a point means, and where it stands: the small types that the resolving files share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.kinds.dates.moment import Moment

Basis = Literal["explicit", "published", "context"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point stands: its span, sentence and block, and whether its clause speaks of the future."""

    start: int
    end: int
    sentence: int
    block: int
    future: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A resolved point, and what its missing parts came from. `own_year`: see `discourse.Said`."""

    moment: Moment
    basis: Basis
    own_year: bool = False
