"""Where a name begins: reading leftwards from its head word, over jieba's words, to the first that ends it.

    runs = NameRuns(scan)
    run = runs.before(head_start, floor=sentence.start)     # 香港橋樑監測|學會

A run is evidence, not a decision: the kinds judge its parts. Known places and bodies in front of a head are
parts of their own, because a name seldom goes on to the left of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.rulebook.match import EntryHit, Scan, longest_by_end
from extractor.rulebook.rulebook import Rulebook
from extractor.text.views import fold

Nature = Literal["body", "place", "generic", "describing", "plain"]
Edge = Literal["mark", "end", "indefinite", "body", "place", "limit", "start"]

_VERBAL = frozenset(("v", "vd", "vi", "vg", "d", "p", "c", "r", "u", "zg"))
_CALENDAR = frozenset(fold("年月日號時分點"))
_DIRECTIONS = frozenset(fold("東西南北"))
_STATIONED = fold("駐")
_UNKNOWN = frozenset(("x", "nr", "nrt"))
_OPENING = ("「", "『", "《", "（")
_QUOTED = 12
"""A quoted part of a company's name has fewer code points, its marks among them."""
_TORN = 3
"""A longer word of the segmentation that ends in a verb is several: 難以獲得."""
LONGEST = 26
"""No name has more code points than this in front of its head word."""


class Part(NamedTuple):
    """One part `[start, end)` of a run: a body, a place, a common word, an adjective, or anything else."""

    start: int
    end: int
    nature: Nature


@dataclass(slots=True)
class NameRun:
    """The words in front of a head: where they begin, what they are (left to right), what ended them."""

    start: int
    parts: list[Part]
    edge: Edge

    def count(self, *natures: Nature) -> int:
        """How many parts are of one of these natures."""
        return len([part for part in self.parts if part.nature in natures])


@dataclass(frozen=True, slots=True)
class _NameWords:
    end: frozenset[str]
    indefinite: frozenset[str]
    count: frozenset[str]
    measure: frozenset[str]
    describing: frozenset[str]
    generic: frozenset[str]
    joint: frozenset[str]
    inside: frozenset[str]
    verb_endings: frozenset[str]
    heads: tuple[str, ...]
    no_host: frozenset[str]
    surname: frozenset[str]
    numeral: frozenset[str]
    glue: frozenset[str]
    glued: tuple[str, ...]
    patrons: frozenset[str]


@lru_cache(maxsize=8)
def _name_words(rulebook: Rulebook) -> _NameWords:
    def words(name: str) -> frozenset[str]:
        return frozenset(rulebook.folded_words(name))

    return _NameWords(
        end=words("name_end"),
        indefinite=words("name_indefinite"),
        count=words("name_count"),
        measure=words("name_measure"),
        describing=words("name_describing"),
        generic=words("name_generic"),
        joint=words("name_joint"),
        inside=words("name_inside"),
        verb_endings=words("name_verb_suffix") | words("name_glued_verb"),
        heads=tuple(sorted(words("name_list_head"))),
        no_host=words("name_no_host"),
        surname=words("surname"),
        numeral=words("name_numeral"),
        glue=words("name_glue"),
        glued=tuple(sorted(words("name_glue_exception"))),
        patrons=words("name_patron"),
    )


@dataclass(slots=True)
class _Walk:
    """The state of one walk to the left, and the last place where a joint let it go on."""

    head: int
    position: int
    formal: bool = False
    parts: list[Part] = field(default_factory=list)
    before_joint: int | None = None
    joints: int = 0
    depth: int = 0

    def take(self, start: int, nature: Nature) -> None:
        self.parts.append(Part(start, self.position, nature))
        self.position = start


class NameRuns:
    """Reads the runs of one article.

    `bodies` are the hits that count as known bodies, if not all do; `inside` are words that belong to the
    names of this kind although they end others (控制 in the name of a laboratory).
    """

    def __init__(self, scan: Scan, bodies: list[EntryHit] | None = None, inside: Container[str] = ()) -> None:
        self._inside = inside
        self._analysis = scan.analysis
        self._folded = scan.analysis.folded
        self._words = _name_words(scan.rulebook)
        self._places = scan.longest_entries("places")
        self._bodies = scan.longest_entries("organizations") if bodies is None else longest_by_end(bodies)

    def before(self, head: int, floor: int, *, joint: bool = False, formal: bool = False) -> NameRun:
        """The run that ends where the head word begins; it never reaches below `floor`.

        With `joint`, 及, 與 and 、 between common words do not end it (財經事務及庫務局). With `formal`, the head
        is a legal form: a name stands in front of it for certain, so that places, brackets and what the
        dictionary takes for verbs may stand inside (晴川（亞洲）有限公司).
        """
        walk = _Walk(head, head, formal=formal)
        edge = self._step(walk, floor, joint)
        while edge is None:
            edge = self._step(walk, floor, joint)
        if walk.before_joint is not None and walk.before_joint == len(walk.parts):
            edge = "end"  # a body, or nothing, stands in front of the joint: it joins no words of one name
        elif walk.before_joint is not None and self._lists(walk.parts[walk.before_joint :]):
            del walk.parts[walk.before_joint :]
            edge = "end"
        return self._trimmed(walk, edge)

    def opens_name(self, start: int, end: int, *, verbs: bool = False) -> bool:
        """Whether a quoted stretch may open a name: no verb or adjective in front, no verb of two characters
        inside, unless `verbs` may stand there.
        """
        words = self._words
        for a, b in words_between(self._analysis.words, start, end):
            text = self._folded[a:b]
            if text in words.indefinite or not _is_name_text(text):
                return False
            inside = text in words.inside or (a > start and (verbs or b - a == 1))
            if not inside and (text in words.end | words.describing or self._is_verb(a, b)):
                return False
        return True

    def _lists(self, parts: list[Part]) -> bool:
        """Whether what stands in front of a joint is the rest of a list: places only, or words in Latin script."""
        return all(part.nature == "place" for part in parts) or any(
            self._folded[part.start].isascii() for part in parts
        )

    def _step(self, walk: _Walk, floor: int, joint: bool) -> Edge | None:
        here = walk.position
        if here <= floor:
            return "start"
        if walk.head - here > LONGEST:
            return "limit"
        body, place = self._bodies.get(here), self._places.get(here)
        if body is not None and body >= floor and (place is None or body <= place):
            if self._folded[body:here] in self._words.patrons and body in self._bodies:
                return self._take(walk, body, "plain")  # 城大|賽馬會動物醫學及生命科學院
            return self._body(walk, body)
        if place is not None and place >= floor and self._folded[place:here] not in self._words.describing:
            directed = place > floor and self._folded[place - 1] in _DIRECTIONS
            walk.take(place - 1 if directed and self._analysis.word_starts[place - 1] else place, "place")
            return None
        if walk.parts and walk.parts[-1].nature == "place" and not walk.formal:
            if self._folded[here - 1] != _STATIONED:
                return "place"
            return self._take(walk, here - 1, "generic")  # 台灣駐立陶宛代表處
        if not walk.parts and self._folded[here - 2] == _STATIONED and here - 2 in self._places:
            return self._take(walk, here - 2, "generic")  # 瑞典|駐華|大使館
        if walk.formal and self._folded[here - 1] in "（）」":
            return self._enclosed(walk, floor)
        return self._word(walk, floor, joint)

    def _enclosed(self, walk: _Walk, floor: int) -> Edge | None:
        """Brackets inside a company's name, in pairs, and a quoted part of it (「X」國際有限公司)."""
        here = walk.position
        if self._folded[here - 1] == "」":
            opening = self._folded.rfind("「", max(floor, here - _QUOTED), here)
            return "mark" if opening < 0 or not walk.parts else self._take(walk, opening, "plain")
        walk.depth += 1 if self._folded[here - 1] == "）" else -1
        return "mark" if walk.depth < 0 else self._take(walk, here - 1, "generic")

    def _body(self, walk: _Walk, start: int) -> Edge:
        """A known body in front: the name's first part, unless it is only the next of a list."""
        listed = walk.before_joint is not None and walk.before_joint == len(walk.parts)
        if not listed and self._folded[start : walk.position] not in self._words.no_host:
            walk.take(start, "body")
        return "body"

    def _word(self, walk: _Walk, floor: int, joint: bool) -> Edge | None:
        here = walk.position
        start = self._behind_body(max(self._word_start(here - 1), floor), here)
        text = self._folded[start:here]
        words = self._words
        if text in words.joint and joint and self._joins(walk, text):
            walk.before_joint = len(walk.parts)
            walk.joints += 1
            walk.position = start
            return None
        if text not in self._inside and not self._opens_inside(start, here):
            if self._counts(text, walk):
                return "indefinite"
            if text in words.end or text in words.joint or (len(text) > _TORN and text[-2:] in words.end):
                return "end"
        if not _is_name_text(text):
            return "mark"
        if text.isdigit():
            return self._figure(walk, start)
        if text in words.describing and text not in self._inside and not (walk.formal and text in words.inside):
            return self._take(walk, start, "describing")
        bracketed = walk.formal and self._folded[here : here + 1] == "（"
        if not bracketed and self._is_verb(start, here):
            return "end"
        if walk.before_joint == len(walk.parts) and text.endswith(words.heads):
            return "end"  # a head word in front of the joint: it joins two bodies, not two parts of one name
        return self._take(walk, start, "generic" if text in words.generic else "plain")

    def _opens_inside(self, start: int, here: int) -> bool:
        """Whether a single character opens a word that belongs to such names and the segmentation tore: 可|持續."""
        if here - start != 1:
            return False
        folded, inside = self._folded, self._inside
        return folded[start : here + 2] in inside or folded[start : here + 3] in inside

    def _counts(self, text: str, walk: _Walk) -> bool:
        """Whether a word counts or points at what follows: 該, 八間, 逾千. 何 in front of a legal form is a surname."""
        words = self._words
        if text in words.indefinite:
            return not (text in words.inside or (walk.formal and text in words.surname))
        return len(text) > 1 and (
            (text[0] in words.count and text[-1] in words.measure) or words.numeral.issuperset(text)
        )

    def _figure(self, walk: _Walk, start: int) -> Edge | None:
        """A figure counts what follows (13家銀行), unless it opens a quoted name (「100行動聯盟」)."""
        if self._folded[start - 1 : start] in _OPENING:
            return self._take(walk, start, "plain")
        measure = ""
        if walk.parts and walk.parts[-1].end - walk.parts[-1].start == 1:
            part = walk.parts.pop()
            measure = self._folded[part.start : part.end]
        return "end" if measure in _CALENDAR else "indefinite"

    def _is_verb(self, start: int, end: int) -> bool:
        """Whether the dictionary takes a word for a verb or an adverb, and no name is known to hold it."""
        text = self._folded[start:end]
        if end - start < 2 or text in self._inside or text in self._words.inside:
            return False
        tag = self._analysis.tagger(self._analysis.simplified[start:end])
        if tag in _VERBAL:
            return True
        return tag in _UNKNOWN and self._folded[end - 1] in self._words.verb_endings

    def _take(self, walk: _Walk, start: int, nature: Nature) -> Edge | None:
        """Take the stretch and go on: there is no edge yet."""
        walk.take(start, nature)
        return None

    def _joins(self, walk: _Walk, text: str) -> bool:
        """Whether a joint may stand here: behind it common words, not too many joints, 、 never alone."""
        if not walk.parts or walk.parts[-1].nature not in ("generic", "plain"):
            return False
        return 0 < walk.joints < 3 if text == "、" else walk.joints == 0

    def _trimmed(self, walk: _Walk, edge: Edge) -> NameRun:
        parts = walk.parts[::-1]
        for index in range(len(parts) - 1, -1, -1):
            if parts[index].nature == "describing":  # an adjective stands in front of a name, not in it
                parts, edge = parts[index + 1 :], "end"
                break
            if self._is_glued(parts[index]):
                cut = parts[index]
                parts, edge = [Part(cut.start + 1, cut.end, cut.nature), *parts[index + 1 :]], "end"
                break
        closing = [index for index, part in enumerate(parts) if self._folded[part.start] == "）"]
        if closing and (walk.depth > 0 or self._folded[parts[0].start] == "（"):
            parts, edge = parts[closing[0] + 1 :], "mark"  # （3）現代管理有限公司: the bracket is not the name's
        while parts and not (self._folded[parts[0].start].isalnum() or self._is_quoted(parts[0])):
            parts.pop(0)
        return NameRun(parts[0].start if parts else walk.head, parts, edge)

    def _is_quoted(self, part: Part) -> bool:
        return part.end - part.start > 1 and self._folded[part.start] == "「"

    def _is_glued(self, part: Part) -> bool:
        """Whether the segmentation stuck a preposition to the front of an unknown name (向X)."""
        text = self._folded[part.start : part.end]
        words = self._words
        return part.nature == "plain" and len(text) > 1 and text[0] in words.glue and not text.startswith(words.glued)

    def _behind_body(self, start: int, here: int) -> int:
        """Where a word begins that the segmentation made of the end of a body's name and more (港|大城市)."""
        for position in range(here - 1, start, -1):
            if self._bodies.get(position, here) <= start:
                return position
        return start

    def _word_start(self, position: int) -> int:
        return self._analysis.word_starts.rfind(1, 0, position + 1)


def _is_name_text(text: str) -> bool:
    return text.isalnum() or all(character.isalnum() or character in "·-&" for character in text)


def words_between(words: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The words that begin in `[start, end)`."""
    return words[bisect_left(words, (start, start)) : bisect_left(words, (end, end))]
