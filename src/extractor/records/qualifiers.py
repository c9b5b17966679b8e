"""The words in front of a title that belong to it: 前立法會議員 is 前議員, 校委會主席 and 邊防團長 keep their nouns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter

from extractor.model.findings import TitleSpan
from extractor.records.bodies import anaphor_length
from extractor.rulebook import EntryHit, Rulebook, Scan, WordHit

_LONGEST_FIELD = 10
_LONGEST_COUNCIL = 5
_GROUPS = ("团", "盟", "社", "班", "会", "党")
_JOINTS = frozenset("及与和暨")
_LONGEST_NAME = 100
_NOUNS = frozenset(("n", "nz", "nt", "vn", "b", "j", "l"))
"""jieba's parts of speech of words that say what a title covers."""
# Word classes of which no word stands in the field of a title: verbs, adverbs, times, pronouns.
_STOPS = ("title_stop", "name_end", "name_indefinite", "name_describing", "act", "speech_long", "lead_word")


def qualifier_before(start: int, title: str, scan: Scan) -> str:
    """What a word in front of a body says of the title behind it (前, 時任), as printed; else empty."""
    folded, marks = scan.analysis.folded, scan.analysis.word_starts
    qualifiers, times = scan.rulebook.folded_words("far_qualifier"), scan.rulebook.folded_words("time_before")
    for length in (3, 2, 1):
        word = folded[start - length : start] if start >= length else ""
        if word in qualifiers and (marks[start - length] or folded[start - 2 : start] not in times):
            printed = scan.analysis.plain[start - length : start]
            return "" if title.startswith(printed) else printed
    return ""


def seat(title: TitleSpan, scan: Scan) -> tuple[str, str] | None:
    """香港特區行政長官 is 行政長官 of that place's government: the title and the body, or None."""
    folded, plain, rules = scan.analysis.folded, scan.analysis.plain, scan.rulebook
    if folded[title.head : title.end] not in rules.folded_words("seated_title"):
        return None
    leads, seats = rules.folded_words("title_lead"), rules.folded_words("seat")
    for end in range(title.head, title.head - 4, -1):
        if end < title.head and folded[end : title.head] not in leads:
            continue
        for length in range(8, 1, -1):
            body = seats.get(folded[end - length : end])
            if body is not None:
                words = plain[end : title.end]
                return qualifier_before(end - length, words, scan) + words, str(body)
    return None


def field_in_front(title: TitleSpan, scan: Scan) -> str:
    """The nouns directly in front of a title that say what it covers, as printed: 體育政策(學者), 校委會(主席)."""
    place = title.organization
    if place is None or title.behind or place.end != title.start or place.start == place.end:
        return ""
    if anaphor_length(place, scan):
        return ""
    council = _council_start(place.start, place.end, scan)
    start = council if council < place.end else _field_start(place.start, place.end, scan)
    if start == place.end and title.start < title.head:
        start = _joined_field(place.start, place.end, scan)
    if start == place.end or (council == place.end and _is_foreign(title, place.end, scan)):
        return ""
    start = _place_start(start, place.start, scan)
    if not _opens(start, place.start, scan):
        if council == place.end:
            return ""
        start = council
    words = scan.analysis.plain[start : place.end]
    return qualifier_before(start, words, scan) + words


def _joined_field(floor: int, end: int, scan: Scan) -> int:
    """Where a listed field begins that 及 ties to the one with which a title begins (質素及｜安全總監), else `end`."""
    folded, fields = scan.analysis.folded, scan.rulebook.folded_words("title_field")
    if folded[end - 1 : end] not in _JOINTS:
        return end
    lengths = [length for length in (5, 4, 3, 2) if end - 1 - length >= floor]
    return next((end - 1 - length for length in lengths if folded[end - 1 - length : end - 1] in fields), end)


def _is_foreign(title: TitleSpan, end: int, scan: Scan) -> bool:
    """Whether the nouns in front of the title of a whole body are the name of one that nobody knows (某某廣播主席)."""
    head = scan.analysis.folded[title.head : title.end]
    unit = scan.analysis.folded[max(end - 4, 0) : end].endswith(_group_ends(scan.rulebook))
    return head in scan.rulebook.folded_words("whole_title") and not unit


def _council_start(floor: int, end: int, scan: Scan) -> int:
    """Where the name of a board that every such body has begins, if it ends at `end` (校董會), else `end`."""
    councils = scan.rulebook.folded_words("council")
    for length in range(_LONGEST_COUNCIL, 2, -1):
        if end - length >= floor and scan.analysis.folded[end - length : end] in councils:
            return end - length
    return end


def _opens(start: int, floor: int, scan: Scan) -> bool:
    """Whether a noun phrase begins at `start`: else it is the end of a name that nobody knows (晨曦清潔能源)."""
    if start == floor:
        return True
    folded, marks = scan.analysis.folded, scan.analysis.word_starts
    begin = start - 1
    while begin > floor and not marks[begin]:
        begin -= 1
    word = folded[begin:start]
    return (
        word in _stop_words(scan.rulebook) or not word.isalpha() or word in scan.rulebook.folded_words("far_qualifier")
    )


def _field_start(floor: int, end: int, scan: Scan) -> int:
    """Where the nouns begin that end at `end`: words of the segmentation, none of them a name or a verb."""
    marks, folded = scan.analysis.word_starts, scan.analysis.folded
    stops, single = _stop_words(scan.rulebook), _unit_words(scan.rulebook)
    fields = scan.rulebook.folded_words("title_field")
    begin = reached = end
    while reached > floor:
        start = _listed_field(floor, reached, scan)
        while start > floor and not marks[start]:
            start -= 1
        word = folded[start:reached]
        stopped = word in stops and word not in single and word not in _JOINTS
        if end - start > _LONGEST_FIELD or not marks[start] or stopped or _named(start, reached, scan):
            break
        if len(word) > 1 and (_is_noun(start, reached, scan) or word in fields):
            alone = reached == end and folded[end] not in single
            begin = begin if alone and _is_act(start, reached, scan) else start
        elif word in _JOINTS and begin == reached < end and _has_inner(folded[begin:end], scan):
            pass  # 環境及可持續發展學部
        elif word not in single or reached < end:
            break
        reached = start
    return begin


def _listed_field(floor: int, end: int, scan: Scan) -> int:
    """Where a listed field of more than one word begins that ends at `end` (可持續發展), else one before `end`."""
    fields, marks = scan.rulebook.folded_words("title_field"), scan.analysis.word_starts
    for length in range(6, 3, -1):
        start = end - length
        if start >= floor and marks[start] and scan.analysis.folded[start:end] in fields:
            return start
    return end - 1


def _has_inner(unit: str, scan: Scan) -> bool:
    units = scan.rulebook.folded_words("inner_unit")
    return any(unit[-length:] in units for length in (2, 1))


def _is_noun(start: int, end: int, scan: Scan) -> bool:
    word = scan.analysis.folded[start:end]
    if not word.isalpha() or word.isascii():
        return False
    noun = scan.analysis.tagger(scan.analysis.simplified[start:end]) in _NOUNS
    return noun or word.endswith(_unit_ends(scan.rulebook))


def _is_act(start: int, end: int, scan: Scan) -> bool:
    """Whether a word is a verb as well, which alone in front of a title takes it for its object (審理特首)."""
    return scan.analysis.tagger(scan.analysis.simplified[start:end]) == "vn"


def _place_start(start: int, floor: int, scan: Scan) -> int:
    """Where a country or town begins that ends at `start`, else `start`; Hong Kong's own name is left out."""
    hits = scan.entries("places")
    for index in range(bisect_left(hits, start, key=_end_of), len(hits)):
        hit = hits[index]
        if hit.end > start:
            break
        if hit.start >= floor and not (hit.entry.category == "country" and hit.entry.extra.get("place") == "HK"):
            return hit.start
    return start


@lru_cache(maxsize=4)
def _stop_words(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(word for name in _STOPS for word in rulebook.folded_words(name))


@lru_cache(maxsize=4)
def _unit_ends(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(rulebook.folded_words("unit_end"))


@lru_cache(maxsize=4)
def _unit_words(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(_unit_ends(rulebook))


@lru_cache(maxsize=4)
def _group_ends(rulebook: Rulebook) -> tuple[str, ...]:
    return (*_unit_ends(rulebook), *_GROUPS)


def _named(start: int, end: int, scan: Scan) -> bool:
    """Whether a listed name or a title overlaps `[start, end)`."""
    names = any(_crossed(scan.entries(name), start, end) for name in ("places", "people", "organizations"))
    return names or any(hit.start < end and start < hit.end for hit in _titles_near(start, scan))


def _titles_near(start: int, scan: Scan) -> list[WordHit]:
    hits = scan.words("title")
    first = bisect_right(hits, start, key=_end_of)
    marks = scan.analysis.word_starts
    return [hit for hit in hits[first : first + 4] if marks[hit.start] and marks[hit.end]]


def _crossed(hits: list[EntryHit], start: int, end: int) -> bool:
    """Whether one of the hits, which stand in the order of their ends, overlaps `[start, end)`."""
    for index in range(bisect_right(hits, start, key=_end_of), len(hits)):
        if hits[index].start < end:
            return True
        if hits[index].end > end + _LONGEST_NAME:
            break
    return False


_end_of = attrgetter("end")
