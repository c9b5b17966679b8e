"""Reading leftwards from a place: verb, scope, tie, streak, former place, year, up to the holder's name.

港大｜由去年的第三位｜升至｜[第二位]        holder ｜ former place ｜ verb ｜ place
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.kinds.rankings.grammar import BOUNDARY, Grammar
from extractor.kinds.rankings.indices import IndexNaming, Indices

_WINDOW = 24


@dataclass(slots=True)
class LeftReading:
    """What stands in front of a place. `left` is where the unread rest of its clause ends."""

    left: int
    floor: int
    verb: bool = False
    entry: bool = False
    exit: bool = False
    word: bool = False
    tied: bool = False
    scope: tuple[int, int] | None = None
    streak: int | None = None
    move: tuple[int, int] | None = None
    previous: int | None = None
    previous_span: tuple[int, int] | None = None
    time: tuple[int, int] | None = None
    distributive: bool = False
    index: IndexNaming | None = None
    between: tuple[int, int] | None = None
    """The words between a verb of place and the ordinal, where they name what is ranked."""


def read_left(position: int, floor: int, folded: str, grammar: Grammar, indices: Indices) -> LeftReading:
    """Read the elements in front of `position`, never below `floor` (the sentence's start)."""
    reading = LeftReading(position, clause_start(folded, floor, position))
    while reading.left > reading.floor:
        naming = indices.ending_at(reading.left)
        if naming is not None and naming.start >= reading.floor:
            reading.index = naming
            reading.left = naming.start
            break
        found = grammar.element.search(folded, max(reading.floor, reading.left - _WINDOW), reading.left)
        if found is None or not _take(reading, found, grammar):
            break
    if reading.left == reading.floor and (reading.verb or reading.move) and folded[reading.floor - 1] == "，":
        found = grammar.former.search(folded, max(floor, reading.floor - _WINDOW), reading.floor - 1)
        if found is not None and reading.previous is None:
            reading.previous, reading.previous_span = grammar.number(found["previous"]), found.span()
            reading.left = reading.floor = found.start()
            reading.floor = clause_start(folded, floor, reading.left)
    return reading


def clause_start(folded: str, floor: int, position: int) -> int:
    """Where the clause that holds `position` begins: behind the last mark, not looking into quotes."""
    depth = 0
    for at in range(position - 1, floor - 1, -1):
        character = folded[at]
        if character in "」』》”":
            depth += 1
        elif character in "「『《“":
            if depth == 0:
                return at + 1
            depth -= 1
        elif (depth == 0 and character in BOUNDARY) or (
            depth == 0 and character == " " and _splits(folded, at)
        ):
            return at + 1
    return floor


def _splits(folded: str, at: int) -> bool:
    """Whether a blank parts two clauses (as in headlines): Chinese on both sides of it."""
    return (
        at + 1 < len(folded)
        and at > 0
        and folded[at - 1] > "⺀"
        and folded[at + 1] > "⺀"
        and folded[at + 1] != "第"
    )


def _take(reading: LeftReading, found: re.Match[str], grammar: Grammar) -> bool:
    """Add one element to the reading; False when it does not belong to the predicate."""
    kind = next((name for name, text in found.groupdict().items() if text is not None), "")
    if kind == "streak" and found["term"] == "年":
        reading.streak = grammar.number(found["streak"])
    elif kind == "reign":
        reading.streak, reading.verb = grammar.number(found["reign"]), True
    elif kind == "move":
        reading.move = grammar.values["rank_move"][found["move"]], grammar.number(found["by"]) or 0
        reading.verb = True
    elif kind == "previous":
        if not (reading.verb or reading.move):
            return False
        reading.previous, reading.previous_span = grammar.number(found["previous"]), found.span()
    elif kind == "scope":
        reading.scope = reading.scope or found.span()
    elif kind == "time":
        reading.time = reading.time or found.span()
    elif kind == "tie":
        reading.tied = reading.verb = True
    elif kind == "sure":
        reading.word = True
        reading.scope = reading.scope or _scope_of(found, grammar)
    elif kind in ("verb", "entry", "exit"):
        _take_verb(reading, found[0], kind, grammar)
    elif kind == "adverb":
        reading.distributive |= found[0] in grammar.words["rank_adverb"] and found[0] == "分別"
    reading.left = found.start()
    return True


def _scope_of(found: re.Match[str], grammar: Grammar) -> tuple[int, int] | None:
    """The scope inside a compound such as 世界排名."""
    for word in grammar.words["rank_scope_alone"]:
        if found[0].startswith(word):
            return found.start(), found.start() + len(word)
    return None


def _take_verb(reading: LeftReading, word: str, kind: str, grammar: Grammar) -> None:
    if word in grammar.words["rank_word_sure"]:
        reading.word = True
    reading.verb |= word in grammar.words["rank_verb"]
    reading.entry |= word in grammar.words["rank_entry"]
    reading.exit |= kind == "exit"
