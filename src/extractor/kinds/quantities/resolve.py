"""What a figure means in its sentence: what it counts, whether it is a change, and against what."""

from __future__ import annotations

import re

from extractor.kinds.quantities.changes import Changes
from extractor.kinds.quantities.consistency import misfits
from extractor.kinds.quantities.counted import Counted
from extractor.kinds.quantities.items import Items
from extractor.kinds.quantities.lists import share
from extractor.kinds.quantities.tables import read_columns
from extractor.model.findings import Place, QuantityFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan

_THINGS = re.compile("[\u4e00-\u9fff](?<![至到及和与或的后较比起以])")


def resolve(mentions: list[Counted], scan: Scan) -> tuple[list[QuantityFinding], list[Warning_]]:
    """The findings in text order, and what does not fit together."""
    changes, items = Changes(scan), Items(scan)
    findings: list[QuantityFinding] = []
    for counted in mentions:
        change, basis, begin = changes.of(counted)
        named, front = items.of(counted, begin, change is not None, findings)
        if change is None and counted.measured and front is not None:
            clause = changes.clause_start(front)
            change = changes.before(front, clause)[0] or changes.transitive(clause, front)  # 減少混凝土15%
        things = (named is not None and front is None) or _THINGS.match(scan.analysis.folded, counted.end)
        if change == "increase" and basis is None and not counted.measured and things:
            change = None  # 增加20張病床 adds things: the figure itself did not grow
        place = counted.start, counted.end, counted.rule
        at = named if isinstance(named, Place) else None
        item = named if isinstance(named, str) else _printed(at, scan)
        findings.append(QuantityFinding(*place, counted.figure, counted.unit, item, change, basis, at))
    share(findings, scan)
    read_columns(findings, scan)
    return findings, misfits(findings, scan)


def _printed(place: Place | None, scan: Scan) -> str | None:
    """The words at `place` as printed; None for no place."""
    return None if place is None else scan.analysis.plain[place.start : place.end].strip() or None
