"""The figure view: folded text in which every numeral is masked, for rules that begin with a figure.

Finding numerals with the exact grammar costs more than everything else about a figure, and every rule about
figures would pay it again. So it is paid once an article: `numeral_spans` finds the numerals, `mask` writes
`HEAD TAIL TAIL …` over each of them (a view of equal length), and a rule's `{number}` is the small pattern
`MASKED`, which cannot backtrack. Literal numerals in such a rule never match: they are masked too.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.text.numeral_fragments import FRAGMENTS
from extractor.text.views import fold_pattern

HEAD, TAIL = "\ufdd0", "\ufdd1"  # noncharacters: no text can hold them
MASKED = f"{HEAD}{TAIL}*+"

_LEAD = "上過逾超破近數幾"
_COARSE = re.compile(
    fold_pattern(
        f"[0-9〇一二三四五六七八九兩十廿卅卌百千萬億兆壹貳叁參肆伍陸柒捌玖拾{_LEAD}]"
        f"(?:(?<![{_LEAD}])|(?=[十百千萬億兆以]))"
    )
)
# 13.5千米, 500千瓦, 1013百帕: the magnitude belongs to the unit.
_PREFIXED = re.compile(fold_pattern("千[瓦克卡伏帕赫焦]|兆[瓦赫帕焦]|百帕|千(?<=[0-9]千)米"))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(FRAGMENTS["number"])


def numeral_spans(folded: str) -> list[tuple[int, int]]:
    """Every numeral `[start, end)` in folded text, leftmost-longest, in order."""
    match = _number().match
    spans: list[tuple[int, int]] = []
    reach = 0
    for hit in _COARSE.finditer(folded):
        start = hit.start()
        if start >= reach:
            found = match(folded, start)
            if found is not None:
                reach = found.end()
                if _PREFIXED.match(folded, reach - 1) and reach - start > 1:
                    reach -= 1
                spans.append((start, reach))
    return spans


def mask(folded: str, spans: list[tuple[int, int]]) -> str:
    """`folded` with every numeral of `spans` masked; same length."""
    parts, position = [], 0
    for start, end in spans:
        parts += [folded[position:start], HEAD, TAIL * (end - start - 1)]
        position = end
    return "".join([*parts, folded[position:]])
