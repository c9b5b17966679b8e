"""Abbreviations that an article gives a research unit: X研發中心（The X Centre, HKRITA）; they hold in the article."""

from __future__ import annotations

import re

from extractor.model.findings import LabFinding
from extractor.rulebook import Scan

VERSION_BEHIND = "(?!(?: ?V| )[0-9])"
"""Not in front of a version, which makes a product of an abbreviation: HKGAI V3."""
_RULE = "lab.defined_short_form"
_GIVEN = re.compile(
    r"（(?:[A-Z][A-Za-z&,'\- ]*[,，；; ] ?|簡稱|下稱|英文簡稱|[「『])?(?P<form>[A-Z][A-Za-z-]*[A-Z][A-Za-z-]*)[」』]?）"
)


_SHORT = re.compile(r"（(?:简称|下称|以下简称)?[「『“]?(?P<form>[^（）「」『』“”，。、A-Za-z]{3,10})[」』”]?）")
"""On the folded view, whose characters are simplified."""


def _shortens(form: str, name: str, scan: Scan) -> bool:
    """Whether a form in brackets is a short name of a unit: its characters in order, more than a head word."""
    rest = iter(name)
    return (
        len(form) < len(name)
        and form not in scan.rulebook.folded_words("lab_head")
        and all(character in rest for character in form)
    )


def defined_units(findings: list[LabFinding], scan: Scan) -> list[LabFinding]:
    """The findings, and every other place where an abbreviation stands that is given behind one of them."""
    folded = scan.analysis.folded
    forms: dict[str, LabFinding] = {}
    for found in findings:
        given = _GIVEN.match(folded, found.end)
        if given is not None:
            forms.setdefault(given["form"], found)
        short = _SHORT.match(folded, found.end)
        if short is not None and _shortens(short["form"], folded[found.start : found.end], scan):
            forms.setdefault(short["form"], found)
    for found in findings:
        whole = forms.get(folded[found.start : found.end])
        if whole is not None and found.entry is None:
            found.name, found.entry, found.kb_id = whole.name, whole.entry, whole.kb_id
    if not forms:
        return findings
    taken = {(found.start, found.end) for found in findings}
    added = [
        LabFinding(
            place.start(), place.end(), _RULE, found.name, found.category, found.kb_id, found.name_en, found.entry
        )
        for form, found in forms.items()
        for place in re.finditer(f"(?<![A-Za-z]){re.escape(form)}(?![A-Za-z]){VERSION_BEHIND}", folded)
        if not any(start < place.end() and place.start() < end for start, end in taken)
    ]
    return sorted([*findings, *added], key=lambda found: (found.start, found.end))
