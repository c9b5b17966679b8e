"""Which titles the text gives to which mention: in front of the name, behind it, in brackets, as apposition."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from extractor.kinds.people.clauses import holds_word
from extractor.kinds.people.context import Edges
from extractor.kinds.people.titles import Title, extend_left
from extractor.model.findings import PersonFinding, Place, TitleSpan

_HARD = frozenset("。；！？!?;\n，,：:「」『』《》【】〈〉、|\t▲▼◀▶△▽")
_STOP = frozenset("。；！？!?;\n，,：:）")
_BRACKETS = {"）": "（", "】": "【", "」": "「", "』": "『", "》": "《"}
_LONGEST_BODY = 60
_LONGEST_BRACKET = 12
_LONGEST_PARTY = 10
_JOINED = ("兼", "兼任", "暨", "／", "/", "、", "及", "，兼", "、现", "兼现任")
_JOINT_ENDS = frozenset(joint[-1] for joint in _JOINED)
_CLAUSE_MARKS = _HARD | frozenset("（）")
_NEXTWARD = frozenset("、及兼和暨／/與与")
_LISTED = ("、", "和", "及", "與", "与", "以及", "，", "、以及")
_DEPUTY = ("副", "常务", "署理", "助理", "执行", "名誉", "联席")
_DASHES = (" - ", "-", "——")
_POSTS = ("post", "profession")


class Posts:
    """Gives titles to mentions. `mentions` are in text order and do not overlap."""

    def __init__(self, edges: Edges, titles: list[Title], mentions: list[PersonFinding]) -> None:
        self.edges, self.titles, self.mentions = edges, titles, mentions
        self.folded = edges.folded
        self.starts = [title.start for title in self.titles]
        self.by_end = {title.end: title for title in self.titles}
        self.by_start = {title.start: title for title in self.titles} | {t.head: t for t in self.titles}
        self.begins = [person.start for person in self.mentions]
        self.places = self._place_ends()

    def attach(self) -> None:
        """Fill `titles` of every mention."""
        for index, person in enumerate(self.mentions):
            before = self.mentions[index - 1] if index else None
            front = self._in_front(person, before)
            if front:
                person.titles += front
            person.titles += self._behind(person, before, bool(front))
            end = self._addressed_end(person)
            if self.folded.startswith("（", end):
                person.titles += self._bracket(person, end)
            else:
                person.titles += self._clause(end)

    # --- in front of the name

    def _in_front(self, person: PersonFinding, before: PersonFinding | None) -> list[TitleSpan]:
        """局長孫東; 教授兼校長; 局長孫東、副局長張曼莉 with the body carried over."""
        title = self._title_ending(person.start) or self._before_party(person.start)
        found: list[TitleSpan] = []
        floor = before.end if before else 0
        while title is not None and title.start >= floor:
            body = self.body_place(title.start, floor)
            earlier = self._joined(body.start) or self._beside(body.start)
            if earlier is not None and before is not None and earlier.start <= before.end:
                earlier = None  # it stands behind the name before: 陳日君樞機、律師何俊仁
            if title.type in _POSTS:
                found.append(self.span(title, body))
            title = earlier
        found.reverse()
        self._chain(found)
        if found and before is not None and before.titles:
            if self._empty(found[0]):
                self._carry(found[0], before)
            elif self._follows(found[0], before):
                found[0].carried = before.titles[0].organization
        return found

    def _follows(self, span: TitleSpan, before: PersonFinding) -> bool:
        """Whether only a joint stands between somebody with a title in front and the next one's unit and title."""
        place = span.organization
        between = self.folded[before.end : place.start] if place is not None else ""
        return between in _LISTED or (place is not None and self.folded[before.end : place.start + 1] in _LISTED)

    def _joined(self, start: int) -> Title | None:
        """The title that a joint (兼, 及) ties to what begins at `start`, or None."""
        if self.folded[start - 1 : start] not in _JOINT_ENDS:
            return None
        for joint in _JOINED:
            end = start - len(joint)
            if not self.folded.startswith(joint, end):
                continue
            if self.folded[end - 1 : end] == "）":  # 副校長（研究）、甲學院院長
                end = self.folded.rfind("（", max(end - _LONGEST_BRACKET, 0), end)
            if end in self.by_end:
                return self.by_end[end]
        return None

    def _beside(self, start: int) -> Title | None:
        """The office that ends where a title begins: 記協主席｜副採訪主任."""
        title, behind = self.by_end.get(start), self.by_start.get(start)
        if (
            title is None
            or behind is None
            or behind.type not in _POSTS
            or title.type not in _POSTS
            or self.edges.others_at.find(1, title.head, title.end) >= 0
        ):
            return None
        return title

    def _before_party(self, start: int) -> Title | None:
        """甲會主席、乙黨某某: the title in front of the body that somebody is of."""
        edges = self.edges
        if start not in edges.other_ends and start not in edges.unsure_ends:
            return None
        for begin in range(start - 2, max(start - _LONGEST_PARTY, 0), -1):
            if start in (edges.others.get(begin), edges.unsure.get(begin)) and self.folded[begin - 1] == "、":
                return self.by_end.get(begin - 1)
        return None

    def _title_ending(self, start: int) -> Title | None:
        for address in self.edges.tables.latin_titles if self.folded[start - 1 : start] == " " else ():
            if self.folded.endswith(address, 0, start - 1):  # 院長Professor William Hayward
                start -= len(address) + 1
                break
        title = self.by_end.get(start)
        if title is None and start and self.folded[start - 1] == " " and self.edges.joins(start - 1):
            start -= 1
            title = self.by_end.get(start)
        if title is None and self.folded[start - 1 : start] in ("是", "为"):
            title = self._named_as(start - 1)
        if title is None and self.folded[start - 1 : start] == "）":
            opening = self.folded.rfind("（", max(start - _LONGEST_BRACKET, 0), start)
            title = self.by_end.get(opening)  # 副處長（國家安全）某某
        if title is None and self.folded[start - 1 : start] == "的":
            office = 3 if self.folded.endswith("一职的", 0, start) else 1
            title = self.by_end.get(start - office)  # 時任主席的陳泊然, 現署理署長一職的陳泊然
            if title is not None and office > 1 and self._joined(title.start):
                return title
            if title is None or self._is_clause(self.body_place(title.start, 0)):
                return None
        return title

    def _named_as(self, end: int) -> Title | None:
        """發展局局長是某某, 財政司司長繼續是某某: the office in front of 是, if it begins its clause."""
        for adverb in ("", "仍", "则", "就", "继续", "仍然", "依然", "现"):
            title = self.by_end.get(end - len(adverb)) if self.folded.endswith(adverb, 0, end) else None
            if title is not None and title.type == "post":
                place = self.body_place(title.start, 0)
                return None if place.start != place.end and self._is_clause(place) else title
        return None

    def _is_clause(self, place: Place) -> bool:
        stops = self.edges.tables.title_stops
        return place.start == place.end or holds_word(self.edges.scan.analysis, place.start, place.end, stops)

    def _empty(self, span: TitleSpan) -> bool:
        place = span.organization
        return place is None or place.start >= place.end or self.folded[place.start : place.end] in _LISTED

    def _carry(self, span: TitleSpan, before: PersonFinding) -> None:
        """The body of the title before holds for 副局長 in a chain."""
        between = self.folded[before.end : span.start]
        leader = before.titles[0]
        same = self.folded[span.head : span.end] == self.folded[leader.head : leader.end]
        if between in _LISTED and (same or self.folded.startswith(_DEPUTY, span.start)) and leader.end <= before.start:
            span.organization = leader.organization

    def body_place(self, end: int, floor: int) -> Place:
        """The words in front of `end`, back to the edge of the clause, where the body of a title may stand."""
        folded = self.folded
        low = max(floor, end - _LONGEST_BODY, self.edges.scan.analysis.block_at(end).start)
        start = end
        if self._beside(end) is not None:
            return Place(end, end)
        if folded[start - 1 : start] == " " and folded[start - 2 : start - 1] == "）":
            start -= 1
        if start > low and folded[start - 1] in _BRACKETS:
            opening = folded.rfind(_BRACKETS[folded[start - 1]], low, start)
            start = opening if opening >= 0 else start
        while start > low:
            before = folded[start - 1]
            if before in _CLAUSE_MARKS:
                break
            if before in _JOINT_ENDS and self._joined(start) is not None:
                break
            start -= 1
        return Place(start, end)

    def span(self, title: Title, body: Place | None) -> TitleSpan:
        """The title with the name of a country or town in front of it, which belongs to it."""
        plain = self.edges.scan.analysis.plain
        start = title.start
        if body is not None:
            place = self.places.get(start) if title.type == "post" else None
            if place is not None and place >= body.start:
                start = extend_left(self.folded, self._posted(place, body.start), body.start, self.edges.tables)
        place_of = body if body is None else Place(body.start, start)
        verb = self.folded[title.head : title.end] in self.edges.tables.title_verbs
        bound = verb or self.folded[title.head : title.end] in self.edges.tables.title_bound
        return TitleSpan(start, title.end, plain[start : title.end], place_of, verb=bound, head=title.head)

    def _posted(self, place: int, floor: int) -> int:
        """中國駐法國大使: where the country that sends somebody to a place begins, else the place."""
        if place > floor and self.folded[place - 1] == "驻":
            sender = self.places.get(place - 1, place - 1)
            return sender if sender >= floor else place - 1
        return place

    def _place_ends(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for hit in self.edges.scan.entries("places"):
            ours = hit.entry.category == "country" and hit.entry.extra.get("place") == "HK"
            if not ours and hit.start < found.get(hit.end, 10**9):
                found[hit.end] = hit.start
        return found

    # --- behind the name

    def _behind(self, person: PersonFinding, before: PersonFinding | None, has_front: bool) -> list[TitleSpan]:
        """林振陽教授, with the body in front of the name when nothing else stands there."""
        title = self.by_start.get(person.end) or self._signed(person.end)
        if person.alias or title is None or title.type not in _POSTS:
            return []
        if self.is_name_at(title.end) or self.folded[title.head : title.end] in self.edges.tables.title_verbs:
            return []
        body = None if has_front else self.body_place(person.start, before.end if before else 0)
        plain = self.edges.scan.analysis.plain
        return [TitleSpan(title.start, title.end, plain[title.start : title.end], body, behind=True)]

    def _signed(self, end: int) -> Title | None:
        """The title behind a space that ends the line: 某某 特約記者."""
        title = self.by_start.get(end + 1) if self.folded.startswith((" ", "\u3000"), end) else None
        last = title is not None and self.folded[title.end : title.end + 1] in ("", "\n", "）")
        return title if last and self.edges.joins(end) else None

    def is_name_at(self, position: int) -> bool:
        """Whether a mention begins at `position`, or behind a space there."""
        at = bisect_left(self.begins, position)
        if at == len(self.begins):
            return False
        return self.begins[at] == position or (self.begins[at] == position + 1 and self.folded[position] == " ")

    def _addressed_end(self, person: PersonFinding) -> int:
        """Where a name ends with the form of address behind it: 林振陽教授（A大學校長）."""
        title = self.by_start.get(person.end)
        return person.end if title is None or person.alias or self.is_name_at(title.end) else title.end

    def _bracket(self, person: PersonFinding, end: int) -> list[TitleSpan]:
        """某某（A大學校長）; 某某（左，A大學校長）."""
        close = self.folded.find("）", end, end + _LONGEST_BODY)
        if close < 0:
            return []
        for title in person.titles:
            title.bracket = Place(end + 1, close)
        found: list[TitleSpan] = []
        start = end + 1
        while start < close:
            stops = [self.folded.find(mark, start, close) for mark in "，；"]
            stop = min([at for at in stops if at > 0], default=close)
            found += self.ending_at(start, stop)
            start = stop + 1
        return found

    def _clause(self, start: int) -> list[TitleSpan]:
        """某某，A公司行政總裁，…; 某某是A公司行政總裁。"""
        if self.folded.startswith(_DASHES, start):  # 林振陽教授 – A大學教授
            dash = next(mark for mark in _DASHES if self.folded.startswith(mark, start))
            return self.ending_at(start + len(dash), self.clause_end(start + len(dash)))
        if self.folded.startswith("，为", start):
            return self.ending_at(start + 2, self.clause_end(start + 2))
        if self.folded.startswith("，", start):
            return self.ending_at(start + 1, self.clause_end(start + 1), strict=True)
        for length in self.edges.tables.holds_lengths.get(self.folded[start : start + 1], ()):
            if self.folded[start : start + length] in self.edges.tables.holds:
                return self.ending_at(start + length, self.clause_end(start + length))
        return []

    def clause_end(self, start: int) -> int:
        """Where the clause ends that begins at `start`."""
        end = start
        limit = min(len(self.folded), start + _LONGEST_BODY)
        while end < limit and self.folded[end] not in _STOP:
            end += 1
        return end

    def ending_at(self, start: int, end: int, strict: bool = False) -> list[TitleSpan]:
        """The titles of a stretch that consists of bodies and titles only and ends with a title."""
        last = self.by_end.get(end)
        if last is None or last.start < start or last.type not in _POSTS or self._holds_person(start, end):
            return []
        if strict and not self._is_apposition(start, last):
            return []
        if self._describes(start, last):
            return []
        inside = self.titles[bisect_left(self.starts, start) : bisect_right(self.starts, last.start)]
        found = []
        floor = start
        for title in inside:
            nextward = self.folded[title.end : title.end + 1]
            if title.type in _POSTS and (title.end == end or nextward in _NEXTWARD):
                found.append(
                    self.span(title, Place(max(floor, self.body_place(title.start, floor).start), title.start))
                )
                floor = title.end
        self._chain(found)
        return found

    def _chain(self, found: list[TitleSpan]) -> None:
        """Each title may have the body of the one before, or a unit of it."""
        for last, span in pairwise(found):
            span.beside = last
            span.carried = last.carried if self._empty(last) else last.organization

    def _describes(self, start: int, last: Title) -> bool:
        """Whether the title ends a description (一位廣受敬重的學者) and not the name of a body (中國工程院的院士)."""
        edges, end = self.edges, last.start - 1
        if self.folded[end] != "的" or end <= start:
            return False
        listed = end in edges.other_ends or end in edges.unsure_ends
        return not listed and not self.folded.endswith(edges.tables.unit_ends, start, end)

    def _is_apposition(self, start: int, last: Title) -> bool:
        """Whether a clause is nothing but a body, or a unit, and the title that ends it."""
        tables = self.edges.tables
        stretch = self.folded[start : last.start]
        if not stretch or last.start in self.places:
            return True
        if holds_word(self.edges.scan.analysis, start, last.start, tables.title_stops):
            return False
        return last.start in self.edges.other_ends or stretch.endswith(tables.unit_ends)

    def _holds_person(self, start: int, end: int) -> bool:
        at = bisect_left(self.begins, start)
        return at < len(self.begins) and self.begins[at] < end
