"""The posts of a person: each title with the organization that it belongs to.

The organization of a title is the one that ends where the title begins, or whose unit stands between the
two: 香港科技大學土木與環境系榮休教授 is 土木與環境系榮休教授 of 香港科技大學. A unit that is an organization of its
own (with a parent) stays in the title too, so that the same post reads the same whether or not the unit is
listed. Why: docs/decisions/0020-where-a-post-ends.md.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from extractor.kinds.people.clauses import holds_word
from extractor.model.findings import OrganizationFinding, PersonFinding, TitleSpan
from extractor.model.records import Position
from extractor.records.bodies import (
    AROUND,
    Bodies,
    Body,
    anaphor_length,
    body_in_bracket,
    body_in_front,
    body_named_before,
)
from extractor.rulebook import EntryHit, Scan

_LONGEST_FIELD = 6
_LONGEST_NAME = 100
# Word classes of which no word stands in the field of a title: verbs, adverbs, times, pronouns.
_FIELD_STOPS = ("title_stop", "name_end", "name_indefinite", "name_describing", "act", "speech_long", "lead_word")


def positions(group: list[PersonFinding], bodies: Bodies, scan: Scan) -> list[Position]:
    """Every post that the mentions of one person give, each once, in text order, the vaguer ones left out."""
    found: dict[tuple[str, str | None], Position] = {}
    for person in group:
        for title in person.titles:
            one = position(title, bodies, scan)
            if title.verb and one.organization is None:
                continue
            found.setdefault((one.title, one.organization), one)
    posts = list(found.values())
    return [post for post in posts if not any(_says_more(other, post) for other in posts if other is not post)]


def position(title: TitleSpan, bodies: Bodies, scan: Scan) -> Position:
    """The post that a title stands for, with the canonical name of its organization where one is found."""
    plain = scan.analysis.plain
    if title.body is not None or title.organization is None:
        return Position(title=title.title, organization=title.body)
    place = title.organization
    reach = place if title.behind else place._replace(end=max(place.end, title.head))
    body = body_in_front(reach, bodies, scan)
    if body is None and reach != place:
        body = body_in_front(place, bodies, scan)
    if body is None:
        named = body_in_bracket(title.bracket, bodies) if title.bracket else None
        if named is None and not title.behind:
            named = body_named_before(title, bodies, scan)
        return Position(title=_with_field(title, scan), organization=named.name if named else None)
    name, unit = _institution(body, scan)
    if title.behind:
        return Position(title=title.title, organization=name)
    unit += plain[body.end : place.end].strip(AROUND) if body.end < place.end else ""
    return Position(title=unit + plain[max(title.start, body.end) : title.end], organization=name)


def _institution(body: Body, scan: Scan) -> tuple[str, str]:
    """The institution that a body is, or is a unit of, and the unit's name as printed (else empty)."""
    if not isinstance(body, OrganizationFinding):
        return body.name, ""
    parent = body.parent or _university(body.name, scan)
    if parent and body.name != parent and body.name.startswith(parent):
        tail = body.name[len(parent) :]
        if scan.analysis.plain[body.start : body.end].endswith(tail):
            return parent, tail
    return body.name, ""


def _university(name: str, scan: Scan) -> str | None:
    """The listed university with whose name a unit's name begins, or None."""
    for length in range(len(name) - 2, 3, -1):
        entry = scan.rulebook.entry_named("organizations", name[:length])
        if entry is not None and entry.category == "university":
            return entry.name
    return None


def _with_field(title: TitleSpan, scan: Scan) -> str:
    """The title with a short noun in front of it that says what it covers: 體育政策學者, 行動部總督察."""
    place = title.organization
    if (
        place is None
        or title.behind
        or place.end != title.start
        or not 2 <= title.start - place.start <= _LONGEST_FIELD
    ):
        return title.title
    stretch = scan.analysis.plain[place.start : title.start]
    folded = scan.analysis.folded[place.start : title.start]
    if not folded.isalpha() or folded.isascii() or anaphor_length(folded, scan.rulebook):
        return title.title
    for words in _FIELD_STOPS:
        if holds_word(scan.analysis, place.start, title.start, scan.rulebook.folded_words(words)):
            return title.title
    if any(_crossed(scan.entries(name), place.start, title.start) for name in ("places", "people", "organizations")):
        return title.title
    return stretch + title.title


def _crossed(hits: list[EntryHit], start: int, end: int) -> bool:
    """Whether one of the hits, which stand in the order of their ends, overlaps `[start, end)`."""
    for index in range(bisect_right(hits, start, key=_end_of), len(hits)):
        if hits[index].start < end:
            return True
        if hits[index].end > end + _LONGEST_NAME:
            break
    return False


_end_of = attrgetter("end")


def _says_more(other: Position, post: Position) -> bool:
    """Whether `other` is the same post, told more fully."""
    if other.organization is not None and post.organization is None:
        return other.title.endswith(post.title)
    if other.organization == post.organization and other.title != post.title:
        return other.title.endswith(post.title)
    return False
