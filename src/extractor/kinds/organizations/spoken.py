"""Companies that no gazetteer lists, by what stands right behind their names: a stock code, a post, a deed."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from extractor.kinds.organizations.sighting import Sighting
from extractor.rulebook import EntryHit, Match, Rulebook, Scan
from extractor.rulebook.nameruns import NameRun, NameRuns, words_between

_LONGEST = 10
"""No company is named with more characters and without a head word."""
_BESIDE = 8
_BESIDE_RULE = "organization.listed_beside"
_UNKNOWN_TAGS = frozenset(("x", "nr", "nrt", "nrfg", "nz"))
_CLEAN = ("mark", "start")
_PROPER, _APPOSED, _TWICE = 2, 2, 1


def spoken_names(scan: Scan, known: list[Sighting]) -> list[Sighting]:
    """A sighting a name that ends where such words begin, scored; and the names between two listed companies."""
    found = _listed_beside(scan, known)
    matches = scan.candidates("organizations", "behind")
    if not matches:
        return found
    bodies = [EntryHit(one.start, one.end, one.entries[0], one.ambiguous) for one in known]
    runs = NameRuns(scan, bodies, inside=frozenset(scan.rulebook.folded_words("company_inside")))
    ends: set[int] = {one.end for one in known}
    for match in matches:
        one = None if match.start in ends else _spoken(match, runs, scan)
        if one is not None:
            found.append(one)
    return found


def _spoken(match: Match, runs: NameRuns, scan: Scan) -> Sighting | None:
    floor = scan.analysis.sentence_at(match.start).start
    constants = match.rule.set
    if not _may_end(match.start, floor, scan):
        return None
    if constants.get("apposed") and scan.trace is None and not _has_noun(match.start, floor, scan):
        return None  # it would weigh nothing
    run = runs.before(match.start, floor)
    if not run.parts or run.count("body"):
        return None
    start, apposed = _behind_noun(run.start, match.start, floor, scan)
    if not 2 <= match.start - start <= _LONGEST or not _may_name(start, match.start, scan):
        return None
    folded = scan.analysis.folded
    clean = apposed or (start == run.start and (_is_clean(run, scan) or bool(constants.get("parted"))))
    score = 0
    if clean and (apposed or not constants.get("apposed")):
        score = (
            (_PROPER if _is_proper(start, match.start, scan) else 0)
            + (_APPOSED if apposed else int(clean))
            + (_TWICE if folded.count(folded[start : match.start]) > 1 else 0)
        )
    return Sighting(start, match.start, match.rule.id, constants["category"], score=score, need=constants["need"])


def _is_clean(run: NameRun, scan: Scan) -> bool:
    """Whether nothing can be stuck to the front of a run: a mark, a joint or a preposition parts it off."""
    before = scan.analysis.folded[run.start - 1 : run.start]
    rules = scan.rulebook
    return run.edge in _CLEAN or before in rules.folded_words("name_joint") or before in rules.folded_words("name_glue")


@lru_cache(maxsize=8)
def _nouns(rulebook: Rulebook) -> re.Pattern[str]:
    words = sorted(rulebook.folded_words("company_noun"), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=8)
def _longest_noun(rulebook: Rulebook) -> int:
    return max(map(len, rulebook.folded_words("company_noun")), default=0)


def _has_noun(end: int, floor: int, scan: Scan) -> bool:
    """Whether a noun that says what it is may stand in front of a name that ends at `end`."""
    start = max(floor, end - _LONGEST - _longest_noun(scan.rulebook))
    return _nouns(scan.rulebook).search(scan.analysis.folded, start, end - 2) is not None


def _behind_noun(start: int, end: int, floor: int, scan: Scan) -> tuple[int, bool]:
    """Where the name begins behind the noun that says what it is (軟件提供商|X), and whether there is one."""
    nouns = _nouns(scan.rulebook).finditer(scan.analysis.folded, max(floor, start - 4), end - 2)
    last = max((noun.end() for noun in nouns), default=-1)
    return (last, True) if last >= start else (start, False)


@lru_cache(maxsize=8)
def _not_ends(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("company_not_end")))


def _may_end(end: int, floor: int, scan: Scan) -> bool:
    """Whether a name that `_may_name` allows can end at `end`, as far as its last two characters tell."""
    folded = scan.analysis.folded
    last = folded[max(end - 2, floor) : end]
    return len(last) == 2 and last.isalnum() and not last.endswith(_not_ends(scan.rulebook))


def _may_name(start: int, end: int, scan: Scan) -> bool:
    """Whether a stretch is no word of the language, holds no verb or count, and ends in no kind of company."""
    simplified, tagger = scan.analysis.simplified, scan.analysis.tagger
    text = scan.analysis.folded[start:end]
    if text.endswith(_not_ends(scan.rulebook)) or not text.isalnum() or text.isascii():
        return False
    return tagger(simplified[start:end]) in _UNKNOWN_TAGS


def _is_proper(start: int, end: int, scan: Scan) -> bool:
    """Whether one of the words is none of the dictionary, or the segmentation fell into single characters."""
    words = words_between(scan.analysis.words, start, end)
    tags = [scan.analysis.tagger(scan.analysis.simplified[a:b]) for a, b in words]
    single = [b - a == 1 for a, b in words]
    return any(tag in _UNKNOWN_TAGS and not one for tag, one in zip(tags, single, strict=True)) or any(
        one and other for one, other in pairwise(single)
    )


def _listed_beside(scan: Scan, known: list[Sighting]) -> list[Sighting]:
    """Unlisted names that 、 and a joint part from the listed companies on both sides of them: A、X及B."""
    folded, joints = scan.analysis.folded, scan.rulebook.folded_words("name_joint")
    companies = sorted(
        (one for one in known if one.category == "company" and not one.ambiguous), key=lambda one: one.start
    )
    found = []
    for left, right in pairwise(companies):
        start, end = left.end + 1, right.start - 1
        listed = 2 <= end - start <= _BESIDE and folded[left.end] == "、" and folded[end] in joints
        if listed and _may_name(start, end, scan) and _is_proper(start, end, scan):
            found.append(Sighting(start, end, _BESIDE_RULE, "company", score=1, need=1))
    return found
