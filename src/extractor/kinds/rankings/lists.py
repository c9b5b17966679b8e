"""In which list, of which year, among whom a place is held, and which place it was before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from extractor.kinds.rankings.evidence import Placing
from extractor.kinds.rankings.grammar import Grammar, corners
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.issuers import IndexNaming
from extractor.kinds.rankings.subjects import Clause, Subjects
from extractor.model.findings import Place, RankingFinding
from extractor.rulebook import Scan
from extractor.text.views import fold, fold_pattern

_REACH, _REACH_ALONE = 5, 9
"""A list named so many paragraphs ago is still the one spoken of; more where the article names no other."""


_WORLD_RANKING, _TABLE = fold_pattern("世界排名"), "榜"
_REGION, _OTHER, _STRONG = fold_pattern("地區"), "其他", fold_pattern("強")


@dataclass(slots=True)
class Told:
    """What the places so far have told of."""

    last: tuple[int, int, RankingFinding] | None = None
    """Where the sentence of the place before begins, the number of its block, and what was found."""
    aside: bool = False
    """Whether the place before was told of somebody in passing (第二位的倫敦), whom the text is not about."""
    in_brackets: bool = False
    former: set[int] = field(default_factory=set)
    """The positions of former places."""
    changed: int = 0
    """Where the last change ends that belongs to a place."""
    pairs: dict[int, list[Place]] = field(default_factory=dict)
    """Two holders that were named together."""
    queue: tuple[int, list[Place]] = (-1, [])
    """The sentence, and those of 甲及乙分別由…升至… who have no place yet."""


class Lists:
    """Tells it of the places of one article."""

    def __init__(self, scan: Scan, words: Grammar, indices: Indices, subjects: Subjects, told: Told) -> None:
        self._scan = scan
        self._analysis = scan.analysis
        self._folded = corners(scan.analysis.folded)
        self._plain = scan.analysis.plain
        self._indices = indices
        self._words = words
        self._subjects = subjects
        self._told = told

    def fill(self, finding: RankingFinding, placing: Placing, clause: Clause) -> None:
        """Put into the finding all but who holds the place."""
        reading = placing.reading
        finding.category = clause.category
        finding.tied = reading.tied
        finding.streak_years = reading.streak
        naming = self._naming(placing)
        if naming is not None:
            finding.index = naming.title
            finding.publisher = self.publisher(naming)
            finding.edition = self._edition(placing, naming)
            words = self._plain[naming.start : naming.end]
            self._scan.step("rankings", (finding.start, finding.end), f"the list is 「{words}」")
        if finding.category and not self._is_category(fold(finding.category), finding.index or ""):
            finding.category = None
        finding.scope = self._scope(placing, clause, naming)
        finding.previous_rank = self._previous(placing) if not placing.chain else None
        self._named_between(finding, placing)

    def _is_category(self, text: str, title: str) -> bool:
        """Whether a text names a sub-table: no scope, no kind of holders (其他經濟體), nothing the title says."""
        words = self._words.words
        if text in words["rank_word"] or text in words["rank_word_sure"]:
            return False
        scope = text.removesuffix(_REGION) in words["rank_scope"] or text in words["rank_scope"]
        kind = text.startswith(_OTHER) or text.endswith(_STRONG) or text in words["rank_ranked_generic"]
        return not (scope or kind or text in fold(title))

    def _named_between(self, finding: RankingFinding, placing: Placing) -> None:
        """位列全國民營企業500強第56位: the list stands between the verb and the place, without marks."""
        between = placing.reading.between
        title = self._subjects.scopes.list_title(*between) if between is not None else None
        if title is not None:
            finding.index, finding.publisher, finding.edition = title, None, None

    def _naming(self, placing: Placing) -> IndexNaming | None:
        """The list that the place is in: named beside it, or earlier and still spoken of."""
        if placing.reading.index is not None:
            return placing.reading.index
        sentence = placing.sentence
        inside = self._indices.within(sentence.start, sentence.end)
        before = [naming for naming in inside if naming.start < placing.start]
        if before or (inside and not self._in_force(placing)):
            return before[-1] if before else inside[0]
        attributive = self.attributive(placing)
        told = placing.reading.word or placing.reading.verb or placing.unit
        if attributive and (placing.band is not None or not told):
            return None
        block = self._analysis.block_index(placing.start)
        if self._indices.unnamed(placing.reading.floor, placing.start) or self._indices.unnamed(
            sentence.start, placing.start
        ):
            return None
        for naming in self._indices.before(placing.start):
            away = self._paragraphs(self._analysis.block_index(naming.start), block)
            if away > (_REACH if self._indices.several else _REACH_ALONE) or (
                attributive and away and self._indices.several
            ):
                break
            if away == 0 or not naming.weak:
                return None if self._ranked_otherwise(placing, naming) else naming
        label = self._analysis.blocks[block].label
        if label in ("headline", "heading", "caption") or block == 0:
            return self._indices.sure_behind(placing.start)
        return None

    def _ranked_otherwise(self, placing: Placing, naming: IndexNaming) -> bool:
        """世界排名第二 in a story about a table of medals or of a league: the world ranking is another list."""
        predicate = self._folded[placing.reading.left : placing.start]
        return _WORLD_RANKING in predicate and naming.title.endswith(_TABLE)

    def _in_force(self, placing: Placing) -> bool:
        """Whether the paragraph has named a list in front of the sentence."""
        block = self._analysis.block_at(placing.start)
        return any(not naming.weak for naming in self._indices.within(block.start, placing.sentence.start))

    def _paragraphs(self, first: int, last: int) -> int:
        """How many paragraphs the block `last` is behind the block `first`; list items and headings count for none."""
        return 0 if first == last else max(1, self._up_to[last] - self._up_to[first])

    @cached_property
    def _up_to(self) -> list[int]:
        """How many paragraphs there are up to each block, itself included."""
        return list(accumulate(block.label == "paragraph" for block in self._analysis.blocks))

    def attributive(self, placing: Placing) -> bool:
        """全球百強大學, 全球第一的集群: said in passing, of no list in particular."""
        behind = self._folded[placing.after : placing.after + 1]
        among = self._words.starts("rank_among", self._folded, placing.after)
        if among or self.told_behind(placing) is not None:
            return False
        if behind == "的":
            return not self._words.starts("rank_light", self._folded, placing.after + 1)
        reading = placing.reading
        inked = behind > "⺀" and behind not in "，。；：！？、）」』”】"
        return inked and (placing.band is not None or not (reading.verb or reading.word))

    def _edition(self, placing: Placing, naming: IndexNaming) -> int | None:
        reading = placing.reading
        if reading.time is not None:
            year = self._year(self._folded[slice(*reading.time)], naming)
            if year is not None:
                return year
        return self._time_in_front(placing, naming) or naming.edition

    def _time_in_front(self, placing: Placing, naming: IndexNaming) -> int | None:
        """The year said last in the sentence in front of the place, behind the list's title."""
        start = placing.sentence.start
        if self._told.aside and self._told.last is not None and self._told.last[0] == start:
            start = max(start, self._told.last[2].end)
        if naming.start >= start and naming.end <= placing.start:
            start = naming.end
        first, last = placing.reading.previous_span or (placing.start, placing.start)
        year = None
        for found in self._words.times.finditer(self._folded, start, placing.start):
            if not first <= found.start() < last and found.start() not in self._told.former:
                year = self._year(found[0], naming) or year
        return year

    def _year(self, written: str, naming: IndexNaming) -> int | None:
        """The year that words name; 今年 is the edition that the title bears (今年《2026…》)."""
        if naming.edition is not None and self._words.values["rank_time"].get(written) in (0, 9):
            return naming.edition
        return self._indices.year(written)

    def _scope(self, placing: Placing, clause: Clause, naming: IndexNaming | None) -> str | None:
        """Among whom: as said beside the place, behind it, in the clause; else as the list's title says."""
        scope = placing.reading.scope
        folded = self._folded[slice(*scope)] if scope is not None else self._following_scope(placing)
        if folded is None:
            folded = clause.scope
        if folded is not None:
            return self._words.written.get(folded, folded)
        last = self._told.last
        near = (
            last is not None
            and last[0] == placing.sentence.start
            and not (self.attributive(placing) or placing.bracketed)
        )
        if near and last is not None and last[2].scope and naming is not None:
            return last[2].scope
        return self.title_scope(naming) if naming is not None else None

    def title_scope(self, naming: IndexNaming) -> str | None:
        """Among whom, as the title of the list says."""
        folded = self._subjects.scopes.scope_in(naming.start, naming.end)
        return self._words.written.get(folded, folded) if folded is not None else None

    def publisher(self, naming: IndexNaming) -> Place | str | None:
        """Who publishes the list: as listed, as the words by its title say, or its title."""
        listed: str | None = naming.entry.extra.get("publisher") if naming.entry else None
        if listed is not None and not naming.shared:
            return listed
        stated = self._indices.issuers.issuer(naming)
        if listed is not None and stated is not None and not self._indices.known_ends_at(stated.end):
            stated = None
        return stated or self._issued_elsewhere(naming) or listed or self._indices.issuers.titled(naming)

    def _issued_elsewhere(self, naming: IndexNaming) -> Place | str | None:
        """Who publishes the list of that title as another naming of it tells."""
        if not naming.shared:
            return None
        for other in self._indices.namings:
            if other is naming or not other.title.endswith(naming.title):
                continue
            if other.entry is not None and not other.shared:
                return str(other.entry.extra["publisher"]) if "publisher" in other.entry.extra else None
            stated = self._indices.issuers.issuer(other)
            if stated is not None and self._indices.known_ends_at(stated.end):
                return stated
        return None

    def holding_scope(self, placing: Placing) -> Place | None:
        """大灣區居首: the scope itself holds the place, when the clause has nothing in front of it."""
        scope = placing.reading.scope
        if scope is None:
            return None
        again = self._told.last is not None and self._told.last[0] == placing.sentence.start
        if again and not scope[0] == placing.reading.left == placing.reading.floor:
            return None
        if self._folded[slice(*scope)] not in self._words.words["rank_scope_holder"]:
            return None
        between = self._folded[scope[1] : placing.start]
        front = self._folded[placing.reading.left : scope[0]]
        told = placing.rule == "ranking.predicate" or any(v in between for v in self._words.listed["rank_verb"])
        return Place(*scope) if told and not any(v in front for v in self._words.listed["rank_verb"]) else None

    def _following_scope(self, placing: Placing) -> str | None:
        """冠絕全球: the scope behind the place."""
        if placing.rule != "ranking.predicate":
            return None
        scopes = [word for word in self._words.words["rank_scope"] if self._folded.startswith(word, placing.end)]
        return max(scopes, key=len, default=None)

    def _previous(self, placing: Placing) -> int | None:
        """The former place: stated in front or behind, or reckoned from the change."""
        reading, words = placing.reading, self._words
        if reading.previous is not None and reading.previous_span is not None:
            self._told.former.update(range(*reading.previous_span))
            return reading.previous
        if placing.rank is None:
            return None
        limit = placing.sentence.end
        earlier = words.earlier.match(self._folded, placing.after, limit)
        if earlier is not None and self._words.values["rank_time"].get(earlier["when"] or "", -1) < 0:
            self._told.former.update(range(earlier.start(), earlier.end()))
            return words.former_rank(earlier)
        move = reading.move or self._change(placing, limit)
        if move is None:
            return None
        previous = placing.rank + move[0] * move[1]
        return previous if previous > 0 else None

    def _change(self, placing: Placing, limit: int) -> tuple[int, int] | None:
        words, folded = self._words, self._folded
        found = words.change.match(folded, placing.after, limit)
        if found is None and placing.reading.left == placing.reading.floor:
            floor = placing.reading.floor
            end = floor - 1 if floor > placing.sentence.start and folded[floor - 1] == "，" else floor
            found = words.change_before.search(folded, max(placing.sentence.start, end - 16), end)
        if found is None or found.start("move") < self._told.changed:
            return None
        self._told.changed = found.end()
        return words.values["rank_move"][found["move"]], words.number(found["by"]) or 0

    def held_by_next(self, placing: Placing) -> bool:
        """Whether a known name follows the place at once: 第12位澳洲."""
        return placing.unit and self._indices.known_starts_at(placing.after)

    def told_behind(self, placing: Placing) -> re.Match[str] | None:
        """The copula behind the place: 的是, 依次為."""
        return self._words.copula.match(self._folded, placing.after, placing.sentence.end)
