"""What it means in this article: which listed unit a name is, its category, status and where its hosts may stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from extractor.kinds.labs.defined import VERSION_BEHIND, defined_units
from extractor.kinds.labs.hosting import host_places, maker_place
from extractor.kinds.labs.linking import linked_entry, near_entry
from extractor.kinds.labs.sighting import Sighting
from extractor.model.findings import LabFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Entry, EntryHit, Rulebook, Scan
from extractor.text.traditional import traditional
from extractor.text.views import fold

_NO_VERSION = re.compile(VERSION_BEHIND)
_HEADINGS = ("headline", "heading")
_FEW = 40
"""An article that names more units is a list, whose headings shorten none of them."""


def resolve(mentions: list[Sighting], scan: Scan) -> tuple[list[LabFinding], list[Warning_]]:
    """The research units that the article names, no two overlapping, and probable misprints."""
    warnings: list[Warning_] = []
    if not mentions:
        return [], warnings
    keeping = _keeping(scan)
    findings = [_finding(one, keeping, scan, warnings) for one in _settled(mentions, scan)]
    _unify(findings, scan)
    _shortened(findings, scan)
    findings = defined_units(findings, scan)
    return findings, warnings


def _settled(mentions: list[Sighting], scan: Scan) -> list[Sighting]:
    named = {one.entry.id for one in mentions if one.entry and not one.ambiguous}
    kept: list[Sighting] = []
    hosts_before = _names_ending(scan) if any(one.ambiguous for one in mentions) else {}
    reach = -1
    for one in sorted(mentions, key=lambda one: (one.start, -one.end, one.entry is None)):
        if one.ambiguous and one.entry and one.entry.id not in named and not _hosted(one, one.entry, hosts_before):
            scan.lost("labs", one.rule, one.start, one.end, "a short form that needs the full name elsewhere")
        elif _NO_VERSION.match(scan.analysis.folded, one.end) is None and scan.analysis.folded[one.end - 1].isascii():
            scan.lost("labs", one.rule, one.start, one.end, "a version follows: a product of the unit")
        elif one.start < reach:
            scan.lost("labs", one.rule, one.start, one.end, "overlapped by a longer name")
        else:
            kept.append(one)
            reach = one.end
    return kept


def _names_ending(scan: Scan) -> dict[int, set[str]]:
    """The names of the listed bodies by where they end."""
    ending: dict[int, set[str]] = {}
    for hit in scan.entries("organizations"):
        ending.setdefault(hit.end, set()).add(hit.entry.name)
    return ending


def _hosted(one: Sighting, entry: Entry, hosts_before: dict[int, set[str]]) -> bool:
    """Whether one of the unit's own hosts stands directly in front of a short form (中大|亞太研究所)."""
    return not hosts_before.get(one.start, set()).isdisjoint(entry.extra.get("hosts", ()))


def _finding(one: Sighting, keeping: dict[int, list[EntryHit]], scan: Scan, warnings: list[Warning_]) -> LabFinding:
    plain = scan.analysis.plain
    surface = plain[one.start : one.end]
    entry, rule = one.entry, one.rule
    linked = linked_entry(one, scan) if entry is None else None
    if linked is not None:
        one.start, entry = linked
        rule = "lab.known_name"
    if entry is None:
        entry = near_entry(one, scan)
        if entry is not None:
            rule = "lab.near_name"
            warnings.append(_misprint(one, surface, entry))
    keeper = _keeper(one, keeping)
    name = entry.name if entry else _full_name(one, keeper, scan) or traditional(surface)
    entry = entry or _by_name(scan.rulebook).get(fold(name))
    return LabFinding(
        one.start, one.end, rule, name,
        category=(entry.category if entry else None) or one.category,
        kb_id=entry.id if entry else None,
        name_en=entry.name_en if entry else _english(one, scan),
        entry=entry,
        status=_status(one, scan),
        host_places=host_places(one, scan),
        maker_place=maker_place(one, scan),
        keeper=keeper.entry.name if keeper and not _is_patron(keeper, scan) else None,
    )  # fmt: skip


def _keeping(scan: Scan) -> dict[int, list[EntryHit]]:
    """The bodies whose units are named with them, by where they begin."""
    keeps = scan.rulebook.folded_words("lab_keeps_host")
    hits: dict[int, list[EntryHit]] = {}
    for hit in scan.entries("organizations"):
        if fold(hit.entry.name) in keeps:
            hits.setdefault(hit.start, []).append(hit)
    return hits


def _keeper(one: Sighting, keeping: dict[int, list[EntryHit]]) -> EntryHit | None:
    """The body that a unit is named with, if its name begins with one: 社科院|X研究所."""
    return next((hit for hit in keeping.get(one.start, ()) if hit.end < one.head), None)


def _full_name(one: Sighting, keeper: EntryHit | None, scan: Scan) -> str | None:
    """The name with its host's in full: 社科院X研究所 is 中國社會科學院X研究所; 賽馬會X中心 stays."""
    if keeper is None or _is_patron(keeper, scan):
        return None
    return keeper.entry.name + traditional(scan.analysis.plain[keeper.end : one.end])


def _is_patron(keeper: EntryHit, scan: Scan) -> bool:
    return scan.analysis.folded[keeper.start : keeper.end] in scan.rulebook.folded_words("name_patron")


@lru_cache(maxsize=4)
def _by_name(rulebook: Rulebook) -> dict[str, Entry]:
    return {fold(entry.name): entry for entry in rulebook.gazetteers.get("labs", ())}


def _unify(findings: list[LabFinding], scan: Scan) -> None:
    """Give an unlisted unit one name: X研究所 and 台灣X研究所 differ by nothing but a place."""
    places = {scan.analysis.folded[hit.start : hit.end] for hit in scan.entries("places")}
    reach = max(map(len, places), default=0)
    fuller: dict[str, list[str]] = {}
    for name in sorted({found.name for found in findings if found.entry is None}):
        for cut in range(1, min(reach + 1, len(name))):
            if fold(name[:cut]) in places:
                fuller.setdefault(name[cut:], []).append(name)
    for found in findings:
        if found.entry is None and len(fuller.get(found.name, ())) == 1:
            found.name = fuller[found.name][0]


def _shortened(findings: list[LabFinding], scan: Scan) -> None:
    """Give the shortened name of a heading, or of a list item's first words, the full name of the text:
    教大設閱讀研究所, 中文閱讀發展研究所.

    Its characters stand in the full name in their order; of one category, and only one such.
    """
    names = {found.name: found for found in findings}
    for found in findings if len(names) <= _FEW else []:
        block = scan.analysis.block_at(found.start)
        if found.entry is not None or (block.label not in _HEADINGS and block.label != "list"):
            continue
        fuller = [
            one
            for name, one in names.items()
            if one.category == found.category
            and (block.label in _HEADINGS or found.end <= one.start < block.end)
            and _abbreviates(found.name, name)
        ]
        if len(fuller) == 1:
            found.name, found.entry, found.kb_id = fuller[0].name, fuller[0].entry, fuller[0].kb_id


def _abbreviates(short: str, name: str) -> bool:
    rest = iter(name)
    return len(short) < len(name) and all(character in rest for character in short)


def _misprint(one: Sighting, surface: str, entry: Entry) -> Warning_:
    return Warning_(
        "probable_misprint",
        f"「{surface}」 is not listed; taken for 「{entry.name}」, the only listed name so near",
        one.start,
        one.end,
    )


@lru_cache(maxsize=8)
def _status_behind(rulebook: Rulebook) -> re.Pattern[str]:
    words = "|".join(map(re.escape, rulebook.folded_words("lab_status_mark")))
    return re.compile(f"[ 　]?[（\\[【]?(?P<word>{words})(?![立了的由一首於在成\u4e00-\u9fff])")


def _status(one: Sighting, scan: Scan) -> Literal["new", "reorganized"] | None:
    """What a mark right behind the name says of it: new, reorganized, or nothing."""
    found = _status_behind(scan.rulebook).match(scan.analysis.folded, one.end)
    if found is None:
        return None
    value: Literal["new", "reorganized"] = scan.rulebook.folded_words("lab_status_mark")[found["word"]]
    return value


_ENGLISH = re.compile(r"（(?P<name>[A-Z][A-Za-z&,'\- ]{7,}?)(?:[,，；;] ?[A-Z]{2,}[A-Za-z]*)?）")


def _english(one: Sighting, scan: Scan) -> str | None:
    """The English name in brackets behind an unlisted unit."""
    found = _ENGLISH.match(scan.analysis.folded, one.end)
    if found is None or " " not in found["name"].strip():
        return None
    return scan.analysis.plain[found.start("name") : found.end("name")].strip()
