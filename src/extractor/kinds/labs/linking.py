"""From a name to its gazetteer entry: by a former name, or by the one listed name that a misprint is near."""

from __future__ import annotations

from functools import lru_cache

from extractor.kinds.labs.sighting import Sighting
from extractor.rulebook import Entry, Rulebook, Scan
from extractor.text.views import fold

_SHORTEST = 5
"""A name with fewer code points of its own is near too many others."""


_KEY = fold("全國重點")
_JOINTS = str.maketrans(dict.fromkeys(fold("與和暨"), fold("及")))


@lru_cache(maxsize=4)
def _former(rulebook: Rulebook) -> tuple[tuple[str, Entry], ...]:
    """Former names, the longest first."""
    names = {
        fold(name): entry for entry in rulebook.gazetteers.get("labs", ()) for name in entry.extra.get("former", ())
    }
    return tuple(sorted(names.items(), key=lambda item: (-len(item[0]), item[0])))


@lru_cache(maxsize=4)
def _former_names(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(name for name, _ in _former(rulebook))


@lru_cache(maxsize=4)
def _by_joint(rulebook: Rulebook) -> dict[str, Entry]:
    """Names with one joint for all: X與Y and X及Y are no two units."""
    return {
        fold(name).translate(_JOINTS): entry
        for entry in rulebook.gazetteers.get("labs", ())
        for name in (entry.name, *entry.aliases)
    }


@lru_cache(maxsize=4)
def _by_category(rulebook: Rulebook) -> dict[str, list[tuple[str, Entry]]]:
    names: dict[str, list[tuple[str, Entry]]] = {}
    for entry in rulebook.gazetteers.get("labs", ()):
        names.setdefault(entry.category or "", []).append((fold(entry.name), entry))
    return names


@lru_cache(maxsize=256)
def _by_head(rulebook: Rulebook, category: str, head: str) -> list[tuple[str, Entry]]:
    """The names of a category that end in a head word, without it."""
    listed = _by_category(rulebook).get(category, ())
    return [(name[: -len(head)], entry) for name, entry in listed if name.endswith(head)]


def linked_entry(one: Sighting, scan: Scan) -> tuple[int, Entry] | None:
    """The unit that bore the name which ends here before it was reorganized, or whose name joins its words
    otherwise; and where the name begins.
    """
    folded = scan.analysis.folded
    if folded.endswith(_former_names(scan.rulebook), 0, one.end):
        for name, entry in _former(scan.rulebook):
            if folded.endswith(name, 0, one.end):
                return one.end - len(name), entry
    name = folded[one.start : one.end]
    if one.category == "laboratory":  # 新發傳染性疾病實驗室, the short way to say 新發傳染性疾病全國重點實驗室
        name = folded[one.start : one.head] + _KEY + folded[one.head : one.end]
    joined = _by_joint(scan.rulebook).get(name.translate(_JOINTS)) or _by_joint(scan.rulebook).get(
        folded[one.start : one.end].translate(_JOINTS)
    )
    return None if joined is None else (one.start, joined)


def near_entry(one: Sighting, scan: Scan) -> Entry | None:
    """The one listed unit of the same head word whose name differs by a character or two; None if several do."""
    folded = scan.analysis.folded
    own, head = folded[one.start : one.head], folded[one.head : one.end]
    if len(own) < _SHORTEST:
        return None
    allowed = 2 if len(own) >= 9 else 1
    near = [entry for name, entry in _by_head(scan.rulebook, one.category, head) if _within(own, name, allowed)]
    return near[0] if len(near) == 1 else None


def _within(left: str, right: str, allowed: int) -> bool:
    """Whether the two differ by at most `allowed` characters put in, left out or exchanged."""
    if abs(len(left) - len(right)) > allowed or len(set(left).difference(right)) > allowed:
        return False
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1] <= allowed
