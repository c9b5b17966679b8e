"""The lists that an article names: where, under which title, of which year, by whom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from operator import itemgetter

from extractor.kinds.rankings.editions import Editions
from extractor.kinds.rankings.grammar import Grammar
from extractor.kinds.rankings.issuers import IndexNaming, Issuers
from extractor.model.findings import Place
from extractor.rulebook import Scan
from extractor.rulebook.nameruns import NameRuns
from extractor.text.views import fold, fold_pattern

_TITLE = re.compile("《(?P<book>[^《》\n]{2,40})》|〈(?P<angle>[^〈〉\n]{2,40})〉|「(?P<corner>[^「」\n]{2,30})」")
_YEARS = r"(?:(?:19|20)[0-9]{2}(?:[-/](?:20)?[0-9]{2})?|二〇[一二三][〇一二三四五六七八九])"
_LEADING_YEAR = re.compile(f"(?:{_YEARS} ?(?:年度|年|學年)?|[0-9]{{2}}年度?)(?:的)? ?")

_INSIDE = re.compile(fold_pattern("[中裏內上](?![國間外環等游升調揚])|當中|之中"))
_SCOPED = re.compile(fold_pattern("(?:全球|世界|亞洲|亞太區?|全國)[^，。；：、！!？?的在於《》「」 ]{0,14}\\Z"))
_IN = ("在", fold("於"))
_HEADS_ON = tuple(fold_pattern("首|眼|單").split("|"))
_THIS = re.compile(
    fold_pattern(
        "(?:[本今是此該這]次?|上述|這個|該個|有關|最新|各項?|其|整體|綜合|總)的?(?:排名|評級|指數|榜)[^，。]?\\Z"
    )
)
_SUPERLATIVE = "最"
_REPORT = re.compile(fold_pattern("(?:年度)?報告$"))
_SHORT = 12
_MADE_KNOWN = re.compile(fold_pattern("公布|公佈|發表|發布|發佈"))
_MARKS = re.compile("[《》〈〉「」 ]")
_WORLD = re.compile(fold_pattern("^(?:全球|世界|全世界)"))
_SCALE = re.compile(
    fold_pattern(
        "[0-9一二三四五十]+分|(?:亞洲|亞太區?|全球|世界|全國)(?:[一二三五]?十|[一二三五]?百|[1-5]0|[1-3]00)強\\Z"
    )
)
_FIRST: Callable[[tuple[int, int]], int] = itemgetter(0)
_NO_MARKS = str.maketrans("", "", "《》")


class Indices:
    """All list namings of one article, in order."""

    def __init__(self, scan: Scan, grammar: Grammar) -> None:
        self._scan = scan
        self._folded = scan.analysis.folded
        self._plain = scan.analysis.plain
        self._grammar = grammar
        self._editions = Editions(scan, grammar)
        known = [hit for name in ("organizations", "places") for hit in scan.entries(name)]
        self._named = [(hit.start, hit.end) for hit in known]
        self._named.sort(key=_FIRST)
        self._known_from: dict[int, int] = {}
        for start, end in reversed(self._named):
            self._known_from[end] = start
        self._known_ends = self._known_from.keys()
        self._known_starts = {start for start, _ in self._named}
        self._body_starts = {hit.start for hit in scan.entries("organizations")}
        namings = self._disjoint([*self._titles(), *self._listed(), *self._unlisted(), *self._inside()])
        listed = [fold(naming.title) for naming in namings if naming.entry is not None]
        self.namings = [naming for naming in namings if not self._echoes(naming, listed)]
        self._again = self._known_again()
        self._starts = [naming.start for naming in self.namings]
        self._by_end = {naming.end: naming for naming in self.namings}
        self._sure = [naming for naming in self.namings if not naming.weak]
        self._sure_starts = [naming.start for naming in self._sure]
        self.issuers = Issuers(scan, grammar)

    def dated(self, year: int | None) -> None:
        """Give every naming the year that stands by it, counted from the `year` in which the article was written."""
        self._editions.written = year
        for naming in self.namings:
            self._editions.date_beside(naming)
        self._share_years()

    def _share_years(self) -> None:
        """A title repeated, shorter or longer (某某機構法治指數, 全球法治指數), is of the one year that it has here."""
        lists: dict[str, list[IndexNaming]] = {}
        for naming in self.namings:
            lists.setdefault(self._key(naming), []).append(naming)
        for namings in lists.values():
            said = {naming.edition for naming in namings if naming.dated}
            if len(said) == 1:
                for naming in namings:
                    naming.edition = naming.edition if naming.dated or naming.past else None
            years = {naming.edition for naming in namings if naming.edition is not None}
            first = next((naming for naming in namings if naming.edition is not None), None)
            if first is None or len(years) > 1:
                continue
            for naming in namings:
                ahead = self._scan.analysis.block_at(naming.start).label in ("headline", "heading", "caption")
                if naming.start > first.start or ahead:
                    naming.edition = first.edition
        for naming in self.namings:
            if naming.edition is None and naming.start in self._again:
                naming.edition = self._again[naming.start].edition

    def _key(self, naming: IndexNaming) -> str:
        """The title without its publisher and with 世界 and 全球 as one; lists of two continents stay two."""
        inside = [end for end, start in self.issuers.bodies.items() if naming.start <= start and end < naming.end]
        title = self._folded[max([naming.start, *inside]) : naming.end]
        title = _LEADING_YEAR.sub("", _MARKS.sub("", title), count=1)
        return _REPORT.sub("", _WORLD.sub("", title))

    def year(self, written: str) -> int | None:
        """The year that a time word or a written year names; None for a span of years or no year."""
        return self._editions.year(written)

    @cached_property
    def several(self) -> bool:
        """Whether the article names more than one list."""
        return len({self._key(naming) for naming in self._sure}) > 1

    def ending_at(self, position: int) -> IndexNaming | None:
        """The naming that ends at `position`."""
        return self._by_end.get(position)

    def known_ends_at(self, position: int) -> bool:
        """Whether the name of a known body or place ends at `position`."""
        return position in self._known_ends

    def known_starts_at(self, position: int) -> bool:
        """Whether the name of a known body or place begins at `position`."""
        return position in self._known_starts

    def ends_name(self, start: int, end: int) -> bool:
        """Whether `[start, end)` is the end of a longer known name: 約 in 紐約."""
        return end in self._known_ends and start not in self._known_starts

    def name_ending(self, end: int) -> Place | None:
        """The known name that ends at `end`."""
        start = self._known_from.get(end)
        return Place(start, end) if start is not None else None

    def name_cut(self, start: int, end: int) -> int | None:
        """Where a known name ends into which `[start, end)` cuts: 港大｜升至 for 大升至."""
        if start in self._known_starts or start in self._known_ends:
            return None
        return next((at for at in range(start + 1, end + 1) if self._known_from.get(at, at) < start), None)

    def within(self, start: int, end: int) -> list[IndexNaming]:
        """The namings that begin in `[start, end)`."""
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        return self.namings[first:last]

    def before(self, position: int) -> Iterator[IndexNaming]:
        """The namings that begin before `position`, the nearest one first."""
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self.namings[index]

    def newest_before(self, position: int) -> IndexNaming | None:
        """The nearest naming that begins before `position`."""
        return next(self.before(position), None)

    def sure_before(self, position: int) -> IndexNaming | None:
        """The nearest naming before `position` whose title is a list's beyond doubt."""
        index = bisect_left(self._sure_starts, position)
        return self._sure[index - 1] if index else None

    def sure_behind(self, position: int) -> IndexNaming | None:
        """The nearest such naming that begins behind `position`."""
        index = bisect_right(self._sure_starts, position)
        return self._sure[index] if index < len(self._sure) else None

    def unnamed(self, start: int, end: int) -> bool:
        """Whether the stretch speaks of another list that it does not name: 在同一機構的評級中."""
        heads = self._grammar.long_heads
        return any(
            self._folded.endswith(heads, start, found.start())
            and found.start() not in self._by_end
            and not _THIS.search(self._folded, start, found.start())
            for found in _INSIDE.finditer(self._folded, start, end)
        )

    # --- finding them ---------------------------------------------------------------------------------

    def _titles(self) -> list[IndexNaming]:
        found = []
        for match in _TITLE.finditer(self._folded):
            group = match.lastgroup or "book"
            start, end = match.span(group)
            title, first, last = self._editions.without_year(start, end)
            sure = title.endswith(self._grammar.index_heads) or (
                group == "corner" and self._heads_list(title, match.end())
            )
            scoped = title.startswith(self._grammar.listed["rank_scope_alone"])
            weak = (group in ("book", "angle") or scoped) and title.endswith(self._grammar.weak_heads)
            if not (sure or weak) or title in self._grammar.words["rank_no_index"] or _SCALE.match(title):
                continue
            naming = IndexNaming(match.start(), match.end(), self._plain[first:last].strip(), weak=not sure)
            self._editions.date_in_title(naming, start, end)
            self._editions.date_inside(naming)
            found.append(naming)
        return found

    def _heads_list(self, title: str, end: int) -> bool:
        """「全球百大最美城市」名單: a title in marks, and behind it what it is the title of."""
        words = self._grammar
        return words.starts("rank_list_head", self._folded, end) and any(
            word in title for word in words.words["rank_list_mark"]
        )

    def _listed(self) -> list[IndexNaming]:
        found = []
        for hit in self._scan.entries("indices"):
            if hit.entry.extra.get("ranks") is False:
                continue
            name = self._folded[hit.start : hit.end]
            written = next(
                (n for n in (hit.entry.name, *hit.entry.aliases, *hit.entry.ambiguous) if fold(n) == name),
                None,
            )
            title = (written or self._plain[hit.start : hit.end]).translate(_NO_MARKS)
            naming = IndexNaming(hit.start, hit.end, title)
            naming.entry = (
                None if hit.ambiguous and hit.entry.name not in hit.entry.extra.get("usual", ()) else hit.entry
            )
            shared = (*hit.entry.ambiguous, *hit.entry.extra.get("shared", ()))
            naming.shared = any(fold(n) == name for n in shared)
            found.append(naming)
        return found

    def _unlisted(self) -> list[IndexNaming]:
        found = []
        runs = NameRuns(self._scan)
        weak = self._scan.words("rank_index_open_weak")
        scoped = self._scan.words("rank_index_open_scoped")
        for hit in (*self._scan.words("rank_index_open"), *weak, *scoped):
            sentence = self._scan.analysis.sentence_at(hit.start)
            run = runs.before(hit.start, sentence.start)
            opened = self._bracketed(run.parts[0].start if run.parts else hit.start, sentence.start)
            if opened is not None:
                run = runs.before(opened, sentence.start)
            while run.parts and self._opens(self._folded[run.parts[0].start : run.parts[0].end]):
                run.parts.pop(0)
            led = _SCOPED.search(self._folded, sentence.start, hit.start)
            if led is None and (not run.parts or hit in scoped):
                continue
            if led is not None and hit in scoped and not self._ranks(led, hit.start):
                continue
            start = led.start() if led is not None else self._own_start(run.parts[0].start, hit.start)
            start += self._folded.startswith(_IN, start)
            start = max([start, *(made.end() for made in _MADE_KNOWN.finditer(self._folded, start, hit.start))])
            own = led is None and self._of_one(start, hit.start)
            if own or self._is_body(start, hit.start, hit.end):
                continue
            title, first, last = self._editions.without_year(start, hit.end)
            if 4 <= last - first <= 24 and title not in self._grammar.words["rank_no_index"]:
                naming = IndexNaming(start, hit.end, self._plain[first:last].strip(), weak=hit in weak)
                self._editions.date_in_title(naming, start, hit.end)
                found.append(naming)
        return found

    def _of_one(self, start: int, head: int) -> bool:
        """丙|大學排名: a name with 大學 in front of 排名, and neither a scope nor a publisher: the holder's own."""
        starts = self._grammar.starts
        body = starts("rank_body_head", self._folded, head) or starts("rank_ranked_generic", self._folded, head)
        front = self._folded[start:head]
        publishers = any(name.startswith(front[:2]) for name in self._grammar.publishers)
        scoped = any(scope in front for scope in self._grammar.words["rank_scope_alone"])
        return body and not (publishers or scoped or front.isascii() or _SUPERLATIVE in front)

    def _bracketed(self, position: int, floor: int) -> int | None:
        """工商管理碩士（MBA）課程排名榜: where a short bracket in front of the words opens."""
        if self._folded[position - 1] != "）":
            return None
        opened = self._folded.rfind("（", max(floor, position - _SHORT), position)
        return opened if opened > floor else None

    def _ranks(self, led: re.Match[str], head: int) -> bool:
        """世界｜貨櫃港｜排名: what is ranked stands between the scope and 排名, and no word for a kind of place."""
        ranked = self._folded[led.start() : head]
        for scope in self._grammar.listed["rank_scope_alone"]:
            if ranked.startswith(scope):
                ranked = ranked[len(scope) :]
                break
        plain = not any(word in ranked for word in self._grammar.words["rank_not_ranked"])
        named = led.start() in self._body_starts
        return len(ranked) > 1 and plain and not named and not re.search("[0-9「」“”]|[中內]\\Z", fold(ranked))

    def _is_body(self, start: int, head: int, end: int) -> bool:
        """中文大學|排名, 排行|榜首: the head is the tail of a body's name, or goes on as another word."""
        marks = self._scan.analysis.word_starts
        inside = self._named[bisect_left(self._named, start, key=_FIRST) : bisect_left(self._named, head, key=_FIRST)]
        whole = any(head < last < end and marks[first] for first, last in inside)
        return whole or self._folded.startswith(_HEADS_ON, end)

    def _inside(self) -> list[IndexNaming]:
        """在…評級中: a list that is named without marks between 在 and 中."""
        found = []
        for match in self._grammar.adjunct_list.finditer(self._folded):
            start = max(match.start("title"), self._folded.rfind("的", match.start(), match.end("title")) + 1)
            title, first, last = self._editions.without_year(start, match.end("title"))
            if not 5 <= last - first <= 24 or title in self._grammar.words["rank_no_index"] or _SCALE.match(title):
                continue
            naming = IndexNaming(start, match.end("title"), self._plain[first:last].strip())
            self._editions.date_in_title(naming, start, match.end("title"))
            found.append(naming)
        return found

    def _own_start(self, start: int, head: int) -> int:
        """Behind a place in front of a title that begins with a scope of its own: 香港|全球創新指數."""
        text = self._folded[start:head]
        inner = [at for word in self._grammar.words["rank_scope_alone"] if (at := text.find(word)) > 0]
        return start + min(inner) if inner else start

    def _opens(self, word: str) -> bool:
        """Whether a word in front of an open name belongs to the clause and not to the name."""
        words = self._grammar.words
        return any(
            word in words[name]
            for name in (
                "rank_time",
                "rank_verb",
                "rank_exit",
                "rank_adverb",
                "rank_lead",
                "rank_glue",
                "rank_entry",
            )
        )

    def _echoes(self, naming: IndexNaming, listed: list[str]) -> bool:
        """香港智慧城市排名: a place, and the title of a list that is named elsewhere."""
        if naming.entry is not None or self._folded[naming.start] in "《「":
            return False
        title = self._folded[naming.start : naming.end]
        title = title.removesuffix(next((head for head in self._grammar.index_heads if title.endswith(head)), ""))
        start = next((last for first, last in self._named if first == naming.start and last < naming.end - 4), None)
        stem = title[start - naming.start :] if start is not None else ""
        return len(stem) > 2 and any(stem in name for name in listed)

    def _known_again(self) -> dict[int, IndexNaming]:
        """全球競爭力排名 and 世界競爭力年報: namings in other words of a list that is named by its title."""
        listed = [(_WORLD.sub("", fold(naming.title)), naming) for naming in self.namings if naming.entry is not None]
        again = {}
        for naming in self.namings:
            title = fold(naming.title)
            title = title.removesuffix(next((head for head in self._grammar.index_heads if title.endswith(head)), ""))
            stem = _WORLD.sub("", title)
            if naming.entry is not None or not len(title) > len(stem) > 2:
                continue
            meant = next((other for name, other in listed if name.startswith(stem)), None)
            if meant is not None:
                naming.title, naming.entry, naming.shared = meant.title, meant.entry, meant.shared
                again[naming.start] = meant
        return again

    def _bears(self, title: str, listed: str) -> bool:
        """Whether a title ends with a listed one, 報告 behind it or not."""
        return title.endswith(listed) or _REPORT.sub("", title).endswith(listed)

    def _disjoint(self, namings: list[IndexNaming]) -> list[IndexNaming]:
        """Longest first; a title in marks takes the entry of the listed name inside it."""
        kept: list[IndexNaming] = []
        starts: list[int] = []
        for naming in sorted(namings, key=lambda n: (n.start - n.end, n.start, n.entry is None)):
            first = bisect_right(starts, naming.start)
            first -= first > 0 and kept[first - 1].end > naming.start
            overlapping = kept[first : bisect_left(starts, naming.end)]
            holder = min(overlapping, key=lambda n: (n.start - n.end, n.start), default=None)
            if holder is None:
                starts.insert(first, naming.start)
                kept.insert(first, naming)
            elif holder.entry is None and self._bears(fold(holder.title), fold(naming.title)):
                holder.entry, holder.shared = naming.entry, naming.shared
                holder.weak &= naming.weak
                holder.title = naming.title if len(naming.title) == len(holder.title) else holder.title
        return kept
