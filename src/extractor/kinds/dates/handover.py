"""回歸二十五周年: of Hong Kong in 1997, or of Macau in 1999."""

from __future__ import annotations

from extractor.kinds.dates.cues import Cues
from extractor.kinds.dates.forms import Mention

_REACH = 40
"""Code points in front of an anniversary in which the place is looked for."""
_HONG_KONG = "1997-07-01"


def settle_handover(mention: Mention, folded: str, cues: Cues) -> None:
    """Counts an anniversary of the handover from the day of the place in front of it, else of the article's place."""
    if mention.point.anniversary != _HONG_KONG:
        return
    days = cues.words("handed_over")
    left = folded[max(mention.start - _REACH, 0) : mention.start]
    near = max(days, key=lambda place: (left.rfind(place), place), default="")
    if near not in left:
        near = max(days, key=lambda place: (folded.count(place), place), default="")
    if near in folded and near in days:
        mention.point.anniversary = days[near]
