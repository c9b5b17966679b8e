"""What a figure means in its sentence: what it counts, whether it is a change, and against what."""

from __future__ import annotations

from extractor.kinds.quantities.changes import Changes
from extractor.kinds.quantities.consistency import misfits
from extractor.kinds.quantities.counted import Counted
from extractor.kinds.quantities.items import Items
from extractor.model.findings import QuantityFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan


def resolve(mentions: list[Counted], scan: Scan) -> tuple[list[QuantityFinding], list[Warning_]]:
    """The findings in text order, and what does not fit together."""
    changes, items = Changes(scan), Items(scan)
    findings: list[QuantityFinding] = []
    for counted in mentions:
        change, basis, begin = changes.of(counted)
        item = items.of(counted, begin, change, findings)
        place = counted.start, counted.end, counted.rule
        findings.append(QuantityFinding(*place, counted.figure, counted.unit, item, change, basis))
    return findings, misfits(findings, scan)
