"""Gold files: what a careful reader finds in an article, one mention a line (docs/gold.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.model.errors import ReadingError, UsageError
from extractor.model.records import Amount, Date, Lab, Organization, Person, Quantity, Ranking, Record

SINGULAR = {
    "labs": "lab",
    "people": "person",
    "organizations": "organization",
    "amounts": "amount",
    "quantities": "quantity",
    "rankings": "ranking",
    "dates": "date",
}
"""How a gold file calls each kind of the output."""
PLURAL = {one: many for many, one in SINGULAR.items()}
MODELS: dict[str, type[Record]] = {
    "labs": Lab, "people": Person, "organizations": Organization, "amounts": Amount, "quantities": Quantity,
    "rankings": Ranking, "dates": Date,
}  # fmt: skip
NULL = "-"
_OCCURRENCE = re.compile(r"(.*)#([1-9][0-9]*)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One line: a mention `[start, end)` of the article's text, and its fields as they are written.

    An `optional` one counts neither when it is found nor when it is missed.
    """

    kind: str
    start: int
    end: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    optional: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class GoldLine:
    """One line before its place in the text is looked up: the `occurrence`-th place of `surface`."""

    kind: str
    surface: str
    occurrence: int
    fields: dict[str, str]
    optional: bool
    where: str


def read_gold(path: Path) -> list[GoldLine]:
    """The lines of a gold file. ReadingError with file and line for whatever docs/gold.md does not allow."""
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"{path}: cannot be read as UTF-8 gold: {error}") from error
    return [
        _parse(line, f"{path.name}:{number}")
        for number, line in enumerate(source.split("\n"), 1)
        if line.strip() and not line.startswith("#")
    ]


def _parse(line: str, where: str) -> GoldLine:
    parts = line.rstrip("\r").split("\t")
    if len(parts) < 2 or parts[0] not in PLURAL:
        raise ReadingError(
            f"{where}: {line!r} is no gold line; write kind, surface and fields with one TAB between them, "
            f"the kind one of {', '.join(PLURAL)}"
        )
    kind = PLURAL[parts[0]]
    fields: dict[str, str] = {}
    for part in parts[2:]:
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise ReadingError(f"{where}: {part!r} is no field; write name=value, name=- for null")
        if name != "optional" and (name not in MODELS[kind].model_fields or name == "mentions"):
            known = ", ".join(other for other in MODELS[kind].model_fields if other != "mentions")
            raise ReadingError(f"{where}: {parts[0]} has no field {name!r}; its fields are {known}")
        if name in fields:
            raise ReadingError(f"{where}: the field {name!r} is written twice")
        fields[name] = value
    optional = fields.pop("optional", "no") == "yes"
    surface, occurrence = _occurrence(parts[1])
    if not surface:
        raise ReadingError(f"{where}: the surface is empty; write the words of the mention behind the kind")
    return GoldLine(kind, surface, occurrence, fields, optional, where)


def _occurrence(written: str) -> tuple[str, int]:
    numbered = _OCCURRENCE.fullmatch(written)
    surface, occurrence = (numbered[1], int(numbered[2])) if numbered else (written, 1)
    return re.sub(r"\\([nt\\])", lambda found: _ESCAPES[found[1]], surface), occurrence


def locate(lines: Iterable[GoldLine], text: str) -> list[GoldMention]:
    """The lines' mentions in `text`, in text order. ReadingError for a line whose place does not exist."""
    mentions = []
    seen: set[tuple[str, int, int]] = set()
    for line in lines:
        start = -1
        for _ in range(line.occurrence):
            start = text.find(line.surface, start + 1)
            if start < 0:
                raise ReadingError(
                    f"{line.where}: the text holds 「{line.surface}」 fewer than {line.occurrence} times; "
                    f"copy the mention from `extractor text FILE` and count its places"
                )
        end = start + len(line.surface)
        if (line.kind, start, end) in seen:
            raise ReadingError(f"{line.where}: 「{line.surface}」 at {start} is annotated twice")
        seen.add((line.kind, start, end))
        mentions.append(GoldMention(line.kind, start, end, line.surface, line.fields, line.optional, line.where))
    return sorted(mentions, key=lambda one: (one.start, one.end, one.kind))


def gold_files(gold: Path) -> list[tuple[str, Path]]:
    """The (article id, path) of every gold file below `gold`, or of the one file that it is, sorted by id."""
    if gold.is_file():
        if gold.suffix != ".gold":
            raise UsageError(f"{gold}: no gold; expected a file ending in .gold, or a folder of them")
        return [(gold.stem, gold)]
    if not gold.is_dir():
        raise UsageError(f"{gold}: no such folder or file of gold; docs/gold.md says what belongs into one")
    found = [(path.relative_to(gold).with_suffix("").as_posix(), path) for path in gold.rglob("*.gold")]
    if not found:
        raise ReadingError(f"{gold}: holds no gold; write <article id>.gold as docs/gold.md says")
    return sorted(found)


def write_gold(mentions: Iterable[GoldMention], text: str) -> Iterator[str]:
    """The lines of a gold file that say `mentions` of `text`; `locate` gives the same mentions back."""
    for one in sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.kind)):
        surface = text[one.start : one.end]
        number, place = 1, text.find(surface)
        while place < one.start:
            number, place = number + 1, text.find(surface, place + 1)
        written = surface.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        if number > 1 or _OCCURRENCE.fullmatch(written):
            written += f"#{number}"
        fields = [f"{name}={value}" for name, value in one.fields.items()]
        yield "\t".join([SINGULAR[one.kind], written, *fields, *(["optional=yes"] if one.optional else [])])


def as_written(value: Any) -> str:
    """A record's field as gold writes it: `-` for null and no items, `yes`/`no`, decimals, lists with `+`."""
    if value is None or value == []:
        return NULL
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "+".join(as_written(item) for item in value)
    if isinstance(value, Record):
        return "@".join(part for part in value.model_dump().values() if part)
    return format(value, "f") if hasattr(value, "normalize") else str(value)
