"""What the rules said when the goldens were accepted: `outputs/golden/.rules/rules.json`.

It holds what decides a match and no more: each rule's definition without its examples, the words of the
classes that rules name, digests of all other classes and of all gazetteer lines, and the lines themselves of
the entries that the goldens name. From it a review shows a rule's own diff and what caused a change.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from extractor.model.errors import StoreError
from extractor.rulebook import Rule, Rulebook
from extractor.store import write_atomically

PLACE = Path(".rules/rules.json")
_DEFINING = ("pattern", "tokens", "names", "set", "group", "blocks", "triggers", "scope", "view")
_CLASS = re.compile(r"\{(?:[A-Za-z_]\w*:)?([A-Za-z_]\w*)\}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rules at one time.

    `rules`: id -> lines `key = value`; `words`: class -> words (`word` or `word = value`); `classes`: class ->
    digest; `entries`: `gazetteer/id` -> digest; `lines`: `gazetteer/id` -> the entry's fields as lines.
    """

    rules: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def classes_of(self, rule_id: str) -> list[str]:
        """The word classes that a rule's pattern names, in order, as far as the snapshot knows them."""
        named = _CLASS.findall("\n".join(self.rules.get(rule_id, ())))
        return [name for name in dict.fromkeys(named) if name in self.classes]


def definition(rule: Rule) -> list[str]:
    """What decides what a rule matches, a line a key, in a fixed order; keys that say nothing are left out."""
    lines = []
    for key in _DEFINING:
        value = getattr(rule, key)
        if value in (None, (), {}, False) or (key, value) in (
            ("group", rule.kind), ("scope", "sentence"), ("view", "folded"),
        ):  # fmt: skip
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        lines += [f"{key} = {part}" if index == 0 else f"    {part}" for index, part in enumerate(text.split("\n"))]
    return lines


def take(rulebook: Rulebook, named: Collection[str] = ()) -> Snapshot:
    """The rules as they are now; `named` are ids of the entries that the goldens name."""
    rules = {rule.id: definition(rule) for rule in sorted(rulebook.rules, key=lambda rule: rule.id)}
    referred = {name for lines in rules.values() for name in _CLASS.findall("\n".join(lines))}
    words, classes = {}, {}
    for name, listed in sorted(rulebook.classes.items()):
        rows = [
            word if value is None else f"{word} = {json.dumps(value, ensure_ascii=False)}"
            for word, value in listed.words.items()
        ]
        classes[name] = _digest(rows)
        if name in referred:
            words[name] = rows
    entries, lines = {}, {}
    for gazetteer, listed_entries in sorted(rulebook.gazetteers.items()):
        for entry in sorted(listed_entries, key=lambda entry: entry.id):
            rows = _entry_lines(asdict(entry))
            entries[f"{gazetteer}/{entry.id}"] = _digest(rows)
            if entry.id in named:
                lines[f"{gazetteer}/{entry.id}"] = rows
    return Snapshot(rules, words, classes, entries, lines)


def entry_lines(rulebook: Rulebook, key: str) -> list[str]:
    """The fields of the entry `gazetteer/id` as lines; none when there is no such entry."""
    gazetteer, _, entry_id = key.partition("/")
    for entry in rulebook.gazetteers.get(gazetteer, ()):
        if entry.id == entry_id:
            return _entry_lines(asdict(entry))
    return []


def _entry_lines(row: dict[str, Any]) -> list[str]:
    fields = {**{name: value for name, value in row.items() if name != "extra"}, **row["extra"]}
    return [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in fields.items()
        if value not in (None, [], ())
    ]


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def read_snapshot(golden: Path) -> Snapshot | None:
    """The rules as noted beside the goldens; None when nothing was noted. StoreError for a broken file."""
    path = golden / PLACE
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text("utf-8"))
        nested = content.pop("entries")
        entries = {f"{name}/{key}": digest for name, rows in nested.items() for key, digest in rows.items()}
        return Snapshot(entries=entries, **content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"{path}: not readable as the rules' state: {error}. Take either side of a merge whole, or delete "
            f"the file: reviews then cannot tell what caused a change until the next one is accepted."
        ) from error


def write_snapshot(golden: Path, snapshot: Snapshot) -> None:
    """Note the rules beside the goldens, a line a rule's key, so that git shows what changed."""
    path = golden / PLACE
    nested: dict[str, dict[str, str]] = {}
    for key, digest in snapshot.entries.items():
        gazetteer, _, entry_id = key.partition("/")
        nested.setdefault(gazetteer, {})[entry_id] = digest
    rows = {**asdict(snapshot), "entries": nested}
    content = (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
    if not path.exists() or path.read_bytes() != content:
        write_atomically(path, content)


def advanced(
    accepted: Snapshot | None, now: Snapshot, held: Collection[str], held_entries: Collection[str]
) -> Snapshot:
    """The snapshot to note now: the present rules, but what waiting changes hang on stays as it was accepted.

    `held` are ids of rules and names of word classes, `held_entries` keys of gazetteer entries.
    """
    if accepted is None:
        return now
    return Snapshot(
        _held(accepted.rules, now.rules, held),
        _held(accepted.words, now.words, held),
        _held(accepted.classes, now.classes, held),
        _held(accepted.entries, now.entries, held_entries),
        _held(accepted.lines, now.lines, held_entries),
    )


def _held(old: dict[str, Any], new: dict[str, Any], held: Collection[str]) -> dict[str, Any]:
    kept = {key: value for key, value in new.items() if key not in held}
    kept.update({key: old[key] for key in held if key in old})
    return dict(sorted(kept.items()))
