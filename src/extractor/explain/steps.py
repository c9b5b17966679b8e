"""The steps of a resolution that the findings themselves still tell: entry, alias, evidence, posts, parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extractor.model.findings import (
    AmountFinding,
    DateFinding,
    Findings,
    LabFinding,
    OrganizationFinding,
    PersonFinding,
    Place,
    RankingFinding,
)
from extractor.records.bodies import Bodies
from extractor.records.naming import Names
from extractor.records.positions import position
from extractor.rulebook import Entry, Scan
from extractor.text.views import fold


def steps_of(kind: str, place: tuple[int, int], findings: Findings, scan: Scan) -> Iterator[str]:
    """The steps for the mention of `kind` at the plain `place`, a sentence each."""
    by_kind: dict[str, list[Any]] = {
        "labs": findings.labs,
        "people": findings.people,
        "organizations": findings.organizations,
        "amounts": findings.amounts,
        "quantities": findings.quantities,
        "rankings": findings.rankings,
        "dates": findings.dating.dates,
    }
    for finding in by_kind[kind]:
        if (finding.start, finding.end) == place:
            yield from _TELL[kind](finding, findings, scan)


def parts_at(place: tuple[int, int], findings: Findings, scan: Scan) -> Iterator[str]:
    """Of which records the words at the plain `place` are a part without being a mention: titles, payers, …"""
    plain = scan.analysis.plain
    for person in findings.people:
        for title in person.titles:
            if title.start < place[1] and place[0] < title.end:
                yield f"a part of people 「{person.name}」: 「{plain[title.start : title.end]}」 is a title"
    parts: list[tuple[Any, str, tuple[str, ...]]] = [
        *((one, "amounts", ("payer", "recipient", "purpose")) for one in findings.amounts),
        *((one, "rankings", ("subject", "publisher")) for one in findings.rankings),
    ]
    for finding, kind, names in parts:
        for name in names:
            what = getattr(finding, name)
            if isinstance(what, Place) and what.start < place[1] and place[0] < what.end:
                words = plain[finding.start : finding.end]
                yield f"a part of {kind} 「{words}」: 「{plain[what.start : what.end]}」 is its {name}"


def _entry(entry: Entry, surface: str) -> Iterator[str]:
    form = fold(surface)
    if form == fold(entry.name):
        how = "under this name"
    elif form in {fold(alias) for alias in entry.aliases}:
        how = f"「{surface}」 is one of its aliases"
    elif form in {fold(alias) for alias in entry.ambiguous}:
        how = f"「{surface}」 is a short form of it that needs evidence"
    else:
        how = "by a former or nearly equal name"
    yield f"listed: {entry.name} ({entry.id}; source: {entry.source}), {how}"


def _organization(found: OrganizationFinding, findings: Findings, scan: Scan) -> Iterator[str]:
    surface = scan.analysis.plain[found.start : found.end]
    if found.entry is not None:
        yield from _entry(found.entry, surface)
        rivals = {hit.entry.name for hit in scan.entries("organizations")
                  if (hit.start, hit.end) == (found.start, found.end)} - {found.name}  # fmt: skip
        full = next((one for one in findings.organizations if one.name == found.name and one is not found
                     and scan.analysis.plain[one.start : one.end] == found.name), None)  # fmt: skip
        if rivals:
            yield f"the short form is shared with {'、'.join(sorted(rivals))}"
        if full is not None and surface != found.name:
            yield f"the article names it in full at {scan.analysis.extent(full.start, full.end)[0]}"
    elif found.parent is not None:
        yield f"not listed itself; a part of {found.parent}"
    elif surface != found.name:
        yield f"not listed; stands for 「{found.name}」, which the article gives elsewhere"
    else:
        yield "not listed: found by its head word and what stands in front of it"


def _lab(found: LabFinding, findings: Findings, scan: Scan) -> Iterator[str]:
    surface = scan.analysis.plain[found.start : found.end]
    if found.entry is not None:
        yield from _entry(found.entry, surface)
    else:
        yield "not listed: found by its head word and what stands in front of it"
    if found.status is not None:
        yield f"a mark behind the name says that it is {found.status}"


def _person(found: PersonFinding, findings: Findings, scan: Scan) -> Iterator[str]:
    plain = scan.analysis.plain
    if found.alias is not None:
        first = next((one for one in findings.people if one.name == found.name and one.alias is None), None)
        where = "" if first is None else f", named in full at {scan.analysis.extent(first.start, first.end)[0]}"
        yield f"alias: 「{found.alias}」 stands for {found.name}{where}"
    if found.evidence:
        yield f"evidence for the name: {', '.join(found.evidence)}"
    for title in found.titles:
        post = position(title, Bodies(findings), scan)
        words = plain[title.start : title.end]
        side = "behind the name" if title.behind else "in front"
        body = f" of {post.organization}" if post.organization else ", of no body that is named"
        yield f"post: 「{words}」 {side} makes {post.title}{body}"


def _amount(found: AmountFinding, findings: Findings, scan: Scan) -> Iterator[str]:
    if found.currency_basis == "stated":
        yield f"the currency {found.currency} is stated"
    else:
        yield f"the currency {found.currency} is inferred"
    yield from _bounds(found, findings, scan)
    for name in ("payer", "recipient", "purpose"):
        what: Place | None = getattr(found, name)
        if what is not None:
            words = scan.analysis.plain[what.start : what.end]
            yield f"{name}: 「{words}」, that is {Names(findings, scan.analysis.plain).at(what)}"


def _bounds(found: Any, findings: Findings, scan: Scan) -> Iterator[str]:
    figure = found.figure
    if figure.qualifier != "exact":
        low = "…" if figure.min is None else format(figure.min, "f")
        high = "…" if figure.max is None else format(figure.max, "f")
        yield f"bounds: {figure.qualifier}, from {low} to {high}"


def _ranking(found: RankingFinding, findings: Findings, scan: Scan) -> Iterator[str]:
    if isinstance(found.subject, Place):
        words = scan.analysis.plain[found.subject.start : found.subject.end]
        yield f"subject: 「{words}」, that is {Names(findings, scan.analysis.plain).at(found.subject)}"


def _date(found: DateFinding, findings: Findings, scan: Scan) -> Iterator[str]:
    if found.basis == "explicit":
        yield "all of its parts are written"


_TELL: dict[str, Callable[[Any, Findings, Scan], Iterator[str]]] = {
    "organizations": _organization,
    "labs": _lab,
    "people": _person,
    "amounts": _amount,
    "quantities": _bounds,
    "rankings": _ranking,
    "dates": _date,
}
