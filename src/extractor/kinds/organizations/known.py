"""Names that the gazetteer lists, where they stand as names and not as a part of another word."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from extractor.kinds.organizations.sighting import Sighting
from extractor.rulebook import Entry, EntryHit, Rulebook, Scan

_FORMED = frozenset(("company", "media"))
_JOINTS = ("、", "和", "及", "與", "与")
_SHORT = 3
"""Names up to this length are short forms, which need a look at the words around them."""


@dataclass(frozen=True, slots=True)
class _Edges:
    """The short forms that stand free somewhere, where they start and end everywhere; where any body ends
    and any laboratory begins.
    """

    forms: set[str]
    starts: set[int]
    ends: set[int]
    bodies: set[int]
    labs: set[int]

    @classmethod
    def of(cls, forms: set[str], scan: Scan) -> _Edges:
        """What a scan gives."""
        folded, hits = scan.analysis.folded, scan.entries("organizations")
        near = [(hit.start, hit.end) for hit in hits if folded[hit.start : hit.end] in forms]
        return cls(
            forms,
            {start for start, _ in near},
            {end for _, end in near},
            {hit.end for hit in hits},
            {hit.start for hit in scan.entries("labs")},
        )


def known_names(scan: Scan) -> list[Sighting]:
    """One sighting a stretch, with every entry that bears the name; sure entries leave out ambiguous ones."""
    grouped: dict[tuple[int, int], list[EntryHit]] = {}
    for hit in scan.entries("organizations"):
        place = _without_brackets(hit.start, hit.end, scan)
        grouped.setdefault(place, []).append(hit)
    folded = scan.analysis.folded
    forms = {folded[start:end] for start, end in grouped if end - start <= _SHORT and _free(start, end, scan)}
    edges = _Edges.of(forms, scan)
    sightings = []
    for (start, end), hits in grouped.items():
        reason = _misplaced(start, end, edges, scan)
        if reason:
            scan.lost("organizations", "organization.known_name", start, end, reason)
            continue
        sure = [hit.entry for hit in hits if not hit.ambiguous]
        entries: tuple[Entry, ...] = (hits[0].entry,)
        if len(hits) > 1:
            entries = tuple({entry.id: entry for entry in sure or [hit.entry for hit in hits]}.values())
        rule = "organization.known_name" if sure else "organization.known_short_form"
        category = entries[0].category or "other"
        behind = _legal_form(end, scan) if category in _FORMED else 0
        sightings.append(Sighting(start, end + behind, rule, category, entries, ambiguous=not sure))
    return sightings


def _legal_form(end: int, scan: Scan) -> int:
    """How long the legal form directly behind a company's short name is (碧桂園|集團); 0 if there is none."""
    folded, forms = scan.analysis.folded, _legal_forms(scan.rulebook)
    if not folded.startswith(forms, end):
        return 0
    return max(len(form) for form in forms if folded.startswith(form, end))


@lru_cache(maxsize=8)
def _legal_forms(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("legal_form")))


def _without_brackets(start: int, end: int, scan: Scan) -> tuple[int, int]:
    """A name is mentioned without the title marks that a listed form may carry (《X》 says that X is a paper)."""
    folded = scan.analysis.folded
    return (start + 1, end - 1) if folded[start] == "《" and folded[end - 1] == "》" else (start, end)


@lru_cache(maxsize=8)
def _tails(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("name_not_before")))


@lru_cache(maxsize=8)
def _glue(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(rulebook.folded_words("name_glue"))


def _misplaced(start: int, end: int, edges: _Edges, scan: Scan) -> str | None:
    """Why a listed name is no name here, or None."""
    folded = scan.analysis.folded
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if _runs_on(before, folded[start]) or _runs_on(folded[end - 1], after):
        return "inside a longer word in Latin script"
    if folded.startswith(_tails(scan.rulebook), end):
        return f"part of the name of a place: followed by 「{folded[end : end + 2]}」"
    if end - start <= _SHORT and not folded[start].isascii() and not _stands(start, end, edges, scan):
        return "a short form that the segmentation reads as parts of other words"
    return None


def _free(start: int, end: int, scan: Scan) -> bool:
    """Whether a stretch begins and ends where words do."""
    marks = scan.analysis.word_starts
    return bool(marks[start] and marks[end])


def _stands(start: int, end: int, edges: _Edges, scan: Scan) -> bool:
    """Whether a short form stands as a name here, although the segmentation knows few of them.

    中大量子 is read as 中, 大量, 子: so a word edge on one side is enough for a form that hardly ever arises by
    chance; one of two characters that does arise so (`risky_short_form`) needs both edges, or one edge and
    other evidence: the form free elsewhere in the article, a laboratory or a word for people behind it, a
    preposition or a mark in front.
    """
    folded, marks = scan.analysis.folded, scan.analysis.word_starts
    form, before = folded[start:end], folded[start - 1 : start]
    begins = bool(marks[start]) or before in _glue(scan.rulebook)
    ends = bool(marks[end])
    if form in edges.forms:  # 新巴|城巴 without a mark between them: each says where the other ends
        begins = begins or start in edges.ends
        ends = ends or end in edges.starts
    if begins and ends:
        return True
    risky = form in scan.rulebook.folded_words("risky_short_form")
    chance = end - start < _SHORT and _in_words(start, end, scan) and not folded.startswith(_signs(scan.rulebook), end)
    if not (risky or chance):
        return begins or ends or form in edges.forms or _guessed(start, end, scan)
    if begins and folded.startswith(_followers(scan.rulebook), end):
        return True
    if folded.startswith(_units(scan.rulebook), end) and (
        begins or ends or folded.startswith(_councils(scan.rulebook), end) or _guessed(start, end, scan)
    ):
        return True
    if begins and (_unit_behind(scan.rulebook).match(folded, end) or end in edges.labs):
        return True
    if begins and before in _JOINTS and start - 1 in edges.bodies:
        return True
    return (begins or ends) and form in edges.forms


def _guessed(start: int, end: int, scan: Scan) -> bool:
    """Whether the words that cross both edges are none of the dictionary: 中教|協及."""
    words, analysis = scan.analysis.words, scan.analysis
    crossing = {words[bisect_right(words, (position, len(analysis.folded))) - 1] for position in (start, end)}
    return all(analysis.tagger(analysis.simplified[a:b]) == "x" for a, b in crossing)


def _in_words(start: int, end: int, scan: Scan) -> bool:
    """Whether a word of the dictionary crosses an edge, so that the form may arise by chance: 創新|地 is no 新地."""
    words, marks, analysis = scan.analysis.words, scan.analysis.word_starts, scan.analysis
    for position in (start, end):
        if not marks[position]:
            a, b = words[bisect_right(words, (position, len(analysis.folded))) - 1]
            if analysis.tagger(analysis.simplified[a:b]) != "x":
                return True
    return False


@lru_cache(maxsize=8)
def _unit_behind(rulebook: Rulebook) -> re.Pattern[str]:
    """A run of name characters that ends in the head word of a laboratory."""
    heads = "|".join(sorted(map(re.escape, rulebook.folded_words("lab_head"))))
    return re.compile(f"(?:(?!的)\\w){{2,14}}?(?:{heads})")


@lru_cache(maxsize=8)
def _followers(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("short_form_follower")))


@lru_cache(maxsize=8)
def _signs(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("short_form_sign")))


@lru_cache(maxsize=8)
def _units(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("short_form_unit")))


@lru_cache(maxsize=8)
def _councils(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("short_form_council")))


def _runs_on(left: str, right: str) -> bool:
    """Whether two neighbours are letters or digits of one Latin word."""
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
