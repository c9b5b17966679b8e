"""What the words state: listed names, names by their head words, names by a pattern."""

from __future__ import annotations

from extractor.kinds.organizations.known import known_names
from extractor.kinds.organizations.sighting import Sighting
from extractor.kinds.organizations.spoken import spoken_names
from extractor.kinds.organizations.unknown import headed_names, names_elsewhere, patterned_names
from extractor.model.findings import Place
from extractor.rulebook import Scan


def recognize(scan: Scan) -> list[Sighting]:
    """Every stretch that may name an organization, overlapping ones too, in no order that matters.

    Stretches that a blocker claims are gone, and kept for `explain`.
    """
    blocked = [Place(match.start, match.end) for match in scan.candidates("organizations") if match.rule.blocks]
    known = known_names(scan)
    sightings = [
        *known,
        *headed_names(scan, known),
        *names_elsewhere(scan, known),
        *patterned_names(scan),
        *spoken_names(scan, known),
    ]
    return [sighting for sighting in sightings if not _blocked(sighting, blocked, scan)]


def _blocked(sighting: Sighting, blocked: list[Place], scan: Scan) -> bool:
    for place in blocked:
        overlaps = sighting.start < place.end and place.start < sighting.end
        holds = sighting.start <= place.start and place.end <= sighting.end
        longer = sighting.end - sighting.start > place.end - place.start
        if overlaps and not (holds and longer):
            scan.lost("organizations", sighting.rule, sighting.start, sighting.end,
                      f"blocked at 「{scan.analysis.plain[place.start : place.end]}」")  # fmt: skip
            return True
    return False
