"""What the places mean in this article: who holds them, in which list, of which year, among whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractor.kinds.rankings.evidence import Placing
from extractor.kinds.rankings.grammar import Grammar, corners, grammar
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.lists import Lists, Told
from extractor.kinds.rankings.recognize import Stated
from extractor.kinds.rankings.rows import row_places
from extractor.kinds.rankings.subjects import Clause, Subjects
from extractor.kinds.rankings.tables import table_places
from extractor.model.analysis import Analysis
from extractor.model.findings import DateFinding, Place, RankingFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern


def resolve(
    stated: Stated, scan: Scan, published: date | None, dates: Sequence[DateFinding] = ()
) -> tuple[list[RankingFinding], list[Warning_]]:
    """One finding a place, in text order; 今年 and 去年 hang on the year of `published`.

    Where the day is not known, the resolved `dates` of the article may still tell the year.
    """
    indices = stated.indices
    if indices is None or not (stated.placings or stated.columns or stated.rows):
        return [], []
    words = grammar(scan.rulebook)
    indices.dated(published.year if published is not None else _year_written(dates, scan, words))
    resolver = _Resolver(scan, indices, words)
    for placing in stated.placings:
        resolver.add(placing)
    resolver.add_listed(table_places(stated.columns, scan, words, indices))
    resolver.add_listed(row_places(stated.rows, scan, words))
    return resolver.findings, []


def _year_written(dates: Sequence[DateFinding], scan: Scan, words: Grammar) -> int | None:
    """The year that 今年, 去年 and 前年 of the article count from, when all of them agree on it."""
    years = set()
    for found in dates:
        offset = words.values["rank_time"].get(scan.analysis.folded[found.start : found.end])
        if offset is not None and offset <= 0 and len(found.value) == 4 and found.value.isdecimal():
            years.add(int(found.value) - offset)
    return years.pop() if len(years) == 1 else None


_RANKED_OF = tuple(fold_pattern("的排名|排名|的名次").split("|"))
_ITEMS = fold_pattern("項")
_FIELDS = re.compile("、|以及|及")
_SHORT = 14
"""A sub-table that nothing marks as one has no more code points."""


class _Resolver:
    """Goes through the places of one article in order, remembering who and what was spoken of."""

    def __init__(self, scan: Scan, indices: Indices, words: Grammar) -> None:
        self._scan = scan
        self._analysis: Analysis = scan.analysis
        self._folded = corners(scan.analysis.folded)
        self._plain = scan.analysis.plain
        self._indices = indices
        self._words = words
        self._subjects = Subjects(scan, words, indices)
        self._told = Told()
        self._lists = Lists(scan, words, indices, self._subjects, self._told)
        self.findings: list[RankingFinding] = []

    def add(self, placing: Placing) -> None:
        """Resolve one place and those coordinated with it."""
        if placing.start in self._told.former:
            self._scan.lost("rankings", placing.rule, placing.start, placing.end, "a former place of the same holder")
            return
        clause = self._clause(placing)
        members = [placing, *placing.chain]
        holders = self._aligned(clause, members)
        for member, subject in zip(members, holders, strict=True):
            finding = RankingFinding(member.start, member.end, placing.rule, member.rank, member.band, subject)
            self._lists.fill(finding, placing, clause)
            if member.own_scope is not None:
                scope = self._folded[slice(*member.own_scope)]
                finding.scope = self._words.written.get(scope, scope)
            if len(clause.categories) == len(members) > 1:
                finding.category = clause.categories[members.index(member)]
            aside = self._told.aside and self._told.last is not None and self._told.last[0] == placing.sentence.start
            aside |= len(members) > 1 and self._distributes(placing)
            finding.carried = clause.carried and isinstance(subject, Place)
            if (subject is None or finding.carried) and not aside and not self._lists.attributive(placing):
                behind = subject.end if isinstance(subject, Place) else 0
                finding.front = Place(max(placing.sentence.start, behind), placing.start)
            if self._round(finding):
                finding.rank, finding.band = None, finding.rank
            self.findings.append(finding)
        block = self._analysis.block_index(placing.start)
        self._told.last = placing.sentence.start, block, self.findings[-1]
        self._told.in_brackets = placing.bracketed
        self._told.aside = self._lists.attributive(placing) or placing.bracketed or self._lists.held_by_next(placing)

    def _round(self, finding: RankingFinding) -> bool:
        """7所位列世界200名: of several holders a round number without 第 is the band in which they are."""
        rank, subject = finding.rank, finding.subject
        if rank is None or rank % 50 or not isinstance(subject, Place) or self._folded[finding.start] == "第":
            return False
        return self._subjects.fields.counts(subject)

    def add_listed(self, places: list[RankingFinding]) -> None:
        """The places in tables and rows, in the list that the article last spoke of."""
        taken = {position for finding in self.findings for position in range(finding.start, finding.end)}
        for finding in places:
            if finding.start in taken:
                continue
            naming = self._indices.sure_before(finding.start)
            if naming is not None:
                finding.index, finding.edition = naming.title, finding.edition or naming.edition
                finding.publisher = self._lists.publisher(naming)
                finding.scope = self._lists.title_scope(naming)
            self.findings.append(finding)

    # --- who ------------------------------------------------------------------------------------------

    def _clause(self, placing: Placing) -> Clause:
        reading = placing.reading
        floor = reading.floor
        if self._told.last is not None and self._told.last[0] == placing.sentence.start and not self._told.in_brackets:
            floor = min(max(floor, self._told.last[2].end), reading.left)
        clause = self._subjects.clause(floor, reading.left, reading.tied)
        if placing.bracketed:
            return self._bracketed(placing)
        behind = self._holder_behind(placing)
        become = self._becomes(placing) if self._folded.startswith("的", placing.after) else None
        if behind is None and become is not None:
            clause.subject = self._subjects.phrases.phrase(floor, become)
        if behind is not None:
            clause.subject = behind
        elif placing.band is not None and self._lists.attributive(placing) and not reading.entering:
            clause.subject = None
        elif clause.subject is None and (holding := self._lists.holding_scope(placing)) is not None:
            clause.subject, reading.scope = holding, None
        elif clause.subject is None or self._said_before(clause.subject):
            same, clause.subject = clause.subject, None
            self._carry(placing, clause)
            clause.subject = clause.subject or same
        self._as_category(placing, clause)
        self._as_its_own(placing, clause)
        if isinstance(clause.subject, Place):
            possessed = self._subjects.fields.possessed(clause.subject)
            if possessed is not None:
                clause.subject, clause.category = possessed[0], clause.category or possessed[1]
                fields = _FIELDS.split(clause.category)
                if len(fields) == len(placing.chain) + 1 > 1:
                    clause.categories = fields
        if reading.between is not None:
            clause.scope = clause.scope or self._subjects.scopes.scope_in(*reading.between)
            clause.category = clause.category or self._subjects.scopes.ranked(*reading.between)
        if clause.category is None:
            topics = self._subjects.topic(placing.sentence.start, reading.floor)
            heading = self._item_heading(placing)
            clause.categories = topics if heading is None else []
            clause.category = heading or "、".join(topics) or None
        return clause

    def _bracketed(self, placing: Placing) -> Clause:
        """較乙國（50位）低: the place of another holder in the list and the sub-table that the sentence speaks of."""
        clause = Clause(self._subjects.bracketed(self._folded.rindex("（", 0, placing.start)))
        if self._told.last is not None and self._told.last[0] == placing.sentence.start:
            clause.category = self._told.last[2].category
        return clause

    def _as_category(self, placing: Placing, clause: Clause) -> None:
        """…方面排第二，「基礎建設」排名第七: a quoted name behind a sub-table is the next sub-table."""
        last, subject = self._told.last, clause.subject
        if not isinstance(subject, Place):
            return
        quoted = self._subjects.all_quoted(subject)
        if quoted and (self._placed(subject) or self._folded[subject.end - 1] == _ITEMS):
            clause.categories, clause.category, clause.subject = quoted, "、".join(quoted), None
            self._carry(placing, clause)
            if clause.subject is None:
                clause.subject = self._of_block(placing)
            return
        if last is None:
            return
        if last[2].subject is not None and self._subjects.fields.is_sub_table(subject):
            clause.category, clause.subject = self._plain[slice(*subject)], last[2].subject
            return
        if last[1] != self._analysis.block_index(placing.start):
            return
        if quoted and last[2].category and last[0] == placing.sentence.start:
            clause.categories, clause.category = quoted, "、".join(quoted)
            clause.subject = last[2].subject
        elif last[2].category and not quoted and self._is_next_field(subject, placing):
            clause.category = self._plain[slice(*subject)]
            clause.subject = last[2].subject

    def _is_next_field(self, subject: Place, placing: Placing) -> bool:
        """在甲方面排第一，乙排第二: a field, or in the same sentence any short noun that names nobody."""
        last = self._told.last
        if self._subjects.fields.is_field(subject):
            return True
        ranked = self._folded.startswith(_RANKED_OF, subject.end)
        same = last is not None and (last[0] == placing.sentence.start or ranked)
        return same and 4 <= subject.end - subject.start <= _SHORT and self._subjects.fields.names_nobody(subject)

    def _as_its_own(self, placing: Placing, clause: Clause) -> None:
        """其論文引用率居第二: a sub-table of the holder told of before."""
        subject = clause.subject
        if not isinstance(subject, Place) or clause.category or subject.end - subject.start < 3:
            return
        if self._folded[subject.start] == "其" and not self._words.starts("rank_not_its", self._folded, subject.start):
            clause.category = self._plain[subject.start + 1 : subject.end]
            clause.subject = None
            self._carry(placing, clause)

    def _placed(self, quoted: Place) -> bool:
        """「基礎建設」的排名: the place of a sub-table, for no known body or place is named in the marks."""
        behind = self._folded[quoted.end : quoted.end + 5].lstrip("」的")
        if any(self._indices.known_starts_at(at) for at in range(*quoted)):
            return False
        return behind.startswith(self._words.listed["rank_word_sure"])

    def _holder_behind(self, placing: Placing) -> Place | str | None:
        """排第三的是X, 榜首為X, 全球第一的X, 五所全球百強大學."""
        folded, limit = self._folded, placing.sentence.end
        copula = self._lists.told_behind(placing)
        taken = self._words.taken.match(folded, placing.after)
        if taken is not None:
            return self._subjects.phrases.phrase(*taken.span("who"))
        if copula is not None and placing.band is not None and copula["each"]:
            return None
        if copula is not None and self._words.starts("rank_told_of", folded, copula.end()):
            return None
        if copula is not None:
            told = self._subjects.phrases.told(
                copula.end(), limit, joint=bool(placing.chain) or placing.band is not None
            )
            row = told is not None and len(self._subjects.phrases.parts(told)) > 1
            return None if placing.band is not None and row else told
        linked = folded[placing.after : placing.after + 1] == "的"
        if self._lists.held_by_next(placing):
            return self._subjects.phrases.behind(placing.after, limit)
        if linked and self._becomes(placing) is not None and not self._indices.known_starts_at(placing.after + 1):
            return None
        if not linked and not (placing.band is not None and self._lists.attributive(placing)):
            return None
        place = self._subjects.phrases.behind(placing.after + linked, limit, joint=bool(placing.chain))
        if place is None or self._words.starts("rank_light", folded, place.start):
            return None
        return self._subjects.fields.counted(placing.reading.left, place) or place

    def _becomes(self, placing: Placing) -> int | None:
        """Where 是 or 成為 stands in the clause: what follows tells what its subject is (甲是進入十大的院校)."""
        floor = placing.reading.floor
        found = [self._folded.rfind(word, floor, placing.start) for word in self._words.words["rank_become"]]
        return max(found) if max(found) >= 0 else None

    def _carry(self, placing: Placing, clause: Clause) -> None:
        """The subject from the clauses in front, else from the place before in the sentence or paragraph."""
        if self._told.queue[0] == placing.sentence.start and self._told.queue[1]:
            clause.subject = self._told.queue[1].pop(0)
            return
        pair = self._of_two(placing)
        if pair is not None:
            clause.subject = pair
            return
        moved = self._subjects.moved(placing.reading, max(placing.sentence.start, self._told.changed))
        if moved is not None:
            clause.subject = moved
            return
        floor, position = placing.sentence.start, placing.reading.floor
        block = self._analysis.block_index(placing.start)
        last = self._told.last
        if last is not None and last[0] == floor:
            floor = last[2].end
            if self._told.aside:
                floor = max(self._folded.find("，", floor, position), 0) + 1 or position
        front = self._subjects.in_front(position, floor)
        if front.subject is None and last is not None and self._told.aside and last[0] == placing.sentence.start:
            floor, position = placing.sentence.start, min(position, last[2].start)
            front = self._subjects.in_front(position, floor)
        if front.subject is None and placing.chain:
            front.subject = self._subjects.row_in_front(position, floor, len(placing.chain) + 1)
        if front.subject is not None:
            clause.subject, clause.category = front.subject, clause.category or front.category
            clause.categories = clause.categories or front.categories
            clause.carried = True
            return
        if self._told.aside and last is not None and last[0] == placing.sentence.start and self._heads(last[2]):
            clause.subject, clause.carried = last[2].subject, True
            return
        first = placing.reading.floor == placing.sentence.start or self._of_same(placing.sentence.start)
        near = last is not None and (last[0] == placing.sentence.start or (last[1] == block and first))
        if last is not None and near and not self._told.aside and self._fits(last[2], placing, clause):
            self._scan.step("rankings", (placing.start, placing.end), "the holder is carried from the place before")
            clause.subject, clause.carried = last[2].subject, True

    def _fits(self, finding: RankingFinding, placing: Placing, clause: Clause) -> bool:
        """Whether who held the place before can hold these ones: a row of as many names, or one in as many fields."""
        count, subject = len(placing.chain) + 1, finding.subject
        row = isinstance(subject, Place) and len(self._subjects.phrases.parts(subject)) == count
        return count == 1 or row or len(clause.categories) == count

    def _heads(self, finding: RankingFinding) -> bool:
        """上屆排第二的英國，今屆…: the holder told of in passing leads the sentence."""
        subject, start = finding.subject, self._told.last[0] if self._told.last is not None else 0
        rivals = any(word in self._folded[start : finding.start] for word in self._words.words["rank_aside"])
        return not rivals and isinstance(subject, Place) and self._folded[subject.end : subject.end + 1] == "，"

    def _said_before(self, subject: Place | str) -> bool:
        """該校: whom a sentence in front named."""
        return isinstance(subject, Place) and self._folded[slice(*subject)] in self._words.words["rank_same"]

    def _of_same(self, start: int) -> bool:
        """其…，: the sentence goes on about whom the one in front was about."""
        same = (
            self._folded.startswith(self._words.listed["rank_same"], start) or self._folded[start : start + 1] == "其"
        )
        return same and not self._words.starts("rank_not_its", self._folded, start)

    def _of_block(self, placing: Placing) -> Place | str | None:
        """Whom the sentences in front, in the same paragraph, are about."""
        block, last = self._analysis.block_at(placing.start), self._told.last
        if last is not None and last[2].start >= block.start and not self._told.aside:
            return last[2].subject
        return self._subjects.in_front(placing.sentence.start, block.start).subject

    def _of_two(self, placing: Placing) -> Place | None:
        """前者排第11，後者排第15: the one or the other of those who were named last."""
        last, start = self._told.last, placing.sentence.start
        front = self._folded[max(start, last[2].end if last is not None else 0) : placing.start]
        for name, which in (("rank_first_of_two", 0), ("rank_last_of_two", -1)):
            if any(word in front for word in self._words.words[name]):
                rival = self._indices.name_ending(placing.start - len(front) + front.find("，" + fold_pattern("後者")))
                if which and rival is not None and not self._told.pairs:
                    return rival
                pair = next((self._told.pairs[at] for at in reversed(self._told.pairs)), None)
                if pair is None:
                    told = self._subjects.in_front(placing.reading.floor, placing.sentence.start).subject
                    each = self._words.listing.search(self._folded, placing.sentence.start, placing.start)
                    if each is not None:
                        told = self._subjects.phrases.behind(each.end(), placing.start, joint=True)
                    pair = self._subjects.phrases.parts(told) if isinstance(told, Place) else []
                    self._told.pairs[placing.start] = pair
                return pair[which] if len(pair) == 2 or (which and pair) else None
        return None

    def _item_heading(self, placing: Placing) -> str | None:
        """- 「國際化」：港大… : the quoted heading of a list item is the sub-table."""
        block = self._analysis.block_at(placing.start)
        if block.label != "list":
            return None
        return self._subjects.fields.heading(block.start, placing.start)

    def _aligned(self, clause: Clause, members: list[Placing]) -> list[Place | str | None]:
        subject = clause.subject
        if not isinstance(subject, Place):
            return [subject for _ in members]
        parts = self._subjects.phrases.parts(subject)
        if len(parts) == 2:
            self._told.pairs[subject.start] = parts
        if len(parts) == len(members) and len(members) > 1:
            return list(parts)
        if len(members) > 1 and self._lists.told_behind(members[0]):
            return [subject, *(None for _ in members[1:])] if len(members) != len(parts) else list(parts)
        own = len(parts) == 1 and not clause.carried and self._indices.known_starts_at(subject.start)
        if len(clause.categories) != len(members) > 1 and self._distributes(members[0]) and not own:
            return [None for _ in members]
        if len(members) == 1 and members[0].reading.tied and len(parts) > 1:
            return [parts[0]]
        if len(members) == 1 and len(parts) > 1 and members[0].band is None and self._parted(members[0], subject):
            self._told.queue = members[0].sentence.start, list(parts[1:])
            return [parts[0]]
        return [subject for _ in members]

    def _parted(self, placing: Placing, subject: Place) -> bool:
        """甲及乙分別由第21位升至第8位，以及由…: each has a place of its own."""
        behind = self._folded[subject.end : placing.start]
        return any(word in behind for word in self._words.words["rank_respectively"])

    def _distributes(self, placing: Placing) -> bool:
        """分別以三億及二億位居第二和第三: not one holder for all."""
        front = self._folded[placing.reading.floor : placing.start]
        return any(word in front for word in self._words.words["rank_respectively"])
