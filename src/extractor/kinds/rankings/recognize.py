"""What the words state: which ordinals, bands and named places are places in a list, and what stands by them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.kinds.rankings.evidence import Judge, Placing
from extractor.kinds.rankings.grammar import Grammar, grammar
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.left import LeftReader
from extractor.rulebook import Match, Scan
from extractor.text.views import fold_pattern

_TWO = re.compile(fold_pattern("第 ?(?P<first>[一二三四五六七八九])(?P<second>[二三四五六七八九])[位名]"))

_TO = fold_pattern("，至")
"""排名微升一位`，至`25位: the verb of place stands in front of the comma."""


@dataclass(slots=True)
class Stated:
    """The places that an article states, in order, the heads of rank columns and rows, and the lists it names."""

    placings: list[Placing] = field(default_factory=list)
    columns: list[Match] = field(default_factory=list)
    rows: list[Match] = field(default_factory=list)
    indices: Indices | None = None


def recognize(scan: Scan) -> Stated:
    """What the words state; nothing of it depends on the day of publication."""
    matches = scan.matches("rankings")
    tables = any(block.cells for block in scan.analysis.blocks)
    columns = scan.matches("rankings", "columns") if tables else []
    rows = scan.matches("rankings", "rows")
    if not matches and not columns and not rows:
        return Stated()
    words = grammar(scan.rulebook)
    indices = Indices(scan, words)
    reader = LeftReader(scan.analysis, words, indices)
    read = [(match, _placing(match, scan, words, reader)) for match in matches]
    spans = [placing.reading.previous_span for _, placing in read if placing.reading.previous_span]
    former = {position for span in spans for position in range(*span)}
    stated = Stated(columns=columns, rows=rows, indices=indices)
    judge = Judge(scan, words, reader, indices, stated.placings)
    reach = -1
    for match, placing in read:
        if match.start < reach or (_in_title(match, indices) and not _entered(placing, match, reader, indices)):
            reason: str | None = "part of a place or of a list's title"
        elif match.start in former:
            reason = "a former place of the same holder"
        else:
            reason = judge.objection(placing, match)
        if reason is not None:
            scan.lost("rankings", match.rule.id, match.start, match.end, reason)
            continue
        placing.after = _read_chain(placing, scan.analysis.folded, words)
        reach = placing.after
        alone = (
            placing.reading.left == placing.reading.floor and scan.analysis.folded[placing.reading.floor - 1] == "（"
        )
        placing.bracketed |= alone and scan.analysis.folded[reach : reach + 1] == "）"
        stated.placings.append(placing)
    return stated


def _in_title(match: Match, indices: Indices) -> bool:
    naming = indices.newest_before(match.end)
    return naming is not None and naming.start <= match.start and match.end <= naming.end


def _entered(placing: Placing, match: Match, reader: LeftReader, indices: Indices) -> bool:
    """入選《財富》世界500強: the band that ends a list's open title is a place when someone enters the list."""
    naming = indices.ending_at(match.end)
    if naming is None or placing.band is None:
        return False
    reading = reader.read(naming.start, placing.sentence.start)
    reading.scope, reading.index = placing.reading.scope, naming
    placing.reading = reading
    return reading.entry or reading.verb


def _placing(match: Match, scan: Scan, words: Grammar, reader: LeftReader) -> Placing:
    sentence = scan.analysis.sentence_at(match.start)
    after = scan.analysis.folded.endswith(_TO, 0, match.start)
    reading = reader.read(match.start - len(_TO) if after else match.start, sentence.start)
    rank, band = match.value("rank"), match.value("band")
    if rank is None and band is None:
        rank, band = words.number(match.text("rank")), words.number(match.text("band"))
    joined = words.chain.match(scan.analysis.folded, match.end, sentence.end)
    run = words.run.match(scan.analysis.folded, match.end, sentence.end)
    unit = match.text("unit") is not None or run is not None or (joined is not None and joined["unit"] is not None)
    placing = Placing(match.start, match.end, match.rule.id, rank, band, reading, sentence, unit, after=match.end)
    around = scan.analysis.folded[match.start - 1 : match.start], scan.analysis.folded[match.end : match.end + 1]
    opened = reading.left == reading.floor and scan.analysis.folded[reading.floor - 1] == "（"
    placing.bracketed = around == ("（", "）") or (opened and around[1] == "）")
    return _pair(placing, scan.analysis.folded, words)


def _pair(placing: Placing, folded: str, words: Grammar) -> Placing:
    """第一二位 is two places: the first and the second one."""
    found = _TWO.fullmatch(folded, placing.start, placing.end)
    first, last = (words.number(found[name]) or 0 for name in ("first", "second")) if found else (0, 0)
    if found is None or last != first + 1:
        return placing
    placing.rank = first
    second = replace(placing, start=found.start("second"), rank=last, chain=[])
    placing.end = found.end("first")
    placing.chain.append(second)
    return placing


def _read_bands(placing: Placing, folded: str, words: Grammar) -> int:
    """Read the bands coordinated with the place: 前60名及前80名."""
    end = placing.end
    while (found := words.band_chain.match(folded, end, placing.sentence.end)) is not None:
        end = found.end()
        number = words.number(found["number"])
        placing.chain.append(replace(placing, start=found.start() + 1, end=end, band=number, chain=[]))
    return end


def _read_chain(placing: Placing, folded: str, words: Grammar) -> int:
    """Read the ordinals coordinated with the place; returns where they end."""
    end = placing.chain[-1].end if placing.chain else placing.end
    if placing.chain:
        return end
    if placing.band is not None and folded[placing.start] == "前":
        return _read_bands(placing, folded, words)
    if placing.rank is None or folded[placing.start] not in "第0123456789一二三四五六七八九十":
        return end
    bare = folded[placing.start] != "第"
    shared = words.run.match(folded, end, placing.sentence.end)
    while True:
        found = words.chain.match(folded, end, placing.sentence.end)
        if found is None or found["joint"] == "或":
            break
        first = found.start("number") - (folded[found.start("number") - 1] == "第")
        number = words.number(found["number"])
        ranged = words.until.match(folded, found.end())
        if ranged is not None and found["joint"] not in "至~-" and number is not None:
            end = ranged.end()
            number = words.number(ranged["number"])
            placing.chain.append(replace(placing, start=first, end=end, rank=None, band=number, chain=[]))
            continue
        spread = any(word in folded[placing.reading.floor : placing.start] for word in words.words["rank_respectively"])
        bare = bare or spread or (found["joint"] in "~-" and (number or 0) > (placing.rank or 0) > 0)
        marked = found["unit"] or first < found.start("number") or (shared is not None and found.end() <= shared.end())
        told = words.copula.match(folded, found.end()) is not None
        if number is None or not (marked or told or (bare and words.ends(folded, found.end()))):
            break
        if not (found["unit"] or told) and words.counts(folded, found.end()):
            break
        if found["joint"] in "至~-":
            placing.end, placing.rank, placing.band = found.end(), None, number
        else:
            scope = found.span("scope") if found["scope"] else None
            member = replace(placing, start=first, end=found.end(), rank=number, chain=[], own_scope=scope)
            placing.chain.append(member)
        end = found.end()
    return end
