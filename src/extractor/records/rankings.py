"""Records of places in lists."""

from __future__ import annotations

from extractor.model.findings import Findings, Place
from extractor.model.records import Ranking
from extractor.model.warnings import Warning_
from extractor.records.mentions import mention
from extractor.records.naming import name_at
from extractor.rulebook import Scan


def ranking_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Ranking]:
    """One record a place in a list, in text order."""

    def named(what: Place | str | None) -> str | None:
        return name_at(what, findings, scan.analysis.plain) if isinstance(what, Place) else what

    return [
        Ranking.model_construct(
            subject=named(found.subject),
            index=found.index,
            publisher=named(found.publisher),
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
