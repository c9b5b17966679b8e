"""Figures of headlines that the text repeats as sums: 上限升至74萬 over 升至約74萬元."""

from __future__ import annotations

import re

from extractor.kinds.amounts.sums import Sum
from extractor.rulebook import Scan
from extractor.text.numerals import read
from extractor.text.views import fold_pattern

_TITLES = frozenset(("headline", "heading"))
_LARGE = re.compile(fold_pattern("[萬億兆]$"))


def echoes(scan: Scan, found: list[Sum]) -> list[Sum]:
    """The sums that headlines and headings print without a unit, and the text with one.

    Such a figure has a magnitude (5千萬), no unit of its own behind it, and the same numeral stands in the
    text with a currency. `found` are the sums that the rules give.
    """
    if not found:
        return []
    more = []
    for block in scan.analysis.blocks:
        if block.label not in _TITLES:
            continue
        for start, end in scan.figures.numerals_in(block.start, block.end):
            one = _repeated(scan, start, end, found)
            if one is not None:
                more.append(one)
    return more


def _repeated(scan: Scan, start: int, end: int, found: list[Sum]) -> Sum | None:
    """The sum that the bare numeral `[start, end)` is, or None."""
    folded = scan.analysis.folded
    numeral = folded[start:end]
    if not _LARGE.search(numeral) or any(one.start < end and start < one.end for one in found):
        return None
    if scan.rulebook.pattern(" ?(?:{unit}|{measure}|{currency})").match(folded, end):
        return None
    length = end - start
    same = next((one for one in found if one.end - one.start > length and folded.startswith(numeral, one.start)), None)
    figure = read(numeral)
    if same is None or figure is None or figure.value != same.figure.value:
        return None
    figure = scan.figures.bound(figure, start, end)
    scan.step("amounts", (start, end), "the text prints the same figure with its currency")
    return Sum(start, end, "amount.echo", figure, same.currency)
