"""Records of places in lists."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.findings import Findings, OrganizationFinding, PersonFinding, Place, RankingFinding
from extractor.model.warnings import Warning_
from extractor.records.mentions import Row, mention
from extractor.records.naming import name_at
from extractor.rulebook import Scan

_PREPOSITIONS = "於于以由在从從"


def ranking_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a place in a list, in text order."""
    plain = scan.analysis.plain
    return [
        dict(
            subject=_behind(found, findings)
            or (_leading(found.front, findings.people, plain) if found.carried else None)
            or _subject(found.subject, findings, plain)
            or _leading(found.front, [*findings.people, *findings.organizations], plain),
            index=found.index,
            publisher=_publisher(found.publisher, findings, plain),
            edition=found.edition,
            scope=found.scope,
            category=found.category,
            rank=found.rank,
            band=found.band,
            tied=found.tied,
            previous_rank=found.previous_rank,
            streak_years=found.streak_years,
            mentions=[mention(found, scan.analysis)],
        )
        for found in sorted(findings.rankings, key=lambda found: (found.start, found.end))
    ]


def _subject(what: Place | str | None, findings: Findings, plain: str) -> str | None:
    """The holder: the canonical name when exactly a known body stands there, else the words as printed."""
    if not isinstance(what, Place):
        return what
    for group in (findings.organizations, findings.labs, findings.people):
        for found in group:
            if (found.start, found.end) == what:
                return found.name
    for person in findings.people:
        if what.start < person.start and person.end == what.end:
            return person.name  # 國家主席習近平
        if person.start == what.start and person.end < what.end and plain[person.end] in _PREPOSITIONS:
            return person.name  # 張家朗｜於亞運
    return plain[what.start : what.end].strip()


def _behind(place: RankingFinding, findings: Findings) -> str | None:
    """The person whose name follows the place at once: 世界排名第二崔仁貞."""
    if place.rank is None:
        return None
    return next((person.name for person in findings.people if person.start == place.end), None)


def _leading(front: Place | None, named: Sequence[PersonFinding | OrganizationFinding], plain: str) -> str | None:
    """Whoever of `named` leads the sentence, or the clause nearest to the place, in `front`."""
    if front is None:
        return None
    best: tuple[int, str] | None = None
    for found in named:
        leads = found.start == front.start or plain[found.start - 1] in "，、。；：（\u3000"
        if front.start <= found.start and found.end <= front.end and leads:
            best = max(best or (-1, ""), (found.start, found.name))
    return best[1] if best else None


def _publisher(what: Place | str | None, findings: Findings, plain: str) -> str | None:
    """Who publishes the list: the body that stands last in front of the title, else the words there."""
    if not isinstance(what, Place):
        return what
    inside = [found for found in findings.organizations if what.start <= found.start and found.end <= what.end]
    if inside:
        return max(inside, key=lambda found: (found.end, found.end - found.start)).name
    return name_at(what, findings, plain)
