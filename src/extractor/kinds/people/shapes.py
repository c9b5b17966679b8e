"""Stretches of text that have the shape of a name, weighed by their characters alone."""

from __future__ import annotations

from typing import NamedTuple

from extractor.kinds.people.lexicon import Lexicon

_NEVER = -(10**6)
LONGEST_SOUND = 8


class Shape(NamedTuple):
    """A stretch that ends at `end`, what its characters weigh (thousandths), and the form of name it has."""

    end: int
    weight: int
    form: str


def is_han(character: str) -> bool:
    """Whether a character is a Han ideograph; some that are common in names are folded to rare ones (暐)."""
    return "㐀" <= character <= "鿿" or "\U00020000" <= character <= "\U0003ffff"


def shapes_at(plain: str, folded: str, start: int, limit: int, tables: Lexicon) -> list[Shape]:
    """Every stretch from `start` that may be a name, none reaching beyond `limit`."""
    if start >= limit or not is_han(plain[start]):
        return []
    for length in tables.no_person_lengths.get(folded[start], ()):
        if folded[start : start + length] in tables.no_person:
            return []
    against = ordinary(folded, start, tables)
    found = _compound(folded, start, limit, tables) if folded[start : start + 2] in tables.compounds else []
    if plain[start] in tables.surnames:
        found += _chinese(plain, folded, start, limit, tables, against)
    if folded[start : start + 2] in tables.japanese or folded[start : start + 3] in tables.japanese:
        found += _japanese(folded, start, limit, tables)
    if folded[start] in tables.sounds:
        found += _sounds(folded, start, limit, tables, against)
    return found


def _compound(folded: str, start: int, limit: int, tables: Lexicon) -> list[Shape]:
    base = tables.weights["surname_compound"]
    found = []
    for length in (3, 4):
        given = _given(folded, start + 2, start + length, limit, tables)
        if given != _NEVER:
            found.append(Shape(start + length, base + given, "compound"))
    return found


def _chinese(plain: str, folded: str, start: int, limit: int, tables: Lexicon, against: int) -> list[Shape]:
    weights = tables.weights
    found = []
    surname = tables.surnames[plain[start]]
    function = weights["function_surname"] if folded[start] in tables.function_surnames else 0
    for length in (2, 3):
        given = _given(folded, start + 1, start + length, limit, tables)
        if given == _NEVER:
            continue
        if length == 2:
            if folded[start + 1] in tables.no_short_given or (function and given < weights["given_frequent"]):
                continue
            given += weights["two_characters"] + (weights["two_unlikely"] if given < tables.given_else else 0)
        doubt = function * (4 - length) if given < 2 * weights["given_frequent"] else 0
        found.append(Shape(start + length, surname + given + against + doubt, "chinese"))
    if surname > 0 and tables.surnames.get(plain[start + 1 : start + 2], -1) >= weights["surname_1"]:
        given = _given(folded, start + 2, start + 4, limit, tables)
        if given >= 0:
            found.append(Shape(start + 4, surname + given + against + weights["married"], "married"))
    return found


def ordinary(folded: str, start: int, tables: Lexicon) -> int:
    """What an ordinary word that begins at `start` takes from a name that would begin there."""
    if folded[start : start + 2] in tables.ordinary_words or folded[start : start + 3] in tables.ordinary_words:
        return tables.weights["ordinary_word"]
    return 0


def _given(folded: str, start: int, end: int, limit: int, tables: Lexicon) -> int:
    if end > limit:
        return _NEVER
    total, known = 0, tables.given
    for character in folded[start:end]:
        weight = known.get(character)
        if weight is None:
            if not is_han(character):
                return _NEVER
            weight = tables.given_else
        total += weight
    if folded[end - 1] in tables.never_last:
        total += tables.weights["given_never_last"]
    if folded[start:end] in tables.follow:
        total += tables.weights["given_is_verb"]
    return total


def _japanese(folded: str, start: int, limit: int, tables: Lexicon) -> list[Shape]:
    found = []
    for width in (2, 3):
        if folded[start : start + width] not in tables.japanese:
            continue
        for given, more in ((1, -300), (2, 0), (3, -700)):
            end = start + width + given
            if end <= limit and all(map(is_han, folded[start + width : end])):
                name = folded[start + width : end]
                if name in tables.no_short_given or name[:2] in tables.follow or name in tables.follow:
                    continue  # 安倍｜會面, 石破｜派
                unlikely = sum(tables.given.get(c, 0) <= tables.weights["given_unlikely"] for c in name)
                found.append(Shape(end, tables.weights["japanese_surname"] + more - 900 * unlikely, "japanese"))
    return found


def _sounds(folded: str, start: int, limit: int, tables: Lexicon, against: int) -> list[Shape]:
    total = tables.weights["transliterated"]
    strong, end, found = 0, start, []
    while end < limit and end - start < LONGEST_SOUND:
        weight = tables.sounds.get(folded[end])
        if weight is None:
            break
        total += weight
        strong += folded[end] in tables.sounds_strong
        end += 1
        if end - start >= 2 and strong:
            doubt = against if end - start == 2 else against // 2 if end - start == 3 else 0
            found.append(Shape(end, total + doubt, "transliterated"))
    return found
