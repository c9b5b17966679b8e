"""What the words state: figures with their currencies."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.kinds.amounts.echoes import echoes
from extractor.kinds.amounts.sums import Sum
from extractor.model.values import Figure, bounded
from extractor.rulebook import Match, Rulebook, Scan
from extractor.rulebook.figures import HEDGE_LEADS, figure_between, share_magnitude
from extractor.rulebook.table_units import bare_cells
from extractor.text.numerals import read, read_exact
from extractor.text.views import fold, fold_pattern

_ORDINAL = ("第", "No.", "#")
_LATIN = re.compile("[A-Za-z0-9_/=]")
_SUM_TAIL = re.compile(fold_pattern(r"[萬億兆千百]$|\.[0-9]{2}$|,[0-9]{3}$"))
_NO_BARE = re.compile(fold_pattern("^[百千萬億]$"))
_HIGHEST = tuple(fold_pattern(f"最高{word}") for word in ("", "可獲", "可得", "可達", "罰款", "資助", "補貼"))
_THOUSANDS = re.compile(fold_pattern("[千萬]|[0-9],[0-9]{3}|^[0-9]{4,}"))
_MAGNITUDE = re.compile(fold_pattern("[萬億兆]$"))


def recognize(scan: Scan) -> list[Sum]:
    """All sums of money, in order."""
    reading = _Reading(scan)
    winners = scan.settle(scan.candidates("amounts"), reading.allows)
    found = [one for match in winners if not match.rule.blocks for one in reading.sums(match)]
    found += _in_tables(scan, found)
    return sorted([*found, *echoes(scan, found)], key=lambda one: (one.start, one.end))


def _in_tables(scan: Scan, found: list[Sum]) -> list[Sum]:
    """Bare figures in tables whose head or note names a currency."""
    names, units = scan.rulebook.folded_words("currency_name"), scan.rulebook.folded_words("currency")
    taken = {one.start for one in found}
    sums = []
    for cell in bare_cells(scan):
        listed = units.get(cell.unit, names.get(cell.unit))
        if listed is None or cell.start in taken:
            continue
        iso, factor = (listed["iso"], listed.get("factor", 1)) if isinstance(listed, dict) else (listed, 1)
        value = read_exact(scan.analysis.folded[cell.start : cell.end])
        size = read_exact("一" + cell.magnitude) if cell.magnitude else Decimal(1)
        if value is not None and size is not None:
            figure = bounded(value * size * Decimal(factor), "exact")
            sums.append(Sum(cell.start, cell.end, "amount.table_cell", figure, str(iso)))
    return sums


@lru_cache(maxsize=8)
def _followers(book: Rulebook) -> dict[str, tuple[str, ...]]:
    """For each currency word: what may not follow it."""
    return {
        word: tuple(fold(other) for other in value.get("not", ()))
        for word, value in book.folded_words("currency").items()
        if isinstance(value, dict)
    }


class _Reading:
    """Reads the matches of one article."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._figures = scan.figures
        self._followers = _followers(scan.rulebook)

    def allows(self, match: Match) -> bool:
        """Whether nothing speaks against `match`; what does is kept for `explain`."""
        reason = None if match.rule.blocks else self._objection(match)
        if reason is not None:
            self._scan.lost("amounts", match.rule.id, match.start, match.end, reason)
        return reason is None

    def _objection(self, match: Match) -> str | None:
        folded, start = self._folded, match.start
        if folded.endswith(_ORDINAL, max(0, start - 3), start):
            return "an ordinal"
        latin = start and folded[start].isascii() and _LATIN.match(folded, start - 1)
        if latin and (folded[start].isalpha() or match.slot("currency_prefix") is None):
            return "a part of a code or name in Latin letters"
        before = folded[max(0, start - 3) : start]
        currency, number = match.slot("currency"), match.slot("number")
        if currency is not None:
            word = folded[currency.start : currency.end]
            followers = self._followers.get(word)
            if followers and currency.end == match.end and folded.startswith(followers, currency.end):
                return "the unit is part of another word"
            if word.startswith("日") and before.endswith("月"):
                return "a day, not yen"
        if number is None:
            return None
        numeral = folded[number.start : number.end]
        if before.endswith(("成", "分之", "个半")) and not numeral[0].isascii():
            return "the end of another figure"
        if _NO_BARE.match(numeral) and match.slot("high") is None:
            return "a magnitude without a figure"
        if match.rule.set.get("magnitude") and not _MAGNITUDE.search(numeral):
            return "no magnitude: a bare figure is no sum"
        if match.rule.set.get("thousands") and not _THOUSANDS.search(numeral):
            return "less than a thousand: a bare figure is no sum"
        return self._prefix_objection(match, numeral)

    def _prefix_objection(self, match: Match, numeral: str) -> str | None:
        """A currency's Chinese name in front needs a figure that is a sum: not 美元1.2%."""
        slot = match.slot("currency_prefix")
        if slot is None:
            return None
        needs_sum = isinstance(slot.value, dict) and slot.value.get("sum")
        closed = match.slot("currency") is not None or match.slot("english_magnitude") is not None
        if needs_sum and not closed and not _SUM_TAIL.search(numeral):
            return "no sum behind the name of a currency"
        if self._folded.startswith(("%", "厘", "个百分点"), match.end):
            return "a share, not a sum"
        return None

    def sums(self, match: Match) -> list[Sum]:
        """The sums that a match states: one, or one for each figure of a list."""
        if match.rule.set.get("list"):
            return self._list(match)
        figure = self._figure(match)
        if figure is None:
            self._scan.lost("amounts", match.rule.id, match.start, match.end, "the numeral states no figure")
            return []
        iso, factor = self._currency(match)
        if factor != 1:
            figure = figure.scaled(factor)
        figure = self._figures.bound(figure, match.start, match.end)
        if figure.value is not None and figure.qualifier == "exact" and self._capped(match.start):
            figure = bounded(figure.value, "at_most")
        start = match.start + (self._folded[match.start] in HEDGE_LEADS)
        return [Sum(start, match.end, match.rule.id, figure, iso)]

    def _capped(self, start: int) -> bool:
        """Whether 最高 in front of a sum is a cap, as in 每間企業最高500萬元, and no record, as in 最高見59仙."""
        if not self._folded.endswith(_HIGHEST, 0, start):
            return False
        sentence = self._scan.analysis.sentence_at(start).start
        return self._scan.rulebook.pattern("{capped_scheme}").search(self._folded, sentence, start) is not None

    def _currency(self, match: Match) -> tuple[str, Decimal]:
        """ISO code ("" when bare) and the size of the unit."""
        iso, factor = "", Decimal(1)
        for name in ("currency_prefix", "currency"):
            slot = match.slot(name)
            if slot is None:
                continue
            value = slot.value
            if isinstance(value, dict):
                factor = Decimal(value.get("factor", 1)) if name == "currency" else factor
                value = value["iso"]
            iso = iso or str(value or "")
        return iso, factor

    def _figure(self, match: Match) -> Figure | None:
        folded = self._folded
        number, high = match.slot("number"), match.slot("high")
        if number is None:
            return self._minor(match, Decimal(0))
        numeral = folded[number.start : number.end]
        figure = read(numeral) if high is None else figure_between(numeral, folded[high.start : high.end])
        if figure is None:
            return None
        magnitude = match.slot("english_magnitude")
        if magnitude is not None:
            figure = figure.scaled(Decimal(magnitude.value))
        if match.text("more") and figure.value is not None:
            figure = bounded(figure.value, "more_than")
        if match.rule.id == "amount.sum_and_half" and figure.value is not None:
            figure = bounded(figure.value + Decimal("0.5"), "exact")
        if match.slot("tenths") is not None or match.slot("cents") is not None:
            return None if figure.value is None else self._minor(match, figure.value)
        return figure

    def _minor(self, match: Match, whole: Decimal) -> Figure | None:
        """`whole` with the tenths and hundredths behind it."""
        total = whole
        for count, unit in (("tenths", "tenth_unit"), ("cents", "cent_unit")):
            number, named = match.slot(count), match.slot(unit)
            if number is None or named is None:
                continue
            value = read_exact(self._folded[number.start : number.end])
            if value is None:
                return None
            total += value * Decimal(named.value)
        return bounded(total, "exact")

    def _list(self, match: Match) -> list[Sum]:
        """Each figure of a list with the currency that stands behind the last: 3、5及7億元."""
        folded = self._folded
        spans = self._figures.numerals_in(match.start, match.end)
        last = folded[spans[-1][0] : spans[-1][1]]
        iso, factor = self._currency(match)
        found = []
        for start, end in spans:
            figure = read(share_magnitude(folded[start:end], last))
            if figure is None:
                return []
            stop = match.end if (start, end) == spans[-1] else end
            figure = self._figures.bound(figure.scaled(factor), start, stop)
            found.append(Sum(start, stop, match.rule.id, figure, iso))
        return found
