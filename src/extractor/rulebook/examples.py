"""Examples: sentences whose mentions are marked with their values, `校方⟦昨日|2024-03-11⟧宣布`.

A mark is `⟦surface|value;field=value;…⟧`. The value is the kind's short form of a record (`headline_value`),
`=` fields are compared with the record's field of that name: `null` for None, lists joined with `+`,
positions as `title@organization`. A mark without `|` only says that a mention stands there. An example
without marks is a counter-example.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.model.errors import RuleError
from extractor.model.records import Record

_MARK = re.compile(r"⟦([^⟦⟧|]+)(?:\|([^⟦⟧]*))?⟧")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked mention: `[start, end)` in the sentence, the value (None = any) and the fields asked for."""

    start: int
    end: int
    value: str | None
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its marks, and the marks."""

    text: str
    marks: tuple[Mark, ...]


def parse_example(source: str, where: str) -> Example:
    """Take the marks out of an example. RuleError (beginning with `where`) when they are not well formed."""
    parts: list[str] = []
    marks: list[Mark] = []
    length, last = 0, 0
    for found in _MARK.finditer(source):
        before = source[last : found.start()]
        parts += [before, found[1]]
        start = length + len(before)
        length = start + len(found[1])
        value, fields = _parse_value(found[2], where)
        marks.append(Mark(start, length, value, fields))
        last = found.end()
    text = "".join([*parts, source[last:]])
    if "⟦" in text or "⟧" in text:
        raise RuleError(f"{where}: the marks of the example {source!r} are not well formed; write ⟦surface|value⟧")
    return Example(text, tuple(marks))


def _parse_value(written: str | None, where: str) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    if written is None:
        return None, ()
    value, *rest = written.split(";")
    fields = []
    for part in rest:
        name, equals, wanted = part.partition("=")
        if not equals:
            raise RuleError(f"{where}: {part!r} in an example is no field; write name=value")
        fields.append((name.strip(), wanted.strip()))
    return value or None, tuple(fields)


def headline_value(kind: str, record: Any) -> str:
    """The short form of a record of `kind` that stands behind `|` in an example."""
    if kind == "dates":
        return str(record.value)
    if kind == "amounts":
        return f"{field_value(record.value, '?')} {record.currency}"
    if kind == "quantities":
        return f"{field_value(record.value, '?')} {record.unit or ''}"
    if kind == "rankings":
        return field_value(record.rank, "")
    return str(record.name)


def field_value(value: Any, null: str = "null") -> str:
    """A field as examples write it."""
    if value is None:
        return null
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, list):
        return "+".join(field_value(item) for item in value)
    if isinstance(value, Record):
        return "@".join(part for part in value.model_dump().values() if part)
    return str(value)
