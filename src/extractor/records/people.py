"""Records of people: one a person, with every post."""

from __future__ import annotations

from extractor.model.findings import Findings, PersonFinding
from extractor.model.warnings import Warning_
from extractor.records.bodies import Bodies
from extractor.records.mentions import Row, by_place, mentions
from extractor.records.positions import positions
from extractor.rulebook import Scan
from extractor.text.traditional import is_simplified, traditional_person

_RARE = 100  # a text in Simplified characters still has a Traditional one here and there, in a name


def write_traditional(people: list[PersonFinding], scan: Scan) -> None:
    """Give every person a name in Traditional characters, and keep the printed form as an alias."""
    surnames, given = scan.rulebook.words("traditional_surname"), scan.rulebook.words("traditional_given")
    surfaces = [scan.analysis.plain[person.start : person.end] for person in people]
    characters = "".join([*surfaces, *[person.name for person in people]])
    if given.keys().isdisjoint(characters) and not is_simplified(characters):
        return
    simplified = _in_simplified(scan)
    written: dict[str, str] = {}
    for person, surface in zip(people, surfaces, strict=True):
        printed = person.name
        if printed not in written:
            written[printed] = traditional_person(printed, surnames, given, simplified=simplified)
        person.name = written[printed]
        if person.alias is None and surface != person.name and (printed != person.name or is_simplified(surface)):
            person.alias = surface


def _in_simplified(scan: Scan) -> bool:
    """Whether the article is printed in Simplified characters."""
    plain, simplified = scan.analysis.plain, scan.analysis.simplified
    converted = sum(a != b for a, b in zip(plain, simplified, strict=True))
    return converted * _RARE <= len(plain) and is_simplified(plain)


def person_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a person, in the order of first mention."""
    grouped: dict[str, list[PersonFinding]] = {}
    for found in sorted(findings.people, key=by_place):
        grouped.setdefault(found.name, []).append(found)
    bodies = Bodies(findings)
    return [
        {
            "name": name,
            "name_en": next((found.name_en for found in group if found.name_en), None),
            "aliases": list(dict.fromkeys(found.alias for found in group if found.alias)),
            "positions": positions(group, bodies, scan),
            "mentions": mentions(group, scan.analysis),
        }
        for name, group in grouped.items()
    ]
