"""A rejected change -> a line of gold (docs/gold.md) that says what is right, in the gold file of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractor.compare.diff import Change
from extractor.model.errors import UsageError
from extractor.model.records import KINDS, Record
from extractor.review.rightness import right_facts
from extractor.review.session import Session
from extractor.rulebook.schema import KIND_PREFIX
from extractor.store import output_path, write_atomically

_NUMBERED = re.compile(r"(.*)#(\d+)", re.DOTALL)
_UNJUDGED = {"mentions", "kb_id", "aliases", "currency_basis", "basis_of"}


def add_gold(session: Session, key: str) -> str:
    """Write the line; returns a sentence that says where.

    UsageError where gold needs no line (a fact that is wrongly there), where the article has no gold yet (gold
    is a whole article, read by a person), or where its gold says something else.
    """
    item = session.items[key]
    change = item.change
    if item.status != "rejected":
        raise UsageError("only a rejected change becomes a line of gold")
    if change.kind not in KINDS or change.old is None:
        raise UsageError("gold needs no line for what is not there: whatever it does not list counts as wrong")
    path = output_path(session.gold, change.article).with_suffix(".gold")
    if not path.exists():
        raise UsageError(
            f"there is no gold/{change.article}.gold: gold is a whole article, annotated by a reader from its "
            f"text alone (docs/gold.md); begin it first"
        )
    article, facts = right_facts(session, item)
    lines = path.read_text("utf-8").split("\n")
    place, start = _line(change, article.text, facts)
    kind = KIND_PREFIX[change.kind]
    for line in lines:
        if line.split("\t")[:2] == place.split("\t")[:2]:
            if line == place:
                return f"gold/{change.article}.gold has that line already"
            raise UsageError(f"gold/{change.article}.gold has another line for it: {line!r}; mend it by hand")
    at = next((n for n, line in enumerate(lines) if _start(line, article.text) > start), None)
    if at is None:
        at = len(lines) - 1 if lines[-1] == "" else len(lines)
    lines.insert(at, place)
    write_atomically(path, ("\n".join(lines).rstrip("\n") + "\n").encode())
    return f"a {kind} in gold/{change.article}.gold: {place.split(chr(9))[1]}"


def _line(change: Change, text: str, facts: list[tuple[Any, int, int]]) -> tuple[str, int]:
    """The line for the first mention of the change's accepted record, and where it stands."""
    assert change.old is not None
    words = change.old["mentions"][0]["text"]
    for record, start, end in facts:
        same = record.model_dump(mode="json", exclude={"mentions"}) == {
            name: value for name, value in change.old.items() if name != "mentions"
        }
        if same and text[start:end] == words:
            number = _occurrences(text, words).index(start) + 1
            suffix = f"#{number}" if number > 1 or _NUMBERED.fullmatch(words) else ""
            fields = "".join(f"\t{name}={value}" for name, value in _fields(change, record))
            return f"{KIND_PREFIX[change.kind]}\t{_escaped(words)}{suffix}{fields}", start
    raise UsageError(f"「{words}」 does not stand in the article any more; mend the gold by hand")


def _fields(change: Change, record: Any) -> Iterator[tuple[str, str]]:
    """What the record says, and of what it leaves empty only what the change was about."""
    changed = {field.field for field in change.fields}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _UNJUDGED or (change.kind == "dates" and name in ("start", "end", "basis")):
            continue
        if value not in (None, [], False) or name in changed:
            yield name, _written(value)


def _written(value: Any) -> str:
    if value is None or value == []:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, list):
        return "+".join(_written(part) for part in value)
    if isinstance(value, Record):
        return "@".join(str(part) for part in value.model_dump().values() if part)
    return str(value).replace("\t", " ").replace("\n", " ")


def _occurrences(text: str, words: str) -> list[int]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(start)
        start = text.find(words, start + 1)
    return found


def _start(line: str, text: str) -> int:
    """Where the mention of a gold line stands; -1 for a comment or what cannot be found."""
    parts = line.split("\t")
    if line.startswith("#") or len(parts) < 2:
        return -1
    numbered = _NUMBERED.fullmatch(parts[1])
    words, number = (numbered[1], int(numbered[2])) if numbered else (parts[1], 1)
    places = _occurrences(text, _unescaped(words))
    return places[number - 1] if 0 < number <= len(places) else -1


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _unescaped(words: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), words)
