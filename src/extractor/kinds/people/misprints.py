"""Names that differ from another by one look-alike or same-sounding character: linked by a warning.

Nothing is renamed: the record keeps the name as printed, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.kinds.people.context import Edges
from extractor.kinds.people.judge import Name
from extractor.kinds.people.shapes import is_han
from extractor.kinds.people.titles import Title
from extractor.model.findings import PersonFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Rulebook
from extractor.text.views import fold

_LENGTH = 3
_NO_OFFICES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holder:
    """A listed person of three characters, and the heads of the titles that the gazetteer gives."""

    name: str
    titles: tuple[str, ...]


def misprinted_officials(edges: Edges, titles: list[Title], names: dict[str, Name]) -> dict[str, Holder]:
    """Strings behind an office that are no accepted name but one character away from its listed holder."""
    found: dict[str, Holder] = {}
    masked = _holders(edges.scan.rulebook)
    for title in titles:
        text = edges.folded[title.end : title.end + _LENGTH]
        if title.type != "post" or len(text) < _LENGTH or not all(map(is_han, text)):
            continue
        if any(text[:length] in names for length in range(1, _LENGTH + 1)):
            continue
        head = edges.folded[title.head : title.end]
        near = [holder for form in _masks(text) for holder in masked.get(form, ()) if _held(holder, head)]
        if len(near) == 1 and edges.right(title.end + _LENGTH)[0] >= 0:
            found[text] = near[0]
    return found


@lru_cache(maxsize=4)
def _holders(rulebook: Rulebook) -> dict[str, list[Holder]]:
    """Listed holders of offices by their names with one character masked."""
    found: dict[str, list[Holder]] = {}
    for entry in rulebook.gazetteers.get("people", ()):
        titles = tuple(fold(str(post.get("title", ""))) for post in entry.extra.get("posts", ()))
        if len(entry.name) == _LENGTH and titles:
            for form in _masks(fold(entry.name)):
                found.setdefault(form, []).append(Holder(entry.name, titles))
    return found


def _masks(text: str) -> list[str]:
    return [text[:index] + "?" + text[index + 1 :] for index in range(len(text))]


def _held(holder: Holder, head: str) -> bool:
    return any(title.endswith(head[-2:]) for title in holder.titles)


def misprint_warnings(edges: Edges, people: list[PersonFinding], officials: dict[str, Holder]) -> list[Warning_]:
    """One warning for each pair: two names of the article with one title, or a name and a listed holder."""
    warnings = []
    first: dict[str, PersonFinding] = {}
    offices: dict[str, set[str]] = {}  # by name
    for person in people:
        first.setdefault(person.name, person)
        if person.titles:
            offices.setdefault(person.name, set()).update([title.title[-2:] for title in person.titles])
    for person in first.values() if officials else ():
        holder = officials.get(fold(person.name))
        if holder is not None:
            warnings.append(_warning(person, holder.name, "the gazetteer lists with that office"))
    pairs = _pairs(list(first.values()))
    for person, other in pairs:
        if offices.get(person.name, _NO_OFFICES) & offices.get(other.name, _NO_OFFICES):
            warnings.append(_warning(person, other.name, "the article gives the same office"))
    alike = _look_alikes(edges.scan.rulebook)
    for person, other in pairs:
        holders = person.name in offices and other.name in offices
        if not holders and _differ_by(fold(person.name), fold(other.name), alike):
            warnings.append(_warning(person, other.name, "the article gives one that looks much like it"))
    return warnings


@lru_cache(maxsize=4)
def _look_alikes(rulebook: Rulebook) -> frozenset[frozenset[str]]:
    """Pairs of characters that are easily taken for one another."""
    return frozenset(frozenset(fold(pair)) for pair in rulebook.words("look_alike"))


def _differ_by(name: str, other: str, alike: frozenset[frozenset[str]]) -> bool:
    """Whether two names of one length differ in one character only, and by a pair of look-alikes."""
    pairs = [frozenset(pair) for pair in zip(name, other, strict=False) if pair[0] != pair[1]]
    return len(name) == len(other) and len(pairs) == 1 and pairs[0] in alike


def _pairs(people: list[PersonFinding]) -> list[tuple[PersonFinding, PersonFinding]]:
    """Each person with each earlier one whose name has one other character, in text order."""
    masked: dict[str, list[int]] = {}
    found: list[tuple[PersonFinding, PersonFinding]] = []
    if len(people) < 2:
        return found
    for index, person in enumerate(people):
        if len(person.name) < _LENGTH:
            continue
        near: set[int] = set()
        for form in _masks(fold(person.name)):
            earlier = masked.setdefault(form, [])
            near.update(earlier)
            earlier.append(index)
        found += [(person, people[other]) for other in sorted(near)]
    return found


def _warning(person: PersonFinding, other: str, source: str) -> Warning_:
    return Warning_(
        "probable_misprint",
        f"「{person.name}」 is one character away from 「{other}」, to whom {source}; the printed name was kept. "
        "Check which of the two is right.",
        person.start,
        person.end,
    )
