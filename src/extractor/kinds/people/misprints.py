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


@dataclass(frozen=True, slots=True)
class Holder:
    """A listed person of three characters, and the heads of the titles that the gazetteer gives."""

    name: str
    titles: tuple[str, ...]


def misprinted_officials(edges: Edges, titles: list[Title], names: dict[str, Name]) -> dict[str, Holder]:
    """Strings behind an office that are no accepted name but one character away from its listed holder."""
    found: dict[str, Holder] = {}
    for title in titles:
        text = edges.folded[title.end : title.end + _LENGTH]
        if title.type != "post" or text in names or len(text) < _LENGTH or not all(map(is_han, text)):
            continue
        if any(text.startswith(name) for name in names):
            continue
        head = edges.folded[title.head : title.end]
        masked = _holders(edges.scan.rulebook)
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
    return [f"{text[:index]}?{text[index + 1 :]}" for index in range(len(text))]


def _differs_by_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _held(holder: Holder, head: str) -> bool:
    return any(title.endswith(head[-2:]) for title in holder.titles)


def misprint_warnings(people: list[PersonFinding], officials: dict[str, Holder]) -> list[Warning_]:
    """One warning for each pair: two names of the article with one title, or a name and a listed holder."""
    warnings = []
    first: dict[str, PersonFinding] = {}
    for person in people:
        first.setdefault(person.name, person)
    for person in first.values():
        holder = officials.get(fold(person.name))
        if holder is not None:
            warnings.append(_warning(person, holder.name, "the gazetteer lists with that office"))
    listed = list(first.values())
    folded = {person.name: fold(person.name) for person in listed}
    for index, person in enumerate(listed):
        for other in listed[:index]:
            if (
                _differs_by_one(folded[person.name], folded[other.name])
                and len(person.name) >= _LENGTH
                and _share(person, other, people)
            ):
                warnings.append(_warning(person, other.name, "the article gives the same office"))
    return warnings


def _share(one: PersonFinding, other: PersonFinding, people: list[PersonFinding]) -> bool:
    titles = {name: {title.title[-2:] for person in people if person.name == name for title in person.titles}
              for name in (one.name, other.name)}  # fmt: skip
    return bool(titles[one.name] & titles[other.name])


def _warning(person: PersonFinding, other: str, source: str) -> Warning_:
    return Warning_(
        "probable_misprint",
        f"「{person.name}」 is one character away from 「{other}」, to whom {source}; the printed name was kept. "
        "Check which of the two is right.",
        person.start,
        person.end,
    )
