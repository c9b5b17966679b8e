"""What changed between two extractions of an article: fact by fact, field by field. Pure functions.

`extractor.compare.pairing` says which fact is which. What changed in a pair is its value, its span, or only
the rule that found it; what has no partner was removed or added.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from extractor.compare.pairing import ENTITY_KINDS, Pairing, fields_key, fields_of, pair, rules, surfaces
from extractor.model.records import KINDS, Extraction

ChangeClass = Literal["value changed", "removed", "added", "span changed", "provenance only"]
CLASSES: tuple[ChangeClass, ...] = ("value changed", "removed", "added", "span changed", "provenance only")
"""All classes of change, the most important first."""
PLACES = "places"
"""The field of a change that says where mentions moved; it is shown, and no part of a change's identity."""
_IGNORED_IN_HEAD = {"sha256", "source"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a fact, before and after (as JSON values)."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One changed fact of one article. `old` and `new` are the whole records as JSON objects, or None.

    `ordinal` counts facts of an article that say the same in the same words.
    """

    article: str
    kind: str
    change: ChangeClass
    label: str
    rule: str
    fields: tuple[FieldChange, ...]
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    ordinal: int = 1

    @property
    def id(self) -> str:
        """What the change is known by: its words and values, never a place in the text or a machine.

        The same change has the same id in every run, so that a decision about it is recognized again.
        """
        fields = [[f.field, f.old, f.new] for f in self.fields if f.field != PLACES]
        facts = [] if self.kind not in KINDS or self.kind in ENTITY_KINDS else [_said(self.old), _said(self.new)]
        said = json.dumps([self.article, self.kind, self.change, self.label, fields, facts], ensure_ascii=False)
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return digest if self.ordinal == 1 else f"{digest}-{self.ordinal}"


def _said(record: dict[str, Any] | None) -> Any:
    """A record's words and fields, without its places and rules."""
    if record is None:
        return None
    words = [mention["text"] for mention in record["mentions"]]
    return [words, {name: value for name, value in record.items() if name != "mentions"}]


def compare(old: Extraction, new: Extraction, pairing: Pairing | None = None) -> list[Change]:
    """The changes from `old` to `new`, two extractions of the same article; the most important first."""
    return [change for change, _ in paired_changes(old, new, pairing or pair(old, new))]


def only(record: Extraction, *, added: bool) -> list[Change]:
    """The changes that a whole new article (`added`) or a vanished one makes."""
    empty = without_facts(record)
    return compare(empty, record) if added else compare(record, empty)


def without_facts(record: Extraction) -> Extraction:
    """The same article with nothing found in it."""
    return record.model_copy(update={**{kind: [] for kind in KINDS}, "warnings": []})


def paired_changes(old: Extraction, new: Extraction, pairing: Pairing) -> list[tuple[Change, tuple[Any, Any]]]:
    """Every change with the pair of records (or warnings, or heads) that it was seen in; most important first."""
    article = new.article.id
    found: list[tuple[Change, tuple[Any, Any]]] = []
    for kind in KINDS:
        ordinals = _ordinals(kind, getattr(new, kind))
        gone: Counter[str] = Counter()
        for before, after in pairing.pairs[kind]:
            change = _change(article, kind, before, after, pairing.alignment.still)
            if change is None:
                continue
            if after is not None:
                change = replace(change, ordinal=ordinals[id(after)])
            else:
                gone[change.id] += 1
                change = replace(change, ordinal=gone[change.id])
            found.append((change, (before, after)))
    found += _head_changes(old, new)
    found += _warning_changes(old, new)
    return sorted(found, key=lambda item: CLASSES.index(item[0].change))


def _ordinals(kind: str, records: Iterable[Any]) -> dict[int, int]:
    """By identity of the record: the how-manieth it is of those that say the same in the same words."""
    counts: Counter[tuple[str, str]] = Counter()
    numbered = {}
    for record in records:
        key = (record.name, "") if kind in ENTITY_KINDS else (record.mentions[0].text, fields_key(record))
        counts[key] += 1
        numbered[id(record)] = counts[key]
    return numbered


def _change(article: str, kind: str, old: Any, new: Any, still: bool) -> Change | None:
    """The change that a pair makes, or None when only its place in the text moved."""
    record = old if new is None else new
    if old is None or new is None:
        change: ChangeClass = "added" if old is None else "removed"
        fields = tuple(
            FieldChange(name, None if old is None else value, value if old is None else None)
            for name, value in fields_of(record).items()
            if value not in (None, [], False)
        )
    else:
        classified = _classify(old, new, still)
        if classified is None:
            return None
        change, fields = classified
    return Change(
        article,
        kind,
        change,
        record.name if kind in ENTITY_KINDS else record.mentions[0].text,
        record.mentions[0].rule,
        fields,
        None if old is None else old.model_dump(mode="json"),
        None if new is None else new.model_dump(mode="json"),
    )


def _classify(old: Any, new: Any, still: bool) -> tuple[ChangeClass, tuple[FieldChange, ...]] | None:
    if fields_key(old) != fields_key(new):
        before, after = fields_of(old), fields_of(new)
        return "value changed", tuple(
            FieldChange(name, before[name], after[name]) for name in after if before[name] != after[name]
        )
    places = [[(m.start, m.end) for m in record.mentions] for record in (old, new)]
    if surfaces(old) != surfaces(new) or (still and places[0] != places[1]):
        fields = [FieldChange("mentions", surfaces(old), surfaces(new))]
        if still and places[0] != places[1]:
            fields.append(FieldChange(PLACES, [list(p) for p in places[0]], [list(p) for p in places[1]]))
        return "span changed", tuple(fields)
    blocks = [[mention.block for mention in record.mentions] for record in (old, new)]
    fields = []
    if rules(old) != rules(new):
        fields.append(FieldChange("rules", rules(old), rules(new)))
    if blocks[0] != blocks[1]:
        fields.append(FieldChange("blocks", blocks[0], blocks[1]))
    return ("provenance only", tuple(fields)) if fields else None


def _head_changes(old: Extraction, new: Extraction) -> list[tuple[Change, tuple[Any, Any]]]:
    before = old.article.model_dump(mode="json", exclude=_IGNORED_IN_HEAD)
    after = new.article.model_dump(mode="json", exclude=_IGNORED_IN_HEAD)
    fields = tuple(FieldChange(name, before[name], after[name]) for name in after if before[name] != after[name])
    if not fields:
        return []
    article = new.article.id
    change = Change(article, "article", "value changed", article, "", fields, before, after)
    return [(change, (old.article, new.article))]


def _warning_changes(old: Extraction, new: Extraction) -> list[tuple[Change, tuple[Any, Any]]]:
    """Warnings are known by code and message; of equal ones, by how many there are."""
    article = new.article.id
    pairs: list[tuple[Any, Any]] = []
    waiting: dict[tuple[str, str], list[Any]] = {}
    for warning in new.warnings:
        waiting.setdefault((warning.code, warning.message), []).append(warning)
    for warning in old.warnings:
        partners = waiting.get((warning.code, warning.message))
        if partners:
            partners.pop(0)
        else:
            pairs.append((warning, None))
    left = {id(warning) for partners in waiting.values() for warning in partners}
    pairs += [(None, warning) for warning in new.warnings if id(warning) in left]
    counts: Counter[str] = Counter()
    found = []
    for before, after in pairs:
        one = after if before is None else before
        change = Change(
            article, "warnings", "added" if before is None else "removed", one.code, "",
            (FieldChange("message", before and before.message, after and after.message),),
            before and before.model_dump(mode="json"), after and after.model_dump(mode="json"),
        )  # fmt: skip
        counts[change.id] += 1
        found.append((replace(change, ordinal=counts[change.id]), (before, after)))
    return found
