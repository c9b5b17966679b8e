"""Foreign names: the parts of a transliterated name joined by a dot, and names in Latin script."""

from __future__ import annotations

import re

from extractor.kinds.people.candidates import Candidate
from extractor.kinds.people.context import Edges
from extractor.kinds.people.lexicon import Lexicon
from extractor.kinds.people.shapes import is_han
from extractor.text.views import fold_pattern

_PART = 7
_ADDRESSED = ("title_behind_profession", "title_behind_degree", "title_behind_honorific")
_FRAMES = ("title_behind_degree", "title_behind_honorific")
_REGNAL = re.compile(fold_pattern("[一二三四五六七八九十]{1,2}世(?![紀界代家間])"))
_SURE_TITLES = ("title_post", "title_profession", "title_degree")


def dotted(edges: Edges) -> list[Candidate]:
    """約翰·史密斯: both outer edges are trimmed to what sounds like a name."""
    found = []
    for match in edges.cues:
        if match.rule.set.get("side") != "dotted":
            continue
        span = _trim(edges, match.start, match.end)
        if span is None:
            edges.scan.lost(
                "people", match.rule.id, match.start, match.end, "a dot between words that sound like no name"
            )
            continue
        start, end = span
        end = _with_ordinal(edges, end)
        weight = edges.tables.weights["dotted"]
        sides = max(edges.left(start)[0], 0) + max(edges.right(end)[0], 0)
        evidence = [("dotted", weight), ("edge", sides)]
        found.append(Candidate(start, end, "dotted", weight + sides, match.rule.id, evidence))
    return found


def _with_ordinal(edges: Edges, end: int) -> int:
    """Where 腓特烈·威|廉四世 ends: behind the ordinal, if one follows at once or behind sounds of rulers' names."""
    more = edges.scan.rulebook.folded_words("regnal_sound")
    last = end
    while last - end < 3 and edges.folded[last : last + 1] in more:
        last += 1
    ordinal = _REGNAL.match(edges.folded, last)
    return end if ordinal is None else ordinal.end()


def regnal(edges: Edges) -> list[Candidate]:
    """查理四世, 明太祖: a name by sound with its ordinal, a dynasty with the name that its temple gives."""
    found = []
    for match in edges.cues:
        side = match.rule.set.get("side")
        if side not in ("regnal", "temple"):
            continue
        start, end = match.start, match.end
        if side == "regnal":
            start = last = match.start
            more = edges.scan.rulebook.folded_words("regnal_sound")
            while start > 0 and last - start < _PART:
                if edges.folded[start - 1] not in edges.tables.sounds and edges.folded[start - 1] not in more:
                    break
                start -= 1
                if start in edges.begins:
                    break
            strong = sum(character in edges.tables.sounds_strong for character in edges.folded[start:last])
            if last - start < (2 if strong or edges.folded[start] in more else 3):
                continue
        elif not (edges.marks[start] or edges.left(start)[0] >= 0):
            continue
        weight = edges.tables.weights["dotted"]
        found.append(Candidate(start, end, side, weight, match.rule.id, [(side, weight)]))
    return found


def glossed(edges: Edges) -> list[Candidate]:
    """負責人阿南德（Manpreet Anand）: between a title and a name in Latin script stands its sound, whatever it is."""
    found = []
    folded, begins, weights = edges.folded, edges.begins, edges.tables.weights
    for end, english in edges.latin_glosses.items():
        start = next((a for a in range(end - 2, max(end - _PART, 0) - 1, -1) if a in begins), None)
        if start is None or begins[start][1] not in _SURE_TITLES or edges.heads.find(1, start, end) >= 0:
            continue
        sounds = sum(character in edges.tables.sounds for character in folded[start:end])
        if not all(map(is_han, folded[start:end])) or sounds < end - start - 1 or not _is_latin_name(english, edges):
            continue
        if folded[start] in edges.tables.lead_characters:
            continue
        weight, reason, rule = begins[start]
        evidence = [(reason, weight), ("transliterated", 0), ("gloss", weights["gloss"])]
        found.append(Candidate(start, end, "transliterated", weight + weights["gloss"], rule, evidence))
    return found


def framed(edges: Edges) -> list[Candidate]:
    """部長雒樹剛先生: between an office and a form of address stands a name, whatever its family name is."""
    found = []
    for end, (behind, reason, rule) in edges.ends.items():
        if reason not in _FRAMES:
            continue
        for start in (end - 3, end - 2):
            front = edges.begins.get(start)
            if front is None or front[1] != "title_post" or not all(map(is_han, edges.folded[start:end])):
                continue
            verb = edges.folded[start] in edges.tables.lead_characters or edges.folded[start] in edges.tables.follow
            if edges.heads.find(1, start, end) < 0 and not verb:
                evidence = [(front[1], front[0]), ("framed", 0), (reason, behind)]
                found.append(Candidate(start, end, "framed", front[0] + behind, rule, evidence))
    return found


def _is_latin_name(english: str, edges: Edges) -> bool:
    words = english.split(" ")
    return all(word[0].isupper() and word not in edges.tables.latin_other for word in words)


def _trim(edges: Edges, start: int, end: int) -> tuple[int, int] | None:
    folded, sounds = edges.folded, edges.tables.sounds
    first = folded.index("·", start, end)
    last = folded.rindex("·", start, end)
    left = _first_part(edges, start, first)
    right = last + 1
    while right < end and right - last <= _PART and (folded[right] in sounds or _latin(folded[right])):
        right += 1
        if right - last > 2 and (right in edges.ends or _word_begins(edges, right) or _goes_on(edges, right)):
            break
    strong = sum(character in edges.tables.sounds_strong for character in folded[left:right])
    if right == last + 1 and strong:
        right, strong = _closed_part(edges, right, end), strong + 1
    if left == first or right == last + 1 or strong < 2 or right - left < 4:
        return None
    return left, right


def _closed_part(edges: Edges, start: int, end: int) -> int:
    """Where a last part of other characters ends (約翰·理察·⟨邦德⟩指出): at the first clear end; `start` if none."""
    for right in range(start + 2, min(start + 5, end + 1, len(edges.folded))):
        if right in edges.ends or edges.right(right)[0] > 0:
            return right if all(map(is_han, edges.folded[start:right])) else start
    return start


def _goes_on(edges: Edges, position: int) -> bool:
    """Whether a character there that may follow a name (以) does so: no sounding character stands behind it."""
    after = edges.folded[position + 1 : position + 2]
    return edges.folded[position : position + 1] in edges.tables.follow and after not in edges.tables.sounds


def _word_begins(edges: Edges, position: int) -> bool:
    """Whether the segmentation has a word there that its dictionary knows, and not as a name."""
    analysis, marks = edges.scan.analysis, edges.marks
    if not marks[position]:
        return False
    end = marks.find(1, position + 1)
    return end > 0 and analysis.tagger(analysis.simplified[position:end])[:1] not in ("x", "n", "")


def _first_part(edges: Edges, start: int, dot: int) -> int:
    """Where the part in front of a dot begins: where a rule says so, else with the first that sounds like a name."""
    folded, sounds = edges.folded, edges.tables.sounds
    for left in range(dot - 1, max(start, dot - _PART) - 1, -1):
        if left in edges.begins and folded[left] not in edges.tables.lead_characters:
            return left
    left = dot
    while left > start and dot - left < _PART and (folded[left - 1] in sounds or _latin(folded[left - 1])):
        left -= 1
    return left


def _latin(character: str) -> bool:
    return character == "." or (character.isascii() and character.isalpha())


_TOKEN = re.compile(r"[A-Za-zÀ-ɏ.’']+")


def latin(edges: Edges) -> list[Candidate]:
    """Dennis Poon beside a title, a verb of speech or its pseudonym mark; no names of bodies or works."""
    found = []
    weights, tables = edges.tables.weights, edges.tables
    for match in edges.scan.candidates("people", "latin"):
        start, end = match.start, match.end
        tokens = _TOKEN.findall(edges.folded[start:end])
        front = start
        while len(tokens) > 1 and tokens[0].rstrip(".") in tables.latin_titles:  # Professor William Hayward
            start += edges.folded[start:end].find(" ") + 1 or len(tokens[0])
            tokens = tokens[1:]
        told = edges.folded[start - 1 : start] == "的" and len(tokens) > 1 and tokens[0] in tables.latin_given
        if front not in edges.begins and end not in edges.ends and not told:
            continue
        shape = _latin_shape(tokens, tables)
        left, left_reason = edges.left(front)
        right, right_reason = edges.right(end)
        if left_reason in ("no_lead", "inside_word"):
            left = 0  # a change of script is an edge of its own
        if shape is None or _in_list(edges, start, end):
            continue
        if told or (len(tokens) > 1 and right_reason in _ADDRESSED):
            shape += weights["latin_addressed"]
        weight = left + shape + right
        evidence = [(left_reason, left), ("latin", shape), (right_reason, right)]
        if weight >= weights["threshold"] or len(tokens) > 1:
            found.append(Candidate(start, end, "latin", weight, "person.latin", evidence))
    return found


def _latin_shape(tokens: list[str], tables: Lexicon) -> int | None:
    """What the words of a Latin sequence weigh as a name; None when one of them belongs to something else."""
    if (
        not tokens
        or max(map(len, tokens)) < 2
        or any(token in tables.latin_other or (token.isupper() and len(token) > 3) for token in tokens)
    ):
        return None
    weight = tables.weights["latin_given"] if tokens[0] in tables.latin_given else tables.weights["latin_plain"]
    return weight + (tables.weights["latin_single"] if len(tokens) == 1 else 0)


def _in_list(edges: Edges, start: int, end: int) -> bool:
    """Whether a listed body or place covers the sequence."""
    first = edges.others_at.rfind(0, 0, start) + 1
    return any(edges.others.get(position, 0) >= end for position in range(first, start + 1))


def glosses(edges: Edges, text: str) -> str | None:
    """The Latin name in brackets behind a name of the article, or None."""
    if not edges.latin_glosses:
        return None
    for position in edges.places.of(text):
        end = position + len(text)
        found = edges.latin_glosses.get(end)
        if found is None and end in edges.titled:  # 林振陽教授（Dennis Lam）
            found = edges.latin_glosses.get(edges.titled[end])
            found = found if found and _is_latin_name(found, edges) else None
        if found is not None:
            first, _, rest = found.partition(" ")
            return rest if first.rstrip(".") in edges.tables.latin_titles else found
    return None
