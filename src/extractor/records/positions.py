"""The posts of a person: each title with the organization that it belongs to.

The organization of a title is the one that ends where the title begins, or whose unit stands between the
two: 香港科技大學土木與環境系榮休教授 is 土木與環境系榮休教授 of 香港科技大學. A unit that is an organization of its
own (with a parent) stays in the title too, so that the same post reads the same whether or not the unit is
listed. Why: docs/decisions/0020-where-a-post-ends.md.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from extractor.model.findings import OrganizationFinding, PersonFinding, TitleSpan
from extractor.model.records import Position
from extractor.records.bodies import (
    AROUND,
    Bodies,
    Body,
    body_by_stem,
    body_ending_at,
    body_in_bracket,
    body_in_front,
    body_named_before,
    body_of_unit,
    is_dateline,
    is_noun_phrase,
    title_words,
)
from extractor.records.qualifiers import field_in_front, qualifier_before, seat
from extractor.rulebook import Rulebook, Scan
from extractor.text.views import fold

_PLACE = re.compile(r"^（[^（）]*）")
"""A bracket that begins a unit belongs to the body in front: 某大學（深圳）副校長."""
_JOINTS = "的及和與与、兼暨 "
_OTHER_POST = ("副", "助理", "署理")
"""副校長 is no fuller word for 校長: whoever was both held two posts."""


def positions(group: list[PersonFinding], bodies: Bodies, scan: Scan) -> list[Position]:
    """Every post that the mentions of one person give, each once, in text order, the vaguer ones left out."""
    found: dict[tuple[str, str | None], Position] = {}
    for person in group:
        for title in person.titles:
            one = position(title, bodies, scan)
            if title.verb and one.organization is None:
                continue
            for post in (one, *_joint(title, one, bodies, scan)):
                found.setdefault((fold(post.title), post.organization), post)  # 主敎 is 主教
    posts = list(found.values())
    return [post for post in posts if not any(_says_more(other, post) for other in posts if other is not post)]


def _joint(title: TitleSpan, one: Position, bodies: Bodies, scan: Scan) -> list[Position]:
    """The same post of the body that a joint ties to the one in front: 甲醫院及乙醫院行政總監."""
    place = title.organization
    body = body_in_front(place, bodies, scan) if place is not None and not title.behind else None
    if body is None or body.end != title.start or scan.analysis.folded[body.start - 1] not in "及和与":
        return []
    other = body_ending_at(body.start - 1, bodies)
    if other is None or place is None or other.start < place.start or other.name[-1] != body.name[-1]:
        return []
    return [Position(title=one.title, organization=other.name)]


def position(title: TitleSpan, bodies: Bodies, scan: Scan) -> Position:
    """The post that a title stands for, with the canonical name of its organization where one is found."""
    one = _alone(title, bodies, scan)
    if one.organization is not None or title.beside is None or _needs_none(title, scan):
        return one
    place = title.organization
    if place is not None and scan.analysis.plain[place.start : place.end].strip(_JOINTS):
        return one  # a field, a place or a body that nobody knows stands in front
    return Position(title=one.title, organization=position(title.beside, bodies, scan).organization)


def _needs_none(title: TitleSpan, scan: Scan) -> bool:
    """Whether somebody has a title without the body of the title beside it (主席兼立法會議員, 大律師)."""
    words = scan.rulebook.folded_words("own_title")
    head = scan.analysis.folded[title.start : title.end]
    return any(head[-length:] in words for length in range(2, 7))


def _alone(title: TitleSpan, bodies: Bodies, scan: Scan) -> Position:
    """The post as the words in front of the title and the article before it tell it."""
    plain = scan.analysis.plain
    if title.body is not None or title.organization is None:
        return Position(title=title.title, organization=title.body)
    place = title.organization
    reach = place if title.behind else place._replace(end=max(place.end, title.head))
    body = body_in_front(reach, bodies, scan)
    if body is None and reach != place:
        body = body_in_front(place, bodies, scan)
    if body is None and not title.behind and title.head == title.start:
        body = body_in_front(place._replace(end=title.head + 1), bodies, scan)  # 小兒外｜科主任
        body = body if body is not None and body.end <= title.head else None
    if body is not None and not body.name.endswith("政府") and _is_seated(title, scan):
        body = None  # 曾任職某公司的前特首
    if body is not None and title.start < body.start and scan.analysis.folded[body.start - 1] == "驻":
        return Position(title=title.title, organization=None)  # 中國駐聯合國大使
    if body is None and not title.behind and (shared := body_ending_at(title.head + 1, bodies)) is not None:
        words = plain[title.head : title.end]  # 警務處長: one character is of both
        if title.start < shared.start and scan.analysis.folded[
            title.start : shared.start
        ] in scan.rulebook.folded_words("title_lead"):
            words = plain[title.start : shared.start] + words
        return Position(title=qualifier_before(shared.start, words, scan) + words, organization=shared.name)
    if body is None and not title.behind:
        body = body_by_stem(reach, bodies, scan)
    if body is None:
        return _carried(title, bodies, scan) or _without_body(title, bodies, scan)
    name, unit = _institution(body, scan)
    if title.behind:
        return Position(title=title.title, organization=name)
    if body.end < place.end and not is_dateline(body.end, place.end, scan):
        unit += _behind_joint(_printed(plain[body.end : place.end]).rpartition("的")[2], scan)
    words = unit + plain[max(title.start, body.end) : title.end]
    return Position(title=qualifier_before(body.start, words, scan) + words, organization=name)


def _is_seated(title: TitleSpan, scan: Scan) -> bool:
    return scan.analysis.folded[title.head : title.end] in scan.rulebook.folded_words("seated_title")


def _printed(unit: str) -> str:
    """The words of a unit without what stands around them; a bracket that belongs to them stays closed."""
    stripped = _PLACE.sub("", unit.strip(AROUND) if not unit.startswith("（") else unit).strip(AROUND)
    return f"{stripped}）" if stripped.count("（") > stripped.count("）") else stripped


def _carried(title: TitleSpan, bodies: Bodies, scan: Scan) -> Position | None:
    """電子工程系教授 behind A大學副校長兼: a unit that only stands in a body is one of the body named just before."""
    place = title.organization
    if title.carried is None or place is None:
        return None
    unit = scan.analysis.plain[place.start : place.end].strip(_JOINTS)
    body = body_in_front(title.carried, bodies, scan)
    units = scan.rulebook.folded_words("inner_unit")
    kind = next((units[fold(unit)[-length:]] for length in (3, 2, 1) if fold(unit)[-length:] in units), None)
    if body is not None and body.category == "university" and title.title.endswith("教授") and kind is None:
        kind = "" if unit and is_noun_phrase(place, scan) else None  # 半導體物理學講座教授
    if body is None or kind is None or not body.category.startswith(kind):
        return None
    return Position(title=unit + title.title, organization=_institution(body, scan)[0])


def _behind_joint(unit: str, scan: Scan) -> str:
    """A unit without another title that a joint ties to it: 發言人和新聞司 is 新聞司."""
    for joint in ("和", "及", "與", "与", "兼", "、"):
        head, found, tail = unit.rpartition(joint)
        if found and tail and fold(head).endswith(title_words(scan.rulebook)):
            return tail
    return unit


def _without_body(title: TitleSpan, bodies: Bodies, scan: Scan) -> Position:
    """A title that no body stands in front of: of a place's government, of a body named before, or of none."""
    seated = seat(title, scan)
    if seated is not None:
        return Position(title=seated[0], organization=seated[1])
    field = field_in_front(title, scan)
    if fold(field) in scan.rulebook.folded_words("own_medium_word"):
        return Position(title=title.title, organization=_publisher(scan))
    named = body_in_bracket(title.bracket, bodies) if title.bracket else None
    if named is None:
        named = body_named_before(_without_council(title, scan), bodies, scan)
    name = named.name if named else body_of_unit(field, bodies, scan)
    if name is not None and _is_of_whole(title, scan):
        name = _university(name, scan) or name
    return Position(title=field + title.title, organization=name)


def _without_council(title: TitleSpan, scan: Scan) -> TitleSpan:
    """The title as if no board stood in front of it: 本公司｜董事會｜主席."""
    place = title.organization
    councils = _councils(scan.rulebook)
    if place is None or not scan.analysis.folded[place.start : place.end].endswith(councils):
        return title
    found = next(word for word in councils if scan.analysis.folded.endswith(word, place.start, place.end))
    return replace(title, start=place.end - len(found), organization=place._replace(end=place.end - len(found)))


def _is_of_whole(title: TitleSpan, scan: Scan) -> bool:
    """Whether a title is one of a university and of none of its units (校長)."""
    words = scan.rulebook.folded_words("whole_university_title")
    head = scan.analysis.folded[title.start : title.end]
    return any(head[-length:] in words for length in (2, 3, 5))


def _publisher(scan: Scan) -> str | None:
    """The paper that 本報 means, by its listed name where there is one; None when the metadata give none."""
    publisher = scan.analysis.article.publisher
    entry = scan.rulebook.entry_named("organizations", publisher) if publisher else None
    return entry.name if entry is not None else publisher


def _institution(body: Body, scan: Scan) -> tuple[str, str]:
    """The institution that a body is, or is a unit of, and the unit's name as printed (else empty)."""
    if not isinstance(body, OrganizationFinding):
        return body.name, ""
    board = _board_of(body, scan)
    if board is not None:
        return board
    if body.name.endswith("）"):
        return body.name, ""  # 香港中文大學（深圳） is no unit of the other one
    parent = body.parent or _university(body.name, scan)
    parent = (parent and _university(parent, scan)) or parent
    short = _behind_short_name(body, parent, scan) if parent else ""
    if parent and short:
        return parent, short
    if parent and body.name != parent and body.name.startswith(parent) and not parent.endswith("政府"):
        tail = body.name[len(parent) :]
        printed = scan.analysis.plain[max(body.end - len(tail), body.start) : body.end]
        if fold(printed) == fold(tail):
            return parent, printed
    return body.name, ""


def _behind_short_name(body: OrganizationFinding, parent: str, scan: Scan) -> str:
    """The unit's name as printed behind its university's short name: 港大｜醫學院; else empty."""
    hits = [hit for hit in scan.entries("organizations") if hit.start == body.start and hit.end < body.end]
    end = max((hit.end for hit in hits if hit.entry.name == parent), default=body.end)
    return scan.analysis.plain[end : body.end]


def _board_of(body: OrganizationFinding, scan: Scan) -> tuple[str, str] | None:
    """The listed body that a board belongs to, and the board as printed: 港鐵｜董事局."""
    printed = scan.analysis.plain[body.start : body.end]
    folded = scan.analysis.folded[body.start : body.end]
    if not folded.endswith(_councils(scan.rulebook)):
        return None
    council = next(word for word in _councils(scan.rulebook) if folded.endswith(word))
    end = body.end - len(council)
    hits = [hit for hit in scan.entries("organizations") if hit.start == body.start and hit.end == end]
    return (hits[0].entry.name, printed[-len(council) :]) if hits else None


def _university(name: str, scan: Scan) -> str | None:
    """The listed university with whose name a unit's name begins, or None."""
    return _university_in(name, scan.rulebook)


@lru_cache(maxsize=4)
def _councils(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(rulebook.folded_words("council"))


@lru_cache(maxsize=4096)
def _university_in(name: str, rulebook: Rulebook) -> str | None:
    for length in range(4, len(name) - 1):
        entry = rulebook.entry_named("organizations", name[:length])
        if entry is not None and entry.category == "university":
            return entry.name
    return None


def _says_more(other: Position, post: Position) -> bool:
    """Whether `other` is the same post, told more fully."""
    if other.organization is not None and post.organization is None:
        return other.title.endswith(post.title)
    if other.organization == post.organization and other.title != post.title and other.title.endswith(post.title):
        return not other.title.removesuffix(post.title).endswith(_OTHER_POST)
    if other.organization is not None and post.organization is not None and other.title.endswith(post.title):
        unit = other.title.removesuffix(post.title)  # 醫學院院長 of 甲大學 beside 院長 of 甲大學醫學院
        within = post.organization.startswith(other.organization) and post.organization.endswith(unit)
        return bool(unit) and within and other.organization != post.organization
    return False
