"""Which words beside a figure may be what it counts: a noun phrase, or nothing.

The dictionary's parts of speech are evidence, the lists of rules/words/item_words.toml decide before them. A
phrase ends in a noun and holds no predicate; where that leaves nothing, there is no item.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from extractor.model.findings import Place
from extractor.rulebook import Rulebook, Scan
from extractor.text.views import fold as _fold

_NOUN, _MODIFIER, _VERB, _JOINT, _NONE = "noun", "modifier", "verb", "joint", "none"
_NOUN_TAGS = frozenset({"vn", "an", "eng", "j"})
_NAMES = frozenset({"ns", "nr", "nrt", "nrfg", "t"})
_MODIFIER_TAGS = frozenset({"a", "b", "ad", "z", "h"})
_JOINTS = frozenset("及和与／/·-&")
_INNER = frozenset({_NOUN, _MODIFIER, _JOINT})
_NEGATIONS = frozenset("不非未")
_WITHIN = frozenset("内外")
_NUMERALS = frozenset("一二三四五六七八九十两")
_RATES = frozenset("率度值")
# Behind these mostly stands what was done.
_DEEDS = frozenset({"次", "遍", "趟", "番", "人", "票", "度", "席", "人次", "罪", "折"})
_LONGEST_NOUN = 6
fold = lru_cache(maxsize=512)(_fold)  # of units, of which there are few
_CLAUSE_HEAD = re.compile("[^，。；、：（）「」 ]{1,6}的")
_BODY_ENDS = re.compile("[，。；、：！？）」』 \n的所坐]|$")


class _Word(NamedTuple):
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class _Lists:
    nouns: frozenset[str]
    listed: frozenset[str]
    longest: dict[str, int]
    """By first character: the length of the longest listed word, up to `_LONGEST_NOUN`."""
    relational: frozenset[str]
    events: frozenset[str]
    deeds: frozenset[str]
    sure_deeds: frozenset[str]
    front_deeds: frozenset[str]
    properties: tuple[str, ...]
    bad: frozenset[str]
    openers: frozenset[str]
    modifiers: frozenset[str]
    attributes: frozenset[str]
    never: tuple[str, ...]
    starts: frozenset[str]
    ends: frozenset[str]
    suffixes: frozenset[str]
    no_people: tuple[str, ...]
    heads: dict[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def _lists(book: Rulebook) -> _Lists:
    def words(name: str) -> frozenset[str]:
        return frozenset(book.folded_words(name))

    heads = cast("dict[str, list[str]]", book.folded_words("unit_head"))
    ends = {unit: tuple(fold(end) for end in of_unit) for unit, of_unit in heads.items()}
    people = tuple(book.folded_words("person_end"))
    nouns = words("item_noun") | words("share_noun") | words("measure_noun") | words("countable_noun")
    listed = nouns | words("item_modifier") | words("phrase_attribute")
    longest: dict[str, int] = {}
    for word in listed:
        if longest.get(word[0], 0) < len(word) <= _LONGEST_NOUN:
            longest[word[0]] = len(word)
    return _Lists(
        nouns,
        listed,
        longest,
        words("relational_noun"),
        words("item_event"),
        words("event_unit") | words("event_unit_first"),
        words("event_unit"),
        words("event_unit_front"),
        tuple(book.folded_words("item_property")),
        words("item_bad"),
        words("item_opening_verb"),
        words("item_modifier"),
        words("phrase_attribute"),
        tuple(book.words("item_never")),
        words("item_false_start"),
        words("item_false_end"),
        words("item_suffix"),
        tuple(book.folded_words("person_false")),
        {**ends, **dict.fromkeys((fold("名"), fold("位"), "人", "人次"), people)},
    )


class Nouns:
    """Cuts the phrases beside the figures of one article down to nouns."""

    def __init__(self, scan: Scan) -> None:
        self._analysis = scan.analysis
        self._folded = scan.analysis.folded
        self._lists = _lists(scan.rulebook)

    def may_head(self, place: Place, unit: str) -> bool:
        """Whether the noun that ends at `place`, in front of its figure, is of those that `unit` counts."""
        ends = self._lists.heads.get(fold(unit))
        deed = self._folded[place.start : self._word_end(place.start, place.end)] in self._lists.events
        if ends is None or (unit == "次" and deed):  # 送遞藥物1.1萬次
            return True
        return self._folded.endswith(ends, place.start, place.end) and not self._folded.endswith(
            self._lists.no_people, place.start, place.end
        )

    def heads(self, unit: str) -> bool:
        """Whether the nouns that `unit` counts are listed."""
        return fold(unit) in self._lists.heads

    def names_place(self, place: Place) -> bool:
        """Whether the last word of `place` is the name of a place or a person: 湖北8例 are not its count."""
        words = self._words(place, "")
        start, end = words[-1].start, words[-1].end
        if self._folded[start:end] in self._lists.nouns:
            return False
        return self._tag(words[-1]) in _NAMES

    def counted(self, place: Place, unit: str, *, sure: bool = False) -> Place | None:
        """The noun phrase that `place`, behind a measure word, begins with; None when it begins with none.

        With `sure` the dictionary, or a list, must know its last word.
        """
        words = self._words(place, fold(unit))
        if sure and words and not self._known(words[0]):
            return None
        first = next((index for index, word in enumerate(words) if word.kind not in (_MODIFIER, _JOINT)), len(words))
        if first == len(words) or words[first].kind == _NONE:
            return None
        if words[first].kind == _VERB:
            led = first + 1 < len(words) and words[first + 1].kind == _NOUN
            if not led or words[first].end - words[first].start < 2 or fold(unit) in _DEEDS:
                return None
            first += 1
        end = self._noun_end(words, first)
        if not (self.heads(unit) and self.may_head(Place(place.start, end), unit)):
            end = self._without_property(words, first, end)
        if end < place.end and self.heads(unit) and not self.may_head(Place(place.start, end), unit):
            ends_well = words[-1].kind == _NOUN and self.may_head(place, unit)
            end = place.end if ends_well and all(word.kind != _NONE for word in words) else end  # 9名香港登船海員
        end = self._agreeing(words, first, end, unit)
        told = self._folded[words[0].start : end] in self._lists.properties and _CLAUSE_HEAD.match(self._folded, end)
        return None if told else self._printable(words[0].start, end)  # 兩個面積相同的展位

    def does(self, place: Place) -> bool:
        """Whether the first word of `place` may be a verb: 40項⟨改革⟩制度的建議."""
        end = self._word_end(place.start, place.end)
        if end == place.end:
            return False
        tag = self._analysis.tagger(self._analysis.simplified[place.start : end])
        return tag == "vn" or (tag[0] == "v" and self._folded[place.start : end] not in self._lists.nouns)

    def opens(self, place: Place, unit: str) -> bool:
        """Whether `place` begins as a noun phrase does, so that nothing else can be what `unit` counts."""
        words = self._words(place, fold(unit))
        return bool(words) and words[0].kind in (_NOUN, _MODIFIER)

    def _tag(self, word: _Word) -> str:
        return self._analysis.tagger(self._analysis.simplified[word.start : word.end])

    def _known(self, word: _Word) -> bool:
        printed = self._folded[word.start : word.end]
        listed = printed in self._lists.nouns or printed in self._lists.modifiers
        return listed or self._tag(word) != "x"

    def qualifies(self, start: int, limit: int) -> bool:
        """Whether the word at `start` can only stand in front of a noun: 兩個⟨特定⟩選址."""
        end = self._word_end(start, limit)
        if end - start < 2:
            return False
        return self._analysis.tagger(self._analysis.simplified[start:end]) == "b"

    def _agreeing(self, words: list[_Word], first: int, end: int, unit: str) -> int:
        """The end of the last noun before `end` that `unit` counts, when `end` itself is none: 40名海員⟨確診⟩."""
        if not self.heads(unit) or self.may_head(Place(words[0].start, end), unit):
            return end
        for word in reversed(words[first:]):
            if word.end < end and word.kind == _NOUN and self.may_head(Place(words[0].start, word.end), unit):
                return word.end
        return end

    def _without_property(self, words: list[_Word], first: int, end: int) -> int:
        """`end` without a last noun that only tells of the thing: 30份申請⟨金額⟩."""
        if self._folded[words[first].start : words[first].end] == "人":
            return words[first].end  # 兩組人⟨年齡⟩相若
        for told in self._lists.properties:
            if self._folded.endswith(told, words[first].start + 2, end):
                return end - len(told)
        return end

    def _noun_end(self, words: list[_Word], first: int) -> int:
        """Where the nouns from the word `first` on end; modifiers and joints count between two of them."""
        end = words[first].end
        for word in words[first + 1 :]:
            if word.kind == _NOUN:
                end = word.end
            elif word.kind not in (_MODIFIER, _JOINT):
                break
        return end

    def measured(self, place: Place, unit: str = "") -> Place | None:
        """The noun phrase that `place`, in front of a figure of `unit`, ends in; None when it ends in none."""
        words = self._words(place, "" if fold(unit) in self._lists.front_deeds else fold(unit))
        if not words or words[-1].kind != _NOUN:
            return None
        first = len(words) - 1
        while first > 0 and (words[first - 1].kind in _INNER or self._joined(words, first)):
            first -= 1
        head = self._folded[words[first].start : words[first].end]
        if first and words[first - 1].kind == _VERB and head in self._lists.relational:
            first -= 1  # 持股⟨比例⟩
        while words[first].kind in (_JOINT, _NONE) and first < len(words) - 1:
            first += 1
        if self._negated(words, first):
            first -= 1
        start = words[first].start
        deed = first == len(words) - 1 and self._tag(words[first]) == "vn"
        if deed and head not in self._lists.listed and head not in self._lists.events:
            return None  # ⟨發展⟩32公頃
        return self._printable(self._listed_before(start, head) if start == place.start else start, words[-1].end)

    def _listed_before(self, start: int, head: str) -> int:
        """Where the listed nouns that end at `start` begin, though they may be verbs: ⟨持股⟩比例."""
        lists, ends = self._lists, self._analysis.word_ends
        while start > 0:
            index = bisect_right(ends, start - 1)
            word = self._folded[ends[index - 1] if index else 0 : start]
            owned = word in lists.events or (word.isascii() and word.isalpha())  # Token壓縮⟨效率⟩
            known = word in lists.nouns or (head in lists.relational and owned)
            if not known or len(word) < 2:
                break
            start -= len(word)
        return start

    def _joined(self, words: list[_Word], first: int) -> bool:
        """Whether what stands in front of the noun `first` belongs to it: 燃料⟨的⟩比例, ⟨合作⟩商戶."""
        before = self._folded[words[first - 1].start : words[first - 1].end]
        if before == "的":
            return self._folded[words[first].start : words[first].end] in self._lists.relational
        return before in self._lists.events and words[first].kind == _NOUN

    def names(self, start: int, end: int) -> bool:
        """Whether `[start, end)` names anything."""
        words = self._words(Place(start, end), "%")  # deeds name nothing new
        return any(word.kind == _NOUN and word.end - word.start > 1 for word in words)

    def _negated(self, words: list[_Word], first: int) -> bool:
        """Whether a negation in front of the word `first` belongs to the rate: 不信任比率."""
        if first == 0 or self._folded[words[-1].end - 1] not in _RATES:
            return False
        return self._folded[words[first - 1].start : words[first - 1].end] in _NEGATIONS

    def extended(self, position: int, limit: int) -> int:
        """Where the listed nouns that follow at `position` end: 三項⟨修訂⟩, though 修訂 may be a verb."""
        if self._folded[position : position + 1] == "会" and _BODY_ENDS.match(self._folded, position + 1):
            return position + 1  # 4間遊艇⟨會⟩，
        last = position
        while position < limit:
            position, start = self._word_end(position, limit), position
            word = self._folded[start:position]
            if word in self._lists.nouns or word in self._lists.events:
                last = position
            elif word not in self._lists.modifiers:
                known = start > last and self._kind(start, position, True, False) == _NOUN  # ⟨協辦⟩機構
                return position if known else last
        return last

    def _printable(self, start: int, end: int) -> Place | None:
        """`[start, end)`, unless it holds a particle of speech, or is a single character that names nothing."""
        words = self._analysis.plain[start:end]
        first = self._folded[start]
        if end - start > 2 and self._folded[end - 1] in _WITHIN:
            end -= 1  # 房間⟨內⟩
        if end - start == 1 and first not in self._lists.nouns:
            return None
        if first in _NUMERALS:  # 一廳, but 兩者差距
            word = slice(start, self._word_end(start, end))
            tag = self._analysis.tagger(self._analysis.simplified[word])
            if tag in ("m", "x") and self._folded[word] not in self._lists.nouns:
                return None
        return None if any(particle in words for particle in self._lists.never) else Place(start, end)

    def _words(self, place: Place, unit: str | None) -> list[_Word]:
        """The words of `place`; deeds are nouns behind a `unit` that counts them, and in front of a figure."""
        found: list[_Word] = []
        position = place.start
        while position < place.end:
            end = self._word_end(position, place.end)
            deeds = not unit or unit in (self._lists.sure_deeds if found else self._lists.deeds)
            kind = self._kind(position, end, deeds, not found)
            if found and end - position == 1 and self._folded[position] in self._lists.suffixes:
                kind = _NOUN
                if found[-1].kind == _VERB:  # 暴動⟨罪⟩, 參賽⟨者⟩
                    found[-1] = found[-1]._replace(kind=_NOUN)
                elif self._folded[position] == "者" and self._tag(found[-1]) == "n":
                    kind = _NONE  # 列車⟨者⟩
            found.append(_Word(position, end, kind))
            position = end
        return found

    def _word_end(self, position: int, limit: int) -> int:
        """Where the word at `position` ends: a listed noun, though the dictionary parts it, or the dictionary's."""
        ends = self._analysis.word_ends
        own = min(ends[bisect_right(ends, position)], limit)
        if own - position == 2 and self._folded[position] == "人" and not self._known(_Word(position, own, _NONE)):
            acts = self._analysis.tagger(self._analysis.simplified[position + 1 : own])[0] in "vdp"
            return position + 1 if acts else own  # 兩批人|分開
        known = own - position < 3 or self._analysis.tagger(self._analysis.simplified[position:own]) != "x"
        shortest = own - position if known else 2
        longest = self._lists.longest.get(self._folded[position], 0)
        for length in range(min(longest, limit - position), max(shortest, 1), -1):
            if self._folded[position : position + length] in self._lists.listed:
                return position + length
        return own

    def _kind(self, start: int, end: int, deeds: bool, first: bool) -> str:
        """What the word `[start, end)`, which stands `first` or not, may be in a noun phrase."""
        lists, word = self._lists, self._folded[start:end]
        if word in lists.nouns:
            return _NOUN
        if word in lists.events:
            return _NOUN if deeds else _VERB
        if word in _JOINTS:
            return _JOINT
        if word in lists.modifiers:
            return _MODIFIER
        if word in lists.bad or (len(word) == 4 and word[:2] in lists.openers):
            return _NONE
        if word.isascii():
            return _JOINT if word.isdigit() else _NOUN if word.isalnum() else _NONE  # 標普500指數
        tag = self._analysis.tagger(self._analysis.simplified[start:end])
        if tag[0] == "n" or tag in _NOUN_TAGS:
            return _NOUN
        if tag == "l":  # 固定資產, 截然不同
            return _NOUN if first or word[-2:] in lists.nouns or word[-1] in lists.suffixes else _MODIFIER
        if tag in _MODIFIER_TAGS or word in lists.attributes or (first and tag == "s"):  # 校外人士
            return _MODIFIER
        if tag[0] == "v":
            return _NOUN if len(word) > 2 and word[-1] in lists.suffixes else _VERB  # 入場費
        if tag != "x":
            return _NONE
        kind = self._unknown(word)
        return kind if kind == _NONE or first or word[-1] in lists.suffixes else _MODIFIER

    def _unknown(self, word: str) -> str:
        lists = self._lists
        if len(word) == 1:
            return _NOUN if word in lists.suffixes else _NONE
        return _NONE if word[0] in lists.starts or word[-1] in lists.ends else _NOUN
