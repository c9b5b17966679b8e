"""Who pays whom for what, where the clause says so in so many words."""

from __future__ import annotations

import re
from bisect import bisect_right
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
_MARKS = tuple(fold_pattern(f"{lead}{mark}") for lead in ("", "，", "將", "會") for mark in ("用於", "用作", "用以"))
_NO_NOUN_END = frozenset(fold_pattern("須擬亦仍曾"))  # jieba glues them to the noun in front
_THROUGH = tuple(fold_pattern(word) for word in ("通過", "透過", "經由"))
_LIMITED = tuple(fold_pattern(word) for word in ("有限公司", "限公司", "公司"))
_AND = frozenset(fold_pattern("及和與、"))
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
    paid_by: re.Pattern[str]
    bought: re.Pattern[str]
    fined: re.Pattern[str]
    funded: re.Pattern[str]
    time: re.Pattern[str]
    noun_behind: re.Pattern[str]
    object_only: re.Pattern[str]
    lead: re.Pattern[str]
    purpose_verb: re.Pattern[str]
    in_name: re.Pattern[str]
    together: re.Pattern[str]
    each: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(book: Rulebook) -> _Words:
    return _Words(
        frozenset(book.folded_words("give_verb")),
        frozenset(book.folded_words("party_filler")),
        book.pattern("{give_verb}|{get_verb}|批(?=[0-9〇一二三四五六七八九十逾約近])"),
        book.pattern("{party_between}*"),
        book.pattern("獲(?P<who>[^，。；：！？獲]{2,28}?)(?:再|額外|先後|合共|共|全數)?{given_by}$"),
        book.pattern("(?:收取|收了|收受|收)(?P<who>[^，。；：！？的收]{2,16})的{party_between}*$"),
        book.pattern("{no_party}"),
        tuple(book.folded_words("no_party_end")),
        frozenset(book.folded_words("no_party_alone")),
        book.pattern(
            "(?:的?{funds_noun})?(?:(?P<mark>{purpose_mark})(?<!以(?=[上下內外及後前來免]))|，?(?P<verb>(?:在[^，。；的]{1,8}?)?{purpose_verb})(?!的))"
        ),
        book.pattern(
            "[^，。；]{0,12}，由(?P<who>[^，。；：！？由]{2,20}?)(?:全數|全額|共同|獨家|負責)?(?:{given_by}|承擔|領投)"
        ),
        book.pattern("(?:[^，。；]{0,4}{purchase_verb}|{purpose_verb})"),
        book.pattern(
            "(?:(?:對|向)(?P<whom>[^，。；：！？對向]{2,20}?)(?:處以|判處|作出|施加)?|(?P<who>[^，。；：！？]{2,20}?)(?:遭|被)[^，。；：！？]{0,8}?)(?:罰款|罰){party_between}*$"
        ),
        book.pattern("[^，。；]{0,8}融資"),
        book.pattern(
            "(?:未來|今後|過去|每|連續)?[0-9〇一二三四五六七八九十兩至數]{1,5}個?(?:年|月|財年|學年|年度)[內間來底]?$"
        ),
        book.pattern("達|為|總|增|減|佔|上限|下限|額|係|是|准|(?<=投資)(?:資金|者|界|額|回報|活動)"),
        book.pattern(
            "(?:{purpose_verb}|{purchase_verb})了?|"
            "(?:研究|發展|開發|研發|推廣|培訓|收購|購買|推行|營運)(?:{funds_noun}|[^，。；]{0,3}(?:費|開支|津貼|基金|計劃))"
        ),
        book.pattern("{party_lead}"),
        book.pattern("發展|推動|推行|支持|支援|改善|提升|加強|興建|設立|成立|購買|採購|收購"),
        book.pattern("以[^，。；：]{1,12}名義$"),
        book.pattern("(?:一共|合共|總共|共|總額|總數|金額|總金額){party_between}*"),
        book.pattern("每(?![年月日季周天次個兩三五半小]|學年|財政)"),
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
        clause = self._clause(sentence.start, one.start)
        payer, recipient, purpose = self._told(clause, one, sentence.start, sentence.end)
        return payer or self._paid_by(one.end, sentence.end), recipient, purpose

    def _clause(self, start: int, end: int) -> int:
        """Where the clause (of a quotation) begins that `end` stands in."""
        clause = end
        while clause > start and self._plain[clause - 1] not in _CLAUSE_MARKS:
            clause -= 1
        if (
            clause > start
            and self._plain[clause - 1] == "，"
            and self._words.together.fullmatch(self._folded, clause, end)
        ):
            return self._clause(start, clause - 1)  # 由甲基金資助，一共⟨86萬元⟩
        opened = self._folded.rfind("「", clause, end)
        return opened + 1 if opened >= 0 and self._folded.find("」", opened, end) < 0 else clause

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
            return payer, recipient or self._recipient_behind(one.end, end), purpose
        return self._source(clause, one.start), self._subject(clause, first), purpose

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
        """The listed organization that opens the sentence: 財務委員會…，通過撥款."""
        ends = (last for last in range(end, start, -1) if start in self._listed_ends.get(last, ()))
        last = next(ends, None)
        return None if last is None else Place(start, last)

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
        return None if self._folded[place.start : place.end] in self._words.no_one else place

    def _purpose(self, end: int, limit: int) -> Place | None:
        """What the sum is for, as printed behind it."""
        found = self._words.purpose.match(self._folded, end, limit)
        if found is None:
            return None
        start = found.end("mark") if found["mark"] else found.start("verb")
        stop = _CLAUSE.search(self._plain, start, limit)
        last = min(stop.start() if stop else limit, start + _LONGEST_PURPOSE)
        if last - start < 2 or self._words.object_only.fullmatch(self._folded, start, last):
            return None  # 500萬元⟨營運資助⟩
        return Place(start, last)
