"""Which listed body a name means in this article: the article's own evidence, else what is usual here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from extractor.kinds.organizations.sighting import Sighting
from extractor.model.warnings import Warning_
from extractor.rulebook import Entry, EntryHit, Rulebook, Scan
from extractor.text.views import fold

_HERE = "HK"
"""Where the press that we read is published."""
_GLOSS = re.compile(r"（([A-Za-z][A-Za-z .&]+)）")
_CODE = re.compile(r"（0?[0-9]{3,4}(?:\.[A-Z]{2})?）")
"""A stock code behind a company's short form: 小米（1810）."""
_UNIVERSITY = fold("大學")
_JOINED = ("university", "company")
_LONG = 3
"""From this length on a short form is told by the place that the article speaks of."""


def link(known: list[Sighting], scan: Scan, warnings: list[Warning_]) -> dict[Sighting, Entry]:
    """The entry that each listed name means; names that stay open are left out, with a reason or a warning.

    A short form that several bodies share means the one that the article names in full; if it names none or
    several of them, the one that the press of Hong Kong means by it (`usual`); else, for a public body, the
    only one whose country the article names (立法院), or else the only one, when the word behind it speaks of a
    body; else it stays open.
    """
    evidence = _Evidence(known, scan)
    beside = _Beside(known)
    never, platforms = scan.rulebook.folded_words("name_never"), scan.rulebook.folded_words("platform")
    linked: dict[Sighting, Entry] = {}
    for one in known:
        surface = scan.analysis.folded[one.start : one.end]
        if surface in never:
            scan.lost("organizations", one.rule, one.start, one.end, "alone it names no one body")
            continue
        if surface in platforms and not _acts(one, scan, "platform_evidence"):
            scan.lost("organizations", one.rule, one.start, one.end, "the place where people write, not the company")
            continue
        entry = _choose(one, surface, evidence, scan.analysis.article.published)
        if entry is not None and one.ambiguous and entry.id in evidence.named:
            entry = _own_name(one, surface, entry, evidence.countries) or entry
        if entry is not None and one.ambiguous and entry.category == "government":
            entry = _by_country(one, entry, evidence.countries, scan)
        entry = _next_to(one, beside) or entry
        if entry is None and len(one.entries) == 1 and _spoken_of(one, beside, scan):
            entry = one.entries[0]
        if entry is not None:
            linked[one] = entry
        elif len(one.entries) > 1:
            warnings.append(_open(one, scan))
            scan.lost("organizations", one.rule, one.start, one.end, "several bodies bear this short form")
        else:
            scan.lost("organizations", one.rule, one.start, one.end, "a word that needs the full name elsewhere")
    return linked


def _acts(one: Sighting, scan: Scan, words: str) -> bool:
    """Whether the word behind a name, one of a class, speaks of a body that bears it."""
    after = scan.analysis.folded[one.end : one.end + 6].lstrip("」』》 ")
    return after.startswith(_words(scan.rulebook, words))


@lru_cache(maxsize=16)
def _words(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    return tuple(rulebook.folded_words(name))


def _in_full(one: Sighting, scan: Scan) -> list[Entry]:
    """The university whose whole name stands there, if the press means it by that (中山大學: Taiwan has one too)."""
    if one.category != "university":
        return []
    surface = scan.analysis.folded[one.start : one.end]
    return [entry for entry in one.entries if surface == _folded(entry.name) and _is_usual(entry, surface)]


def _is_local(entry: Entry) -> bool:
    return entry.category == "university" and entry.extra.get("place") == _HERE


class _Evidence:
    """What an article says of the bodies that it names, each put together when first asked for."""

    def __init__(self, known: list[Sighting], scan: Scan) -> None:
        self._known, self._scan = known, scan

    @cached_property
    def named(self) -> set[str]:
        """The ids of the bodies that are named for certain."""
        named = {one.entries[0].id for one in self._known if not one.ambiguous and len(one.entries) == 1}
        return named | {entry.id for one in self._known for entry in _in_full(one, self._scan)}

    @cached_property
    def local(self) -> set[str]:
        """The ids of the universities of this place that are named."""
        return {one.entries[0].id for one in self._known if len(one.entries) == 1 and _is_local(one.entries[0])}

    @cached_property
    def met(self) -> set[str]:
        """The ids of all bodies that a name may mean."""
        return {entry.id for one in self._known for entry in one.entries}

    @cached_property
    def places(self) -> set[Any]:
        """The codes of the places that are named, and of this one."""
        return {hit.entry.extra.get("place") for hit in self._scan.entries("places")} | {_HERE, None}

    @cached_property
    def countries(self) -> list[EntryHit]:
        """Where countries are named, in order."""
        hits = self._scan.entries("places")
        return [hit for hit in hits if hit.entry.category == "country" and not hit.ambiguous]


class _Beside:
    """The listed names of an article by what one character parts them from; looked up when first asked."""

    def __init__(self, known: list[Sighting]) -> None:
        self._known = known

    @cached_property
    def _places(self) -> tuple[dict[int, list[Sighting]], dict[int, list[Sighting]]]:
        ends: dict[int, list[Sighting]] = {}
        starts: dict[int, list[Sighting]] = {}
        for one in self._known:
            ends.setdefault(one.end, []).append(one)
            starts.setdefault(one.start, []).append(one)
        return ends, starts

    def neighbours(self, one: Sighting) -> Iterator[tuple[Sighting, int]]:
        """The names that one character parts from `one`, each with the place of that character."""
        ends, starts = self._places
        yield from ((other, other.end) for other in ends.get(one.start - 1, ()))
        yield from ((other, one.end) for other in starts.get(one.end + 1, ()))


def _spoken_of(one: Sighting, beside: _Beside, scan: Scan) -> bool:
    """Whether the words around a form of one body, which may be an ordinary word too, speak of the body."""
    return (
        _acts(one, scan, "body_act")
        or _listed_with(one, beside, scan)
        or _glossed(one, scan)
        or (one.category == "company" and _CODE.match(scan.analysis.folded, one.end) is not None)
    )


def _glossed(one: Sighting, scan: Scan) -> bool:
    """Whether the English name of the entry stands in brackets behind the form: 蘋果（Apple）."""
    name = one.entries[0].name_en
    found = _GLOSS.match(scan.analysis.folded, one.end)
    return name is not None and found is not None and name.casefold().startswith(found[1].casefold())


def _listed_with(one: Sighting, beside: _Beside, scan: Scan) -> bool:
    """Whether a short form is joined to another body of its kind, a company to a sure name: 嶺大和都大, 華為和中興."""
    joints = scan.rulebook.folded_words("name_joint")
    return one.category in _JOINED and any(
        other.category == one.category
        and (one.category == "university" or not other.ambiguous)
        and scan.analysis.folded[joint] in joints
        for other, joint in beside.neighbours(one)
    )


def _choose(
    one: Sighting,
    surface: str,
    evidence: _Evidence,
    published: date | None,
) -> Entry | None:
    if not one.ambiguous and (len(one.entries) == 1 or len({entry.name for entry in one.entries}) == 1):
        return one.entries[0]
    attested = [entry for entry in one.entries if entry.id in evidence.named]
    if len(attested) == 1:
        here = next((entry for entry in _usual(list(one.entries), surface, published) if _is_local(entry)), None)
        if here is None or not evidence.local.difference(entry.id for entry in one.entries):
            return attested[0]
        return here  # 中大 beside 港大 is the one of Hong Kong, although 中山大學 is named too
    beside = [entry for entry in one.entries if _stands_beside(entry, evidence)]
    if len(beside) == 1 and not attested:
        return beside[0]
    usual = _usual(attested or list(one.entries), surface, published)
    if usual or attested:
        return usual[0] if len(usual) == 1 else None
    near = [entry for entry in one.entries if entry.extra.get("place") in evidence.places]
    return near[0] if len(near) == 1 and _tells(near[0], surface) else None


def _own_name(one: Sighting, surface: str, entry: Entry, countries: list[EntryHit]) -> Entry | None:
    """The body of this place whose whole name the form is (立法會), although `entry` of another place is named in
    full (澳門立法會): unless the article speaks more of that place.
    """
    own = next(
        (other for other in one.entries if other.extra.get("place") == _HERE and fold(other.name) == surface), None
    )
    if own is None or own is entry:
        return None
    told = [hit.entry.extra.get("place") for hit in countries]
    return own if told.count(_HERE) and told.count(_HERE) >= told.count(entry.extra.get("place")) else None


def _by_country(one: Sighting, entry: Entry, countries: list[EntryHit], scan: Scan) -> Entry | None:
    """A ministry belongs to the country named last in front of it in its sentence (南韓今日…國防部): the entry
    of that country if there is one, None if there is none. What is of this place stays.
    """
    if entry.extra.get("place") in (_HERE, None):
        return entry
    floor = scan.analysis.sentence_at(one.start).start
    near = [hit for hit in countries if floor <= hit.start and hit.end <= one.start]
    if not near:
        return entry
    place = near[-1].entry.extra.get("place")
    if place in (_HERE, entry.extra.get("place")):
        return entry
    return next((other for other in one.entries if other.extra.get("place") == place), None)


def _tells(entry: Entry, surface: str) -> bool:
    """Whether a form is told by the place alone: of a public body, a university, or capital letters."""
    if surface.isascii():
        return len(surface) >= _LONG
    return len(surface) >= _LONG and (
        entry.category == "government" or (entry.category == "university" and surface.endswith(_UNIVERSITY))
    )


def _next_to(one: Sighting, beside: _Beside) -> Entry | None:
    """The entry whose neighbour (`beside`) is joined to the form: 民主黨和共和黨 are of one country."""
    told = [entry for entry in one.entries if "beside" in entry.extra]
    if not told:
        return None
    near = {other.entries[0].id for other, _ in beside.neighbours(one)}
    return next((entry for entry in told if near.intersection(entry.extra.get("beside", ()))), None)


def _stands_beside(entry: Entry, evidence: _Evidence) -> bool:
    """Whether the article names what tells a form's bearer (共和黨 beside 民主黨), and has met nothing, in whatever
    form, that tells another (立法會).
    """
    extra = entry.extra
    if not evidence.named.intersection(extra.get("beside", ())):
        return False
    return not evidence.met.intersection(extra.get("apart", ()))


def _usual(entries: list[Entry], surface: str, published: date | None) -> list[Entry]:
    """Those that the press here means by a form; of a bureau and its successor, the one in force on that day."""
    usual = [entry for entry in entries if _is_usual(entry, surface)]
    if not usual or len(entries) < 2:
        return usual
    valid = [entry for entry in entries if _in_force(entry, published)]
    return valid if len(valid) == 1 else usual


def _in_force(entry: Entry, day: date | None) -> bool:
    """Whether a body existed on a day; if the day is not known, whether it does now."""
    if day is None:
        return entry.valid_to is None
    return (entry.valid_from or "") <= day.isoformat() <= (entry.valid_to or "9999")


def _is_usual(entry: Entry, surface: str) -> bool:
    return any(surface == _folded(form) for form in entry.extra.get("usual", ()))


_folded = lru_cache(maxsize=4096)(fold)


def _open(one: Sighting, scan: Scan) -> Warning_:
    surface = scan.analysis.plain[one.start : one.end]
    names = "、".join(entry.name for entry in one.entries)
    return Warning_(
        "ambiguous_organization",
        f"「{surface}」 may be {names}; the article names none of them in full, so it was left out",
        one.start,
        one.end,
    )
