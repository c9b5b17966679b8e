"""What the words state: which ordinals, bands and named places are places in a list, and what stands by them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.kinds.rankings.grammar import Grammar, grammar
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.left import LeftReading, read_left
from extractor.model.analysis import Sentence
from extractor.rulebook import Match, Scan

_KNOCKOUT = frozenset({2, 4, 8, 16, 32, 64})


@dataclass(slots=True, eq=False)
class Placing:
    """A place `[start, end)` that is stated, and what the words by it say. `chain` are the ordinals coordinated with it."""

    start: int
    end: int
    rule: str
    rank: int | None
    band: int | None
    reading: LeftReading
    sentence: Sentence
    unit: bool = False
    chain: list[Placing] = field(default_factory=list)
    after: int = 0
    """Where the words behind the place (and its chain) begin."""


def recognize(scan: Scan) -> tuple[list[Placing], Indices | None]:
    """The stated places of an article, in order, and the lists it names (None when there is no place)."""
    matches = scan.matches("rankings")
    if not matches:
        return [], None
    words = grammar(scan.rulebook)
    indices = Indices(scan, words)
    stated = [(match, _placing(match, scan, words, indices)) for match in matches]
    former = [placing.reading.previous_span for _, placing in stated if placing.reading.previous_span]
    placings: list[Placing] = []
    reach = -1
    for match, placing in stated:
        if match.start < reach or _in_title(match, indices):
            reason: str | None = "part of a place or of a list's title"
        elif any(start <= match.start < end for start, end in former):
            reason = "a former place of the same holder"
        else:
            reason = _objection(placing, match, scan.analysis.folded, words, placings)
        if reason is not None:
            scan.lost("rankings", match.rule.id, match.start, match.end, reason)
            continue
        placing.after = _read_chain(placing, scan.analysis.folded, words)
        reach = placing.after
        placings.append(placing)
    return placings, indices


def _in_title(match: Match, indices: Indices) -> bool:
    return any(
        naming.end >= match.end for naming in indices.before(match.end)[-1:] if naming.start <= match.start
    )


def _placing(match: Match, scan: Scan, words: Grammar, indices: Indices) -> Placing:
    sentence = scan.analysis.sentence_at(match.start)
    reading = read_left(match.start, sentence.start, scan.analysis.folded, words, indices)
    rank, band = match.value("rank"), match.value("band")
    if rank is None and band is None:
        rank, band = words.number(match.text("rank")), words.number(match.text("band"))
    unit = match.text("unit") is not None
    return Placing(
        match.start, match.end, match.rule.id, rank, band, reading, sentence, unit, after=match.end
    )


def _objection(
    placing: Placing, match: Match, folded: str, words: Grammar, earlier: list[Placing]
) -> str | None:
    """Why the match is no place; None when it is one."""
    reading = placing.reading
    behind = folded[placing.end : placing.end + 4]
    if placing.rank == 0 or placing.band in (0, 1) or (placing.rank is None and placing.band is None):
        return "no number of a place"
    if words.outside.match(folded, placing.end):
        return "outside the band"
    if reading.exit and not (placing.rank is not None and folded[placing.end : placing.end + 1] == "的"):
        return "left, missed or only compared with"
    if any(behind.startswith(word) for word in words.words["rank_contest"]):
        return "an order of turns"
    if placing.band is not None:
        return _band_objection(placing, match, folded)
    if match.rule.id == "ranking.predicate":
        return None
    if match.rule.id == "ranking.seat":
        sure = (
            reading.verb
            or reading.tied
            or reading.streak
            or reading.word
            or (reading.scope and folded[placing.start] in "榜之")
        )
        return None if sure else "no verb of place in front"
    return _ordinal_objection(placing, folded, words, earlier)


def _band_objection(placing: Placing, match: Match, folded: str) -> str | None:
    reading = placing.reading
    if (
        reading.index is not None
        and reading.left == reading.index.start
        and reading.index.end == placing.start
    ):
        return "the size of the list itself"
    if reading.entry or reading.verb or reading.word:
        return None
    if match.rule.set.get("standing"):
        if placing.band in _KNOCKOUT and reading.scope is None:
            return "a round of a contest"
        return None if (placing.band or 0) >= 10 else "too few to be a band"
    if (
        reading.scope is not None
        and (placing.unit or match.rule.id != "ranking.first_n")
        and (placing.band or 0) >= 10
    ):
        return None
    return "nobody enters the band"


def _ordinal_objection(placing: Placing, folded: str, words: Grammar, earlier: list[Placing]) -> str | None:
    reading = placing.reading
    behind = folded[placing.end : placing.end + 4]
    counts = not placing.unit and any(behind.startswith(word) for word in words.words["rank_not_after"])
    if counts:
        return "counts something else"
    if reading.verb or reading.tied or reading.word or reading.streak:
        return None
    if reading.index is not None and (placing.unit or reading.index.entry is not None):
        return None
    ends = behind[:1] in "，。；：！？、）」』”】 \n的及和與至" or not behind
    if reading.scope is not None and placing.reading.left < placing.start:
        scope = folded[reading.scope[0] : reading.scope[1]]
        if ends and reading.scope[1] == placing.start and scope in words.words["rank_scope_alone"]:
            return None
    same = [one for one in earlier if one.sentence.start == placing.sentence.start and one.rank is not None]
    if same and ((ends and behind[:1] != "的") or words.copula.match(folded, placing.end)):
        return None
    return "no verb of place, no scope, no list in force"


def _read_chain(placing: Placing, folded: str, words: Grammar) -> int:
    """Read the ordinals coordinated with the place; returns where they end."""
    end = placing.end
    if placing.rank is None or folded[placing.start] not in "第0123456789":
        return end
    while True:
        found = words.chain.match(folded, end, placing.sentence.end)
        if (
            found is None
            or found["joint"] == "或"
            or not (found["unit"] or folded[found.start("number") - 1] == "第")
        ):
            break
        number = words.number(found["number"])
        if number is None:
            break
        first = found.start("number") - (folded[found.start("number") - 1] == "第")
        if found["joint"] == "至":
            placing.end, placing.rank, placing.band = found.end(), None, number
        else:
            member = replace(placing, start=first, end=found.end(), rank=number, chain=[])
            placing.chain.append(member)
        end = found.end()
    return end
