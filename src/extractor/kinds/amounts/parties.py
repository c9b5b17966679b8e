"""Who pays whom for what, where the clause says so in so many words."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from extractor.kinds.amounts.roles import role_words
from extractor.kinds.amounts.sums import Sum
from extractor.model.findings import Place
from extractor.rulebook import Scan
from extractor.text.figure_view import HEAD, TAIL
from extractor.text.views import fold_pattern

Parts = tuple[Place | None, Place | None, Place | None]
_CLAUSE_MARKS = frozenset("，。；：！？;!?\n\t|（）()\u3000")  # on the plain text: a wide space parts headlines
_CLAUSE = re.compile(f"[{''.join(sorted(_CLAUSE_MARKS))}]")
_TO = re.compile(fold_pattern("(?:向|為|給|予)(?P<whom>[^，。；：！？向為給]{1,24})$"))
_TO_BEHIND = re.compile(
    fold_pattern(
        "(?:（[^（）]{2,16}）)?(?:的?[^，。；的予給]{1,6}?)?(?:予|給|給予|資助|津貼|補助)(?P<whom>[^，。；：！？]{2,24})"
    )
)
_TO_VERB = re.compile(fold_pattern("(?:給予|予|給)(?P<whom>[^，。；：！？]{2,20})$"))
_GET = re.compile(fold_pattern("獲[^，。；獲]{0,16}$"))
_CASE = frozenset(fold_pattern("在於對向為從與到被"))  # what they govern is no subject
_LONGEST_PURPOSE = 30
_TITLES = frozenset(("headline", "heading", "caption"))
_MARKS = tuple(fold_pattern(f"{lead}{mark}") for lead in ("", "，", "將", "會") for mark in ("用於", "用作", "用以"))
_NO_NOUN_END = frozenset(fold_pattern("須擬亦仍曾僅只"))  # jieba glues them to the noun in front
_THROUGH = tuple(fold_pattern(word) for word in ("通過", "透過", "經由"))
_LIMITED = tuple(fold_pattern(word) for word in ("有限公司", "限公司", "公司"))
_AND = frozenset(fold_pattern("及和與、"))
_PASSED = frozenset(fold_pattern(word) for word in ("通過", "已通過", "批准", "通過額外"))


class Parties:
    """Finds payer, recipient and purpose of one article's sums."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._plain = scan.analysis.plain
        self._phrases = scan.phrases
        self._words = role_words(scan.rulebook)

    def of(self, one: Sum) -> Parts:
        """Payer, recipient and purpose; each None when the clause does not say it."""
        sentence = self._scan.analysis.sentence_at(one.start)
        clause = self._clause(sentence.start, one.start)
        payer, recipient, purpose = self._told(clause, one, sentence.start, sentence.end)
        return payer or self._paid_by(one.end, sentence.end), recipient, purpose

    def _clause(self, start: int, end: int) -> int:
        """Where the clause (of a quotation) begins that `end` stands in."""
        clause = end
        while clause > start and self._plain[clause - 1] not in _CLAUSE_MARKS and not self._parts(clause - 1):
            clause -= 1
        if (
            clause > start
            and self._plain[clause - 1] == "，"
            and self._words.together.fullmatch(self._folded, clause, end)
        ):
            return self._clause(start, clause - 1)  # 由甲基金資助，一共⟨86萬元⟩
        opened = self._folded.rfind("「", clause, end)
        return opened + 1 if opened >= 0 and self._folded.find("」", opened, end) < 0 else clause

    def _parts(self, position: int) -> bool:
        """Whether a space parts two halves of a headline."""
        if self._plain[position] != " ":
            return False
        return self._scan.analysis.block_at(position).label in _TITLES and not self._plain[position - 1].isascii()

    def _told(self, clause: int, one: Sum, start: int, end: int) -> Parts:
        """What the words in front of the sum (in the sentence `[start, end)`) and behind it say."""
        for pattern in (self._taken, self._fined, self._bought, self._financed):
            parts = pattern(clause, one, end)
            if parts is not None:
                return parts
        verb = self._verb(clause, one.start)
        if verb is None or "分别" in self._folded[clause : one.start]:
            marked = self._folded.startswith(_MARKS, one.end)
            return None, None, self._purpose(one.end, end) if marked else None
        first, last, gives = verb
        purpose = self._purpose(one.end, end)
        if gives:
            payer, recipient = self._giver(clause, first, last, one)
            if payer is None and self._folded[clause:first] in _PASSED:
                payer = self._first_listed(start, clause)
            if payer is None and start < clause and self._bare(clause, first):
                payer = self._first_listed(start, clause)
            if recipient is None:
                recipient = self._recipient_behind(one.end, end)
                purpose = purpose or (None if recipient is None else self._purpose(recipient.end, end))
            return payer, recipient, purpose
        recipient = self._subject(clause, first)
        if recipient is None and start < clause and self._bare(clause, first):
            recipient = self._first_listed(start, clause)
        return self._source(clause, one.start), recipient, purpose

    def _bare(self, clause: int, begin: int) -> bool:
        """Whether nothing that could be a subject stands between the clause's start and its verb."""
        return (
            not self._folded[clause:begin]
            or self._words.only_fillers.fullmatch(self._folded, clause, begin) is not None
        )

    def _paid_by(self, end: int, limit: int) -> Place | None:
        """The payer behind the sum: 獎金500萬元，由甲基金頒發."""
        if self._folded.find("，由", end, min(limit, end + 16)) < 0:
            return None
        found = self._words.paid_by.match(self._folded, end, limit)
        if found is None:
            return None
        who = self._owner(*found.span("who"))
        named = None if who is None else self._phrases.following(who.start, who.end)
        return self._clean(who) if named == who else None

    def _fined(self, clause: int, one: Sum, limit: int) -> Parts | None:
        """對甲公司罰款300萬元, 甲公司被罰300萬元: who is fined pays."""
        if self._folded.find("罚", clause, one.start) < 0:
            return None
        found = self._words.fined.search(self._folded, clause, one.start)
        if found is None:
            return None
        group = "whom" if found["whom"] else "who"
        return self._clean(self._phrases.following(*found.span(group))), None, None

    def _bought(self, clause: int, one: Sum, limit: int) -> Parts | None:
        """甲公司以12億元收購乙公司."""
        with_ = one.start
        while with_ > clause and self._folded[with_ - 1 : with_] in "约近逾共":
            with_ -= 1
        if self._folded[with_ - 1 : with_] != "以" or not self._words.bought.match(self._folded, one.end, limit):
            return None
        return self._subject(clause, with_ - 1), None, self._purpose(one.end, limit)

    def _financed(self, clause: int, one: Sum, limit: int) -> Parts | None:
        """初創公司完成5000萬美元A輪融資."""
        done = self._folded.rfind("完成", clause, one.start)
        if done < 0 or not self._words.between.fullmatch(self._folded, done + 2, one.start):
            return None
        if self._words.funded.match(self._folded, one.end, limit) is None:
            return None
        return None, self._subject(clause, done), None

    def _verb(self, clause: int, start: int) -> tuple[int, int, bool] | None:
        """The last verb of giving or getting in front of the sum, and whether it gives."""
        last = None
        for found in self._words.verbs.finditer(self._folded, clause, start):
            last = found
        if last is None or start - last.end() > 24 or self._words.noun_behind.match(self._folded, last.end()):
            return None
        gives = last[0] in self._words.give or last[0] == "批"
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
        elif (given := _TO_VERB.search(self._folded, end, one.start)) is not None:
            recipient = self._clean_recipient(*given.span("whom"))
        elif not self._words.between.fullmatch(self._folded, end, one.start):
            place = self._phrases.following(end, one.start)
            if place is not None and self._words.between.fullmatch(self._folded, place.end, one.start):
                recipient = self._clean(place)
        return self._subject(clause, begin), recipient

    def _taken(self, clause: int, one: Sum, limit: int) -> Parts | None:
        """Payer and recipient of 梁某收取甲公司的400萬元; None when it is no such clause."""
        if self._folded.find("收", clause, one.start) < 0:
            return None
        found = self._words.take_from.search(self._folded, clause, one.start)
        if found is None:
            return None
        payer = self._clean(self._phrases.following(found.start("who"), found.end("who")))
        if payer is None or payer.end != found.end("who"):
            return None
        return payer, self._subject(clause, found.start()), None

    def _first_listed(self, start: int, end: int) -> Place | None:
        """The listed organization that opens the sentence as its subject: 財務委員會昨日…，通過撥款."""
        ends = (last for last in range(end, start, -1) if start in self._listed_ends.get(last, ()))
        last = next(ends, None)
        if last is None:
            return None
        form = self._words.legal_form.match(self._folded, last)
        last = last if form is None else form.end()
        if self._plain[last] in _CLAUSE_MARKS or self._words.behind_subject.match(self._folded, last):
            return Place(start, last)
        return None  # 港交所|上市主管表示: somebody of it speaks

    def _clean_recipient(self, start: int, end: int) -> Place | None:
        """The noun phrase behind 向: without 每間, brackets and what is no noun."""
        folded = self._folded
        if folded[start] in "每各":
            return None
        place = self._listed_from(start) or self._phrases.following(start, end)
        if place is not None and folded[place.end : place.end + 1] in _AND and place.end < end:
            place = Place(start, end)  # 創新|及科技基金; 甲局和乙署
        return self._clean(place)

    def _recipient_behind(self, end: int, limit: int) -> Place | None:
        found = _TO_BEHIND.match(self._folded, end, limit)
        if found is None:
            return None
        start = found.start("whom")
        places = (self._listed_from(start), self._phrases.following(start, limit))
        place = max((place for place in places if place is not None), key=lambda place: place.end, default=None)
        if place is None or self._words.purpose.fullmatch(self._folded, place.start, place.end):
            return None
        return self._clean(place) if self._ends(place.end, limit) else None

    def _ends(self, position: int, limit: int) -> bool:
        """Whether a party can end at `position`: a mark, or a word of what it does with the money."""
        if position >= limit or self._plain[position] in _CLAUSE_MARKS or self._plain[position] in "、」":
            return True
        if self._words.purpose.match(self._folded, position, limit) is not None:
            return True
        words, analysis = self._scan.analysis.words, self._scan.analysis
        start, end = words[bisect_right(words, (position, limit + 1)) - 1]
        word = analysis.simplified[position:end]
        return start == position and (self._phrases.is_edge(self._folded[start:end]) or analysis.tagger(word) == "v")

    def _listed_from(self, start: int) -> Place | None:
        """The longest name of the gazetteer of organizations that begins at `start`."""
        ends = [end for end, starts in self._listed_ends.items() if start in starts]
        return Place(start, max(ends)) if ends else None

    def _source(self, clause: int, start: int) -> Place | None:
        """The giver inside 獲…撥款."""
        if self._folded.find("获", clause, start) < 0:
            return None
        for end in range(start, max(clause, start - 14), -1):
            found = self._words.get_from.search(self._folded, clause, end)
            if found is not None:
                return self._clean(self._owner(*found.span("who")))
        return None

    def _owner(self, start: int, end: int) -> Place | None:
        """Whose fund it is: 研資局「優配研究金」 is the council's."""
        quoted = self._folded.find("「", start, end)
        if start < quoted:
            end = quoted
        if self._folded[start : start + 1] == "「" and self._folded[end - 1] == "」":
            start, end = start + 1, end - 1
        return Place(start, end) if start < end else None

    def _subject(self, clause: int, begin: int) -> Place | None:
        """The noun phrase in front of the verb that begins the clause."""
        folded = self._folded
        position = begin
        under = self._words.in_name.search(folded, clause, begin)
        if under is not None:
            position = under.start()  # 甲⟨以家族名義⟩捐款
        each = self._words.each.search(folded, clause, position)
        if each is not None:
            position = each.start()  # 政府⟨每接待一名泳客⟩補貼七十元
        moved = True
        while moved and position > clause:
            moved = False
            for length in range(min(4, position - clause), 0, -1):
                sure = length > 1 or folded[position - 1] in _NO_NOUN_END
                whole = sure or self._scan.analysis.word_starts[position - 1]
                if whole and folded[position - length : position] in self._words.fillers:
                    position, moved = position - length, True
                    break
            else:
                when = self._words.time.search(folded, max(clause, position - 8), position)
                if when is not None:
                    position, moved = when.start(), True
        place = self._listed(position, clause) or self._phrases.ending(position, clause)
        if place is not None and folded[place.start - 1 : place.start] == "的":
            owner = self._listed(place.start - 1, clause)  # 甲局的⟨主題研究⟩計劃撥款
            if owner is not None:
                return self._clean(owner)
        if place is not None and place.start > clause and folded[place.start - 1] in _AND:
            other = self._listed(place.start - 1, clause)  # 甲大學與乙政府共投入
            place = place if other is None else Place(other.start, place.end)
        if place is None or folded[place.start - 1 : place.start] in _CASE:
            return None
        if folded.startswith(_THROUGH, place.start - 2) and place.start - 2 > clause:
            return self._subject(clause, place.start - 2)  # 甲基金會⟨通過乙辦⟩捐款
        return self._clean(self._whole_company(place, clause))

    def _whole_company(self, place: Place, clause: int) -> Place:
        """A company whose name the segmentation broke: 某地產控股|有限公司."""
        if not self._folded.startswith(_LIMITED, place.start):
            return place
        start = place.start
        while start > max(clause, place.end - 20) and self._plain[start - 1].isalpha():
            start -= 1
        return Place(start, place.end)

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
        if place is None:
            return None
        lead = self._words.lead.match(self._folded, place.start, place.end)
        place = place if lead is None else Place(lead.end(), place.end)
        if place.end - place.start < 2 or self._words.purpose_verb.match(self._folded, place.start):
            return None
        counted = self._scan.figure_view[place.start - 1 : place.start] in (HEAD, TAIL)
        if counted or self._words.no_party.match(self._folded, place.start):
            return None
        if self._folded.endswith(self._words.no_party_end, place.start, place.end):
            return None
        if self._folded[place.start : place.end] in self._words.no_one or self._is_clause(place):
            return None
        return place

    def _is_clause(self, place: Place) -> bool:
        """Whether verbs stand in the words, behind the first one: 梁某出售股權, 公司推."""
        if place.start in self._listed_ends.get(place.end, ()):
            return False
        words, analysis = self._scan.analysis.words, self._scan.analysis
        first = bisect_right(words, (place.start, place.end))
        last = bisect_right(words, (place.end - 1, place.end))
        return any(analysis.tagger(analysis.simplified[start:end]) == "v" for start, end in words[first:last])

    def _purpose(self, end: int, limit: int) -> Place | None:
        """What the sum is for, as printed behind it."""
        found = self._words.purpose.match(self._folded, end, limit)
        if found is None:
            return None
        start = found.end("mark") if found["mark"] else found.start("verb")
        stop = _CLAUSE.search(self._plain, start, limit)
        last = min(stop.start() if stop else limit, start + _LONGEST_PURPOSE)
        last = next((at for at in range(start, last) if self._parts(at)), last)
        if last - start < 2 or self._words.object_only.fullmatch(self._folded, start, last):
            return None  # 500萬元⟨營運資助⟩
        return Place(start, last)
