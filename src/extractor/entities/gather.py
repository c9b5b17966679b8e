"""What every article of a run says of its laboratories, people and organizations, put into the books."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.entities.books import Books
from extractor.entities.lines import Kind, Settled
from extractor.entities.settled import Settlement, key_of
from extractor.model.errors import StoreError
from extractor.store import output_files
from extractor.text.traditional import traditional

KINDS: tuple[Kind, ...] = ("labs", "people", "organizations")
NEAR_NAME = "lab.near_name"
"""The rule that takes a name for the only listed one that is near: its surface may be a misprint."""
_MARKS = re.compile(r"[*_`~]+|(?<![!-~])\s+|\s+(?![!-~])")
"""Inline marks, and breaks and spaces that do not stand between two Latin words."""
_BATCH = 256


def outputs_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The output of every article of a run, whatever its form, one at a time.

    Raises StoreError when there is no run or an output is none.
    """
    found = False
    for path in sorted(folder.glob("part-*.jsonl")):
        found = True
        with path.open("rb") as lines:
            yield from (_parsed(line, path) for line in lines)
    for path in sorted(folder.glob("part-*.parquet")):
        found = True
        yield from _columns(path)
    if not found:
        yield from (_parsed(path.read_bytes(), path) for _, path in output_files(folder))


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    try:
        output = json.loads(content)
        if isinstance(output, dict) and isinstance(output["article"]["id"], str):
            return output
    except (ValueError, KeyError, TypeError):
        pass
    raise StoreError(f"{path}: not an output of this program. Run `extractor run` again.")


def _columns(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=_BATCH, columns=["article", *KINDS]):
            yield from batch.to_pylist()


def gather(outputs: Iterable[dict[str, Any]], settled: list[Settled], books: Books) -> int:
    """Put what the outputs say into the books; how many outputs there were."""
    settlements = {kind: Settlement(settled, kind) for kind in KINDS}
    count = 0
    for count, output in enumerate(outputs, 1):  # noqa: B007  (the last number is wanted)
        article = output["article"]
        for kind in KINDS:
            seen: set[tuple[str, str, str, str]] = set()
            for record in output[kind]:
                seen |= set(_told(kind, record, settlements[kind]))
            for key, what, text, more in sorted(seen):
                books.add(kind, key, what, text, more, article["published"], article["id"])
    return count


def _told(kind: Kind, record: dict[str, Any], settlement: Settlement) -> Iterator[tuple[str, str, str, str]]:
    """(key, what, text, more) of everything that one record says of its entity."""
    surfaces = _surfaces(record) if kind == "labs" else []
    record = _as_settled(record, surfaces, settlement) if surfaces else record
    name, hosts = record["name"], record.get("hosts", [])
    posts = [(traditional(post["title"]), post["organization"] or "") for post in record.get("positions", [])]
    told_by = [*hosts, *(body for _, body in posts if body), *([record["name_en"]] if record.get("name_en") else [])]
    key = settlement.key(name, told_by)
    yield key, "entity", "", ""
    yield key, "name", name, ""
    for form in (name, *record.get("aliases", []), *(surface for surface, _ in surfaces)):
        yield key, "form", form, ""
    for surface, near in surfaces:
        if near and surface != name:
            yield key, "near", surface, ""
    for what in ("name_en", "kb_id", "category"):
        if record.get(what):
            yield key, what, record[what], ""
    for title, body in posts:
        yield key, "post", title, body
    for host in hosts:
        yield key, "host", host, ""
    if hosts:
        yield key, "hosts", json.dumps(sorted(hosts), ensure_ascii=False), ""


def _surfaces(record: dict[str, Any]) -> list[tuple[str, bool]]:
    """How the article prints a laboratory's name, without marks; and whether that was only near the listed name."""
    found = {(_MARKS.sub("", mention["text"]), mention["rule"] == NEAR_NAME) for mention in record["mentions"]}
    return sorted((surface, near) for surface, near in found if surface)


def _as_settled(record: dict[str, Any], surfaces: list[tuple[str, bool]], settlement: Settlement) -> dict[str, Any]:
    """The record, under the printed name where a person said that it is another unit than the listed one."""
    printed = {surface for surface, near in surfaces if near}
    if len(surfaces) != 1 or not printed:
        return record
    surface = surfaces[0][0]
    if key_of(surface) == key_of(record["name"]) or not settlement.different(surface, record["name"]):
        return record
    return {**record, "name": surface, "kb_id": None, "name_en": None}
