"""What the words state: listed names, and head words with a name's words in front of them."""

from __future__ import annotations

from functools import lru_cache

from extractor.kinds.labs.sighting import Sighting
from extractor.rulebook import Match, Rulebook, Scan
from extractor.rulebook.nameruns import NameRun, NameRuns, Part

# Word classes of the organizations: a part that ends in one of them is a host, not a part of the name.
_HOST_HEADS = ("university_head", "school_head", "hospital_head", "limited_head", "association_head")


def recognize(scan: Scan) -> list[Sighting]:
    """Every stretch that may name a research unit, overlapping ones too.

    A name that the gazetteer lists as an organization is one, although it ends in 研究所.
    """
    known = _listed(scan)
    bodies = {hit.end for hit in scan.entries("organizations") if not hit.ambiguous}
    return [*known, *_headed(scan, bodies | {one.end for one in known})]


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
    keeps = scan.rulebook.folded_words("lab_keeps_host")
    return max((len(word) for word in keeps if before.endswith(word)), default=0)


def _in_latin_word(start: int, end: int, folded: str) -> bool:
    def latin(character: str) -> bool:
        return bool(character) and character.isascii() and character.isalnum()

    before, after = folded[start - 1 : start] if start else "", folded[end : end + 1]
    return (latin(before) and latin(folded[start])) or (latin(folded[end - 1]) and latin(after))


def _headed(scan: Scan, taken: set[int]) -> list[Sighting]:
    matches = [match for match in scan.candidates("labs", "head") if match.end not in taken]
    if not matches:
        return []
    runs = NameRuns(scan, inside=frozenset(scan.rulebook.folded_words("lab_inside")))
    found = []
    for match in matches:
        floor = scan.analysis.sentence_at(match.start).start
        sighting = _named(match, runs.before(match.start, floor, joint=True), scan)
        if sighting is not None:
            found.append(sighting)
    return found


def _named(match: Match, run: NameRun, scan: Scan) -> Sighting | None:
    own = _own_parts(run, scan)
    folded = scan.analysis.folded
    common = scan.rulebook.folded_words("lab_common")
    proper = [
        part for part in own
        if part.nature != "place" and part.end - part.start > 1 and folded[part.start : part.end] not in common
    ]  # fmt: skip
    reason = None
    hosted = len(own) < len(run.parts) or folded.endswith(_host_heads(scan.rulebook), 0, run.start)
    if not own or not (proper or (hosted and any(part.nature == "place" for part in own))):
        reason = "no words of its own in front of the head word"
    elif run.edge == "indefinite" and len(own) == len(run.parts):
        reason = "counted or pointed at, not named"
    if reason:
        scan.lost("labs", match.rule.id, run.start, match.end, reason)
        return None
    category = match.value("lab_head")
    return Sighting(own[0].start, match.end, match.rule.id, category, run.start, match.start)


@lru_cache(maxsize=8)
def _host_heads(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted({word for name in _HOST_HEADS for word in rulebook.folded_words(name)}))


def _own_parts(run: NameRun, scan: Scan) -> list[Part]:
    """The parts that are the unit's own: behind its host, unless units of that host are named with it."""
    folded = scan.analysis.folded
    keeps = scan.rulebook.folded_words("lab_keeps_host")
    heads = _host_heads(scan.rulebook)
    first = 0
    for index, part in enumerate(run.parts[:-1]):
        if part.nature == "body":
            first = index if folded[part.start : part.end] in keeps else index + 1
        elif folded[run.start : part.end].endswith(heads):  # the segmentation may have torn the host's name
            first = index + 1
    if first == 0 and len(run.parts) == 1 and run.parts[0].nature == "body":
        return []
    return run.parts[first:]
