"""What the words state: listed names, and head words with a name's words in front of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from extractor.kinds.labs.hosting import deed_before
from extractor.kinds.labs.sighting import Sighting
from extractor.rulebook import EntryHit, Match, Rulebook, Scan
from extractor.rulebook.nameruns import NameRun, NameRuns, Part
from extractor.text.views import fold

_QUOTES = ("「", "『", "《")
_FOUNDERS = frozenset(("university", "company", "institution"))
_ACADEMIC = frozenset(("university", "institution"))
_NONE: frozenset[str] = frozenset()
_PROPER_TAGS = frozenset(("x", "nr", "nrt", "nrfg", "nz", "nt"))
# Word classes of the organizations: a part that ends in one of them is a host, not a part of the name.
_HOST_HEADS = ("university_head", "school_head", "hospital_head", "limited_head", "association_head", "branch_head")


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The listed bodies of an article: where those stand whose units are named with them, under whatever name
    (社科院|美國研究所), and of what categories those are that end at a place.
    """

    keeping: frozenset[tuple[int, int]]
    categories: dict[int, frozenset[str]]

    @classmethod
    def of(cls, scan: Scan) -> _Bodies:
        """What a scan gives."""
        keeps = scan.rulebook.folded_words("lab_keeps_host")
        categories: dict[int, frozenset[str]] = {}
        keeping = []
        for hit in scan.entries("organizations"):
            if not hit.ambiguous or hit.entry.category == "university":
                categories[hit.end] = categories.get(hit.end, _NONE) | {hit.entry.category or ""}
            if fold(hit.entry.name) in keeps:
                keeping.append((hit.start, hit.end))
        return cls(frozenset(keeping), categories)


def recognize(scan: Scan) -> list[Sighting]:
    """Every stretch that may name a research unit, overlapping ones too.

    A name that the gazetteer lists as an organization is one, although it ends in 研究所.
    """
    known = _listed(scan)
    return [*known, *_headed(scan, known)]


def _listed(scan: Scan) -> list[Sighting]:
    blocked = [(m.start, m.end) for m in scan.candidates("labs") if m.rule.blocks]
    found = []
    for hit in scan.entries("labs"):
        if any(start < hit.end and hit.start < end for start, end in blocked):
            scan.lost("labs", "lab.known_name", hit.start, hit.end, "blocked")
        elif _in_latin_word(hit.start, hit.end, scan.analysis.folded):
            scan.lost("labs", "lab.known_name", hit.start, hit.end, "inside a longer word in Latin script")
        else:
            category = hit.entry.category or "laboratory"
            start = hit.start - _host_kept(hit.start, scan)
            found.append(
                Sighting(start, hit.end, "lab.known_name", category, start, hit.start, hit.entry, hit.ambiguous)
            )
    return found


def _host_kept(start: int, scan: Scan) -> int:
    """How long the name of a host directly in front is, if its units are named with it (中科院X研究所)."""
    before = scan.analysis.folded[max(start - 12, 0) : start]
    keeps = _words(scan.rulebook, "lab_keeps_host")
    return max(len(word) for word in keeps if before.endswith(word)) if before.endswith(keeps) else 0


def _in_latin_word(start: int, end: int, folded: str) -> bool:
    def latin(character: str) -> bool:
        return bool(character) and character.isascii() and character.isalnum()

    before, after = folded[start - 1 : start] if start else "", folded[end : end + 1]
    return (latin(before) and latin(folded[start])) or (latin(folded[end - 1]) and latin(after))


def _headed(scan: Scan, known: list[Sighting]) -> list[Sighting]:
    matches = scan.candidates("labs", "head")
    if matches:
        taken = {hit.end for hit in scan.entries("organizations") if not hit.ambiguous} | {one.end for one in known}
        matches = [match for match in matches if match.end not in taken]
    if not matches:
        return []
    runs = NameRuns(scan, _hosts(scan), inside=frozenset(scan.rulebook.folded_words("lab_inside")))
    bodies, ends = _Bodies.of(scan), sorted({match.end for match in matches})
    found: list[Sighting] = []
    kinds: list[Sighting] = []
    for match in matches:
        floor = scan.analysis.sentence_at(match.start).start
        run = runs.before(match.start, floor, joint=True)
        sighting = _named(match, run, bodies, scan)
        if sighting is not None:
            _cut_list(sighting, ends, scan)
            (found if _is_name(sighting, match, run, bodies, scan) else kinds).append(sighting)
    folded = scan.analysis.folded
    names = {folded[one.start : one.end] for one in found}
    for one in kinds:
        if folded[one.start : one.end] in names:
            found.append(one)
        else:
            scan.lost("labs", one.rule, one.start, one.end, "a kind of laboratory, not one of a name")
    return found


def _cut_list(one: Sighting, ends: list[int], scan: Scan) -> None:
    """Cut a name that begins in another unit of the same list: A研發院及|B研發院, whose joint the words hide."""
    last = ends[max(bisect_left(ends, one.head) - 1, 0)]
    if one.start < last < one.head - 1 and scan.analysis.folded[last] in scan.rulebook.folded_words("name_joint"):
        one.start = one.host_start = last + 1


def _hosts(scan: Scan) -> list[EntryHit]:
    """The bodies that may own a unit: no words for any government, no company's short form that is a word too."""
    never = scan.rulebook.folded_words("name_never")
    return [
        hit for hit in scan.entries("organizations")
        if scan.analysis.folded[hit.start : hit.end] not in never
        and not (hit.ambiguous and hit.entry.category == "company")
    ]  # fmt: skip


def _named(match: Match, run: NameRun, bodies: _Bodies, scan: Scan) -> Sighting | None:
    own = _own_parts(run, bodies.keeping, scan)
    folded = scan.analysis.folded
    common = scan.rulebook.folded_words("lab_common")
    proper = [
        part for part in own
        if part.nature != "place" and part.end - part.start > 1 and folded[part.start : part.end] not in common
    ]  # fmt: skip
    reason = None
    hosted = len(own) < len(run.parts) or _hosted(run, folded, scan.rulebook)
    placed = any(part.nature == "place" for part in own)
    several = hosted and len(own) > 1 and not placed  # 港大臨床創新及研發中心
    if not own or not (proper or several or (placed and (hosted or _held(match.end, scan)))):
        reason = "no words of its own in front of the head word"
    elif run.edge == "indefinite" and len(own) == len(run.parts):
        reason = "counted or pointed at, not named"
    elif match.rule.set.get("hosted") and not bodies.categories.get(own[0].start, _NONE) & _ACADEMIC:
        reason = "a centre that no university in front makes one of research"
    if reason:
        scan.lost("labs", match.rule.id, run.start, match.end, reason)
        return None
    category = match.value("lab_head")
    start = own[0].start - _prefix(own[0].start, scan)
    return Sighting(start, match.end, match.rule.id, category, min(run.start, start), match.start)


def _prefix(start: int, scan: Scan) -> int:
    """How long a first word is that the segmentation tears and the walk stops at (新發|傳染病)."""
    words, folded = _words(scan.rulebook, "lab_prefix"), scan.analysis.folded
    if not folded.endswith(words, 0, start):
        return 0
    return max(len(word) for word in words if folded.endswith(word, 0, start))


@lru_cache(maxsize=8)
def _words(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words(name)))


def _held(end: int, scan: Scan) -> bool:
    """Whether a post of a unit, or its name in English, stands right behind."""
    behind = scan.analysis.folded[end : end + 6]
    return behind.startswith(_posts(scan.rulebook)) or (behind.startswith("（") and behind[1:3].isascii())


@lru_cache(maxsize=8)
def _posts(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("lab_post")))


def _is_name(one: Sighting, match: Match, run: NameRun, bodies: _Bodies, scan: Scan) -> bool:
    """Whether a laboratory has a name: a host, a word that no dictionary has, quotes, a post behind.

    生物實驗室, P3實驗室 and 武漢病毒實驗室 are kinds; 楊安綏實驗室 and 「火眼實驗室」 are names.
    """
    folded, analysis = scan.analysis.folded, scan.analysis
    if one.category != "laboratory" or one.start > run.start or _hosted(run, folded, scan.rulebook):
        return True
    if folded[one.start - 1 : one.start] in _QUOTES or _held(match.end, scan) or _set_up(one, bodies, scan):
        return True
    return any(
        part.nature in ("plain", "body")
        and part.end - part.start > 1
        and not folded[part.start : part.end].isascii()
        and analysis.tagger(analysis.simplified[part.start : part.end]) in _PROPER_TAGS
        for part in run.parts
    )


def _set_up(one: Sighting, bodies: _Bodies, scan: Scan) -> bool:
    """Whether a listed university, company or institution sets the laboratory up: 港大成立深海光學實驗室."""
    deed = deed_before(one, scan)
    return deed is not None and bool(bodies.categories.get(deed, _NONE) & _FOUNDERS)


def _hosted(run: NameRun, folded: str, rulebook: Rulebook) -> bool:
    """Whether the name of a body stands directly in front of a run."""
    return folded.endswith(_host_heads(rulebook), 0, run.start)


@lru_cache(maxsize=8)
def _host_heads(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted({word for name in _HOST_HEADS for word in rulebook.folded_words(name)}))


def _own_parts(run: NameRun, keeping: Container[tuple[int, int]], scan: Scan) -> list[Part]:
    """The parts that are the unit's own: behind its host, unless units of that host are named with it."""
    folded = scan.analysis.folded
    heads = _host_heads(scan.rulebook)
    first = 0
    for index, part in enumerate(run.parts[:-1]):
        if part.nature == "body":
            first = index if (part.start, part.end) in keeping else index + 1
        elif folded[run.start : part.end].endswith(heads):  # the segmentation may have torn the host's name
            first = index + 1
    if first == 0 and len(run.parts) == 1 and run.parts[0].nature == "body":
        return []
    return run.parts[first:]
