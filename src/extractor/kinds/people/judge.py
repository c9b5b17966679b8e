"""Which candidates are names: the evidence of all places of one string, added up."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.kinds.people.candidates import Candidate, Piece, best_at
from extractor.kinds.people.context import Edges
from extractor.kinds.people.lexicon import Lexicon
from extractor.kinds.people.shapes import ordinary
from extractor.text.views import fold

_JOINTS = ("、", "和", "及", "與", "与", "以及")
_JOINT_BEGINS = frozenset(joint[0] for joint in _JOINTS)
_JOINT_ENDS = frozenset(joint[-1] for joint in _JOINTS)
_ENOUGH = 6


@dataclass(slots=True, eq=False)
class Name:
    """An accepted name: its folded string, the rule that carried it, and the evidence in words."""

    text: str
    form: str
    rule: str
    weight: int
    evidence: list[Piece] = field(default_factory=list)
    shorts: list[str] = field(default_factory=list)


def judge(edges: Edges, candidates: list[Candidate]) -> dict[str, Name]:
    """The names of the article by their folded strings, strongest evidence first considered."""
    cases: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        cases.setdefault(edges.folded[candidate.start : candidate.end], []).append(candidate)
    known = _known(edges)
    names: dict[str, Name] = {}
    for text, group in cases.items():
        name = _weigh(edges, text, group, known.get(text, 0))
        if name.weight >= edges.tables.weights["threshold"]:
            names[text] = name
        else:
            _lose(edges, group, name)
    for text, weight in known.items():
        if text not in names and weight >= edges.tables.weights["threshold"]:
            form = "married" if len(text) == 4 and edges.tables.surnames.get(text[1], -1) > 0 else "known"
            names[text] = Name(text, form, "person.known", weight, [("known", weight)])
    _neighbours(edges, names, known)
    for short, text in {**_dotted_parts(names), **known_short_forms(edges, names)}.items():
        names[text].shorts.append(short)
        names.pop(short, None)
    return names


def _lose(edges: Edges, group: list[Candidate], name: Name) -> None:
    if edges.scan.trace is not None:
        reason = f"too little evidence: {', '.join(told(name, edges.tables))}"
        for one in group:
            edges.scan.lost("people", one.rule, one.start, one.end, reason)


def told(name: Name, tables: Lexicon) -> list[str]:
    """The evidence for a name, a sentence each."""
    return [f"{tables.reasons.get(reason, reason)} ({weight / 1000:+})" for reason, weight in name.evidence]


def _dotted_parts(names: dict[str, Name]) -> dict[str, str]:
    """Names that are a part of a dotted name of the article: 史密斯 of 約翰·史密斯."""
    return {part: text for text in names for part in text.split("·") if part != text and part in names}


def known_short_forms(edges: Edges, names: dict[str, Name]) -> dict[str, str]:
    """Listed short forms (林鄭) of people whose full name stands in the article."""
    found = {}
    for hit in edges.scan.entries("people"):
        short, text = edges.folded[hit.start : hit.end], fold(hit.entry.name)
        if short != text and text in names and not (text in short or short in found):
            found[short] = text
    return found


def _weigh(edges: Edges, text: str, group: list[Candidate], known: int) -> Name:
    weights = edges.tables.weights
    best = max(group, key=lambda c: c.weight)
    total, evidence = best.weight, list(best.evidence)
    shape = best.evidence[1][1] if len(best.evidence) > 1 else 0
    if total > weights["threshold"] - 2 * weights["repeated_most"] and shape > weights["ordinary_word"] // 2:
        bonus = _repeated(edges, text)
        if bonus:
            total += bonus
            evidence.append(("repeated", bonus))
    if not best.evidence[0][0].startswith("title_") and _bears_body(edges, text):
        total += weights["bears_body"]
        evidence.append(("bears_body", weights["bears_body"]))
    if known:
        total += known
        evidence.append(("known", known))
    return Name(text, best.form, best.rule, total, evidence)


def _bears_body(edges: Edges, text: str) -> bool:
    """Whether the name of a company, a house or a prize goes on behind the string somewhere (某某生物醫療)."""
    named_after, right, length = edges.tables.weights["named_after"], edges.right, len(text)
    return named_after in [right(position + length)[0] for position in edges.places.of(text)]


def _repeated(edges: Edges, text: str) -> int:
    """What it is worth that the string stands at other places too with edges that suit a name."""
    weights = edges.tables.weights
    return min(max(_free_places(edges, text) - 1, 0) * weights["repeated"], weights["repeated_most"])


def _free_places(edges: Edges, text: str) -> int:
    """At how many places, six at most, the string stands with edges that suit a name."""
    count = 0
    for position in edges.places.of(text):
        if edges.left(position)[0] >= 0 and edges.right(position + len(text))[0] >= 0:
            count += 1
            if count == _ENOUGH:
                break
    return count


def _known(edges: Edges) -> dict[str, int]:
    """Strings that the gazetteers list and that stand in the article as names, with their weight."""
    weights, folded = edges.tables.weights, edges.folded
    found: dict[str, int] = {}
    for hit in (*edges.scan.entries("people"), *edges.scan.entries("figures")):
        start = hit.start - _husbands_name(edges, hit.start, hit.end)
        text = folded[start : hit.end]
        if edges.heads.find(1, hit.start, hit.end) >= 0:
            continue  # a title and a name, or a title alone (教宗方濟各, 英女王)
        if hit.ambiguous or (text in found and found[text] > 0):
            found.setdefault(text, weights["known_short"] if not hit.ambiguous else 0)
            continue
        sure = len(text) > 2 or (edges.left(start)[0] >= 0 and edges.right(hit.end)[0] >= 0)
        found[text] = weights["known"] if sure else weights["known_short"]
    return found


def _husbands_name(edges: Edges, start: int, end: int) -> int:
    """1 where the family name of a husband stands in front of a listed name (朱葉玉如), else 0."""
    if end - start != 3 or start == 0 or edges.tables.surnames.get(edges.scan.analysis.plain[start - 1], -1) <= 0:
        return 0
    names_end = edges.left(start)[1] in ("no_lead", "inside_word") and edges.left(start - 1)[0] > 0
    return int(names_end and not ordinary(edges.folded, start - 1, edges.tables))


def _neighbours(edges: Edges, names: dict[str, Name], known: dict[str, int]) -> None:
    """Names that stand in a list with an accepted one are carried by it; again for those that this finds."""
    threshold = edges.tables.weights["threshold"]
    queue = deque(names)
    seen: set[int] = set()
    while queue:
        text = queue.popleft()
        for position in edges.places.of(text):
            beside: list[Name] = []
            if edges.folded[position + len(text) : position + len(text) + 1] in _JOINT_BEGINS:
                beside += _next_listed(edges, position + len(text), seen)
            if edges.folded[position - 1 : position] in _JOINT_ENDS:
                beside += _last_listed(edges, position, seen)
            for name in beside:
                if name.text not in names and name.weight + known.get(name.text, 0) >= threshold:
                    names[name.text] = name
                    queue.append(name.text)


def _next_listed(edges: Edges, end: int, seen: set[int]) -> Iterator[Name]:
    """The name behind a joint that stands at `end`; a place or a party may stand in front of it (甲、觀塘乙)."""
    folded = edges.folded
    for joint in _JOINTS:
        if not folded.startswith(joint, end):
            continue
        start = end + len(joint)
        for begin in (start, edges.others.get(start, start)):
            if begin not in seen and begin not in edges.begins:
                seen.add(begin)
                name = _listed(edges, begin)
                if name is not None:
                    yield name


def _last_listed(edges: Edges, start: int, seen: set[int]) -> Iterator[Name]:
    """The name in front of a joint that ends at `start`: it begins where a name may begin, and ends at the joint."""
    folded, weights = edges.folded, edges.tables.weights
    for joint in _JOINTS:
        end = start - len(joint)
        if end < 2 or not folded.endswith(joint, 0, start) or -end in seen:
            continue
        seen.add(-end)
        for begin in range(max(end - 4, 0), end - 1):
            if begin in edges.begins or edges.left(begin)[0] < weights["lead_character"]:
                continue
            name = _listed(edges, begin)
            if name is not None and begin + len(name.text) == end:
                yield name


def _listed(edges: Edges, start: int) -> Name | None:
    """The name that begins at `start`, weighed as the neighbour of an accepted one."""
    weights, left = edges.tables.weights, edges.left(start)[0]
    listed = weights["listed"]
    floor = weights["threshold"] + left - listed - weights["known"]
    one = best_at(edges, start, floor)
    if one is None:
        return None
    text = edges.folded[one.start : one.end]
    evidence, weight = [*one.evidence, ("listed", listed)], one.weight - left + listed
    if weight < weights["threshold"] and (bonus := _repeated(edges, text)):
        evidence.append(("repeated", bonus))
        weight += bonus
    return Name(text, one.form, "person.listed", weight, evidence)
