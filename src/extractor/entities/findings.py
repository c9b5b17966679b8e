"""What does not fit together among the entities of one kind: found, named, and put in order of weight."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.entities.books import Books
from extractor.entities.lexicon import Lexicon
from extractor.entities.lines import Code, Entity, Finding, Kind, LabEntity, OrganizationEntity, Seen, Side
from extractor.entities.places import APART
from extractor.entities.settled import Settlement, key_of

_ORDER: tuple[Code, ...] = (
    "probable_misprint", "two_holders", "two_hosts", "two_english_names", "name_of_another",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """What the search for findings of one kind stands on."""

    kind: Kind
    books: Books
    settlement: Settlement
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Face:
    """As much of an entity as a finding about two of them needs; its name as a settled line writes it."""

    key: str
    name: str
    seen: Seen
    listed: bool


def face(entity: Entity, ground: Ground, key: str) -> Face:
    """The face of an entity: listed in a gazetteer or not, and its name with what tells it apart."""
    if isinstance(entity, LabEntity | OrganizationEntity):
        listed = entity.kb_id is not None
    else:
        listed = key.split(APART, maxsplit=1)[0] in ground.lexicon.people
    name = entity.name if entity.apart is None else f"{entity.name}{APART}{entity.apart}"
    seen = Seen(articles=entity.articles, first=entity.first, last=entity.last)
    return Face(key, name, seen, listed)


def face_of(key: str, ground: Ground) -> Face:
    """The face of the entity with that key, from the books."""
    from extractor.entities.merge import entity

    return face(entity(key, ground.books.all_rows(ground.kind, key), ground.kind, ground.settlement), ground, key)


def pair_finding(code: Code, one: Face, other: Face, evidence: str, ground: Ground, about: str | None = None,
                 ) -> Finding | None:  # fmt: skip
    """A finding about two entities, the one that is rarer and not listed as `a`. None when a person has settled it."""
    if ground.settlement.settles(one.name, other.name, about):
        return None
    a, b = sorted((one, other), key=_weight)
    return made(code, Side(name=a.name, seen=a.seen), Side(name=b.name, seen=b.seen), evidence, ground, about)


def _weight(side: Face) -> tuple[bool, int, str, str]:
    first = side.seen.first.published or ""
    return side.listed, side.seen.articles, "".join(chr(0x10FF - ord(char)) for char in first), side.name


def made(code: Code, a: Side, b: Side, evidence: str, ground: Ground, about: str | None) -> Finding:
    """A finding with its id: a digest of what it is about, so that it is the same in every run."""
    said = "\0".join((code, ground.kind, *sorted((a.name, b.name)), about or ""))
    return Finding(
        id=hashlib.sha256(said.encode()).hexdigest()[:8],
        code=code, kind=ground.kind, a=a, b=b, about=about, evidence=evidence,
    )  # fmt: skip


def in_order(findings: list[Finding]) -> list[Finding]:
    """Sorted by code, the likeliest to matter first, then by kind and names; of two about one pair the first."""
    ordered = sorted(
        findings, key=lambda one: (_ORDER.index(one.code), one.kind, one.b.name, one.a.name, one.about or "")
    )
    pairs: dict[tuple[str, frozenset[str]], Code] = {}
    return [one for one in ordered if one.code == pairs.setdefault(_pair(one), one.code)]


def _pair(one: Finding) -> tuple[str, frozenset[str]]:
    return one.kind, frozenset((one.a.name, one.b.name))


def alias_entries(key: str, entity: Entity) -> Iterator[tuple[str, str, str]]:
    """Bucket entries by which a form of one entity meets the entity that has it for a name."""
    if APART in key:
        return
    yield f"alias {key}", key, "is"
    for form in entity.names:
        if key_of(form.text) != key and len(form.text) > 1:
            yield f"alias {key_of(form.text)}", key, f"of {form.articles}"


def alias_finding(bucket: list[tuple[str, str]], ground: Ground) -> Iterator[Finding]:
    """A name that is a short form or alias of one other entity, and of no third."""
    bearers = {key for key, text in bucket if text == "is"}
    users = {key: text for key, text in bucket if text != "is"}
    if len(bearers) != 1 or len(users) != 1:
        return
    (key,), ((user, text),) = bearers, users.items()
    one, other = face_of(key, ground), face_of(user, ground)
    if one.listed or ground.settlement.settles(one.name, other.name):
        return
    evidence = f"{one.name} is a form of {other.name} in {text.removeprefix('of ')} article(s)"
    a, b = (Side(name=side.name, seen=side.seen) for side in (one, other))
    yield made("name_of_another", a, b, evidence, ground, None)
