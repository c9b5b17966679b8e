"""Gazetteers: JSONL files of known names. They help; nothing may depend on a name being listed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.model.errors import RuleError

_REQUIRED = ("id", "name", "aliases", "name_en", "category", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One known name. `extra` holds the keys that only some gazetteers have (hosts, ambiguous, place, …).

    `valid_from` and `valid_to` are ISO dates or None; `source` says of what kind the evidence is.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    name_en: str | None
    category: str | None
    valid_from: str | None
    valid_to: str | None
    source: str
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """Short forms that this entry shares with others, or with ordinary words: they need evidence."""
        return tuple(self.extra.get("ambiguous", ()))


def read_gazetteer(path: Path) -> tuple[Entry, ...]:
    """All entries of one JSONL gazetteer, in file order.

    Raises RuleError with file, line and what was expected.
    """
    entries: list[Entry] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"gazetteers/{path.name}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise RuleError(f"{where}: not one JSON object a line: {error}") from error
        entry = _entry(row, where)
        if entry.id in seen:
            raise RuleError(f"{where}: the id {entry.id!r} is used twice; ids are unique")
        seen.add(entry.id)
        entries.append(entry)
    return tuple(entries)


def _entry(row: Any, where: str) -> Entry:
    if not isinstance(row, dict):
        raise RuleError(f"{where}: expected a JSON object with the keys {', '.join(_REQUIRED)}")
    for key in ("id", "name", "source"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise RuleError(f"{where}: {key!r} is {row.get(key)!r}; expected a non-empty text")
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) and alias for alias in aliases):
        raise RuleError(f"{where}: 'aliases' is {aliases!r}; expected a list of non-empty texts")
    return Entry(
        row["id"],
        row["name"],
        tuple(aliases),
        row.get("name_en"),
        row.get("category"),
        row.get("valid_from"),
        row.get("valid_to"),
        row["source"],
        {key: value for key, value in row.items() if key not in _REQUIRED},
    )
