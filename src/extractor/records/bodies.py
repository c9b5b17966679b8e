"""Which body a title means: the one in front of it, or one that the article named before (署方, 該院, a bare 署長)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from extractor.kinds.people.clauses import holds_word
from extractor.model.findings import Findings, LabFinding, OrganizationFinding, Place, TitleSpan
from extractor.rulebook import Rulebook, Scan
from extractor.text.views import fold

AROUND = '的之籍 \u3000（）()】訊讯專专電电」』》「『“”‘’"'
_LONGEST_UNIT = 16
_LONGEST_HEAD = 6
_SHORTEST_STEM = 3
_SMALL = frozenset("vdpcrtmfuyeo")
"""First letters of jieba's parts of speech for verbs, adverbs, prepositions, pronouns, times and the like."""
_NO_BUREAU = ("", "", "")
_TERM = re.compile(r"第[\d一二三四五六七八九十]+[任届]$")
_DATELINE = re.compile(r"[㐀-鿿]{0,8}(?:\d{1,2}月)?\d{1,2}日[电讯]】 ?")
Body = OrganizationFinding | LabFinding


class Wanted(NamedTuple):
    """What a body's name may end with and may not, its categories, and whether only the same paragraph counts.

    A body that ends with one of `rivals` and is named later leaves it open which one is meant.
    """

    endings: tuple[str, ...]
    never: tuple[str, ...]
    rivals: tuple[str, ...]
    categories: frozenset[str]
    near: bool


class Bodies:
    """The organizations and laboratories of an article by where they end."""

    def __init__(self, findings: Findings) -> None:
        bodies: list[Body] = [*findings.organizations, *findings.labs]
        self.listed = sorted(bodies, key=lambda one: (one.end, one.end - one.start))
        self.ends = [one.end for one in self.listed]
        self._stems: list[tuple[str, OrganizationFinding]] | None = None

    def before(self, end: int) -> Iterator[Body]:
        """Those that end at `end` or in front of it, the last one first, of equal ends the longest first."""
        for index in range(bisect_right(self.ends, end) - 1, -1, -1):
            yield self.listed[index]

    def stems(self, rulebook: Rulebook) -> list[tuple[str, OrganizationFinding]]:
        """Names without their legal form, bureaux without their government (folded), the longest first."""
        if self._stems is None:
            found: dict[str, OrganizationFinding] = {}
            for one in self.listed:
                if isinstance(one, OrganizationFinding):
                    name = _folded(one.name)
                    place, government, bureau = name.partition("政府") if "政府" in name else _NO_BUREAU
                    if place and government and len(bureau) >= _SHORTEST_STEM:
                        found.setdefault(bureau, one)  # 旅遊局 after 澳門特別行政區政府旅遊局
                    if not name.endswith(_legal_forms(rulebook)):
                        continue
                    form = next(form for form in _legal_forms(rulebook) if name.endswith(form))
                    if len(name) - len(form) >= _SHORTEST_STEM:
                        found.setdefault(name.removesuffix(form), one)
            self._stems = sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
        return self._stems


def body_in_front(place: Place, bodies: Bodies, scan: Scan) -> Body | None:
    """The last organization or laboratory of a place, if only a unit of it stands between it and the end."""
    for one in bodies.before(place.end):
        if one.end <= place.start:
            return None
        if place.start <= one.start:
            if not _is_unit(one.end, place.end, scan):
                return None
            return _around(one, place, bodies, scan) or one
    return None


def _around(one: Body, place: Place, bodies: Bodies, scan: Scan) -> Body | None:
    """The body whose unit holds the short name of another one: 中聯辦教育｜科技部 is a department of 中聯辦."""
    if one.end - one.start >= len(one.name):
        return None
    outer = next((other for other in bodies.before(one.start) if other.start >= place.start), None)
    if outer is None or not 1 < one.start - outer.end <= _LONGEST_HEAD:
        return None
    if not _is_phrase(outer.end, one.start, scan, ("vn",)):
        return None
    return outer if _is_unit(outer.end, one.end, scan) else None


def body_by_stem(place: Place, bodies: Bodies, scan: Scan) -> Body | None:
    """The body of the article whose name without its legal form ends a place: 晨曦清潔能源｜主席."""
    folded = scan.analysis.folded[place.start : place.end]
    for stem, one in bodies.stems(scan.rulebook):
        if len(folded) > _SHORTEST_STEM and stem.endswith(folded):
            return replace(one, start=place.start, end=place.end)
        at = folded.rfind(stem)
        if at >= 0 and (not at or scan.analysis.word_starts[place.start + at]):
            end = place.start + at + len(stem)
            if _is_unit(end, place.end, scan):
                return replace(one, start=place.start + at, end=end)
    return None


def body_ending_at(end: int, bodies: Bodies) -> Body | None:
    """The body that ends at `end`, or None."""
    one = next(bodies.before(end), None)
    return one if one is not None and one.end == end else None


def body_in_bracket(place: Place, bodies: Bodies) -> Body | None:
    """The body that a bracket behind a name consists of: 杜家晴（香港體育學院）."""
    for one in bodies.before(place.end):
        if one.end < place.end:
            return None
        if one.start == place.start:
            return one
    return None


def _is_unit(start: int, end: int, scan: Scan) -> bool:
    """Whether the words between a body and a title are a part of the body, and no clause."""
    if start == end:
        return True
    if is_dateline(start, end, scan):
        return True
    words = scan.rulebook.folded_words
    stripped = scan.analysis.folded[start:end].strip(AROUND)
    if stripped.count("（") == 1 and end > start and scan.analysis.folded[end - 1] == "）":
        stripped = stripped.partition("（")[0]  # 生物醫藥組（診斷）高級經理
        end = start + scan.analysis.folded[start:end].index("（")
    if not stripped or (stripped[-1] in "及和与" and stripped[:-1] in words("title_field")):
        return True  # 醫院管理局｜質素及｜安全總監
    if "的" in stripped and stripped.partition("的")[0].endswith(title_words(scan.rulebook)):
        return False  # 甲委員會主席的乙小組成員
    if len(stripped) > _LONGEST_UNIT or holds_word(scan.analysis, start, end, _stops(scan.rulebook)):
        return False
    if (
        stripped.endswith(_unit_ends(scan.rulebook))
        or stripped in words("title_field")
        or stripped in words("title_lead")
    ):
        return True
    return len(stripped) <= _LONGEST_HEAD and _is_phrase(start, end, scan)


def is_dateline(start: int, end: int, scan: Scan) -> bool:
    """Whether a stretch ends the head of a dispatch: 佛山20日電】 behind the medium's name."""
    return _DATELINE.fullmatch(scan.analysis.folded, start, end) is not None


def is_noun_phrase(place: Place, scan: Scan) -> bool:
    """Whether a place holds nouns only, but for joints at its edges."""
    folded = scan.analysis.folded
    start, end = place
    while start < end and folded[start] in "及和与、兼暨":
        start += 1
    return start < end <= start + _LONGEST_UNIT and _is_phrase(start, end, scan, ("vn",))


def _is_phrase(start: int, end: int, scan: Scan, also: tuple[str, ...] = ()) -> bool:
    """Whether a stretch may end a noun phrase (港大｜肝膽胰｜外科教授): no verb and no small word in it.

    `also` are parts of speech that may stand there nevertheless.
    """
    simplified, marks, tagger = scan.analysis.simplified, scan.analysis.word_starts, scan.analysis.tagger
    while start < end:
        begin, start = start, marks.find(1, start + 1, end)
        if start < 0:
            start = end
        word = simplified[begin:start]
        if not word.isalpha() or word.isascii():
            return False
        tag = tagger(word)
        if tag[0] in _SMALL and tag not in also:
            return False
    return True


@lru_cache(maxsize=4)
def _unit_ends(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(rulebook.folded_words("unit_end"))


@lru_cache(maxsize=4)
def title_words(rulebook: Rulebook) -> tuple[str, ...]:
    """The heads of titles, folded."""
    return tuple(rulebook.folded_words("title"))


@lru_cache(maxsize=4)
def _legal_forms(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("legal_form"), key=lambda form: (-len(form), form)))


@lru_cache(maxsize=4)
def _stops(rulebook: Rulebook) -> frozenset[str]:
    """Words that a unit's name does not hold. The 的 between a body and its title is none of them."""
    return frozenset(rulebook.folded_words("title_stop")) - {"的"}


def body_named_before(title: TitleSpan, bodies: Bodies, scan: Scan) -> Body | None:
    """The nearest body before the title that can have it, when the title has no body of its own in front."""
    folded, place = scan.analysis.folded, title.organization
    wanted = _anaphor(place, scan) if place and not title.behind else None
    if wanted is None and (title.behind or place is None or _says_nothing(place, scan)):
        wanted = _of_head(folded[title.start : title.end], scan.rulebook)
    if wanted is None:
        return None
    found = _nearest(title.start, wanted, bodies, scan)
    if found is None or wanted.near or found.start >= scan.analysis.block_at(title.start).start:
        return found
    return _usual(found, bodies, wanted)


def _usual(found: Body, bodies: Bodies, wanted: Wanted) -> Body | None:
    """The body that a title means which other paragraphs name: the only one, or the one named most; else None."""
    counts: dict[str, int] = {}
    first: dict[str, Body] = {}
    for one in bodies.listed:
        if _fits(one, wanted):
            counts[one.name] = counts.get(one.name, 0) + 1
            first.setdefault(one.name, one)
    if len(counts) < 2:
        return found
    most, second = sorted(counts, key=lambda name: (-counts[name], name))[:2]
    return first[most] if counts[most] > counts[second] else None


def body_pointed_at(place: Place, bodies: Bodies, scan: Scan) -> Body | None:
    """The nearest body before a word that consists of pointing back: 署方, 該校."""
    if anaphor_length(place, scan) != place.end - place.start:
        return None
    wanted = _anaphor(place, scan)
    return None if wanted is None else _nearest(place.start, wanted, bodies, scan)


def _nearest(start: int, wanted: Wanted, bodies: Bodies, scan: Scan) -> Body | None:
    """The nearest body before `start` that fits, unless a rival was named later."""
    floor = scan.analysis.block_at(start).start if wanted.near else 0
    for one in bodies.before(start):
        if one.end <= floor:
            return None
        if floor <= one.start and _fits(one, wanted):
            return one
        if floor <= one.start and (parent := getattr(one, "parent", None)) and _folded(parent).endswith(wanted.endings):
            return replace(one, name=parent)
        if floor <= one.start and _folded(one.name).endswith(wanted.rivals):
            return None
    return None


def _says_nothing(place: Place, scan: Scan) -> bool:
    """Whether the words in front of a title end in one that no body's name ends in: 是｜主席, 由｜副校長."""
    folded, marks = scan.analysis.folded, scan.analysis.word_starts
    if _TERM.sub("", folded[place.start : place.end]) != folded[place.start : place.end]:
        return True  # 第五任｜校長
    if not folded[place.start : place.end].strip(AROUND):
        return True
    begin = place.end - 1
    while begin > place.start and not marks[begin]:
        begin -= 1
    return folded[begin : place.end] in scan.rulebook.folded_words("plain_word")


def body_of_unit(field: str, bodies: Bodies, scan: Scan) -> str | None:
    """The only body of the article that has units of that kind, by name: 醫學院院長 is one of the one university."""
    words = scan.rulebook.folded_words("unit_body")
    folded = fold(field)
    for length in range(min(len(folded), 4), 1, -1):
        value = words.get(folded[-length:])
        if value is not None:
            wanted = _parse(value)
            named = {getattr(one, "parent", None) or one.name for one in bodies.listed if _fits(one, wanted)}
            return named.pop() if len(named) == 1 else None
    return None


def anaphor_length(place: Place, scan: Scan) -> int:
    """How many characters at the end of a place are a word for a body named before; 0 when none are."""
    words, folded, end = scan.rulebook.folded_words("body_anaphor"), scan.analysis.folded, place.end
    for length in range(4, 1, -1):
        if (
            end - length >= place.start
            and scan.analysis.word_starts[end - length]
            and folded[end - length : end] in words
        ):
            return length if _points_back(end - length, end, place.start, scan) else 0
    return 0


def _points_back(start: int, end: int, floor: int, scan: Scan) -> bool:
    """Whether 該院 or 學院 means a body named before: a noun in front would make it another one (法律學院)."""
    folded, marks = scan.analysis.folded, scan.analysis.word_starts
    if folded[start] == "该" or folded[end - 1] == "方" or start == floor:
        return True
    begin = start - 1
    while begin > floor and not marks[begin]:
        begin -= 1
    return scan.analysis.tagger(scan.analysis.simplified[begin:start])[:1] not in ("n", "j", "b")


def _anaphor(place: Place, scan: Scan) -> Wanted | None:
    length = anaphor_length(place, scan)
    words = scan.rulebook.folded_words("body_anaphor")
    return _parse(words[scan.analysis.folded[place.end - length : place.end]]) if length else None


def _of_head(title: str, rulebook: Rulebook) -> Wanted | None:
    words = rulebook.folded_words("title_body")
    for length in range(_LONGEST_HEAD, 1, -1):
        value = words.get(title[-length:])
        if value is not None:
            return _parse(value) if value else None
    return None


@lru_cache(maxsize=256)
def _parse(value: str) -> Wanted:
    parts = value.removeprefix("^").split("|")
    marked = {mark: tuple(fold(part[1:]) for part in parts if part.startswith(mark)) for mark in "!~@"}
    endings = tuple(fold(part) for part in parts if part[:1] not in marked)
    return Wanted(endings, marked["!"], marked["~"], frozenset(marked["@"]), value.startswith("^"))


def _fits(body: Body, wanted: Wanted) -> bool:
    name = _folded(body.name)
    return body.category in wanted.categories or (name.endswith(wanted.endings) and not name.endswith(wanted.never))


_folded = lru_cache(maxsize=4096)(fold)
