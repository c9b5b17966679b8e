"""Who holds a place: the noun phrase in front of its predicate, behind it, or carried on from before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.kinds.rankings.fields import Fields
from extractor.kinds.rankings.grammar import BOUNDARY, Grammar, corners
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.left import LeftReader, LeftReading
from extractor.kinds.rankings.phrases import Phrases
from extractor.kinds.rankings.scopes import Scopes
from extractor.model.findings import Place
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_JOINTS = re.compile(fold_pattern("[、]|以及|和|與|及"))
_QUOTED = re.compile("「([^「」]{1,16})」")
_WITH = frozenset(fold_pattern("與和跟同"))
_BY = frozenset((fold_pattern("獲"), fold_pattern("被"), fold_pattern("獲得")))
_ADVERBS = frozenset(fold_pattern("則亦也卻更又均仍"))
_IN_QUOTED = re.compile(fold_pattern("(?:[在於就]|\\A的|(?<=》)的)(?:「[^「」]{1,16}」(?:[、及和與]|以及)?)+\\Z"))
_INSIDE = re.compile(fold_pattern("^(?:當中|之中|中|裏|內|上)"))
_ADJUNCT = re.compile(fold_pattern("[在於](.{2,24})$"))
_COUNTED = re.compile("[0-9有]")
_REACH = 20
"""A known name that holds a word begins less than so many code points in front of it."""
_COUNTING = re.compile(fold_pattern("[0-9一二兩三四五六七八九十]"))

_BEHIND_SUB_TABLE = frozenset(fold_pattern("的中上裏內之，、。；： 「」《（）"))
_NAMES_LAST = frozenset(fold_pattern("是為的"))
_MOVES = re.compile(fold_pattern("[升跌登躍攀返回晉]"))
_SOME = re.compile(fold_pattern("(?:今年|去年)?(?:多|各|兩|三|四|五|此|該)[個項]?"))
_HAS = re.compile(
    fold_pattern(
        "(?:更|亦|仍|也|還|都|均|共)有(?P<who>[0-9一二兩三四五六七八九十]+[所間家個名位][^，。；的在於]{0,10})\\Z"
    )
)
_SO_MANY = frozenset(fold_pattern("兩三四五六等各"))
_COUNT_OF = re.compile(fold_pattern("等?[兩三四五六各多0-9]*[項個方]?(?:方面|項目|範疇|指標)?\\Z"))
_JOINED = frozenset(fold_pattern("及和與"))


@dataclass(slots=True)
class Clause:
    """What the words in front of a predicate give: who, in which sub-table, among whom."""

    subject: Place | str | None = None
    category: str | None = None
    categories: list[str] = field(default_factory=list)
    scope: str | None = None
    behind: int = 0
    """Where the words that name the sub-table end."""
    carried: bool = False
    """Whether the subject stands in a clause in front, or with the place before."""


class Subjects:
    """Reads the noun phrases of one article."""

    def __init__(self, scan: Scan, grammar: Grammar, indices: Indices) -> None:
        self._reader = LeftReader(scan.analysis, grammar, indices)
        self._folded = corners(scan.analysis.folded)
        self._plain = scan.analysis.plain
        self._analysis = scan.analysis
        self._grammar = grammar
        self._indices = indices
        self.phrases = Phrases(scan, grammar, indices)
        self._known = self.phrases.known
        self.scopes = Scopes(scan, grammar)
        self.fields = Fields(scan, grammar, self._known)

    def clause(self, start: int, end: int, tied: bool = False) -> Clause:
        """What the stretch `[start, end)` in front of a predicate says; of a shared place, with whom is not who."""
        clause = Clause()
        start, end, of_list = self._behind_index(start, end)
        start = self._behind_agent(start, end)
        verb = self._grammar.word_at("rank_verb", self._folded, start, end)
        if len(verb) > 1 and _MOVES.search(verb) and end - start > len(verb) + 1 and start not in self._known:
            clause.category = self.scopes.ranked(start + len(verb), end)  # 升上｜男子花劍｜世界排名第一
            return clause
        head = self._sub_table(clause, *of_list) if of_list is not None else None
        if head is None:
            head = self._sub_table(clause, start, end)
        top = self.phrases.leads.highest(start, end)
        has = _HAS.search(self._folded, start, end)
        if top is not None or has is not None:
            clause.subject = (
                self.phrases.phrase(*top) if top is not None else Place(has.start("who"), end) if has else None
            )
            return clause
        if tied:
            end = self._before_companion(start, end)
        end = self._before_aside(start, self._before_judge(start, end))
        clause.scope = self._adjunct_scope(start, end)
        before = self._adjunct_start(start, end if head is None else min(head, end))
        clause.subject = self.phrases.phrase(start, before)
        if clause.subject is None and head is not None and clause.behind in self._known:
            clause.subject = self.phrases.phrase(clause.behind, end)
        place = clause.subject
        if isinstance(place, Place) and place.start not in self._known and clause.category is None:
            become = next(
                (w for w in self._grammar.listed["rank_become"] if self._folded.endswith(w, start, place.start)), ""
            )
            if len(become) > 1:  # 成為本地大學排名第二位
                clause.category = self._plain[slice(*place)]
                clause.subject = self.phrases.phrase(start, place.start - len(become))
        return clause

    def _behind_agent(self, start: int, end: int) -> int:
        """Behind a 由 that opens the clause or follows a list's name: 最新排名榜由｜甲蟬聯榜首."""
        for first, last in self.phrases.words(start, end):
            if first == start and self._folded[first:last] == "以" and last in self._known:
                return last
            if self._folded[first:last] == "由":
                opens = first == start or self._folded.endswith(self._grammar.index_heads, start, first)
                return last if opens else start
        return start

    def _sub_table(self, clause: Clause, start: int, end: int) -> int | None:
        """Put the sub-table that `[start, end)` names into `clause`; where its name begins, None if there is none."""
        matches = self._grammar.category.finditer(self._folded, start, end)
        named = [found for found in matches if not self._goes_on(found, end)]
        found = named[-1] if named else None
        if found is None:
            found = _IN_QUOTED.search(self._folded, start, end)
        if found is None:
            return None
        clause.behind = found.end()
        clause.categories = self._quoted(found.start() if found.re is _IN_QUOTED else start, found.end())
        if clause.categories:
            clause.category = "、".join(clause.categories)
            return found.start()
        if found["bare"] if found.re is self._grammar.category else False:
            first, last = found.span()
            if self._folded[first - 1] == "「" and self._folded[last : last + 1] == "」":
                clause.category = self._plain[first:last]  # 港大「牙醫學科」
                return first - 1
        name = self._category(found)
        clause.category = self._plain[slice(*name)] if name is not None else None
        if name is None:
            return None
        return name.start if found["bare"] else found.start()

    def _goes_on(self, found: re.Match[str], end: int) -> bool:
        """科學學科｜畢業率: the word for a sub-table is part of a longer name."""
        at = found.end()
        if not found["bare"] or at >= end or self._folded[at] in _BEHIND_SUB_TABLE or at in self._known:
            return False
        told = ("rank_adverb", "rank_verb", "rank_adjunct", "rank_word", "rank_entry", "rank_lead", "rank_tie")
        return not any(self._grammar.starts(name, self._folded, at) for name in told)

    def _before_companion(self, start: int, end: int) -> int:
        """Of a shared place: where the words about with whom it is shared begin (中大`則與清華大學`並列)."""
        for first, last in self.phrases.words(start, end):
            if self._folded[first:last] in _WITH:
                return first
        return end

    def _before_judge(self, start: int, end: int) -> int:
        """獲《某報》評為全球第一: who judges is not who holds the place."""
        for first, last in self.phrases.words(start, end):
            if first > start and self._folded[first:last] in _BY:
                return first
        return end

    def _before_aside(self, start: int, end: int) -> int:
        """Where the words about a rival, or a means, begin: 港隊｜擊敗客隊."""
        words = self.phrases.words(start, end)
        return next((first for first, _ in words if self._is_aside(first, end)), end)

    def _is_aside(self, at: int, end: int) -> bool:
        """Whether such words stand at `at`; 被取代的甲 only describes 甲."""
        word = self._grammar.word_at("rank_aside", self._folded, at, end)
        return bool(word) and self._folded[at + len(word)] != "的"

    def _behind_index(self, start: int, end: int) -> tuple[int, int, tuple[int, int] | None]:
        """The part of the stretch that may hold the subject, if a list is named in it; and what is said to be of it.

        《…》香港, 香港在《…》中, 香港在《…》的「科技」領域
        """
        for naming in self._indices.within(start, end):
            rest = self._folded[naming.end : end]
            rest = _INSIDE.sub("", rest)
            if rest.startswith("的"):
                return start, naming.start, (end - len(rest), end)
            if rest.strip():
                start = end - len(rest)
            else:
                end = naming.start
        return start, end, None

    def _quoted(self, start: int, end: int) -> list[str]:
        """All the quoted names of `[start, end)`: 「法治」及「人權」方面."""
        return [self._plain[slice(*name.span(1))] for name in _QUOTED.finditer(self._folded, start, end)]

    def all_quoted(self, place: Place) -> list[str]:
        """The quoted names of which `place` consists wholly: 「法治」及「人權」; none if it holds anything else."""
        start, end = place
        if self._folded[start - 1] == "「" and self._folded[end : end + 1] == "」":
            start, end = start - 1, end + 1
        rest = _QUOTED.sub("", _COUNT_OF.sub("", self._folded[start:end]))
        return self._quoted(start, end) if not _JOINTS.sub("", rest).strip() else []

    def _category(self, found: re.Match[str]) -> Place | None:
        """The name of a sub-table, without its marks and without what does not belong to it."""
        if found["quoted"]:
            return Place(*found.span("quoted"))
        start, end = found.span("bare")
        start = self.phrases.behind_leads(start, end)
        known = self._known.get(start)
        joined = known is not None and self._folded[known : known + 1] in _JOINED
        if known is not None and known < end and not joined and not self._names_field(known, end):
            start = self.phrases.behind_leads(known, end)
        end -= end - start > 2 and self._folded[end - 1] in _SO_MANY
        if self._folded[start:end] in self._grammar.words["rank_category"] or _SOME.match(self._folded, start, end):
            return None
        named = end - start > 1 and not _COUNTED.search(self._folded, start, end)
        return Place(start, end) if named else None

    def _names_field(self, start: int, end: int) -> bool:
        """政府|效率: two characters behind a body's common name make one name with it."""
        return end - start == 2 and self._folded[start:end] in self._grammar.words["rank_field"]

    def _adjunct_scope(self, start: int, end: int) -> str | None:
        """A scope in an adjunct: 在全球139個國家中."""
        found = _ADJUNCT.search(self._folded[start:end])
        return self.scopes.scope_in(start + found.start(1), end) if found else None

    def _adjunct_start(self, start: int, end: int) -> int:
        """Where an adjunct (在…, 於…) in `[start, end)` begins, if something stands in front of it; else `end`."""
        adjuncts = self._grammar.words["rank_adjunct"]
        for first, last in self.phrases.words(start, end):
            if self._folded[first:last] in adjuncts:
                return first
        return end

    def topic(self, floor: int, start: int) -> list[str]:
        """「科技」和「知識」方面，…: the sub-tables that a clause in front of `start` names at its end."""
        while start > floor:
            end = start - 1
            start = self._reader.clause_start(floor, end)
            for found in self._grammar.category.finditer(self._folded, start, end):
                if found.end() == end:
                    quoted = self._quoted(start, found.end())
                    name = self._category(found)
                    return quoted or ([self._plain[slice(*name)]] if name is not None else [])
        return []

    # --- elsewhere ------------------------------------------------------------------------------------

    def moved(self, reading: LeftReading, floor: int) -> Place | None:
        """營商效率降1位，排名第3: what moved in the clause in front of the place."""
        if reading.left != reading.floor or reading.floor <= floor or self._folded[reading.floor - 1] != "，":
            return None
        found = self._grammar.change_before.search(self._folded, max(floor, reading.floor - _REACH), reading.floor - 1)
        if found is None:
            return None
        start = self._reader.clause_start(floor, found.start())
        named = self._leading(start, found.start()).subject
        return named if isinstance(named, Place) else self.phrases.phrase(start, found.start())

    def row_in_front(self, start: int, floor: int, count: int) -> Place | None:
        """The row of so many names in the clause that ends at `start`: 至於甲航空以及乙航空排名不變，."""
        end = start - 1
        if end <= floor:
            return None
        place = self.clause(self._reader.clause_start(floor, end), end).subject
        return place if isinstance(place, Place) and len(self.phrases.parts(place)) == count else None

    def in_front(self, start: int, floor: int) -> Clause:
        """The nearest clause in front of `start` (down to `floor`) that begins with a known name: its subject."""
        end = start
        for _ in range(3):
            while end > floor and self._folded[end - 1] in BOUNDARY + " ":
                end -= 1
            if end <= floor:
                break
            first = self._reader.clause_start(floor, end)
            clause = self._leading(first, end)
            if clause.subject is not None:
                return clause
            end = first - 1
        return Clause()

    def _leading(self, start: int, end: int) -> Clause:
        """The subject of a clause without a place in it: the known name, or the quoted one, that leads it."""
        clause = Clause()
        top = self.phrases.leads.highest(start, end)
        if top is not None:
            clause.subject = self.phrases.phrase(max(self._folded.rfind("）", *top) + 1, top[0]), top[1])
            return clause
        told = self._named_last(start, end)
        if told is not None:
            clause.subject = told
            return clause
        named = self._known.get(start)
        first, last, _ = self._behind_index(start, end)
        if named is not None and self._said(start, end):
            return clause
        if named is not None and first > start and first not in self._known:
            clause.subject = Place(start, named)  # 甲在某排名中創新高
            return clause
        first = first + len(self._folded[first:last]) - len(self._folded[first:last].lstrip())
        known = self._known.get(first)
        read = self.clause(first, last)
        lead = self.phrases.leads.lead(self.phrases.words(first, last), last)
        if known is not None and self._said(first, last):
            return clause
        if known is not None and known <= last:
            joined = lead is not None and lead.start == first and len(self.phrases.parts(lead)) > 1
            known = max(known, self.phrases.leads.body_end(self.phrases.words(first, last), known))
            start = self.phrases.at_name(first, last)
            read.subject = lead if joined else Place(start, max(known, self._known.get(start, 0)))
            return read
        subject = read.subject
        if isinstance(subject, Place):
            quoted = self._folded[subject.start] == "「" or self._folded[subject.start - 1] == "「"
            rival = self._before_aside(first, last) < last and not _COUNTING.match(self._folded, *subject)
            if quoted or rival:
                return read
        contrasted = self._folded[last : last + 1] == "，" and self._folded[last + 1 : last + 2] in _ADVERBS
        read.subject = lead or (self.phrases.leads.topic(self.phrases.words(first, last), last) if contrasted else None)
        return read if read.subject is not None else clause

    def _said(self, start: int, end: int) -> bool:
        """英國《甲報》公布…排名榜: who speaks, or makes a list known, is not whom the next clauses are about."""
        lead = self.phrases.leads.lead(self.phrases.words(start, end), end)
        return lead is None and bool(self._indices.within(start, end))

    def _named_last(self, start: int, end: int) -> Place | None:
        """其次是｜城市大學, …個的｜上海: the known name with which the clause ends, behind 是 or 的."""
        if self._before_aside(start, end) < end:
            return None
        for at in range(end - 2, max(start, end - _REACH), -1):
            if self._known.get(at) == end and self._folded[at - 1] in _NAMES_LAST:
                return Place(at, end)
        return None

    def bracketed(self, bracket: int) -> Place | None:
        """The name in front of the bracket at `bracket`: 較甲國、｜乙國｜（."""
        start = max(
            self._reader.clause_start(0, bracket), *(self._folded.rfind(mark, 0, bracket) + 1 for mark in "、）")
        )
        while self._folded[start] in _JOINED:
            start += 1
        start = self.phrases.leads.last_name(self.phrases.words(start, bracket)) or start
        place = self.phrases.phrase(start, bracket)
        return self.phrases.parts(place)[-1] if place is not None else None
