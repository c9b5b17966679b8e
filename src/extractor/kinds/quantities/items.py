"""What a figure counts or measures, as printed."""

from __future__ import annotations

import re
from functools import cached_property

from extractor.kinds.quantities.counted import Counted
from extractor.kinds.quantities.nouns import Nouns
from extractor.model.analysis import Sentence
from extractor.model.findings import Place, QuantityFinding
from extractor.rulebook import Scan
from extractor.text.views import fold, fold_pattern

_AGES = frozenset({"歲", "岁", "周歲", "周岁"})
_PREFIX = re.compile(r"(?:[A-Z]{0,3}\$|RMB|[€£¥])$")
_THAN = re.compile(fold_pattern("(?:可達|高達|是|達|為|相當於)[^，。；：是達為]{1,10}的$"))
_OF_ONE = re.compile(fold_pattern("，(?:以|當中|其中)[^，。；：]{2,12}的$"))
_TOPIC = re.compile(fold_pattern("(?P<topic>[\u4e00-\u9fff]{2,6})方面，"))
_SHARES = frozenset({"%", "分之"})
_COMPARING = frozenset(fold_pattern("比較與"))
_STEPS = frozenset({"位", "名", "級", "级"})  # 躍升4位: of a place, which is no item
_VOTES = frozenset({"%", "票", "席", "分"})  # of one is not of the next
_PERSONS = frozenset({"名", "位"})
_LASTING = re.compile(fold_pattern("[\ufdd0\ufdd1]+(?:(?:年|個月|日|天|周|季)(?:間|內|來)|年(?:度|底|初|中)?的)$"))
_AHEAD = re.compile(fold_pattern("(?:領先|落後|拋離)[^，。；]{0,6}$"))
_PLAIN = frozenset(map(fold, ("倍", "度", "分", "點", "個百分點", "百分點", "個基點", "級", "折")))
_LONGEST_NAME = 14
_PART = re.compile(fold_pattern("，?(?:其中|當中|其餘)"))  # 收到300宗投訴，當中六成涉及
_STOREYS = frozenset({"層", "层"})
_MADE = fold("組成")
_CLAUSE = re.compile("[\u4e00-\u9fff]{2,4}的(?!士|话)")
_DEGREE = re.compile(fold_pattern("[很極較更最][^，。；]{1,2}的$"))  # 元素⟨極大的⟩比重
_QUOTES = frozenset("「『《")
_BASE = re.compile(fold_pattern("(?:是|為|達|相當於|屬)[^，。；]{0,8}$"))
_TIMES = frozenset({"次", "遍", "趟", "番", "票", "席"})
_PEOPLE = frozenset({"人", "人次"})  # 186人受傷: the thing counted is the unit itself, or stands in front
_HEDGE_BEHIND = re.compile(fold_pattern("(?:或|及)?以[上下]|左右"))
_WEIGHED = re.compile(fold_pattern("[較比]"))
_WIDE = "\u3000"
_CLAUSE_MARKS = "，；、：（「\u3000"
_OPENERS = "(?:[\ufdd0\ufdd1]|{clause_opener})*"  # what may stand at the head of a clause: when, and of what part


class Items:
    """Finds the counted thing beside each figure of one article."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._phrases = scan.phrases
        self._nouns = Nouns(scan)

    def of(
        self, counted: Counted, begin: int, changed: bool, before: list[QuantityFinding]
    ) -> tuple[Place | str | None, int | None]:
        """What is counted, and where its phrase begins when it stands in front of the figure (`begin`)."""
        if counted.item is not None or counted.unit in _AGES:
            return counted.item, None
        folded, whole = self._scan.analysis.folded, self._scan.rulebook.pattern("{change_whole}")
        if changed and whole.match(folded, begin):
            return None, None
        sentence = self._scan.analysis.sentence_at(counted.start)
        listed, shut = self._listed(counted), False
        if listed is None and not counted.measured and counted.unit not in _PEOPLE:
            listed, shut = self._following(counted, sentence.end)
        if listed is None and counted.measured and not (changed and counted.unit in _SHARES):
            listed = self._direct(counted, sentence.end)  # 將8噸⟨載荷⟩送入軌道
        if listed is not None or shut:
            return listed, None
        if counted.measured and folded[begin - 1 : begin] == "的":
            owner = self._of_what(counted, begin, before, sentence)
            if owner is not None:
                return owner, None
        made = counted.unit in _PEOPLE and folded.startswith(_MADE, counted.end)
        front = None if made else self._in_front(counted, begin, sentence.start, before)  # 由800人組成
        if front is None or front.end != begin:
            behind = self._behind(counted, sentence.end)
            if behind is not None:
                return behind, None
        if front is None or self._held(front, begin):
            direct = self._direct(counted, sentence.end)
            if direct is not None:
                return direct, None
        if front is not None:
            return front, front.start
        heads = counted.unit == "名" and any(one.unit == "名" and one.item for one in before[-1:])
        steps = changed and counted.unit in _STEPS and not heads
        return None if steps else self._carried(counted, begin, changed, before, sentence), None

    def _listed(self, counted: Counted) -> Place | None:
        """The noun directly behind a share or a measure: 62%受訪者, 5納米芯片."""
        if not counted.measured or counted.unit == "倍":
            return None
        share = counted.unit in _SHARES
        book, folded, end = self._scan.rulebook, self._scan.analysis.folded, counted.tail or counted.end
        found = book.pattern("{share_noun}" if share else "{measure_noun}").match(folded, end)
        if found is not None:
            known = Place(*found.span())
            longer = self._direct(counted, min(end + 10, len(folded))) if share else None
            agrees = longer is not None and longer.end > known.end and self._nouns.may_head(longer, "名")
            return longer if agrees else known  # 九成半會員⟨代表⟩
        place = self._phrases.following(end, min(end + 10, len(folded))) if share else None
        place = None if place is None else self._nouns.counted(place, counted.unit)
        whole = place is not None and book.pattern("{share_noun}$").search(folded, place.start, place.end)
        return place if whole else None

    def _direct(self, counted: Counted, limit: int) -> Place | None:
        """The noun directly behind a share or measure that nothing in front names: 三成⟨基本盤⟩, 10毫升⟨液體⟩."""
        if not counted.measured or fold(counted.unit) in _PLAIN:
            return None
        end = counted.tail or counted.end
        place = self._phrases.following(end, min(end + 10, limit))
        folded = self._scan.analysis.folded
        if place is None or place.start > end or folded.startswith(self._changes_behind, end):
            return None
        if folded.startswith("的", place.end):
            return None  # 六成進出中國的投資
        clause = _CLAUSE.match(folded, place.end, limit)
        if clause is not None and counted.unit not in _SHARES:
            place = self._phrases.following(clause.end(), limit)  # 9500噸颱風帶來的⟨廢物⟩
            if place is None:
                return None
        return self._nouns.counted(place, counted.unit, sure=True)

    def _of_what(
        self, counted: Counted, begin: int, before: list[QuantityFinding], sentence: Sentence
    ) -> Place | str | None:
        """What is measured in front of 的: 佔配額的20.1%; 密度是香港的3.2倍; 佔用率…，以甲院的119%最高."""
        folded = self._scan.analysis.folded
        compared = _THAN.search(folded, sentence.start, begin) if counted.unit == "倍" else None
        if compared is not None:
            place = self._in_front(counted, compared.start(), sentence.start, before)
            if place is not None:
                return place
        if compared is not None or _OF_ONE.search(folded, sentence.start, begin):
            last = before[-1] if before and before[-1].start >= sentence.start else None
            return None if last is None or last.rule.startswith("quantity.count") else last.item
        if counted.unit not in _SHARES:
            return None
        owner, _ = self._phrases.preceding(begin - 1, sentence.start)
        if owner is None or owner.end != begin - 1 or folded[owner.start] in _COMPARING:
            return None
        return self._nouns.measured(owner)

    def _following(self, counted: Counted, limit: int) -> tuple[Place | None, bool]:
        """The noun phrase behind a measure word (三項⟨修訂⟩), and whether one is there that is not understood."""
        folded, unit = self._scan.analysis.folded, counted.unit
        start = counted.tail or counted.end
        hedge = _HEDGE_BEHIND.match(folded, start)
        start = start if hedge is None else hedge.end()
        start += folded.startswith(" ", start)
        start += unit in _STOREYS and folded.startswith("高", start)  # 41層⟨高⟩住宅大廈
        if not folded[start : start + 1].isalnum() and folded[start : start + 1] not in _QUOTES:
            return None, False  # 5200家——香港正憑藉
        place = self._phrases.following(start, limit)
        if place is not None and place.start > start:
            if folded[start] in _QUOTES and place.start == start + 1 and counted.unit not in _TIMES:
                return (place if place.end - place.start <= _LONGEST_NAME else None), True
            adverb = self._scan.rulebook.pattern("{item_adverb}").match(folded, start)
            if counted.unit in _TIMES or adverb is not None or _DEGREE.search(folded, start, place.start):
                return None, False  # 7次尋求意見的原因
        led = self._scan.rulebook.pattern("{item_lead}").match(folded, start) is not None
        if place is None or (place.start > start and not led):
            known = self._nouns.extended(start, limit)  # ⟨建制派⟩議員, though 建制 may be a verb
            behind = self._phrases.following(known, limit) if known > start else None
            joined = behind is not None and behind.start == known
            place = Place(start, behind.end if joined and behind else known) if known > start else place
        if place is None:
            return None, start < limit and self._nouns.qualifies(start, limit)
        place = Place(place.start, self._nouns.extended(place.end, limit))
        found = self._nouns.counted(place, unit)
        if found is None and folded[place.end : place.end + 1] in _QUOTES and self._nouns.opens(place, unit):
            return self._phrases.following(place.end, limit), False  # 15所在港「全國重點實驗室」
        if self._nouns.heads(unit):
            found = self._agreeing(found, Place(start, place.end), limit, unit)
        elif found is not None and folded.startswith("的", place.end) and self._nouns.does(place):
            head = self._phrases.following(place.end + 1, limit)  # 40項改革制度的⟨建議⟩
            found = found if head is None else self._nouns.counted(head, unit) or found
        return found, found is None and self._nouns.opens(place, unit)

    def _agreeing(self, found: Place | None, run: Place, limit: int, unit: str) -> Place | None:
        """`found`, or the head of a relative clause that is of the nouns that `unit` counts; a person counts people.

        `run` is the words behind the unit: 3名⟨國家安全部門⟩的警員, 7名⟨特首委任⟩的成員.
        """
        agrees = found is not None and self._nouns.may_head(found, unit)
        cut = found is not None and found.end < run.end and self._scan.analysis.folded.startswith("的", run.end)
        if agrees and not cut:
            return found
        stop = self._scan.analysis.folded.find("、", run.start, limit)
        stop = limit if stop < 0 else stop
        head = self._phrases.following(run.end + 1, stop) if cut else self._phrases.behind_clause(run.start, stop)
        head = None if head is None else self._nouns.counted(head, unit)
        if head is not None and self._nouns.may_head(head, unit):
            return head
        return found if agrees or unit not in _PERSONS else None

    def _in_front(self, counted: Counted, begin: int, start: int, before: list[QuantityFinding]) -> Place | None:
        """The phrase in front; a place alone is where something is counted: 日本47個."""
        lasting = _LASTING.search(self._scan.figure_view, max(start, begin - 12), begin)
        place, _ = self._phrases.preceding(begin if lasting is None else lasting.start(), start)  # 價格⟨三年間⟩升
        folded = self._scan.analysis.folded
        governed = place is not None and folded[place.start - 1 : place.start] == "在"
        if place is not None and governed and place.end - place.start == 2:
            place, _ = self._phrases.preceding(place.start - 1, start)  # 乘客量⟨在假日⟩可達
        if place is None or _WIDE in self._scan.analysis.plain[place.end : begin]:
            return None
        if counted.unit == "倍" and place.end == begin and _BASE.search(folded, start, place.start):
            return None  # 是世衞標準3倍
        place = self._nouns.measured(place, "" if counted.measured else counted.unit)
        if place is not None and _AHEAD.search(folded, max(start, place.start - 8), place.start):
            return None  # 領先第2位的紐約8分
        if place is None or counted.measured:
            alone = place is not None and folded[place.start : place.end] in self._places
            return None if alone and folded.startswith("的", counted.end) else place  # 全世界90%的工業
        if folded[place.start : place.end] in self._places or self._nouns.names_place(place):
            return None
        if not self._nouns.may_head(place, counted.unit):
            return None
        if before and before[-1].end == place.start and before[-1].unit != counted.unit:
            return None  # 5個⟨立法年度⟩共7次
        return None if self._held(place, begin) and not self._nouns.heads(counted.unit) else place

    def _held(self, place: Place, begin: int) -> bool:
        """Whether the words up to `begin` say that what stands at `place` has the things, not that it is them."""
        folded, book = self._scan.analysis.folded, self._scan.rulebook
        if book.pattern("{item_agent}").search(folded, place.end, begin):
            return True
        holds = book.pattern("{item_holding}").search(folded, place.end, begin)
        return holds is not None and book.pattern("{holder_end}$").search(folded, place.start, place.end) is not None

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(self._scan.rulebook.folded_words("place_alone"))

    def _behind(self, counted: Counted, limit: int) -> Place | None:
        if counted.unit == "倍" or not counted.measured:
            return None
        place = self._behind_of(counted.end, limit)
        if place is None:
            return None
        return self._nouns.counted(Place(place.start, self._nouns.extended(place.end, limit)), counted.unit)

    def _carried(
        self, counted: Counted, begin: int, changed: bool, before: list[QuantityFinding], sentence: Sentence
    ) -> Place | str | None:
        """The thing that the sentence already speaks of: a change, the 至 of a change, the same unit again."""
        folded = self._scan.analysis.folded
        clause = self._clause_start(begin, sentence.start)
        last = next((one for one in reversed(before) if one.unit), None)  # past 日均16.5萬
        last = last if last is not None and last.start >= sentence.start else None
        reached = folded[begin - 1 : begin] in ("至", "到", "成")
        again = last is not None and last.unit == counted.unit and counted.unit not in _VOTES
        if last is not None:
            clause = max(clause, last.end if last.at is None else max(last.end, last.at.end))
        weighed = again and folded[begin - 1] == "的" and _WEIGHED.match(folded, clause) is not None
        if not weighed and self._speaks(begin, clause, sentence.start):
            return None
        subject = self._subject(sentence.start, clause - 1) if changed and clause > sentence.start else None
        nearer = subject is not None and (last is None or last.end <= subject.start)
        part = counted.unit in _SHARES and _PART.match(folded, clause, begin) is not None
        if last is not None and last.item and (changed or reached or again or part) and not nearer:
            return last.item
        topic = None if changed or counted.measured else _TOPIC.match(folded, sentence.start, begin)
        if topic is not None:
            named = Place(*topic.span("topic"))
            return named if self._nouns.may_head(named, counted.unit) else None
        return subject

    def _clause_start(self, position: int, start: int) -> int:
        plain = self._scan.analysis.plain
        return max(start, *(plain.rfind(mark, start, position) + 1 for mark in _CLAUSE_MARKS))

    def _speaks(self, begin: int, clause: int, start: int) -> bool:
        """Whether something else is named between `clause` and the figure at `begin`: nothing is carried over it."""
        place, stop = self._phrases.preceding(begin, start)
        if place is not None and self._scan.analysis.folded[place.start : place.end] in self._places:
            place = None
        time = self._scan.rulebook.pattern(_OPENERS).match(self._scan.figure_view, min(clause, begin), begin)
        return self._nouns.names(clause if time is None else time.end(), begin if place is not None else stop)

    def _subject(self, start: int, end: int) -> Place | None:
        """What the last figure of `[start, end)` was said of: 收入 of 全年收入HK$38.6億，按年升."""
        figures = self._scan.figures.numerals_in(start, end)
        if not figures:
            return None
        position = _PREFIX.search(self._scan.analysis.folded, start, figures[-1][0])
        place, _ = self._phrases.preceding(position.start() if position else figures[-1][0], start)
        return None if place is None else self._nouns.measured(place)

    def _behind_of(self, end: int, limit: int) -> Place | None:
        """What is measured behind 的: 37公斤的機械臂, 3000PFLOPS（註）的算力."""
        folded = self._scan.analysis.folded
        if folded.startswith("（", end):
            close = folded.find("）", end, min(limit, end + 14))
            end = close + 1 if close > 0 else end
        if not folded.startswith("的", end) or folded.startswith(self._changes_behind, end):
            return None
        return self._phrases.following(end + 1, limit)

    @cached_property
    def _changes_behind(self) -> tuple[str, ...]:
        return tuple(self._scan.rulebook.folded_words("change_noun"))
