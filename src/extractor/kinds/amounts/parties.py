"""Who pays whom for what, where the clause says so in so many words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.kinds.amounts.sums import Sum
from extractor.model.findings import Place
from extractor.rulebook import Rulebook, Scan
from extractor.text.figure_view import HEAD, TAIL
from extractor.text.views import fold_pattern

Parts = tuple[Place | None, Place | None, Place | None]
_CLAUSE_MARKS = frozenset("，。；：！？;!?\n\t|（）()\u3000")  # on the plain text: a wide space parts headlines
_CLAUSE = re.compile(f"[{''.join(sorted(_CLAUSE_MARKS))}]")
_TO = re.compile(fold_pattern("(?:向|為|給|予)(?P<whom>[^，。；：！？向為給]{2,24})$"))
_TO_BEHIND = re.compile(
    fold_pattern("(?:的[^，。；]{1,6}?)?(?:予|給|給予|資助|津貼|補助)(?P<whom>[^，。；：！？]{2,24})")
)
_GET = re.compile(fold_pattern("獲[^，。；獲]{0,16}$"))
_CASE = frozenset(fold_pattern("在於對向為從與到"))  # what they govern is no subject
_LONGEST_PURPOSE = 30
_MARKS = tuple(fold_pattern(mark) for mark in ("用於", "用作", "用以", "，用於", "，用作", "，用以"))
_PASSED = frozenset(fold_pattern(word) for word in ("通過", "已通過", "批准", "通過額外"))


@dataclass(frozen=True)
class _Words:
    """The words and patterns of a rulebook that parties are found with (rules/words/money_roles.toml)."""

    give: frozenset[str]
    fillers: frozenset[str]
    verbs: re.Pattern[str]
    between: re.Pattern[str]
    get_from: re.Pattern[str]
    take_from: re.Pattern[str]
    no_party: re.Pattern[str]
    no_party_end: tuple[str, ...]
    no_one: frozenset[str]
    purpose: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(book: Rulebook) -> _Words:
    return _Words(
        frozenset(book.folded_words("give_verb")),
        frozenset(book.folded_words("party_filler")),
        book.pattern("{give_verb}|{get_verb}"),
        book.pattern("{party_between}*"),
        book.pattern("獲(?P<who>[^，。；：！？獲]{2,16}?)(?:再|額外|先後|合共|共)?{given_by}$"),
        book.pattern("(?:收取|收了|收受|收)(?P<who>[^，。；：！？的收]{2,16})的?{_:party_between}*$"),
        book.pattern("{no_party}"),
        tuple(book.folded_words("no_party_end")),
        frozenset(book.folded_words("no_party_alone")),
        book.pattern("(?P<mark>{purpose_mark})|{purpose_verb}"),
    )


class Parties:
    """Finds payer, recipient and purpose of one article's sums."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._plain = scan.analysis.plain
        self._phrases = scan.phrases
        self._words = _words(scan.rulebook)

    def of(self, one: Sum) -> Parts:
        """Payer, recipient and purpose; each None when the clause does not say it."""
        sentence = self._scan.analysis.sentence_at(one.start)
        clause = one.start
        while clause > sentence.start and self._plain[clause - 1] not in _CLAUSE_MARKS:
            clause -= 1
        opened = self._folded.rfind("「", clause, one.start)
        if opened >= 0 and self._folded.find("」", opened, one.start) < 0:
            clause = opened + 1  # the clause of a quotation
        verb = self._verb(clause, one.start)
        taken = self._taken(clause, one)
        if taken is not None:
            return *taken, None
        if verb is None or "分别" in self._folded[clause : one.start]:
            marked = self._folded.startswith(_MARKS, one.end)
            return None, None, self._purpose(one.end, sentence.end) if marked else None
        begin, end, gives = verb
        purpose = self._purpose(one.end, sentence.end)
        if gives:
            payer, recipient = self._giver(clause, begin, end, one)
            if payer is None and self._folded[clause:begin] in _PASSED:
                payer = self._first_listed(sentence.start, clause)
            return payer, recipient or self._recipient_behind(one.end, sentence.end), purpose
        payer = self._source(clause, one.start)
        return payer, self._subject(clause, begin), purpose

    def _verb(self, clause: int, start: int) -> tuple[int, int, bool] | None:
        """The last verb of giving or getting in front of the sum, and whether it gives."""
        last = None
        for found in self._words.verbs.finditer(self._folded, clause, start):
            last = found
        if last is None or start - last.end() > 24:
            return None
        gives = last[0] in self._words.give
        got = _GET.search(self._folded, clause, last.start())
        if got is not None and self._folded.startswith("获准", got.start()):
            return None  # 獲准以6000元保釋
        if gives and got is not None:
            return got.start(), last.end(), False
        return last.start(), last.end(), gives

    def _giver(self, clause: int, begin: int, end: int, one: Sum) -> tuple[Place | None, Place | None]:
        """The subject of a verb of giving, and whom 向 or 為 or the object names."""
        whom = _TO.search(self._folded, clause, begin)
        recipient = None
        if whom is not None:
            recipient = self._clean_recipient(*whom.span("whom"))
            begin = whom.start()
        elif not self._words.between.fullmatch(self._folded, end, one.start):
            place = self._phrases.following(end, one.start)
            if place is not None and self._words.between.fullmatch(self._folded, place.end, one.start):
                recipient = self._clean(place)
        return self._subject(clause, begin), recipient

    def _taken(self, clause: int, one: Sum) -> tuple[Place | None, Place | None] | None:
        """Payer and recipient of 梁某收取甲公司的400萬元; None when it is no such clause."""
        if self._folded.find("收", clause, one.start) < 0:
            return None
        found = self._words.take_from.search(self._folded, clause, one.start)
        if found is None:
            return None
        payer = self._clean(self._phrases.following(found.start("who"), found.end("who")))
        if payer is None or payer.end != found.end("who"):
            return None
        return payer, self._subject(clause, found.start())

    def _first_listed(self, start: int, end: int) -> Place | None:
        """The listed organization that opens the sentence: 財務委員會…，通過撥款."""
        ends = (last for last in range(end, start, -1) if start in self._listed_ends.get(last, ()))
        last = next(ends, None)
        return None if last is None else Place(start, last)

    def _clean_recipient(self, start: int, end: int) -> Place | None:
        """The noun phrase behind 向: without 每間, brackets and what is no noun."""
        folded = self._folded
        if folded[start] in "每各":
            return None
        place = self._phrases.following(start, end)
        return self._clean(place)

    def _recipient_behind(self, end: int, limit: int) -> Place | None:
        found = _TO_BEHIND.match(self._folded, end, limit)
        return None if found is None else self._clean(self._phrases.following(found.start("whom"), limit))

    def _source(self, clause: int, start: int) -> Place | None:
        """The giver inside 獲…撥款."""
        if self._folded.find("获", clause, start) < 0:
            return None
        for end in range(start, max(clause, start - 12), -1):
            found = self._words.get_from.search(self._folded, clause, end)
            if found is not None:
                return self._clean(Place(*found.span("who")))
        return None

    def _subject(self, clause: int, begin: int) -> Place | None:
        """The noun phrase in front of the verb that begins the clause."""
        folded = self._folded
        position = begin
        moved = True
        while moved and position > clause:
            moved = False
            for length in range(min(4, position - clause), 0, -1):
                whole = length > 1 or self._scan.analysis.word_starts[position - 1]
                if whole and folded[position - length : position] in self._words.fillers:
                    position, moved = position - length, True
                    break
        place = self._listed(position, clause) or self._phrases.ending(position, clause)
        if place is not None and folded[place.start - 1 : place.start] == "的":
            owner = self._listed(place.start - 1, clause)  # 甲局的⟨主題研究⟩計劃撥款
            if owner is not None:
                return self._clean(owner)
        if place is not None and folded[place.start - 1 : place.start] in _CASE:
            return None
        return self._clean(place)

    def _listed(self, end: int, clause: int) -> Place | None:
        """The longest name of the gazetteer of organizations that ends at `end`."""
        hits = [start for start in self._listed_ends.get(end, ()) if start >= clause]
        return Place(min(hits), end) if hits else None

    @cached_property
    def _listed_ends(self) -> dict[int, list[int]]:
        """The starts of the names of the gazetteer of organizations, by their ends."""
        starts: dict[int, list[int]] = {}
        for hit in self._scan.entries("organizations"):
            starts.setdefault(hit.end, []).append(hit.start)
        return starts

    def _clean(self, place: Place | None) -> Place | None:
        if place is None or place.end - place.start < 2:
            return None
        counted = self._scan.figure_view[place.start - 1 : place.start] in (HEAD, TAIL)
        if counted or self._words.no_party.match(self._folded, place.start):
            return None
        if self._folded.endswith(self._words.no_party_end, place.start, place.end):
            return None
        return None if self._folded[place.start : place.end] in self._words.no_one else place

    def _purpose(self, end: int, limit: int) -> Place | None:
        """What the sum is for, as printed behind it."""
        plain = self._plain
        found = self._words.purpose.match(self._folded, end, limit)
        if found is None:
            return None
        stop = _CLAUSE.search(plain, end + 1, limit)
        last = min(stop.start() if stop else limit, end + _LONGEST_PURPOSE)
        start = found.end() if found["mark"] else end
        if found["mark"] and found["mark"][0] == "，":
            stop = _CLAUSE.search(plain, start, limit)
            last = min(stop.start() if stop else limit, start + _LONGEST_PURPOSE)
        return Place(start, last) if last - start >= 2 else None
