"""The posts of a person: each title with the organization that it belongs to.

The organization of a title is the one that ends where the title begins, or whose unit stands between the
two: 香港科技大學土木與環境系榮休教授 is 土木與環境系榮休教授 of 香港科技大學. A unit that is an organization of its
own (with a parent) stays in the title too, so that the same post reads the same whether or not the unit is
listed. Why: docs/decisions/0020-where-a-post-ends.md.
"""

from __future__ import annotations

from extractor.kinds.people.clauses import holds_word
from extractor.model.findings import (
    Findings,
    LabFinding,
    OrganizationFinding,
    PersonFinding,
    Place,
    TitleSpan,
)
from extractor.model.records import Position
from extractor.rulebook import Scan

_LONGEST_UNIT = 16
_AROUND = "的之 \u3000（）()】訊讯專专電电」』》"
Body = OrganizationFinding | LabFinding


def positions(group: list[PersonFinding], findings: Findings, scan: Scan) -> list[Position]:
    """Every post that the mentions of one person give, each once, in text order, the vaguer ones left out."""
    found: dict[tuple[str, str | None], Position] = {}
    for person in group:
        for title in person.titles:
            one = position(title, findings, scan)
            if title.verb and one.organization is None:
                continue
            found.setdefault((one.title, one.organization), one)
    posts = list(found.values())
    return [post for post in posts if not any(_says_more(other, post) for other in posts if other is not post)]


def position(title: TitleSpan, findings: Findings, scan: Scan) -> Position:
    """The post that a title stands for, with the canonical name of its organization where one is found."""
    plain = scan.analysis.plain
    if title.body is not None:
        return Position(title=title.title, organization=title.body)
    if title.organization is None:
        return Position(title=title.title, organization=None)
    body = _body(title.organization, findings, scan)
    if body is None:
        return Position(title=title.title, organization=None)
    unit = plain[body.end : title.organization.end].strip(_AROUND)
    name = body.name
    if isinstance(body, OrganizationFinding) and body.parent and body.parent != body.name:
        own = _tail(plain[body.start : body.end], body)
        if own is not None:
            unit, name = own + unit, body.parent
    return Position(title=unit + title.title if not title.behind else title.title, organization=name)


def _tail(surface: str, body: OrganizationFinding) -> str | None:
    """The words of a unit behind its parent's name, as printed: 土木與環境系; None when they cannot be told."""
    parent = body.parent or ""
    if body.name.startswith(parent):
        tail = body.name[len(parent) :]
        if tail and surface.endswith(tail):
            return tail
    return None


def _body(place: Place, findings: Findings, scan: Scan) -> Body | None:
    """The last organization or laboratory of a place, if only a unit of it stands between it and the end."""
    inside: list[Body] = [
        *(one for one in findings.organizations if place.start <= one.start and one.end <= place.end),
        *(one for one in findings.labs if place.start <= one.start and one.end <= place.end),
    ]
    if not inside:
        return None
    last = max(inside, key=lambda one: (one.end, one.end - one.start))
    return last if _is_unit(last.end, place.end, scan) else None


def _is_unit(start: int, end: int, scan: Scan) -> bool:
    """Whether the words between a body and a title are a part of the body, and no clause."""
    words = scan.rulebook.folded_words
    stripped = scan.analysis.folded[start:end].strip(_AROUND)
    if not stripped:
        return True
    if len(stripped) > _LONGEST_UNIT or holds_word(scan.analysis, start, end, _stops(scan)):
        return False
    return (
        stripped.endswith(tuple(words("unit_end")))
        or stripped in words("title_field")
        or stripped in words("title_lead")
    )


def _stops(scan: Scan) -> set[str]:
    """Words that a unit's name does not hold. The 的 between a body and its title is none of them."""
    return scan.rulebook.folded_words("title_stop").keys() - {"的"}


def _says_more(other: Position, post: Position) -> bool:
    """Whether `other` is the same post, told more fully."""
    if other.organization is not None and post.organization is None:
        return other.title.endswith(post.title)
    if other.organization == post.organization and other.title != post.title:
        return other.title.endswith(post.title)
    return False
