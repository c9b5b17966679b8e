"""Forms of one unlisted name in an article: with and without its legal form, with and without its place."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from extractor.model.findings import OrganizationFinding
from extractor.rulebook import Rulebook, Scan
from extractor.text.views import fold

_TELLING = 4
"""A unit's own name of fewer characters tells nothing (法學院)."""


@lru_cache(maxsize=4)
def _places(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(fold(entry.name) for entry in rulebook.gazetteers.get("places", ()))


def unify(findings: list[OrganizationFinding], scan: Scan) -> None:
    """Give the forms of one unlisted body its fullest name in the article, in place.

    X控股有限公司 and X are one company when nothing but the legal form is added; 台灣X總會 and X總會 are one
    association when nothing but a place is put in front. What several fuller names would fit stays apart.
    """
    _with_host(findings)
    _with_gloss(findings, scan)
    unlisted = [found for found in findings if found.entry is None and found.parent is None]
    names = sorted({found.name for found in unlisted})
    if len(names) < 2:
        return
    endings = scan.rulebook.folded_words("legal_form")
    places = _places(scan.rulebook)
    fuller: dict[str, list[str]] = {}
    for name in names:
        for short in sorted({*_without(name, endings), *_placeless(name, places)}):
            fuller.setdefault(short, []).append(name)
    for found in unlisted:
        while len(fuller.get(found.name, ())) == 1:
            found.name = fuller[found.name][0]


def _without(name: str, endings: Container[str]) -> Iterator[str]:
    """What is left of a name without a legal form behind."""
    folded = fold(name)
    return (name[:cut] for cut in range(1, len(name)) if folded[cut:] in endings)


def _placeless(name: str, places: Container[str]) -> Iterator[str]:
    """What is left of a name, and tells it, without a place in front."""
    folded = fold(name)
    return (name[cut:] for cut in range(1, len(name) - _TELLING + 1) if folded[:cut] in places)


def _with_gloss(findings: list[OrganizationFinding], scan: Scan) -> None:
    """An English name in brackets right behind a body is the body's: 承乾基金會（Tigillus Foundation）."""
    folded = scan.analysis.folded
    ends = {found.end: found for found in findings}
    for found in findings:
        body = ends.get(found.start - 1)
        marks = folded[found.start - 1 : found.start] + folded[found.end : found.end + 1]
        if found.entry is not None or body is None or marks != "（）":
            continue
        if folded[found.start : found.end].isascii() and not folded[body.start : body.end].isascii():
            found.name, found.kb_id, found.category, found.entry = body.name, body.kb_id, body.category, body.entry


def _with_host(findings: list[OrganizationFinding]) -> None:
    """沃爾森學院 behind 劍橋大學沃爾森學院 is the same college: one that the article names with its host once."""
    units: dict[str, set[str]] = {}
    for found in findings:
        if found.entry is None and found.parent is not None and found.name.startswith(found.parent):
            units.setdefault(found.name[len(found.parent) :], set()).add(found.parent)
    for found in findings:
        hosts = units.get(found.name, set())
        if found.entry is None and found.parent is None and len(found.name) >= _TELLING and len(hosts) == 1:
            found.parent = next(iter(hosts))
            found.name = found.parent + found.name
