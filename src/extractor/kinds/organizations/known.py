"""Names that the gazetteer lists, where they stand as names and not as a part of another word."""

from __future__ import annotations

from functools import lru_cache

from extractor.kinds.organizations.sighting import Sighting
from extractor.rulebook import Entry, EntryHit, Rulebook, Scan


def known_names(scan: Scan) -> list[Sighting]:
    """One sighting a stretch, with every entry that bears the name; sure entries leave out ambiguous ones."""
    grouped: dict[tuple[int, int], list[EntryHit]] = {}
    for hit in scan.entries("organizations"):
        grouped.setdefault((hit.start, hit.end), []).append(hit)
    sightings = []
    for (start, end), hits in grouped.items():
        start, end = _without_brackets(start, end, scan)
        reason = _misplaced(start, end, scan)
        if reason:
            scan.lost("organizations", "organization.known_name", start, end, reason)
            continue
        sure = [hit.entry for hit in hits if not hit.ambiguous]
        entries: tuple[Entry, ...] = tuple(sure or [hit.entry for hit in hits])
        rule = "organization.known_name" if sure else "organization.known_short_form"
        sightings.append(
            Sighting(start, end, rule, entries[0].category or "other", entries, ambiguous=not sure)
        )
    return sightings


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


def _misplaced(start: int, end: int, scan: Scan) -> str | None:
    """Why a listed name is no name here, or None."""
    folded = scan.analysis.folded
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if _runs_on(before, folded[start]) or _runs_on(folded[end - 1], after):
        return "inside a longer word in Latin script"
    if folded.startswith(_tails(scan.rulebook), end):
        return f"part of the name of a place: followed by 「{folded[end : end + 2]}」"
    if end - start <= 3 and not folded[start].isascii() and not _stands_free(start, end, scan):
        return "a short form that the segmentation reads as parts of other words"
    return None


def _stands_free(start: int, end: int, scan: Scan) -> bool:
    """Whether a short form begins and ends as a word does, or other evidence shows where it does.

    The segmentation knows few of the short forms (中大量子 becomes 中, 大量, 子): the begin of a sentence, a
    preposition or a listed laboratory next to the form outweigh it.
    """
    analysis, marks = scan.analysis, scan.analysis.word_starts
    before = analysis.folded[start - 1 : start]
    begins = marks[start] or before in _glue(scan.rulebook)
    ends = end - start > 2 or marks[end] or any(hit.start == end for hit in scan.entries("labs"))
    return bool(begins and (ends or not before.isalnum()))


def _runs_on(left: str, right: str) -> bool:
    """Whether two neighbours are letters or digits of one Latin word."""
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
