"""What stands in front of and behind a place in the text, weighed as the edges of a name."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.kinds.people.clauses import holds_word
from extractor.kinds.people.lexicon import Lexicon, lexicon
from extractor.kinds.people.occurrences import Occurrences
from extractor.kinds.people.titles import Title
from extractor.rulebook import Match, Scan
from extractor.text.views import fold

_CLOSING = frozenset("，。、；：！？」』）》】〉,.!?:;)]}\n \t|/／…-~\"'「『（《【〈([{▲▼◀▶△▽◆●■·*")
_QUOTED = ("：", "「", ":")
_JOINT = frozenset("、和及與与同跟暨")
_LONGEST_BRACKET = 12
_PICTURE = frozenset("左右中前后图上下")
_PAUSES = frozenset("、，。；）等")
_LAST = frozenset("等说指称问答道话说认")
"""What may stand between a name and a comma."""
_BREAKS = frozenset("。；、：（）「」")


@dataclass(slots=True, eq=False)
class Edges:
    """Weighs the edges of names of one article. Every answer is (thousandths, id of the reason)."""

    scan: Scan
    tables: Lexicon
    folded: str
    begins: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    """Places where rules say that a name begins: weight, reason, rule id."""
    ends: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    marks: bytearray = field(default_factory=bytearray)
    cues: list[Match] = field(default_factory=list)
    """The matches of the rules of the group `cue`."""
    inside: bytearray = field(default_factory=bytearray)
    """1 inside the head of a title, behind its first character: no name begins there."""
    heads: bytearray = field(default_factory=bytearray)
    """1 where the head of a title begins: no name runs over one."""
    others: dict[int, int] = field(default_factory=dict)
    """Names of places, bodies and indices that gazetteers list: the begin of each and its farthest end."""
    other_ends: frozenset[int] = frozenset()
    others_at: bytearray = field(default_factory=bytearray)
    """1 wherever one of them stands."""
    unsure: dict[int, int] = field(default_factory=dict)
    """The begin and the end of names that may mean something else (理大, 公民黨)."""
    unsure_ends: frozenset[int] = frozenset()
    titled: dict[int, int] = field(default_factory=dict)
    """The begin and the end of every title, with what qualifies it and without."""
    latin_glosses: dict[int, str] = field(default_factory=dict)
    """Ends of names that a name in Latin script follows in brackets."""
    places: Occurrences = field(init=False)
    """Where strings stand in the folded text."""
    sentence_starts: frozenset[int] = frozenset()
    sentence_ends: frozenset[int] = frozenset()
    pooled: dict[str, int] = field(default_factory=dict)
    """What follows a string wherever it stands, on average."""
    _left: dict[int, tuple[int, str]] = field(default_factory=dict)
    _right: dict[int, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = Occurrences(self.folded)
        sentences = self.scan.analysis.sentences
        self.sentence_starts = frozenset([sentence.start for sentence in sentences])
        self.sentence_ends = frozenset([sentence.end for sentence in sentences])

    def note_begin(self, position: int, weight: int, reason: str, rule: str) -> None:
        """A rule says that a name may begin at `position`; the strongest such evidence counts."""
        if position < len(self.folded) and self.folded[position] == " " and self.joins(position):
            position += 1
        if weight > self.begins.get(position, (-(10**6), "", ""))[0]:
            self.begins[position] = (weight, reason, rule)

    def joins(self, position: int) -> bool:
        """Whether a space joins a title to its name (記者 某某) and does not part two clauses of a headline."""
        return self.scan.analysis.block_at(position).label not in ("headline", "heading")

    def note_end(self, position: int, weight: int, reason: str, rule: str) -> None:
        """A rule says that a name may end at `position`."""
        if position > 0 and self.folded[position - 1] == " ":
            position -= 1
        if weight > self.ends.get(position, (-(10**6), "", ""))[0]:
            self.ends[position] = (weight, reason, rule)

    def left(self, position: int) -> tuple[int, str]:
        """What a name that begins at `position` gains or loses by what stands in front of it."""
        found = self._left.get(position)
        if found is None:
            found = self._left[position] = self._weigh_left(position)
        return found

    def right(self, position: int) -> tuple[int, str]:
        """What a name that ends at `position` gains or loses by what stands behind it."""
        found = self._right.get(position)
        if found is None:
            found = self._right[position] = self._weigh_right(position)
        return found

    def _weigh_left(self, position: int) -> tuple[int, str]:
        weights, folded, tables = self.tables.weights, self.folded, self.tables
        ruled = self.begins.get(position)
        if ruled is not None and ruled[0] >= weights["edge"]:
            return ruled[0], ruled[1]
        before = folded[position - 1 : position]
        if not position or before in _CLOSING or position in self.sentence_starts:
            return weights["edge"], "edge"
        if position in self.other_ends or before == "界":
            return weights["affiliation"], "affiliation"
        if folded[position - 3 : position] in tables.lead_words or folded[position - 2 : position] in tables.lead_words:
            return weights["lead_word"], "lead_word"
        if before in tables.lead_characters:
            inside = 0 if self.marks[position] else weights["inside_word"] // 2
            return weights["lead_character"] + inside, "lead_character"
        if before in _JOINT:
            return weights["joint"], "joint"
        if before.isdigit():
            return weights["no_lead"] // 2, "no_lead"
        if before.isascii() and before.isalnum():
            return weights["no_lead"], "no_lead"
        if position in self.unsure_ends:
            return weights["lead_character"], "affiliation"
        if self.marks[position]:
            return weights["no_lead"] // 2, "no_lead"
        return weights["no_lead"] + weights["inside_word"], "inside_word"

    def _weigh_right(self, position: int) -> tuple[int, str]:
        weights, folded = self.tables.weights, self.folded
        ruled = self.ends.get(position)
        if ruled is not None and ruled[0] >= weights["act"]:
            return ruled[0], ruled[1]
        if position in self.sentence_ends or position >= len(folded):
            return weights["edge"], "edge"
        after = folded[position]
        if after in self.tables.named_after_begins and self._named_after(position):
            return weights["named_after"], "named_after"
        if after == "（":
            return weights["bracket"], "bracket"
        if after in _CLOSING:
            return weights["edge"], "edge"
        found = self.follower(position)
        if found is not None:
            return found
        if folded[position + 1 : position + 2] in _PAUSES and after in self.tables.follow and after not in _LAST:
            return weights["no_follow"], "no_follow"  # 郭毅可、: what follows a name goes on itself
        if self.follower(position - 1) is not None:  # its first character is the last one of the name
            return weights["straddled"], "straddled"
        found = self.tables.follow.get(after)
        if found is not None:
            return found
        if after in _JOINT:
            return weights["joint"], "joint"
        if ruled is not None:
            return ruled[0], ruled[1]
        return (0, "no_follow") if self.marks[position] else (weights["cut_word"], "cut_word")

    def follower(self, position: int) -> tuple[int, str] | None:
        """The longest word of two or more characters at `position` that usually follows a name, weighed."""
        follow, folded = self.tables.follow, self.folded
        for length in self.tables.follow_lengths.get(folded[position : position + 1], ()):
            found = follow.get(folded[position : position + length])
            if found is not None:
                return found
        return None

    def _named_after(self, position: int) -> bool:
        """Whether the name of a building, a prize or a road goes on behind a name (邵逸夫醫院, not 某某道歉)."""
        if not self.folded.startswith(self.tables.named_after, position):
            return False
        for tail in self.tables.named_after:
            if self.folded.startswith(tail, position):
                after = position + len(tail)
                if len(tail) > 1 or (self.marks[after] and self.folded[after : after + 1] not in _QUOTED):
                    return True
        return False


def make_edges(scan: Scan, titles: list[Title]) -> Edges:
    """The edges that titles and the rules of the group `cue` give."""
    tables = lexicon(scan.rulebook)
    edges = Edges(scan, tables, scan.analysis.folded, marks=scan.analysis.word_starts)
    edges.cues = scan.candidates("people", "cue")
    edges.heads, edges.inside = bytearray(len(edges.folded) + 1), bytearray(len(edges.folded) + 1)
    for title in titles:
        edges.heads[title.head] = 1
        edges.inside[title.head + 1 : title.end] = b"\x01" * (title.end - title.head - 1)
        edges.titled[title.start] = edges.titled[title.head] = title.end
    _note_listed(edges)
    _note_titles(edges, titles)
    for match in edges.cues:
        _note_cue(edges, match)
    _note_appositions(edges, titles)
    _note_bylines(edges)
    return edges


def _note_titles(edges: Edges, titles: list[Title]) -> None:
    folded, tables, rule = edges.folded, edges.tables, "person.title"
    for title in titles:
        front, front_reason, weight, behind = tables.title_edges[title.type]
        if title.type == "honorific" and folded[title.start : title.end] in tables.kin:
            edges.note_begin(title.end, tables.weights["title_role"], "title_role", rule)
        if title.type != "honorific":
            edges.note_begin(title.end, front, front_reason, rule)
            if title.type in ("post", "profession") and folded.startswith("（", title.end):
                close = folded.find("）", title.end, title.end + _LONGEST_BRACKET)
                inside = folded[title.end + 1 : close] if close > 0 else ""
                if inside.isalpha() and inside[0] not in _PICTURE:  # 副處長（國家安全）某某
                    edges.note_begin(close + 1, front * 3 // 4, front_reason, rule)
        if title.type == "post" and folded.startswith("、", title.end):  # 甲會主席、乙黨某某
            party = edges.others.get(title.end + 1, edges.unsure.get(title.end + 1))
            if party is not None:
                edges.note_begin(party, front // 2, front_reason, rule)
        if folded[title.head : title.end] in tables.title_verbs:
            weight, behind = tables.weights["act"], "act"
        if not (folded[title.start - 1 : title.start] in _JOINT and opens_name(edges, title.end)):
            edges.note_end(title.start, weight, behind, rule)
        if title.start != title.head:
            edges.note_end(title.head, weight - 500, behind, rule)


def opens_name(edges: Edges, position: int) -> bool:
    """Whether a common surname stands at a place: behind 和博士生 another name begins."""
    return edges.tables.surnames.get(edges.scan.analysis.plain[position : position + 1], -1) > 0


def _note_cue(edges: Edges, match: Match) -> None:
    """A rule's match lies in front of a name, behind it, or around it; or names it in Latin script."""
    rule = match.rule
    side, name = rule.set.get("side"), rule.set["weight"]
    weight = edges.tables.weights[name]
    latin = match.slot("latin")
    if latin is not None:
        edges.latin_glosses[match.start - (edges.folded[match.start - 1 : match.start] == " ")] = (
            edges.scan.analysis.plain[latin.start : latin.end]
        )
    if side == "before":
        edges.note_end(match.start, weight, name, rule.id)
    elif side == "after":
        edges.note_begin(match.end, weight, name, rule.id)
    elif side is None:
        slot = match.slot("name")
        if slot is not None:
            edges.note_begin(slot.start, weight // 2, name, rule.id)
            edges.note_end(slot.end, weight // 2, name, rule.id)


def _note_appositions(edges: Edges, titles: list[Title]) -> None:
    """某某，A公司行政總裁，: a clause that is a body and a title speaks of the name in front of it."""
    folded, tables = edges.folded, edges.tables
    for title in titles:
        if title.type not in ("post", "profession") or folded[title.end : title.end + 1] not in ("，", "。"):
            continue
        comma = folded.rfind("，", max(title.start - 30, 0), title.start)
        stretch = folded[comma + 1 : title.start]
        if comma <= 0 or not _BREAKS.isdisjoint(stretch):
            continue
        is_body = title.start in edges.other_ends or stretch.endswith(tables.unit_ends)
        if is_body and not holds_word(edges.scan.analysis, comma + 1, title.start, tables.title_stops):
            edges.note_end(comma, tables.weights["apposition"], "apposition", "person.title")


def _note_bylines(edges: Edges) -> None:
    """The authors that the metadata name: wherever they stand, a name begins and ends."""
    weight = edges.tables.weights["byline"]
    for author in edges.scan.analysis.article.bylines:
        text = fold(author)
        for position in edges.places.of(text) if len(text) > 1 else ():
            edges.note_begin(position, weight, "byline", "person.in_metadata")
            edges.note_end(position + len(text), weight, "byline", "person.in_metadata")


def _note_listed(edges: Edges) -> None:
    """The names of places, bodies and laboratories that gazetteers list."""
    others: dict[int, int] = {}
    unsure = edges.unsure
    for gazetteer in ("organizations", "places", "labs"):
        for hit in edges.scan.entries(gazetteer):
            if hit.ambiguous:
                unsure[hit.start] = max(hit.end, unsure.get(hit.start, 0))
            elif hit.end > others.get(hit.start, 0):
                others[hit.start] = hit.end
    marks = edges.others_at = bytearray(len(edges.folded))
    for start, end in others.items():
        marks[start:end] = b"\x01" * (end - start)
    edges.others, edges.other_ends, edges.unsure_ends = others, frozenset(others.values()), frozenset(unsure.values())
