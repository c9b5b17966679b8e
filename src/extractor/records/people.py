"""Records of people: one a person, with every post."""

from __future__ import annotations

from functools import lru_cache

from extractor.model.findings import Findings, PersonFinding
from extractor.model.warnings import Warning_
from extractor.records.bodies import Bodies
from extractor.records.mentions import Row, by_place, mentions
from extractor.records.positions import positions
from extractor.rulebook import Rulebook, Scan
from extractor.text.traditional import PersonScript

_RARE = 100  # a text in Simplified characters still has a Traditional one here and there, in a name


def write_traditional(people: list[PersonFinding], scan: Scan) -> None:
    """Give every person a name in Traditional characters, and keep the printed form as an alias."""
    script = _script(scan.rulebook)
    surfaces = [scan.analysis.plain[person.start : person.end] for person in people]
    if not script.may_change("".join([*surfaces, *[person.name for person in people]])):
        return
    simplified = _in_simplified(scan, script)
    for person, surface in zip(people, surfaces, strict=True):
        printed = person.name
        person.name = script.traditional(printed, simplified=simplified)
        changed = printed != person.name or script.is_simplified(surface)
        if person.alias is None and surface != person.name and changed:
            person.alias = surface


@lru_cache(maxsize=4)
def _script(rulebook: Rulebook) -> PersonScript:
    return PersonScript(rulebook.words("traditional_surname"), rulebook.words("traditional_given"))


def _in_simplified(scan: Scan, script: PersonScript) -> bool:
    """Whether the article is printed in Simplified characters."""
    plain, simplified = scan.analysis.plain, scan.analysis.simplified
    converted = sum(a != b for a, b in zip(plain, simplified, strict=True))
    return converted * _RARE <= len(plain) and script.is_simplified(plain)


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
