"""Candidates: stretches shaped like names where the text says that a name begins or ends."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.kinds.people.context import Edges
from extractor.kinds.people.shapes import Shape, ordinary, shapes_at

_POOLED = 6
_HOPELESS = -1800
"""What follows a name, and its other mentions, never make up for characters and a left edge that weigh less."""
# Ends that leave no doubt about where the name ends and what it is.
_CERTAIN_ENDS = frozenset(
    ("gloss", "age", "place_in_picture", "credit", "title_behind_honorific", "title_behind_degree", "caption")
)


Piece = tuple[str, int]
"""A reason (a key of the word class `person_weight`, or a form of name) and its weight in thousandths."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A possible name `[start, end)`: its form, the rule that led to it, and each piece of evidence."""

    start: int
    end: int
    form: str
    weight: int
    rule: str
    evidence: list[Piece]


def gather(edges: Edges) -> list[Candidate]:
    """The best candidate at every place where a rule lets a name begin or end, overlapping ones too."""
    found = []
    for start in sorted(_starts(edges)):
        candidate = best_at(edges, start)
        if candidate is not None:
            found.append(candidate)
    return found


def apart(candidates: list[Candidate]) -> list[Candidate]:
    """The heaviest of candidates that overlap, in text order."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.start, c.end)):
        span = range(candidate.start, candidate.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def _starts(edges: Edges) -> set[int]:
    """Positions at which a name may begin, for a begin or an end that rules name."""
    tables, plain, folded = edges.tables, edges.scan.analysis.plain, edges.folded
    weights = tables.weights
    starts = {position for position in edges.begins if position < len(plain)}
    for end, (weight, _, _) in edges.ends.items():
        weak = weight < weights["title_behind_profession"]
        for length in (2, 3, 4):
            start = end - length
            if start < 0 or (weak and ordinary(folded, start, tables)):
                continue
            if plain[start] not in tables.surnames and folded[start : start + 2] not in tables.japanese:
                continue
            if not weak or edges.left(start)[0] > weights["no_lead"]:
                starts.add(start)
        start = end
        while start > 0 and end - start < 8 and folded[start - 1] in tables.sounds:
            start -= 1
            if end - start >= 2 and edges.left(start)[0] >= 0:
                starts.add(start)
        if end - start >= 2:
            starts.add(start)
    surnames = tables.surnames
    free = [match.start() for match in tables.typical.finditer(folded)]
    free += [a for a in _words_of_three(edges.marks) if surnames.get(plain[a], 0) > 0]
    starts.update(a for a in free if edges.left(a)[0] > weights["no_lead"] and not ordinary(folded, a, tables))
    return starts


def best_at(edges: Edges, start: int) -> Candidate | None:
    """The heaviest name that begins at `start`, or None when nothing there has the shape of one."""
    analysis = edges.scan.analysis
    limit = analysis.sentence_at(start).end
    floor = _HOPELESS - edges.left(start)[0]
    shapes = [
        shape for shape in shapes_at(analysis.plain, edges.folded, start, limit, edges.tables)
        if shape.weight > floor and edges.heads.isdisjoint(range(start + 1, shape.end))
    ]  # fmt: skip
    if len(shapes) == 1:
        return weighed(edges, start, shapes[0])
    best: tuple[int, Shape] | None = None
    for shape in shapes:
        weight = shape.weight + (edges.right(shape.end)[0] + _pooled(edges, start, shape.end)) // 2
        if best is None or weight > best[0]:
            best = (weight, shape)
    if best is None:
        return None
    return weighed(edges, start, best[1])


def weighed(edges: Edges, start: int, shape: Shape) -> Candidate:
    """A candidate with the evidence of its own place."""
    left, left_reason = edges.left(start)
    right, right_reason = edges.right(shape.end)
    rule = "person.shape"
    for noted in (edges.begins.get(start), edges.ends.get(shape.end)):
        if noted is not None and noted[0] >= max(left, right):
            rule = noted[2]
    evidence = [(left_reason, left), (shape.form, shape.weight), (right_reason, right)]
    if start not in edges.begins:
        if shape.form == "transliterated" and shape.end - start == 2 and right_reason != "gloss":
            evidence.append(("two_sounds", edges.tables.weights["two_sounds"]))
        if right_reason not in _CERTAIN_ENDS:
            evidence += _weak_signs(edges, start, shape.end)
    evidence += _doubts(edges, start, shape, right_reason)
    evidence += _other_name(edges, start, shape.end)
    return Candidate(start, shape.end, shape.form, sum(weight for _, weight in evidence), rule, evidence)


def _doubts(edges: Edges, start: int, shape: Shape, right_reason: str) -> list[Piece]:
    """What speaks against a name wherever it stands: its given name is a word, or its sounds go on."""
    weights, marks, end = edges.tables.weights, edges.marks, shape.end
    if shape.form == "transliterated":
        goes_on = edges.folded[end : end + 1] in edges.tables.sounds and right_reason in ("no_follow", "cut_word")
        return [("cut_sounds", weights["cut_sounds"])] if goes_on else []
    if shape.form != "chinese" or end - start != 3 or not marks[start + 1] or marks[start + 2] or not marks[end]:
        return []
    if edges.folded[start] in edges.tables.function_surnames:
        return [("split_function", weights["split_function"])]
    certain = start in edges.begins or right_reason in _CERTAIN_ENDS
    return [] if certain else [("split_word", weights["split_word"])]


def _weak_signs(edges: Edges, start: int, end: int) -> list[Piece]:
    """What the segmentation and the last character say where no rule names the edges of the name."""
    weights, marks = edges.tables.weights, edges.marks
    found: list[Piece] = []
    if not (marks[start] and marks[end]):
        found.append(("not_segmented", weights["not_segmented"]))
    elif not any(marks[start + 1 : end]):
        name = "one_word" if end - start > 2 else "one_short_word"
        found.append((name, weights[name]))
    if edges.folded[start - 1 : start] in ("《", "〈") and edges.folded[end : end + 1] in ("》", "〉"):
        found.append(("work_title", weights["work_title"]))
    if edges.folded[end - 1] in edges.tables.body_ends and not edges.right(end)[1].startswith("title_behind"):
        found.append(("body_end", weights["body_end"]))
    return found


def _other_name(edges: Edges, start: int, end: int) -> list[Piece]:
    """What a listed place or body takes from a name that lies in it or crosses its edge."""
    weights = edges.tables.weights
    for position in range(max(start - 12, 0), end):
        reach = edges.others.get(position, 0)
        if reach <= start:
            continue
        if position <= start and end <= reach:
            return [("other_name", weights["other_name"])]
        if position < start or reach > end or reach - position > 2:
            return [("crosses_name", weights["crosses_name"])]
    return []


def _pooled(edges: Edges, start: int, end: int) -> int:
    """What follows the same string wherever it stands in the article, on average; and how steady it is."""
    folded = edges.folded
    name = folded[start:end]
    total = count = 0
    position = folded.find(name)
    while position >= 0 and count < _POOLED:
        total += edges.right(position + len(name))[0]
        count += 1
        position = folded.find(name, position + 1)
    if not count:
        return 0
    steady = 0
    if len(name) == 3 and count > 1:
        stem = folded.count(name[:2])
        steady = 300 * min(count - 1, 3) if stem == folded.count(name) else -200 * min(stem - count, 3)
    return total // count + steady


def stands_free(edges: Edges, start: int, end: int) -> bool:
    """Whether a name known from elsewhere may stand at `[start, end)`: not inside a longer word or name."""
    right = edges.right(end)[0]
    if right == edges.tables.weights["named_after"]:
        return False
    if end - start > 2:
        return True
    return right > edges.tables.weights["straddled"] and (right >= 0 or bool(edges.marks[end]))


def _words_of_three(marks: bytearray) -> list[int]:
    """Where the segmentation has a word of three characters, as it makes of most names."""
    found = []
    position = marks.find(b"\x01\x00\x00\x01")
    while position >= 0:
        found.append(position)
        position = marks.find(b"\x01\x00\x00\x01", position + 3)
    return found
