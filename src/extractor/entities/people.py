"""Findings about people: one post and nearly one name, two holders of a post, two English names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from unicodedata import combining, normalize

from extractor.entities.findings import Face, Ground, face, face_of, made, pair_finding
from extractor.entities.likeness import nearness
from extractor.entities.lines import Finding, Form, PersonEntity, Seen, Side
from extractor.entities.places import APART
from extractor.text.views import fold, is_han

_LONGEST = 4
_SHARED = 3
"""A post with more holders at a time than this is no post of one person, whatever its title says."""


def entries(key: str, person: PersonEntity, ground: Ground) -> Iterator[tuple[str, str, str]]:
    """(bucket, key, text) by which a person meets others of nearly the same name, or of the same post."""
    name = key.split(APART, maxsplit=1)[0]
    for post in person.posts:
        told = f"{post.title}@{post.organization}" if post.organization else post.title
        place = f"{fold(post.title)}@{fold(post.organization or '')}"
        sole = ground.lexicon.is_sole(post.title)
        if not post.organization and not (sole and len(post.title) >= _LONGEST):
            continue
        if 2 <= len(name) <= _LONGEST and all(map(is_han, name)):
            for form in _masks(name):
                yield f"name {place} {form}", key, told
        if sole and post.first.published and post.last.published:
            yield f"post {place}", key, f"{post.first.published} {post.last.published} {told}"


def _masks(name: str) -> Iterator[str]:
    """The name with each character masked, and its characters in one order: names that share one are near."""
    for index in range(len(name)):
        yield f"{name[:index]}?{name[index + 1 :]}"
    if len(name) > 2:
        yield "=" + "".join(sorted(name))


def misprint(bucket: list[tuple[str, str]], ground: Ground) -> Iterator[Finding]:
    """People of one post whose names differ by a character that looks or sounds alike, or by the order of two."""
    told = dict(reversed(bucket))
    for one, other in combinations(sorted(told), 2):
        left, right = face_of(one, ground), face_of(other, ground)
        why = how_near(left.name.split(APART)[0], right.name.split(APART)[0])
        if why is not None:
            found = pair_finding("probable_misprint", left, right, f"both {told[one]}; {why}", ground)
            if found is not None:
                yield found


def how_near(one: str, other: str) -> str | None:
    """In words, how one name may be a misprint of the other of the same length; None when it hardly is."""
    if len(one) != len(other):
        return None
    differing = [(a, b) for a, b in zip(one, other, strict=True) if fold(a) != fold(b)]
    if len(differing) == 1 and all(map(is_han, differing[0])):
        return nearness(*differing[0])
    if len(differing) == 2 and differing[0] == differing[1][::-1] and fold(one[0]) == fold(other[0]):
        return f"{differing[0][0]} and {differing[0][1]} change places"
    return None


def two_holders(bucket: list[tuple[str, str]], ground: Ground) -> Iterator[Finding]:
    """Pairs that hold a post of one person, each seen in it between two sightings of the other, or across them."""
    spans = {key: text.split(" ", 2) for key, text in bucket}
    pairs = [
        (one, other) for one, other in combinations(sorted(spans), 2)
        if spans[one][0] < spans[other][1] and spans[other][0] < spans[one][1]
    ]  # fmt: skip
    if len({key for pair in pairs for key in pair}) > _SHARED:
        return
    for one, other in pairs:
        left, right = (_holder(key, spans[key][2], ground) for key in (one, other))
        names = left.name.split(APART)[0], right.name.split(APART)[0]
        if names[0] in names[1] or names[1] in names[0] or how_near(*names):
            continue
        if ground.lexicon.one_after_another(*names, spans[one][2].split("@")[0]):
            continue
        evidence = "; ".join(f"{side.name} {_span(side.seen)}" for side in (left, right))
        found = pair_finding("two_holders", left, right, evidence, ground, spans[one][2])
        if found is not None:
            yield found


def _holder(key: str, told: str, ground: Ground) -> Face:
    """A person as the holder of a post: seen when the post was."""
    known = face_of(key, ground)
    title, _, body = told.partition("@")
    for row in ground.books.rows(ground.kind, key, "post"):
        if (row.text, row.more) == (title, body):
            return Face(key, known.name, row.seen, known.listed)
    return known


def _span(seen: Seen) -> str:
    first, last = seen.first.published, seen.last.published
    return f"{first}" if first == last else f"{first} to {last}"


def two_english_names(key: str, person: PersonEntity, ground: Ground) -> Finding | None:
    """The two most frequent English names of a person that cannot be one."""
    for one, other in combinations(person.names_en, 2):
        if contradict(one.text, other.text):
            name = face(person, ground, key).name.split(APART)[0]
            sides = [_english_side(name, form) for form in (other, one)]
            if not ground.settlement.settles(sides[0].name, sides[1].name):
                evidence = f"{other.text} and {one.text} cannot be one name"
                return made("two_english_names", sides[0], sides[1], evidence, ground, None)
    return None


def _english_side(name: str, form: Form) -> Side:
    return Side(name=f"{name}{APART}{form.text}", seen=Seen(articles=form.articles, first=form.first, last=form.last))


def contradict(one: str, other: str) -> bool:
    """Whether two English names are of two people: what they do not share stands on both sides in the same form.

    John Lee and John Lee Ka-chiu are one, as are John Lee and Lee Ka-chiu; John Lee and Peter Lee are two.
    """
    left, right = _words(one), _words(other)
    only_left, only_right = left - right, right - left
    if sorted("-" in word for word in only_left) != sorted("-" in word for word in only_right) or not only_left:
        return False
    initials = {word[0] for word in only_left} & {word[0] for word in only_right}
    short = any(len(word) == 1 for word in only_left | only_right)
    return not (short and initials)


def _words(name: str) -> set[str]:
    bare = "".join(char for char in normalize("NFKD", name.casefold()) if not combining(char))
    return set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.sub(r"(?<=[a-z])['’](?=[a-z])", "", bare)))
