"""Figures in a row share what one of them is said of: 北京和廣州分別下跌0.2%和0.1%, 401個及42個單位."""

from __future__ import annotations

import re

from extractor.model.findings import QuantityFinding
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_JOINT = re.compile(fold_pattern("、|，|及|和|與|以及"))
_NAME_JOINT = re.compile(fold_pattern("[、及和與]$"))


def share(findings: list[QuantityFinding], scan: Scan) -> None:
    """Give the figures of each row, in place, the change, basis and item that one of them shows."""
    reader, folded = scan.figures, scan.analysis.folded
    row: list[QuantityFinding] = []
    for finding in findings:
        start = reader.hedge_before(finding.start)[0]
        joined = row and row[-1].unit == finding.unit and _JOINT.fullmatch(folded, row[-1].end, start)
        if not joined:
            _share(row, scan)
            row = []
        row.append(finding)
    _share(row, scan)


def _share(row: list[QuantityFinding], scan: Scan) -> None:
    if len(row) < 2 or len({(one.start, one.end) for one in row}) < len(row):
        return
    first, last = row[0], row[-1]
    for one in row[1:]:
        if one.change is None and first.change is not None:
            one.change, one.basis = first.change, first.basis
    names = _names(first, scan)
    names = _completed(names)
    if len(names) == len(row) and all(one.item in (None, first.item) for one in row):
        for one, name in zip(row, names, strict=True):
            one.item = name
        return
    shared = first.item if len(names) == 1 else None
    if first.item is None and scan.analysis.plain.find(last.item or "\n", last.end, last.end + 2) >= 0:
        shared = last.item
    for one in row:
        one.item = one.item or shared


def _completed(names: list[str]) -> list[str]:
    """The names with what only the last one says of all: 甲市和乙市⟨樓價⟩."""
    if len(names) < 2:
        return names
    first, last = names[0], names[-1]
    for length in (2, 1):
        place = last.find(first[-length:], 1)
        if len(first) > length and 0 < place < len(last) - length:
            head = last[place + length :]
            return [*(name if name.endswith(head) else name + head for name in names[:-1]), last]
    return names


def _names(first: QuantityFinding, scan: Scan) -> list[str]:
    """The item in front of the first figure, and those that are joined to it on its left."""
    plain, sentence = scan.analysis.plain, scan.analysis.sentence_at(first.start)
    position = plain.rfind(first.item, sentence.start, first.start) if first.item else -1
    if first.item is None or position < 0:
        return []
    names, phrases = [first.item], scan.phrases
    while _NAME_JOINT.search(scan.analysis.folded, sentence.start, position):
        place, _ = phrases.preceding(position - 1, sentence.start)
        if place is None or place.end != position - 1:
            break
        names.insert(0, plain[place.start : place.end])
        position = place.start
    return names
