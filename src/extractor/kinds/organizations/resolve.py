"""What it means in this article: which stretches are names, and whose."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from extractor.kinds.organizations.defined import defined_names
from extractor.kinds.organizations.linking import link
from extractor.kinds.organizations.sighting import Sighting
from extractor.kinds.organizations.unifying import unify
from extractor.model.findings import OrganizationFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Entry, EntryHit, Rulebook, Scan
from extractor.text.traditional import traditional
from extractor.text.views import fold

_OWN_NAME = frozenset(("company", "media"))
"""What begins with the short name of another body, but is no part of it (星島晚報)."""
_LONG_NAME = 5
"""So long a form of a country's name is no short one: 中華人民共和國."""
_BRIEF = 2
_CLEAN = ("mark", "start")
_TWICE = 2
"""What it counts that the same name stands in the article more than once."""


def resolve(mentions: list[Sighting], scan: Scan) -> tuple[list[OrganizationFinding], list[Warning_]]:
    """The organizations that the article names, no two overlapping, and what stayed open."""
    warnings: list[Warning_] = []
    linked = link([one for one in mentions if one.entries], scan, warnings)
    unlisted = _accepted([one for one in mentions if not one.entries], scan)
    kept = _settled([*linked, *unlisted], scan)
    countries = _countries(scan)
    named: dict[tuple[int, int], Entry] = {}
    for one, entry in linked.items():
        named.setdefault((one.start, one.end), entry)
    findings = [_finding(one, linked.get(one), named, countries, scan) for one in kept]
    unify(findings, scan)
    findings += defined_names(findings, scan)
    findings.sort(key=lambda found: found.start)
    return findings, warnings


def _accepted(unlisted: list[Sighting], scan: Scan) -> list[Sighting]:
    """The names that carry enough evidence; the same name twice is evidence too."""
    folded = scan.analysis.folded
    times = Counter(folded[one.start : one.end] for one in unlisted if one.score > 1)
    accepted: list[Sighting] = []
    clean: dict[str, tuple[int, Sighting]] = {}
    never = scan.rulebook.folded_words("name_never")
    for one in sorted(unlisted, key=lambda one: one.start - one.end, reverse=True):
        _trim(one, clean, scan)
        score = one.score + (_TWICE if one.score > 1 and times[folded[one.start : one.end]] > 1 else 0)
        if folded[one.start : one.end] in never:
            scan.lost("organizations", one.rule, one.start, one.end, "alone it names no one body")
        elif score >= one.need:
            if one.run is not None and one.run.edge in _CLEAN:
                clean.setdefault(folded[one.start : one.end], (len(accepted), one))
            accepted.append(one)
        else:
            scan.lost("organizations", one.rule, one.start, one.end,
                      f"evidence {score}, needed {one.need}")  # fmt: skip
    return accepted


def _trim(one: Sighting, clean: dict[str, tuple[int, Sighting]], scan: Scan) -> None:
    """Cut `one` to a shorter name with the same end that stands alone elsewhere (`clean`, with their order),
    unless a place is in front.

    生產商身份X集團 is the end of a clause and X集團; 台灣X總會 and X總會 are two forms of one name.
    """
    run = one.run
    if not clean or run is None or not run.parts or run.parts[0].nature in ("place", "body"):
        return
    text = scan.analysis.folded[one.start : one.end]
    shorter = [clean[text[cut:]] for cut in range(1, len(text)) if text[cut:] in clean]
    if shorter:
        other = min(shorter, key=lambda found: found[0])[1]
        form = scan.analysis.folded[other.start : other.end]
        scan.lost("organizations", one.rule, one.start, one.end, f"「{form}」 stands alone elsewhere")
        one.start = one.end - len(form)
        one.score = other.score


def _settled(sightings: list[Sighting], scan: Scan) -> list[Sighting]:
    """Leftmost-longest; of equals the listed one."""
    kept: list[Sighting] = []
    reach = -1
    for one in sorted(sightings, key=lambda one: (one.start, -one.end, not one.entries, one.rule)):
        if one.start >= reach:
            if kept and one.start == reach and _sponsors(kept[-1], one, scan):
                one.start = kept.pop().start
            kept.append(one)
            reach = one.end
        else:
            winner = kept[-1]
            scan.lost("organizations", one.rule, one.start, one.end,
                      f"overlapped by 「{scan.analysis.plain[winner.start : winner.end]}」")  # fmt: skip
    return kept


def _sponsors(first: Sighting, second: Sighting, scan: Scan) -> bool:
    """Whether two names that touch are one: the body that runs a school or hospital stands in its name."""
    rules = scan.rulebook
    return (
        not first.entries
        and not second.entries
        and first.category == "institution"
        and bool(rules.rule(second.rule).set.get("sponsored"))
    )


def _finding(
    one: Sighting,
    entry: Entry | None,
    named: dict[tuple[int, int], Entry],
    countries: dict[int, EntryHit],
    scan: Scan,
) -> OrganizationFinding:
    if entry is not None:
        return OrganizationFinding(
            _with_country(one, entry, countries), one.end, one.rule, entry.name,
            kb_id=entry.id, category=entry.category or "other", entry=entry,
        )  # fmt: skip
    name, parent, category = traditional(scan.analysis.plain[one.start : one.end]), None, one.category
    body = _body_of(one, named)
    if body is not None and category not in _OWN_NAME:
        host, end = body
        parent = host.name
        if not _formal(host.name, scan):  # 九巴員工協會 is not named with 有限公司 in its middle
            name = host.name + traditional(scan.analysis.plain[end : one.end])
        if scan.rulebook.rule(one.rule).set.get("inherits"):
            category = host.category or category
    listed = _by_name(scan.rulebook).get(fold(name))
    if listed is not None and parent is not None:  # 中文大學醫學院, listed as 香港中文大學醫學院
        return OrganizationFinding(
            one.start, one.end, one.rule, listed.name,
            kb_id=listed.id, category=listed.category or category, entry=listed, parent=parent,
        )  # fmt: skip
    return OrganizationFinding(one.start, one.end, one.rule, name, category=category, parent=parent)


@lru_cache(maxsize=4)
def _by_name(rulebook: Rulebook) -> dict[str, Entry]:
    """The listed bodies by their folded names."""
    names: dict[str, Entry] = {}
    for entry in rulebook.gazetteers.get("organizations", ()):
        names.setdefault(fold(entry.name), entry)
    return names


def _formal(name: str, scan: Scan) -> bool:
    """Whether a name ends in a legal form that no longer name goes on behind (有限公司; 香港科技園公司董事局 does)."""
    return fold(name).endswith(tuple(form for form in scan.rulebook.folded_words("legal_form") if len(form) > _BRIEF))


def _countries(scan: Scan) -> dict[int, EntryHit]:
    """The full names of countries that begin a word, by where they end."""
    return {
        hit.end: hit
        for hit in scan.entries("places")
        if hit.entry.category == "country"
        and (hit.end - hit.start >= _LONG_NAME or scan.analysis.folded[hit.start : hit.end] == _folded_name(hit.entry))
        and scan.analysis.word_starts[hit.start]
    }


@lru_cache(maxsize=1024)
def _folded_name(entry: Entry) -> str:
    return fold(entry.name)


def _with_country(one: Sighting, entry: Entry, countries: dict[int, EntryHit]) -> int:
    """Where the mention begins: its own country directly in front belongs to it (香港立法會, 中國外交部)."""
    hit = countries.get(one.start)
    if hit is not None and hit.entry.extra.get("place") == entry.extra.get("place"):
        return hit.start
    return one.start


def _body_of(one: Sighting, named: dict[tuple[int, int], Entry]) -> tuple[Entry, int] | None:
    """The listed body that an unlisted name begins with, and where it ends."""
    if one.run is None or not one.run.parts or one.run.parts[0].nature != "body":
        return None
    first = one.run.parts[0]
    entry = named.get((first.start, first.end))
    return None if entry is None else (entry, first.end)
