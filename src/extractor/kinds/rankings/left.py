"""Reading leftwards from a place: verb, scope, tie, streak, former place, year, up to the holder's name.

港大｜由去年的第三位｜升至｜[第二位]        holder ｜ former place ｜ verb ｜ place
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.kinds.rankings.grammar import BOUNDARY, Grammar, corners
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.issuers import IndexNaming
from extractor.model.analysis import Analysis
from extractor.text.views import fold_pattern

_COMPARES = frozenset(fold_pattern("較比與和跟同"))
_WINDOW = 24
_LED_BY = {"term": "streak", "by": "move", "seat": "previous"}
"""Groups that follow the one that names an element, and that one."""


@dataclass(slots=True)
class LeftReading:
    """What stands in front of a place. `[floor, left)` is the unread rest of its clause."""

    left: int
    floor: int
    verb: bool = False
    entry: bool = False
    entering: bool = False
    exit: bool = False
    word: bool = False
    tied: bool = False
    scope: tuple[int, int] | None = None
    streak: int | None = None
    move: tuple[int, int] | None = None
    previous: int | None = None
    previous_span: tuple[int, int] | None = None
    time: tuple[int, int] | None = None
    index: IndexNaming | None = None
    between: tuple[int, int] | None = None
    """The words between a verb of place and the ordinal, where they name what is ranked."""


class LeftReader:
    """Reads the clauses of one article."""

    def __init__(self, analysis: Analysis, grammar: Grammar, indices: Indices) -> None:
        self._analysis = analysis
        self._folded = corners(analysis.folded)
        self._grammar = grammar
        self._indices = indices

    def read(self, position: int, floor: int) -> LeftReading:
        """Read the elements in front of `position`, never below `floor` (the sentence's start)."""
        reading = LeftReading(position, self.clause_start(floor, position))
        self._read_elements(reading)
        if self._read_former_clause(reading, floor):
            self._read_elements(reading)
        return reading

    def _read_elements(self, reading: LeftReading) -> None:
        while reading.left > reading.floor:
            naming = self._indices.ending_at(reading.left)
            if naming is not None and naming.start >= reading.floor and reading.index is None:
                reading.index = naming
                reading.left = naming.start
                continue
            start = max(reading.floor, reading.left - _WINDOW)
            found = self._grammar.element.search(self._folded, start, reading.left)
            inside = self._indices.name_cut(found.start(), found.end()) if found is not None else None
            if inside is not None:
                found = self._grammar.element.search(self._folded, inside, reading.left)
            if found is None or not self._take(reading, found):
                break

    def clause_start(self, floor: int, position: int) -> int:
        """Where the clause that ends at `position` begins: behind the last mark; quotes and brackets are skipped."""
        depth = 0
        opened = self._folded.find("（", floor, position)
        for at in range(position - 1, floor - 1, -1):
            character = self._folded[at]
            if character in "」』》" or (character == "）" and 0 <= opened < at):
                depth += 1
            elif character in "「『《" or (character == "（" and depth):
                if depth == 0:
                    return at + 1
                depth -= 1
            elif depth == 0 and (character in BOUNDARY or (character == " " and self._splits(at))):
                return at + 1
        return floor

    def _splits(self, at: int) -> bool:
        """Whether a blank parts two clauses, as in headlines: a wide one, or Chinese on both sides of it."""
        if self._analysis.plain[at] == "\u3000":
            return True
        around = self._folded[max(at - 1, 0) : at + 2]
        return len(around) == 3 and min(around[0], around[2]) > "⺀" and around[2] != "第"

    def _read_former_clause(self, reading: LeftReading, floor: int) -> bool:
        """從2009年的第48位，下跌至第80位: the former place stands in the clause in front."""
        start, folded = reading.floor, self._folded
        moves = reading.verb or reading.move is not None
        if (
            reading.left != start
            or reading.previous is not None
            or not moves
            or start <= floor
            or folded[start - 1] != "，"
        ):
            return False
        found = self._grammar.former.search(folded, max(floor, start - _WINDOW), start - 1)
        if found is None:
            return False
        reading.previous, reading.previous_span = self._grammar.former_rank(found), found.span()
        reading.left = found.start()
        reading.floor = self.clause_start(floor, reading.left)
        return True

    def _take(self, reading: LeftReading, found: re.Match[str]) -> bool:
        """Add one element to the reading; False when it does not belong to the predicate."""
        grammar = self._grammar
        last = found.lastgroup or ""
        kind = _LED_BY.get(last, last)
        if kind == "scope" and not self._begins_word(found.start()):
            return False
        single = len(found[0]) == 1 and kind in ("verb", "entry")
        if single and grammar.led_by("rank_compound", self._folded, found.end()):
            return False
        if (
            kind in ("glue", "adverb")
            and len(found[0]) == 1
            and grammar.led_by("rank_no_glue", self._folded, found.end())
        ):
            return False
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
            reading.previous, reading.previous_span = grammar.former_rank(found), found.span()
        elif kind == "scope":
            reading.scope = reading.scope or found.span()
        elif kind == "time" and self._folded[found.start() - 1] not in _COMPARES:
            reading.time = reading.time or found.span()
        elif kind not in ("adverb", "time"):
            self._take_predicate(reading, found, kind)
        reading.left = found.start()
        return True

    def _take_predicate(self, reading: LeftReading, found: re.Match[str], kind: str) -> None:
        words = self._grammar.words
        sure = found[0] in words["rank_word_sure"]
        reading.tied |= kind == "tie"
        reading.verb |= kind == "tie" or found[0] in words["rank_verb"]
        reading.entry |= found[0] in words["rank_entry"]
        reading.entering |= kind in ("verb", "entry") and found[0] not in words["rank_include"]
        reading.exit |= kind == "exit"
        reading.word |= sure
        if sure:
            reading.scope = reading.scope or self._scope_of(found)

    def _scope_of(self, found: re.Match[str]) -> tuple[int, int] | None:
        """The scope inside a compound such as 世界排名."""
        for word in self._grammar.words["rank_scope_alone"]:
            if found[0].startswith(word):
                return found.start(), found.start() + len(word)
        return None

    def _begins_word(self, position: int) -> bool:
        return bool(self._analysis.word_starts[position]) or self._indices.known_ends_at(position)
