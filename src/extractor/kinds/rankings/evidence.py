"""Whether an ordinal, a band or a named place is a place in a list: the evidence for it, and what speaks against."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.kinds.rankings.grammar import Grammar
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.left import LeftReader, LeftReading
from extractor.model.analysis import Sentence
from extractor.rulebook import Match, Scan
from extractor.text.views import fold_pattern

_KNOCKOUT = frozenset({16, 32, 64})
"""Rounds of a contest that are called 十六強 and so on; below ten every 強 is one."""
_ORDINAL_NEXT = re.compile(fold_pattern("[^，。；、的：（）]{0,9}(?:第[0-9一二三四五六七八九十]|榜首|首位)"))
_OR = re.compile(fold_pattern("或(?:是|者)?第"))
_LISTING = tuple(fold_pattern("分別為|分別是|、|以及|及|與|和").split("|"))
_CLAUSE = re.compile("[^，。；！？\n]*")
_TO, _EACH = fold_pattern("至"), fold_pattern("分別")
_FARTHEST = 24
"""No more code points than this stand between a verb of place and the ordinal."""


@dataclass(slots=True, eq=False)
class Placing:
    """A place `[start, end)` that is stated, and what the words by it say; `chain` is what is coordinated with it."""

    start: int
    end: int
    rule: str
    rank: int | None
    band: int | None
    reading: LeftReading
    sentence: Sentence
    unit: bool = False
    chain: list[Placing] = field(default_factory=list)
    bracketed: bool = False
    """Whether the place stands in brackets behind the name of its holder."""
    own_scope: tuple[int, int] | None = None
    """Of a place coordinated with another one: the scope that stands by it (亞洲第一、`全球`第三)."""
    after: int = 0
    """Where the words behind the place (and its chain) begin."""


def folded_ordinal_follows(folded: str, position: int) -> bool:
    """Whether an ordinal follows at once: 500強第56位 is one place in a list of that name."""
    return _ORDINAL_NEXT.match(folded, position) is not None


class Judge:
    """Weighs the evidence for the places of one article; `earlier` are those that are already accepted."""

    def __init__(
        self, scan: Scan, words: Grammar, reader: LeftReader, indices: Indices, earlier: list[Placing]
    ) -> None:
        self._reader = reader
        self._folded = scan.analysis.folded
        self._analysis = scan.analysis
        self._words = words
        self._indices = indices
        self._earlier = earlier

    def objection(self, placing: Placing, match: Match) -> str | None:
        """Why the match is no place; None when it is one."""
        reading, folded, words = placing.reading, self._folded, self._words
        if (placing.rank or placing.band) in (None, 0) or placing.band == 1:
            return "no number of a place"
        if placing.band is not None and words.outside.match(folded, placing.end):
            return "outside the band"
        if words.starts("rank_not_held", folded, placing.end + folded.startswith("的", placing.end)):
            return "hoped for or missed"
        held = self._held_by_next(placing, match)
        if reading.exit and not held and not (placing.rank is not None and folded.startswith("的", placing.end)):
            return "left, missed or only compared with"
        if words.starts("rank_contest", folded, placing.end):
            return "an order of turns"
        if folded[placing.start - 1 : placing.start] == "或" or _OR.match(folded, placing.end):
            return "one of two places, and not said which"
        if words.led_by("rank_roster", folded, reading.left) or self._queued(placing):
            return "an order of turns"
        if (unmet := self._unmet(placing, match)) is not None:
            return unmet
        if placing.band is not None:
            return self._band(placing, match)
        if match.rule.set.get("standing") or held or (placing.bracketed and self._in_context(placing, match)):
            return None
        if match.rule.set.get("seat"):
            return self._seat(placing)
        return self._ordinal(placing)

    def _unmet(self, placing: Placing, match: Match) -> str | None:
        """What the rule asks for and the text does not give."""
        asks = match.rule.set
        scoped = asks.get("needs_unit_or_scope") and match.text("bare") is None and placing.unit
        if asks.get("needs_context") and not scoped and not self._in_context(placing, match):
            return "no list and no place is spoken of"
        if asks.get("needs_unit_or_scope") and not placing.unit and match.text("bare") is not None:
            return "a figure"
        front = self._folded[placing.reading.floor : placing.start]
        if (
            asks.get("needs_unit_or_scope")
            and front.endswith(_TO)
            and _EACH in front
            and match.text("bare") is not None
        ):
            return "a span of changes"
        if placing.bracketed and self._counts_people(placing):
            return "a count of people"
        if asks.get("needs_list") and self._indices.newest_before(placing.start) is None:
            return "no list in force"
        return None

    def _in_context_of(self, placing: Placing) -> bool:
        """Whether a list is named in the same paragraph."""
        block = self._analysis.block_at(placing.start)
        return bool(self._indices.within(block.start, block.end))

    def _counts_people(self, placing: Placing) -> bool:
        """甲校（14名）: so many people, unless another place stands in the sentence."""
        if not self._folded.endswith("名", placing.start, placing.end) or self._folded[placing.start] == "第":
            return False
        return not any(one.sentence.start == placing.sentence.start for one in self._earlier[-6:])

    def _in_context(self, placing: Placing, match: Match) -> bool:
        """Whether the sentence speaks of places: by a word, a list or a place in front."""
        start, end = placing.sentence.start, match.start
        near = any(one.sentence.block == placing.sentence.block for one in self._earlier[-1:])
        if (
            (near and not placing.bracketed)
            or any(one.sentence.start == start for one in self._earlier[-1:])
            or self._indices.within(start, end)
        ):
            return True
        front = self._folded[start:end]
        return any(word in front for word in self._words.words["rank_word_sure"])

    def _band(self, placing: Placing, match: Match) -> str | None:
        reading, band = placing.reading, placing.band or 0
        if reading.index is not None and reading.index.end == placing.start and not reading.entering:
            return "the size of the list itself"
        if match.rule.set.get("contest") and (band < 10 or (band in _KNOCKOUT and reading.scope is None)):
            return "a round of a contest"
        if self._folded[reading.left - 1 : reading.left] == "「" and not (reading.entry or reading.verb):
            return "the name of a list"
        if folded_ordinal_follows(self._folded, placing.end):
            return "the name of the list"
        if match.rule.set.get("entered"):
            return None if reading.entry else "nobody enters the band"
        if match.rule.set.get("great") and self._folded[placing.start - 1] == "的":
            return "a count of what follows"
        if reading.entry or reading.verb or reading.word:
            return None
        if match.rule.set.get("contest") and self._words.led_by("rank_scope_band", self._folded, placing.start):
            return None
        if self._words.ends(self._folded, placing.end) and self._far_verb(placing):
            return None
        listing = self._words.copula.match(self._folded, placing.end)
        if placing.unit and listing is not None and (listing["each"] or reading.scope is not None):
            return None
        great = placing.unit or match.rule.set.get("great") or match.rule.set.get("contest")
        return None if reading.scope is not None and great and band >= 10 else "nobody enters the band"

    def _seat(self, placing: Placing) -> str | None:
        reading = placing.reading
        if reading.verb or reading.entry or reading.tied or reading.streak or reading.word or reading.index:
            return None
        if self._words.taken.match(self._folded, placing.end) and self._in_context_of(placing):
            return None
        if reading.scope is not None and self._folded[placing.start] in "榜之":
            return None
        among = self._words.among.search(self._folded, reading.floor, placing.start)
        if self._folded[placing.start] == "之" and among is not None:
            reading.left, reading.between = among.start(), (among.start() + 1, placing.start)
            return None
        if self._words.ends(self._folded, placing.end) and self._far_verb(placing):
            return None
        if self._folded[placing.start] == "榜" and self._words.led_by("rank_become", self._folded, placing.start):
            return None
        if self._folded[placing.start] == "榜" and self._words.copula.match(self._folded, placing.end):
            return None
        if self._listed(placing, ends=False):
            return None
        return "no verb of place in front"

    def _ordinal(self, placing: Placing) -> str | None:
        reading, folded, words = placing.reading, self._folded, self._words
        if not placing.unit and words.counts(folded, placing.end):
            return "counts something else"
        if reading.verb or reading.tied or reading.word or reading.streak:
            return None
        if reading.index is not None and (placing.unit or reading.index.entry is not None):
            return None
        ends = words.ends(folded, placing.chain[-1].end if placing.chain else placing.end)
        told = ends or self._indices.known_starts_at(placing.end)
        if (
            told
            and self._indices.known_ends_at(placing.start)
            and self._indices.within(placing.sentence.start, placing.start)
        ):
            return None
        if ends and self._scope_alone(placing):
            return None
        if self._obtained(placing) or (ends and self._declared(placing)):
            return None
        sure = placing.unit or self._kind_in_front(placing)
        if self._listed(placing, ends) or (sure and ends and self._far_verb(placing)):
            return None
        return "no verb of place, no scope, no list in force"

    def _kind_in_front(self, placing: Placing) -> bool:
        """全球金融中心第三: what is ranked, and in front of it among whom."""
        folded, words = self._folded, self._words
        front = folded[max(placing.reading.floor, placing.start - _FARTHEST) : placing.start]
        kinds = words.listed["rank_ranked_generic"]
        return front.endswith(kinds) and any(scope in front for scope in words.words["rank_scope_alone"])

    def _declared(self, placing: Placing) -> bool:
        """在甲和乙都是第一, 取代甲成為第一: said to be the place, in a paragraph that has named a list."""
        block = self._analysis.block_at(placing.start)
        said = self._words.led_by("rank_said_to_be", self._folded, placing.start)
        return said and bool(self._indices.within(block.start, placing.start))

    def _held_by_next(self, placing: Placing, match: Match) -> bool:
        """高於第12位澳洲, 分別為第3名的甲國: a known name behind the place, where places are spoken of."""
        folded, words = self._folded, self._words
        linked = folded.startswith("的", placing.end)
        known = placing.unit and self._indices.known_starts_at(placing.end + linked)
        if placing.rank is None or not (known or linked) or not (placing.unit or match.rule.set.get("seat")):
            return False
        front = folded[placing.sentence.start : placing.start]
        enlisted = any(word in front for word in words.words["rank_enlisted"])
        told = enlisted or self._in_context(placing, match)
        if linked and not words.starts("rank_light", folded, placing.end + 1):
            compared = words.led_by("rank_compare", folded, placing.start) and (told or folded[placing.start] == "榜")
            if compared or (enlisted and front.endswith(_LISTING)):
                return True
        return known and told

    def _obtained(self, placing: Placing) -> bool:
        """跌4.8分得第五, 以小組第二名出線: by which verb the place came about, or what was done by holding it."""
        reading, folded, words = placing.reading, self._folded, self._words
        if words.led_by("rank_obtain", folded, reading.left):
            if words.led_by("rank_compound", folded, reading.left):
                return False
            taken = next(word for word in words.listed["rank_obtain"] if folded.endswith(word, 0, reading.left))
            reading.left = max(reading.left - len(taken), reading.floor)
            return words.ends(folded, placing.end)
        predicate = folded[reading.left : placing.start]
        if predicate.startswith(words.listed["rank_obtain"]):
            return words.ends(folded, placing.end) and not words.led_by("rank_compound", folded, reading.left + 1)
        if "以" not in predicate or not placing.unit:
            return False
        behind = _CLAUSE.match(folded, placing.end, placing.end + _FARTHEST)
        return behind is not None and any(word in behind[0] for word in words.words["rank_finish"])

    def _queued(self, placing: Placing) -> bool:
        """排第一位搶先閱讀: the order of a queue, or of business, which the sentence speaks of."""
        reading = placing.reading
        if placing.rank is None or reading.scope or reading.index or reading.word or reading.previous:
            return False
        sentence = self._folded[placing.sentence.start : placing.sentence.end]
        return any(word in sentence for word in self._words.words["rank_queue"])

    def _scope_alone(self, placing: Placing) -> bool:
        """全球第四: a scope at once in front of the ordinal."""
        scope = placing.reading.scope
        alone = self._words.words["rank_scope_alone"]
        return scope is not None and scope[1] == placing.start and self._folded[slice(*scope)] in alone

    def _listed(self, placing: Placing, ends: bool) -> bool:
        """Whether it goes on an enumeration of places: …排第三，英國第四; 第二位是…"""
        folded = self._folded
        copula = self._words.copula.match(folded, placing.end) is not None
        block = self._analysis.block_at(placing.start)
        if copula and placing.unit and placing.reading.left == placing.reading.floor:
            named = self._indices.newest_before(placing.start)
            if named is not None and named.start >= block.start:
                return True
        for one in reversed(self._earlier[-6:]):
            if one.rank is None:
                continue
            if one.sentence.start == placing.sentence.start:
                if copula and not placing.unit and self._words.copula.match(folded, one.after) is None:
                    return False
                return copula or (ends and not folded.startswith("的", placing.end))
            if one.sentence.block == placing.sentence.block:
                return copula and placing.unit and placing.reading.left == placing.reading.floor
        return False

    def _far_verb(self, placing: Placing) -> bool:
        """A verb of place over the name of what is ranked; the reading then goes on in front of that verb."""
        reading, folded = placing.reading, self._folded
        floor = max(reading.floor, placing.start - _FARTHEST)
        best = (-1, -1)
        obtained = [word for word in self._words.words["rank_obtain"] if len(word) > 1]
        for verb in (*self._words.words["rank_verb_far"], *obtained):
            at = folded.rfind(verb, floor, reading.left)
            if at >= 0 and self._is_word(at, at + len(verb)):
                best = max(best, (at + len(verb), -at))
        if best[0] < 0 or best[0] >= placing.start:
            return False
        rest = self._reader.read(best[0], placing.sentence.start)
        between = folded[best[0] : min(reading.left, placing.start)]
        if (
            rest.exit
            or not (rest.verb or rest.entry or folded.endswith(tuple(obtained), 0, best[0]))
            or any(word in between for word in self._words.words["rank_roster"])
        ):
            return False
        rest.between = (best[0], min(reading.left, placing.start))
        rest.scope = reading.scope or rest.scope
        placing.reading = rest
        return True

    def _is_word(self, start: int, end: int) -> bool:
        marks = self._analysis.word_starts
        return bool(marks[start]) and (end - start > 1 or bool(marks[end]))
