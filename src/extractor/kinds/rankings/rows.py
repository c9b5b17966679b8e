"""Places in rows of plain text: 香港大學 25（31） under 全球排名（去年排名）, and 第一，甲 under 排名前十的是："""

from __future__ import annotations

import re

from extractor.kinds.rankings.grammar import Grammar
from extractor.model.findings import Place, RankingFinding
from extractor.rulebook import Match, Scan
from extractor.text.views import fold_pattern

_PAIR = re.compile(
    fold_pattern(
        r"[-*·● ]*(?P<name>[^\n（）|0-9]{2,24}?) +第?(?P<rank>[0-9]{1,4}) ?[位名]?"
        r"（第?(?P<former>[0-9]{1,4}) ?[位名]?）"
    )
)
_ITEM = re.compile(
    fold_pattern(
        r"[-* ]*(?P<place>第(?P<written>[一二三四五六七八九十]{1,3})[位名]?(?=[，：、 ])|(?P<rank>[0-9]{1,2})(?=[.、]))"
        r"[，：、. ]+"
        r"(?P<name>[^\n，。；（：]{2,24}?)(?:（[^\n]*）)?(?:：[^\n]*)?"
    )
)
_FEWEST = 3
"""So many items in a row, counted from the first place on, make a list of places."""


def row_places(heads: list[Match], scan: Scan, words: Grammar) -> list[RankingFinding]:
    """The places in the lines that follow each head (`heads`: what announces such lines), in text order."""
    found: list[RankingFinding] = []
    for head in heads:
        pairs: list[re.Match[str]] = []
        items: list[re.Match[str]] = []
        for start, end in _lines(scan.analysis.folded, head.end):
            pair = _PAIR.fullmatch(scan.analysis.folded, start, end)
            item = _ITEM.fullmatch(scan.analysis.folded, start, end)
            if pair is not None and not items:
                pairs.append(pair)
            elif item is not None and not pairs:
                items.append(item)
            elif pairs or items:
                break
        found += [_of_pair(pair, head) for pair in pairs]
        found += _of_items(items, head, words)
    return found


def _lines(folded: str, position: int) -> list[tuple[int, int]]:
    """The lines behind the one of `position` that hold text: up to the end, or the first forty."""
    lines: list[tuple[int, int]] = []
    start = folded.find("\n", position) + 1
    while start and len(lines) < 40:
        end = folded.find("\n", start)
        close = end if end >= 0 else len(folded)
        first, last = start, close
        while first < last and folded[first] in " \u3000":
            first += 1
        while last > first and folded[last - 1] in " \u3000":
            last -= 1
        if first < last:
            lines.append((first, last))
        start = end + 1
    return lines


def _of_pair(found: re.Match[str], head: Match) -> RankingFinding:
    finding = RankingFinding(*found.span("rank"), head.rule.id, int(found["rank"]), subject=Place(*found.span("name")))
    finding.previous_rank = int(found["former"])
    return finding


def _of_items(items: list[re.Match[str]], head: Match, words: Grammar) -> list[RankingFinding]:
    ranks = [words.number(item["written"] or item["rank"]) for item in items]
    if len(items) < _FEWEST or ranks[:_FEWEST] != list(range(1, _FEWEST + 1)):
        return []
    return [
        RankingFinding(*item.span("place"), head.rule.id, rank, subject=Place(*item.span("name")))
        for item, rank in zip(items, ranks, strict=True)
    ]
