"""Of which year a list is: as its title says, or the words in front of it."""

from __future__ import annotations

import re

from extractor.kinds.rankings.grammar import Grammar
from extractor.kinds.rankings.issuers import IndexNaming
from extractor.rulebook import Scan
from extractor.text.views import fold, fold_pattern

_YEARS = r"(?:(?:19|20)[0-9]{2}(?:[-/](?:20)?[0-9]{2})?|二〇[一二三][〇一二三四五六七八九])"
_LEADING_YEAR = re.compile(f"(?:{_YEARS} ?(?:年度|年|學年)?|[0-9]{{2}}年度?)(?:的)? ?")
_TRAILING_YEAR = re.compile(fold_pattern(f" ?[（(-]? ?{_YEARS} ?(?:年度|年|年版|版)?[）)]?$"))
_AROUND = re.compile(fold_pattern(f"(?P<year>{_YEARS}) ?(?:年度|年|學年)?(?:度|版)?(?P<gap>[^，。；《》0-9]{{0,26}})$"))
_NEWEST = re.compile(
    fold_pattern("年度|最新(?:一期|一屆|公布|公佈|發布|發表|出爐)?的?|新一(?:期|屆)的?|(?:本|今|是|此)次的?")
)
_MIDDLE_YEAR = re.compile("(?<=[^0-9])20[0-9]{2}(?=年[度報])")
_BRACKETS = re.compile("（[^（）]*）")
_CLAUSE_END = re.compile("[，。；（]")
_YEAR = re.compile("[0-9]{4}|二〇[〇一二三四五六七八九]{2}")
_DOUBLE_YEAR = re.compile("[0-9][-/][0-9]")
_YEARS_LONG = re.compile("[0-9]{4} ?年?(?:至|-|/) ?[0-9]{2}")
_NO_EDITION = re.compile("[月日]|以[來来]|至今|[后後]")


class Editions:
    """Reads the years of one article; `written` is the year in which it was written, once that is known."""

    def __init__(self, scan: Scan, grammar: Grammar) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._plain = scan.analysis.plain
        self._grammar = grammar
        self.written: int | None = None

    def without_year(self, start: int, end: int) -> tuple[str, int, int]:
        """A title without its year, 年度 and 最新: the folded words, where they begin and where they end."""
        leading = _LEADING_YEAR.match(self._folded, start, end)
        if leading and leading.end() < end:
            start = leading.end()
        newest = _NEWEST.match(self._folded, start, end)
        if newest is not None and end - newest.end() > 3:
            start = newest.end()
        trailing = _TRAILING_YEAR.search(self._folded[start:end])
        if trailing and trailing.start() > 1:
            end = start + trailing.start()
        return self._folded[start:end], start, end

    def date_in_title(self, naming: IndexNaming, start: int, end: int) -> None:
        """Give the naming the year that its title `[start, end)` begins or ends with, if there is one."""
        naming.edition = self._year_in(start, end)
        naming.dated = naming.edition is not None

    def date_inside(self, naming: IndexNaming) -> None:
        """《經濟自由度2024年度報告》: the year stands in the midst of the title."""
        found = _MIDDLE_YEAR.search(naming.title)
        if found is not None and naming.edition is None:
            naming.edition, naming.dated = int(found[0]), True
            naming.title = naming.title[: found.start()] + naming.title[found.end() :]
            entries = self._scan.rulebook.gazetteers.get("indices", ())
            title = fold(naming.title)
            naming.entry = next((e for e in entries if title in map(fold, (e.name, *e.aliases))), None)
            naming.weak &= naming.entry is None

    def _year_in(self, start: int, end: int) -> int | None:
        for found in (
            _LEADING_YEAR.match(self._folded, start, end),
            _TRAILING_YEAR.search(self._folded[start:end]),
        ):
            if found:
                return self.year(found[0])
        return None

    def year(self, written: str) -> int | None:
        """The year that a time word or a written year names; None for a span of years or no year."""
        value = self._grammar.values["rank_time"].get(written)
        if value is not None:
            return self.written + value if self.written is not None and value <= 0 else None
        digits = _YEAR.findall(written)
        if len(digits) != 1 or _DOUBLE_YEAR.search(written):
            return None
        return self._grammar.number(digits[0]) if digits[0].isascii() else _positional(digits[0])

    def date_beside(self, naming: IndexNaming) -> None:
        """The year in front of a title without one: 去年《…》, 2025年某機構的《…》, 2018年度…排名."""
        if naming.edition is not None:
            return
        floor = self._scan.analysis.sentence_at(naming.start).start
        front = self._folded[max(floor, naming.start - 34) : naming.start]
        front = _CLAUSE_END.split(_BRACKETS.sub("", front))[-1]
        words = [word for word in self._grammar.values["rank_time"] if word in front]
        for word in sorted(words, key=front.rfind, reverse=True):
            naming.edition = self.year(word)
            naming.past = self._grammar.values["rank_time"][word] < 0
            return
        found = _AROUND.search(front)
        if _YEARS_LONG.search(front):
            return
        if found and not _NO_EDITION.search(found["gap"]):
            naming.edition = self.year(found["year"])


def _positional(written: str) -> int:
    return int("".join(str("〇一二三四五六七八九".index(digit)) for digit in written))
