"""What changed between two extractions of an article: fact by fact, field by field. Pure functions.

Facts are paired without their offsets first, so that text moved by an edit above changes no fact:

1. an entity (laboratory, person, organization) by its name, then by the words it is mentioned by;
2. a mention-record (amount, quantity, ranking, date) by its words and all its fields, in text order, then
   by its words in order, then by overlapping places when the text did not move.

What stays alone was removed or added.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extractor.model.records import KINDS, Extraction, Record

ChangeClass = Literal["value changed", "removed", "added", "span changed", "provenance only"]
CLASSES: tuple[ChangeClass, ...] = ("value changed", "removed", "added", "span changed", "provenance only")
"""All classes of change, the most important first."""
ENTITY_KINDS = ("labs", "people", "organizations")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a fact, before and after (as JSON values)."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One changed fact of one article. `old` and `new` are the whole records as JSON objects, or None."""

    article: str
    kind: str
    change: ChangeClass
    label: str
    rule: str
    fields: tuple[FieldChange, ...]
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def compare(old: Extraction, new: Extraction) -> list[Change]:
    """The changes from `old` to `new`, two extractions of the same article; the most important first."""
    changes: list[Change] = []
    article = new.article.id
    for kind in KINDS:
        pairs = _pair(kind, getattr(old, kind), getattr(new, kind))
        changes += [change for before, after in pairs if (change := _change(article, kind, before, after))]
    changes += _head_changes(old, new)
    changes += _warning_changes(old, new)
    return sorted(changes, key=lambda change: CLASSES.index(change.change))


def only(record: Extraction, *, added: bool) -> list[Change]:
    """The changes that a whole new article (`added`) or a vanished one makes."""
    empty = record.model_copy(update={**{kind: [] for kind in KINDS}, "warnings": []})
    return compare(empty, record) if added else compare(record, empty)


Pair = tuple[Record | None, Record | None]


def _pair(kind: str, old: Sequence[Record], new: Sequence[Record]) -> list[Pair]:
    keys: list[Callable[[Any], Hashable]]
    if kind in ENTITY_KINDS:
        keys = [lambda record: record.name, lambda record: record.mentions[0].text]
    else:
        keys = [
            lambda record: (_words(record), repr(_fields(record))),
            _words,
            lambda record: (record.mentions[0].start,),
            lambda record: (record.mentions[0].end, "end"),
        ]
    pairs: list[Pair] = []
    before, after = list(old), list(new)
    for key in keys:
        matched, before, after = _match(before, after, key)
        pairs += matched
    pairs += [(record, None) for record in before]
    pairs += [(None, record) for record in after]
    return pairs


def _match(
    before: list[Record], after: list[Record], key: Callable[[Any], Hashable]
) -> tuple[list[Pair], list[Record], list[Record]]:
    """Pair records of equal key, the n-th with the n-th; return the pairs and what is left of both."""
    waiting: dict[Hashable, list[int]] = {}
    for index, record in enumerate(after):
        waiting.setdefault(key(record), []).append(index)
    pairs: list[Pair] = []
    left = []
    used: set[int] = set()
    for record in before:
        indices = waiting.get(key(record))
        if indices:
            index = indices.pop(0)
            used.add(index)
            pairs.append((record, after[index]))
        else:
            left.append(record)
    return pairs, left, [record for index, record in enumerate(after) if index not in used]


def _words(record: Any) -> str:
    return str(record.mentions[0].text)


def _fields(record: Record) -> dict[str, Any]:
    """The record's own fields as JSON values, without its mentions."""
    return record.model_dump(mode="json", exclude={"mentions"})


def _surfaces(record: Any) -> list[str]:
    return [mention.text for mention in record.mentions]


def _rules(record: Any) -> list[str]:
    return [mention.rule for mention in record.mentions]


def _change(article: str, kind: str, old: Any, new: Any) -> Change | None:
    """The change that a pair makes, or None when only its place in the text moved."""
    if old is None or new is None:
        record = new or old
        change: ChangeClass = "added" if old is None else "removed"
        fields = tuple(
            FieldChange(name, None if old is None else value, value if old is None else None)
            for name, value in _fields(record).items()
            if value not in (None, [], False)
        )
    else:
        record = new
        before, after = _fields(old), _fields(new)
        fields = tuple(
            FieldChange(name, before[name], after[name]) for name in after if before.get(name) != after[name]
        )
        if fields:
            change = "value changed"
        elif _surfaces(old) != _surfaces(new):
            change = "span changed"
            fields = (FieldChange("mentions", _surfaces(old), _surfaces(new)),)
        elif _rules(old) != _rules(new) or [m.block for m in old.mentions] != [m.block for m in new.mentions]:
            change = "provenance only"
            fields = (FieldChange("rules", _rules(old), _rules(new)),)
        else:
            return None
    return Change(
        article,
        kind,
        change,
        record.name if kind in ENTITY_KINDS else _words(record),
        record.mentions[0].rule,
        fields,
        None if old is None else old.model_dump(mode="json"),
        None if new is None else new.model_dump(mode="json"),
    )


def _head_changes(old: Extraction, new: Extraction) -> list[Change]:
    ignored = {"sha256", "source"}
    before = old.article.model_dump(mode="json", exclude=ignored)
    after = new.article.model_dump(mode="json", exclude=ignored)
    fields = tuple(FieldChange(name, before[name], after[name]) for name in after if before[name] != after[name])
    if not fields:
        return []
    return [Change(new.article.id, "article", "value changed", new.article.id, "", fields, before, after)]


def _warning_changes(old: Extraction, new: Extraction) -> list[Change]:
    def keyed(warnings: Iterable[Any]) -> dict[tuple[str, str], dict[str, Any]]:
        return {(w.code, w.message): w.model_dump(mode="json") for w in warnings}

    before, after = keyed(old.warnings), keyed(new.warnings)
    article = new.article.id
    gone = [
        Change(article, "warnings", "removed", key[0], "", (FieldChange("message", key[1], None),), value, None)
        for key, value in before.items()
        if key not in after
    ]
    come = [
        Change(article, "warnings", "added", key[0], "", (FieldChange("message", None, key[1]),), None, value)
        for key, value in after.items()
        if key not in before
    ]
    return gone + come
