"""Findings about laboratories and organizations: names one character apart, hosts and English names at odds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations

from extractor.entities.books import Row
from extractor.entities.findings import Ground, face_of, made, pair_finding
from extractor.entities.likeness import nearness
from extractor.entities.lines import Entity, Finding, LabEntity, Seen, Side
from extractor.entities.places import APART
from extractor.text.views import fold, is_han

_SHORTEST = {"organizations": 5, "labs": 6}
_SHORTEST_GAP = {"organizations": 8, "labs": 7}
"""So many characters a name needs before one more or less of them is a slip and no other name."""

_SERIES = 6
"""More names than this that differ in one place are a series (第一小學, 第二小學, …), no misprints."""


def entries(key: str, ground: Ground) -> Iterator[tuple[str, str, str]]:
    """(bucket, key, text) by which a name meets those that are a character apart."""
    name = key.split(APART, maxsplit=1)[0]
    if len(name) < _SHORTEST[ground.kind] or not is_han(name[0]):
        return
    yield f"gap {name}", key, ""
    for form in sorted({name[:index] + name[index + 1 :] for index in range(len(name))}):
        yield f"gap {form}", key, ""


def misprint(bucket: list[tuple[str, str]], ground: Ground) -> Iterator[Finding]:
    """Names of one bucket of which one may be a misprint of the other."""
    keys = sorted({key for key, _ in bucket})
    if len(keys) > _SERIES:
        return
    for one, other in combinations(keys, 2):
        left, right = face_of(one, ground), face_of(other, ground)
        if left.listed and right.listed:
            continue
        why = how_near(left.name.split(APART)[0], right.name.split(APART)[0], ground)
        if why is None or not _together(one, other, ground):
            continue
        found = pair_finding("probable_misprint", left, right, why, ground)
        if found is not None:
            yield found


def how_near(one: str, other: str, ground: Ground) -> str | None:
    """In words, how one name may be a misprint of the other; None when it hardly is."""
    telling = ground.lexicon.telling
    if len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if fold(a) != fold(b)]
        if len(differing) != 1 or any(not is_han(char) or fold(char) in telling for char in differing[0]):
            return None
        return nearness(*differing[0])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) != len(shorter) + 1 or len(shorter) < _SHORTEST_GAP[ground.kind]:
        return None
    at = next((i for i, char in enumerate(shorter) if fold(char) != fold(longer[i])), len(shorter))
    if fold(longer[at + 1 :]) != fold(shorter[at:]) or not 0 < at < len(shorter):
        return None
    char = longer[at]
    return None if not is_han(char) or fold(char) in telling else f"{char} more in {longer}"


def _together(one: str, other: str, ground: Ground) -> bool:
    """Whether nothing but the name tells two laboratories apart: a host in common, or none known."""
    hosts = [{row.text for row in ground.books.rows(ground.kind, key, "host")} for key in (one, other)]
    return not (hosts[0] and hosts[1]) or bool(hosts[0] & hosts[1])


def near_listed(key: str, lab: Entity, ground: Ground) -> Iterator[Finding]:
    """Printed names that articles took for this listed one, the only one so near."""
    known = face_of(key, ground)
    for row in ground.books.rows(ground.kind, key, "near"):
        if fold(row.text) != fold(known.name) and not ground.settlement.settles(row.text, known.name):
            a = Side(name=row.text, seen=row.seen)
            b = Side(name=known.name, seen=known.seen)
            yield made("probable_misprint", a, b, "taken for the only listed name so near", ground, None)


def two_hosts(key: str, lab: LabEntity, ground: Ground) -> Finding | None:
    """Two articles that give a laboratory hosts of which none is the same, and no article that gives both."""
    rows = ground.books.rows("labs", key, "hosts")
    sets: list[tuple[set[str], Row]] = [(set(json.loads(row.text)), row) for row in rows]
    sets.sort(key=lambda one: (-one[1].articles, one[1].text))
    for (one, left), (other, right) in combinations(sets, 2):
        if one & other or any(one & both and other & both for both, _ in sets):
            continue
        names = [f"{lab.name}{APART}{min(hosts)}" for hosts in (other, one)]
        if not ground.settlement.settles(names[0], names[1]):
            evidence = f"hosts {'、'.join(sorted(one))} and {'、'.join(sorted(other))}, and no article gives both"
            a, b = (Side(name=name, seen=row.seen) for name, row in zip(names, (right, left), strict=True))
            return made("two_hosts", a, b, evidence, ground, None)
    return None


_SMALL = {"the", "of", "for", "and", "in", "on", "at", "a", "an"}


def two_english_names(key: str, lab: Entity, ground: Ground) -> Finding | None:
    """The two most frequent English names of which none is a part of the other."""
    for one, other in combinations(lab.names_en, 2):
        left, right = (_words(form.text) for form in (one, other))
        if left <= right or right <= left:
            continue
        sides = [
            Side(name=f"{lab.name}{APART}{form.text}",
                 seen=Seen(articles=form.articles, first=form.first, last=form.last))
            for form in (other, one)
        ]  # fmt: skip
        if not ground.settlement.settles(sides[0].name, sides[1].name):
            evidence = f"{other.text} and {one.text}"
            return made("two_english_names", sides[0], sides[1], evidence, ground, None)
    return None


def _words(name: str) -> set[str]:
    words = re.findall(r"[a-z]+", name.casefold().replace("centre", "center"))
    return {word.removesuffix("s") for word in words} - _SMALL
