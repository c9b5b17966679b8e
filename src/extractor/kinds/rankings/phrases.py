"""Noun phrases of one article: in front of a predicate, behind a place, and the members of a coordination."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from extractor.kinds.rankings.grammar import BOUNDARY, Grammar, corners
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.leading import LeadingNames
from extractor.model.findings import Place
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_LONGEST, _LONGEST_ROW = 24, 60
_JOINTS = re.compile(fold_pattern("[、]|以及|和|與|及"))
_FIGURE = re.compile(
    fold_pattern(
        "(?:為|達|佔|約|以|得|有|獲|共|錄)*[0-9][0-9.,]*[%億萬千百分元美港宗票名個]*\\Z|[0-9一二三四五六七八九十]+[度次分]\\Z"
        "|以[0-9][0-9.:：]*[秒分小時米公厘尺里環桿]+[0-9.:秒分]*[得獲奪]*\\Z"
    )
)
_ROUND = re.compile(
    fold_pattern("[0-9]+[次場]|[上下今近本首末][0-9一二兩三四五六七八九十]*(?:輪|場|屆|季|仗|周|個月|年|次)\\Z")
)
_DATE = re.compile("[0-9][年月日]\\Z")
_TRAILING = frozenset(fold_pattern(" 的：:、及和與"))
_INK = re.compile("[A-Za-z㐀-鿿]")
_REACH = 20
"""A known name that holds a word begins less than so many code points in front of it."""
_MARKS = frozenset(" -·●■◆▲▼▶◀#*、丨|")
_INSIDE_OF = frozenset(fold_pattern("中內裏"))
_TURNS = frozenset(fold_pattern("而但另由"))
_CHART = "榜"
_GO_ON = ("rank_adverb", "rank_adjunct", "rank_besides", "rank_clause_open")
"""Classes of words that go on behind the subject of a clause: 倫敦和首爾｜因此."""
_COMPARES = frozenset(fold_pattern("較比"))
_AND = frozenset(fold_pattern("、及和與"))
_DESCRIBED = re.compile(fold_pattern("的「[^「」]{1,16}」\\Z"))
_NEXT_PLACE = re.compile(fold_pattern("[及和與、]?第[0-9一二三四五六七八九十]"))
_CLAUSE = re.compile("[^，。；！？\n]*")
_THEREFORE = fold_pattern("所以")
_PAIRS = {"「": "」", "『": "』", "《": "》", "（": "）"}
_CLOSING = frozenset(_PAIRS.values())


class Phrases:
    """Reads them; `known` are the listed names, by their starts."""

    def __init__(self, scan: Scan, grammar: Grammar, indices: Indices) -> None:
        self._folded = corners(scan.analysis.folded)
        self._analysis = scan.analysis
        self._grammar = grammar
        self._indices = indices
        self._ends = grammar.phrase_ends
        self.known: dict[int, int] = {}
        for hit in (*scan.entries("organizations"), *scan.entries("places")):
            if hit.end > self.known.get(hit.start, 0):
                self.known[hit.start] = hit.end
        self._words: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._known_starts = sorted(self.known)
        self._places = {hit.start for hit in scan.entries("places")}
        self._bodies = {hit.start for hit in scan.entries("organizations")}
        self.leads = LeadingNames(scan.analysis, grammar, self.known)
        self._times = grammar.listed["rank_time"]

    def phrase(self, start: int, end: int) -> Place | None:
        """The noun phrase in `[start, end)`: behind the last word that opens a clause, up to the first adverb."""
        start, end = self._trimmed(start, self._before_figure(start, end))
        text = self._folded[start:end]
        if not 0 < end - start <= (_LONGEST_ROW if "、" in text else _LONGEST) or not _INK.search(text):
            return None
        field = text in self._grammar.words["rank_field"]
        if not self._holds(text) or (not field and self.leads.verbal(self.words(start, end))):
            return None
        if text[0] in _PAIRS and _PAIRS[text[0]] == text[-1] and text.count(text[0]) == 1:
            start, end = start + 1, end - 1
        return Place(start, end)

    def _before_figure(self, start: int, end: int) -> int:
        """Where a figure that ends the words begins; 約 in 紐約 opens none."""
        figure = _FIGURE.search(self._folded, start, end)
        if figure is None:
            return end
        return figure.start() + self._indices.ends_name(figure.start(), figure.start() + 1)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The words without what opens the clause, what follows the name, and the marks on both sides."""
        start = self.behind_leads(start, end)
        name = self.known.get(start, end)
        if (
            self._folded[name:end] in self._grammar.values["rank_move"]
            or self._folded[name:end] in self._grammar.words["rank_word"]
        ):
            end = name  # 港大升, 中大名次
        if (
            start in self._places
            and name < end
            and self._folded.startswith(self._grammar.listed["rank_scope_alone"], name)
        ):
            end = name  # 香港｜世界競爭力升至第三
        start += self._folded.startswith("的", start)
        start += self._folded[start] in _TURNS and start + 1 in self.known
        end = self._before_adverb(start, end)
        bracket = self._folded.find("（", start + 1, end)
        end = bracket if bracket > 0 else end
        end = self.leads.before_verb(self.words(start, end), end)
        moved = self._grammar.change_before.search(self._folded, start, end)
        end = moved.start() if moved is not None and moved.start() > start else end
        start = self.at_name(start, end)
        while end > start and self._folded[end - 1] in _TRAILING:
            end -= 1
        end -= self._folded.startswith("」所", end - 2)
        while start < end and self._folded[start] in _MARKS:
            start += 1
        return start, end

    def _holds(self, text: str) -> bool:
        """Whether a phrase may name who holds a place: no time, no pronoun, no scope, no round of a contest."""
        words = self._grammar
        if (len(text) == 1 and text not in words.words["rank_short_name"]) or _DATE.search(text) or _ROUND.match(text):
            return False
        if (
            text.endswith(_CHART)
            or text.endswith(words.issue_words)
            or text[0] in _COMPARES
            or words.year.fullmatch(text)
        ):
            return False
        if text in words.words["rank_scope"]:
            return text in words.words["rank_scope_holder"]
        if (
            text in words.values["rank_time"]
            or text in words.words["rank_subject_end"]
            or text in words.words["rank_day"]
        ):
            return False
        return text not in words.words["rank_no_subject"]

    def at_name(self, start: int, end: int) -> int:
        """Where the name begins: behind a relative clause or a place in front of a body.

        排名最高的｜甲大學, 英國｜牛津大學, 中國的｜清華大學
        """
        linked = self._folded.find("的", start, end)
        named = self.known.get(linked + 1, 0) if linked > start else 0
        body = self.known.get(start) == linked and self._grammar.led_by("rank_body_head", self._folded, linked)
        whole = named and self._grammar.led_by("rank_body_head", self._folded, end)
        if named and not body and (named == end or self._folded[named] in _AND or whole):
            return linked + 1
        ahead = self.known.get(start, 0) if start in self._places else self._scope_end(start)
        while start < ahead < end and self.known.get(ahead, 0) > ahead and self._is_body(ahead):
            start = ahead
            ahead = self.known.get(start, 0) if start in self._places else 0
        return start

    def _scope_end(self, start: int) -> int:
        if not self._grammar.starts("rank_scope_holder", self._folded, start):
            return 0
        holders = self._grammar.listed["rank_scope_holder"]  # the longest first
        return next(start + len(word) for word in holders if self._folded.startswith(word, start))

    def _is_body(self, start: int) -> bool:
        return start in self._bodies and start not in self._places

    def _before_adverb(self, start: int, end: int) -> int:
        """Where the first adverb, preposition or negation behind the phrase's first word begins; else `end`."""
        stops = self._grammar.stops
        known = self.known.get(start, end)
        if known < end and self._folded.startswith(self._grammar.behind_name, known):
            return known
        for first, last in self.words(start, end):
            joined = self._folded[first - 1] in _AND  # 嶺大和｜都會大學
            stop = first > start and self._folded[first:last] in stops and not joined
            if stop and not self._inside_known(first, last, end):
                return first
        return end

    def behind_leads(self, start: int, end: int) -> int:
        """Where the phrase in `[start, end)` begins: behind the last word that opens a clause, and a year."""
        linked = False
        leads, times = self._grammar.words["rank_lead"], self._grammar.values["rank_time"]
        for first, last in self.words(start, end):
            text = self._folded[first:last]
            if text in times and first - start > 1:
                break
            if text in _INSIDE_OF and first > start and last in self.known:
                start = last  # 報告中｜香港
                continue
            if text in _AND and first > start and (linked or start in self.known):
                continue  # 甲的傳播與媒體研究
            linked = linked or text == "的"
            if text in self._grammar.words["rank_exit"] and first - start > 1:
                break
            aside = any(text in self._grammar.words[name] for name in _GO_ON)
            if aside and start in self.known and self._indices.known_ends_at(first):
                break
            if (text in leads and not self._inside_known(first, last, end)) or (
                first == start
                and (text in times or self._grammar.year.fullmatch(text) or text in self._grammar.words["rank_adverb"])
            ):
                start = last
        if start and self._folded[start] == "年" and self._folded[start - 1].isdigit():
            start += 1
        found = self._grammar.year.match(self._folded, start, end)
        return found.end() if found and found.end() < end else start

    def _inside_known(self, start: int, end: int, limit: int) -> bool:
        first, last = bisect_right(self._known_starts, start - _REACH), bisect_left(self._known_starts, start)
        return any(end < self.known[a] <= limit for a in self._known_starts[first:last])

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        """jieba's words inside `[start, end)`, not looking into quotes."""
        found = self._words.get((start, end))
        if found is None:
            found = self._words[start, end] = self._find_words(start, end)
        return found

    def _find_words(self, start: int, end: int) -> list[tuple[int, int]]:
        words = self._analysis.words
        found, depth = [], 0
        names = [self.known.get(first, 0) for first in range(start, start + 3)]
        reach = max((name for name in names if 0 < name <= end), default=start)
        for begin, last in words[bisect_left(words, (start, -1)) : bisect_left(words, (end, -1))]:
            if last > end:
                break
            first = reach if begin < reach < last else begin  # jieba reads 大有 in 港大有
            text = self._folded[first:last]
            if text in _PAIRS:
                depth += 1
            elif text in _CLOSING:
                depth = max(depth - 1, 0)
            elif depth == 0 and text == _THEREFORE and self._grammar.led_by("rank_body_head", self._folded, first + 1):
                found += [(first, first + 1), (first + 1, last)]  # 交易|所以|12隻
            elif depth == 0 and last - first > 1 and text[0] in _TURNS and self.known.get(first + 1, 0) >= last:
                found += [(first, first + 1), (first + 1, last)]  # jieba reads 而理 in 而理大
            elif depth == 0:
                found.append((first, last))
        return found

    def behind(self, position: int, limit: int, joint: bool = False) -> Place | None:
        """The noun phrase that begins at `position`, up to the end of its clause or the first word that ends it.

        With `joint` it may be a coordination.
        """
        end = position
        ends = self._ends
        while end < limit:
            character = self._folded[end]
            if character in _PAIRS:
                close = self._folded.find(_PAIRS[character], end, limit)
                if close < 0 or character == "（":
                    break
                end = close + 1
                continue
            if character in BOUNDARY or character in "」』》" or (character == "、" and not joint):
                break
            word_end = self._word_end(end)
            word = self._folded[end:word_end]
            coordinates = joint and _JOINTS.fullmatch(word) and not self._folded.startswith(self._times, word_end)
            if end > position and word in ends and not coordinates and self._parts_phrase(end, word):
                break
            end = min(word_end, limit)
        following = _NEXT_PLACE.search(self._folded, position, end)
        return self.phrase(position, following.start() if following is not None else end)

    def told(self, position: int, limit: int, joint: bool = False) -> Place | None:
        """The predicate that begins at `position`: 是｜錄得30%的｜「填海」."""
        clause = _CLAUSE.match(self._folded, position, limit)
        described = clause is not None and _DESCRIBED.search(self._folded, position, clause.end())
        place = self.behind(position, limit, joint)
        if place is not None and not described:
            return place
        at = self._folded.rfind("的", position, clause.end()) if clause is not None else -1
        return self.behind(at + 1, limit, joint) if at > 0 else None

    def _parts_phrase(self, position: int, word: str) -> bool:
        """Whether a word ends a phrase for certain; a noun that ends other names does not (國家｜主席)."""
        if word in self._grammar.words["rank_phrase_end"]:
            return True
        return not self._analysis.tagger(self._analysis.simplified[position : position + len(word)]).startswith("n")

    def _word_end(self, position: int) -> int:
        words = self._analysis.words
        at = bisect_left(words, (position, len(self._folded) + 1))
        at = max(at - 1, 0)
        return max(words[at][1], position + 1)

    def parts(self, place: Place) -> list[Place]:
        """The members of a coordination: 理大、城大及浸大; a joint inside a word (共和國) parts nothing."""
        marks = self._analysis.word_starts
        found, start = [], place.start
        for joint in _JOINTS.finditer(self._folded, *place):
            named = self._indices.known_ends_at(joint.start()) or self._indices.known_starts_at(joint.end())
            whole = joint[0] == "、" or named or (marks[joint.start()] and marks[joint.end()])
            if joint.start() > start and whole:
                found.append(Place(start, joint.start()))
                start = joint.end()
        return [*found, Place(start, place.end)] if start < place.end else found
