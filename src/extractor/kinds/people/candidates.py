"""Candidates: stretches shaped like names where the text says that a name begins or ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.kinds.people.context import Edges, opens_name
from extractor.kinds.people.shapes import LONGEST_SOUND, Shape, ordinary, shapes_at

_POOLED = 6
_WORD_OF_THREE = re.compile(b"\x01\x00\x00(?=\x01)")
"""A word of three characters in `word_starts`, as the segmentation makes of most names."""
_HOPELESS = -1800
"""What follows a name, and its other mentions, never make up for characters and a left edge that weigh less."""
# Ends that leave no doubt about where the name ends and what it is.
_CERTAIN_ENDS = frozenset(
    ("gloss", "age", "place_in_picture", "credit", "title_behind_honorific", "title_behind_degree", "caption")
)
_CLEAR_LEFT = frozenset(("edge", "lead_character", "lead_word"))
_CLEAR_RIGHT = frozenset(("edge", "follow_character", "act", "speech"))
_NAMES = frozenset(("x", "nr", "nrt", "nrfg"))
_SURE_ENDS = ("gloss", "age", "place_in_picture")


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
    """The best candidate at every place where a rule lets a name begin or end, overlapping ones too.

    What would be no name even if the gazetteer listed it is left out.
    """
    weights = edges.tables.weights
    floor = weights["threshold"] - weights["known"]
    found = []
    for start in sorted(_starts(edges)):
        candidate = best_at(edges, start, floor)
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
    plain, folded, openers = edges.scan.analysis.plain, edges.folded, edges.tables.openers
    size = len(folded)
    starts = {a for a in edges.begins if a < size and (plain[a] in openers or folded[a] in openers)}
    _starts_before_ends(edges, starts)
    _free_starts(edges, starts)
    return starts


def _starts_before_ends(edges: Edges, starts: set[int]) -> None:
    """Add where a name may begin in front of the ends; a weak end asks for more on the other side."""
    tables, plain, folded, left = edges.tables, edges.scan.analysis.plain, edges.folded, edges.left
    surnames, japanese, openers, sounds = tables.surnames, tables.japanese, tables.openers, tables.sounds
    no_lead, profession = tables.weights["no_lead"], tables.weights["title_behind_profession"]
    for end, (weight, _, _) in edges.ends.items():
        for start in range(max(end - 4, 0), end - 1):
            if plain[start] not in surnames and (
                folded[start] not in openers or folded[start : start + 2] not in japanese
            ):
                continue
            if weight >= profession or (not ordinary(folded, start, tables) and left(start)[0] > no_lead):
                starts.add(start)
        start = end
        while start > 0 and end - start < LONGEST_SOUND and folded[start - 1] in sounds:
            start -= 1
            if end - start >= 2 and left(start)[0] >= 0:
                starts.add(start)
        if end - start >= 2:
            starts.add(start)


def _free_starts(edges: Edges, starts: set[int]) -> None:
    """Add where three characters are typical of a name, or one word, although no rule names an edge of it."""
    tables, plain, folded = edges.tables, edges.scan.analysis.plain, edges.folded
    words, surnames, no_lead = tables.ordinary_words, tables.surnames, tables.weights["no_lead"]
    free = [match.start() for match in tables.typical.finditer(folded)]
    words_of_three = [match.start() for match in _WORD_OF_THREE.finditer(edges.marks)]
    free += [a for a in words_of_three if surnames.get(plain[a], 0) > 0]
    for a in free:
        if folded[a : a + 2] not in words and folded[a : a + 3] not in words and edges.left(a)[0] > no_lead:
            starts.add(a)


def best_at(edges: Edges, start: int, floor: int) -> Candidate | None:
    """The heaviest name that begins at `start`; None when nothing there has the shape of one, or can weigh
    as much as `floor`.
    """
    analysis, heads, right = edges.scan.analysis, edges.heads, edges.right
    if edges.inside[start] and start not in edges.begins:
        return None
    left = edges.left(start)[0]
    hopeless = _HOPELESS - left
    in_title = edges.titled.get(start, 0)
    floor -= left if start in edges.begins else left + edges.tables.weights["one_word"]
    shapes = [
        (shape, right(shape.end)[0])
        for shape in shapes_at(analysis.plain, edges.folded, start, analysis.sentence_at(start).end, edges.tables)
        if shape.weight > hopeless and heads.find(1, start + 1, shape.end) < 0 and shape.end > in_title
    ]
    if len(shapes) > 1:
        shapes = [shape for shape in shapes if not _ends_in_joint(edges, shape[0].end)]
    if not shapes or (len(shapes) == 1 and shapes[0][0].weight + shapes[0][1] < floor):
        return None
    best, heaviest = shapes[0][0], -(10**6)
    for shape, behind in shapes if len(shapes) > 1 else ():
        weight = shape.weight + (behind + _pooled(edges, start, shape.end)) // 2
        if weight > heaviest:
            best, heaviest = shape, weight
    return weighed(edges, start, best)


def _ends_in_joint(edges: Edges, end: int) -> bool:
    """Whether the last character of a name is the joint in front of a title and the next name: 余振|和博士生何斌."""
    return edges.folded[end - 1] in "和及与" and end in edges.titled and opens_name(edges, edges.titled[end])


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
            if evidence[-1][0] == "one_word" and left_reason in _CLEAR_LEFT and right_reason in _CLEAR_RIGHT:
                evidence += _clear_word(edges, start, shape)
        if left_reason in ("no_lead", "inside_word"):
            evidence += _unled(edges, start, left_reason, right_reason)
    else:
        evidence += _no_word(edges, start, shape)
    sure = left >= edges.tables.weights["title_degree"] and right_reason in ("speech", "act")
    if sure and edges.folded[start] not in edges.tables.function_surnames:
        evidence.append(("both_sides", edges.tables.weights["both_sides"]))
    evidence += _doubts(edges, start, shape, right_reason)
    evidence += _other_name(edges, start, shape.end)
    return Candidate(start, shape.end, shape.form, sum(weight for _, weight in evidence), rule, evidence)


def _clear_word(edges: Edges, start: int, shape: Shape) -> list[Piece]:
    """A word that no dictionary has, or only as a name, between two edges: 楊繼繩的…."""
    analysis = edges.scan.analysis
    word = analysis.simplified[start : shape.end]
    if shape.form != "chinese" or shape.weight <= 0 or analysis.tagger(word) not in _NAMES:
        return []
    if analysis.tagger(word[:2]) not in _NAMES or analysis.tagger(word[1:]) not in _NAMES:
        return []  # 戴眼鏡, 謝謝您
    return [("clear_word", edges.tables.weights["clear_word"])]


def _doubts(edges: Edges, start: int, shape: Shape, right_reason: str) -> list[Piece]:
    """What speaks against a name wherever it stands: its given name is a word, or its sounds go on."""
    weights, marks, end = edges.tables.weights, edges.marks, shape.end
    if shape.form == "transliterated":
        goes_on = edges.folded[end : end + 1] in edges.tables.sounds and right_reason in ("no_follow", "cut_word")
        return [("cut_sounds", weights["cut_sounds"])] if goes_on else []
    if shape.form != "chinese" or end - start != 3 or not marks[start + 1] or marks[start + 2] or not marks[end]:
        return []
    if edges.folded[start] in edges.tables.function_surnames and not _named_by_title(edges, start, end):
        return [("split_function", weights["split_function"])]
    likely = shape.weight >= weights["surname_1"] + 2 * weights["given_frequent"] and edges.left(start)[0] > 0
    certain = start in edges.begins or right_reason in _CERTAIN_ENDS or (likely and right_reason == "edge")
    return [] if certain else [("split_word", weights["split_word"])]


def _named_by_title(edges: Edges, start: int, end: int) -> bool:
    """Whether an office stands in front and the given name is no word of the dictionary (東主高美施, 委員應履行)."""
    front, analysis = edges.begins.get(start), edges.scan.analysis
    if front is None or front[0] < edges.tables.weights["title_post"]:
        return False
    return analysis.tagger(analysis.simplified[start + 1 : end]) in ("x", "nr")


def _unled(edges: Edges, start: int, left_reason: str, right_reason: str) -> list[Piece]:
    """What makes up for a missing sign in front of a name: an end that is certain, or a noun there (官員, 管工)."""
    weights, analysis = edges.tables.weights, edges.scan.analysis
    if left_reason == "inside_word":
        return [("sure_end", weights["sure_end"])] if right_reason in _SURE_ENDS else []
    begin = start - 1
    while begin > 0 and not edges.marks[begin]:
        begin -= 1
    word = analysis.simplified[begin:start]
    noun = len(word) > 1 and word.isalpha() and not word.isascii() and analysis.tagger(word) in ("n", "nt", "nz")
    return [("lead_noun", weights["lead_noun"])] if noun else []


def _no_word(edges: Edges, start: int, shape: Shape) -> list[Piece]:
    """Gives back what an ordinary word took where a rule begins a name: 關文 (有關文件) is no word alone."""
    tables, analysis = edges.tables, edges.scan.analysis
    taken = tables.weights["ordinary_word"]
    if shape.form != "chinese" or shape.end - start != 3 or shape.weight - taken < tables.weights["ordinary_word_none"]:
        return []
    if not ordinary(edges.folded, start, tables) or edges.folded[start : start + 2] in tables.follow:
        return []
    is_word = any(analysis.tagger(analysis.simplified[start : start + length]) != "x" for length in (2, 3))
    return [] if is_word else [("no_word", -taken)]


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
    if edges.others_at.find(1, start, end) < 0:
        return []
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
    name = edges.folded[start:end]
    known = edges.pooled.get(name)
    if known is not None:
        return known
    stem = len(edges.places.of(name[:2]))
    if stem == 1:
        return edges.right(end)[0]
    places = edges.places.of(name)
    length, count = len(name), len(places)
    total = sum([edges.right(place + length)[0] for place in places[:_POOLED]]) // min(count, _POOLED)
    if length == 3 and count > 1:
        total += 300 * min(count - 1, 3) if stem == count else -200 * min(stem - count, 3)
    edges.pooled[name] = total
    return total


def stands_free(edges: Edges, start: int, end: int) -> bool:
    """Whether a name known from elsewhere may stand at `[start, end)`: not inside a longer word or name."""
    right = edges.right(end)[0]
    if right == edges.tables.weights["named_after"]:
        return False
    if end - start > 2:
        return True
    return right > edges.tables.weights["straddled"] and (right >= 0 or bool(edges.marks[end]))
