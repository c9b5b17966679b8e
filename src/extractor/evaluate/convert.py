"""Annotations of other tools -> gold: brat standoff and Label Studio.

brat (https://brat.nlplab.org/standoff.html): `T1<TAB>Date 10 14<TAB>text`, with an attribute or a note
for each field: `A1<TAB>qualifier T1 nearly`, `#1<TAB>AnnotatorNotes T1<TAB>value=5;unit=間`. A discontinuous
span becomes the stretch from its first to its last position.

Label Studio (https://labelstud.io/guide/export): the JSON export, one task an article, `value` with `start`,
`end`, `labels`; other results of the same region (choices, text areas, numbers) give the fields that their
`from_name` says. Its offsets count code points or, in exports of some versions, UTF-16 units: the region's
own words decide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.evaluate.gold import MODELS, PLURAL, GoldMention, write_gold
from extractor.model.errors import ReadingError
from extractor.model.records import KINDS
from extractor.store import output_path, write_atomically

FORMATS = ("brat", "label-studio")
_SPAN = re.compile(r"(T\d+)\t(\S+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.*)")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (T\d+)(?: (.*))?")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


def convert(source: Path, form: str, folder: Path) -> list[Path]:
    """Write the annotations in `source` as gold files into `folder`; the paths written.

    `source` is a brat folder (or one `.ann` file, its `.txt` beside it) or a Label Studio JSON file.
    ReadingError says which line or task is wrong; nothing is written then.
    """
    read = _brat if form == "brat" else _label_studio
    gold: dict[Path, str] = {}
    for name, text, mentions in read(source):
        path = output_path(folder, name)
        path = path.with_name(path.name.removesuffix(".json") + ".gold")
        if path in gold:
            raise ReadingError(f"{source}: annotates the article {name!r} twice; give each article an id")
        gold[path] = "".join(f"{line}\n" for line in (f"# {name}", *write_gold(mentions, text)))
    if not gold:
        raise ReadingError(f"{source}: holds no annotated article")
    for path, content in gold.items():
        write_atomically(path, content.encode())
    return list(gold)


def _kind(label: str, where: str) -> str:
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", label).casefold()
    if name in PLURAL:
        return PLURAL[name]
    if name in KINDS:
        return name
    raise ReadingError(f"{where}: no kind is called {label!r}; label mentions {', '.join(PLURAL)}")


def _mention(label: str, span: tuple[int, int], text: str, fields: dict[str, str], where: str) -> GoldMention:
    kind = _kind(label, where)
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ReadingError(f"{where}: the span {start}–{end} lies outside the text of {len(text)} characters")
    optional = fields.pop("optional", "no") in ("yes", "")
    for name in fields:
        if name not in MODELS[kind].model_fields or name == "mentions":
            raise ReadingError(f"{where}: {label} has no field {name!r}; see docs/gold.md")
    return GoldMention(kind, start, end, text[start:end], fields, optional, where)


def _brat(source: Path) -> Iterator[tuple[str, str, list[GoldMention]]]:
    root = source if source.is_dir() else source.parent
    for path in sorted(source.rglob("*.ann")) if source.is_dir() else [source]:
        try:
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            annotation = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ReadingError(f"{path}: cannot be read with its .txt beside it: {error}") from error
        name = path.relative_to(root).with_suffix("").as_posix()
        yield name, text.replace("\r\n", "\n"), _brat_mentions(annotation, text, path.name)


def _brat_mentions(annotation: str, text: str, name: str) -> list[GoldMention]:
    spans: dict[str, tuple[str, int, int, str]] = {}
    fields: dict[str, dict[str, str]] = {}
    for number, line in enumerate(annotation.splitlines(), 1):
        where = f"{name}:{number}"
        if found := _SPAN.fullmatch(line):
            spans[found[1]] = (found[2], *_brat_span(found[3], found[4], text, where), where)
        elif found := _ATTRIBUTE.fullmatch(line):
            fields.setdefault(found[2], {})[found[1]] = found[3] or "yes"
        elif found := _NOTE.fullmatch(line):
            fields.setdefault(found[1], {}).update(_noted(found[2], where))
        elif line.startswith("T"):
            raise ReadingError(f"{where}: {line!r} is no brat text-bound annotation")
    plain = text.replace("\r\n", "\n")
    return [
        _mention(label, (start, end), plain, fields.get(key, {}), where)
        for key, (label, start, end, where) in spans.items()
    ]


def _brat_span(written: str, words: str, text: str, where: str) -> tuple[int, int]:
    """The span in the text with `\\n` line ends; brat counts a `\\r\\n` as two and prints it as a space."""
    places = [int(place) for place in re.findall(r"[0-9]+", written)]
    start, end = min(places), max(places)
    if ";" not in written and text[start:end].split() != words.split():
        raise ReadingError(
            f"{where}: {words!r} does not stand at {start}–{end} of the .txt, {text[start:end]!r} does; "
            f"is it the text that was annotated?"
        )
    return start - text.count("\r\n", 0, start), end - text.count("\r\n", 0, end)


def _noted(note: str, where: str) -> dict[str, str]:
    fields = {}
    for part in note.split(";"):
        name, equals, value = part.strip().partition("=")
        if not equals or not value:
            raise ReadingError(f"{where}: the note {note!r} gives no fields; write name=value;name=value")
        fields[name] = value
    return fields


def _label_studio(source: Path) -> Iterator[tuple[str, str, list[GoldMention]]]:
    try:
        tasks = json.loads(source.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReadingError(f"{source}: cannot be read as a Label Studio JSON export: {error}") from error
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        where = f"{source.name}: task {number}"
        try:
            text = task["data"]["text"]
            name = str(task["data"].get("id") or task.get("file_upload") or f"task-{task.get('id', number)}")
            regions = [region for one in task["annotations"] if not one.get("was_cancelled")
                       for region in one["result"]]  # fmt: skip
            mentions = _regions(regions, text, where)
        except (KeyError, TypeError, AttributeError) as error:
            raise ReadingError(f"{where}: is no task with text and annotations: {error!r}") from error
        yield name, text, mentions


def _regions(regions: list[dict[str, Any]], text: str, where: str) -> list[GoldMention]:
    fields: dict[str, dict[str, str]] = {}
    for region in regions:
        if "labels" not in region["value"]:
            written = _field(region["value"])
            if written is not None:
                fields.setdefault(region["id"], {})[region["from_name"]] = written
    return [
        _mention(label, _studio_span(region["value"], text, where), text, dict(fields.get(region["id"], {})),
                 f"{where}, region {region['id']}")
        for region in regions
        for label in region["value"].get("labels", [])[:1]
    ]  # fmt: skip


def _studio_span(value: dict[str, Any], text: str, where: str) -> tuple[int, int]:
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is None or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    first = len(units[: 2 * start].decode("utf-16-le", "replace"))
    if text[first : first + len(words)] == words:
        return first, first + len(words)
    raise ReadingError(f"{where}: {words!r} does not stand at {start}–{end} of its text")


def _field(value: dict[str, Any]) -> str | None:
    for key in ("choices", "text", "number", "rating", "datetime"):
        if key in value:
            given = value[key]
            return "+".join(map(str, given)) if isinstance(given, list) else str(given)
    return None
