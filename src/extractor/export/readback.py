"""A dataset -> its extractions: how every format is proven equal, and how a release knows the last one.

All tables hold their rows in the order of the articles, so they are read side by side, an article at a time.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from extractor.export.rows import Row
from extractor.export.sinks import DUCKDB, unguarded
from extractor.export.tables import TABLES, Column, Table
from extractor.model.errors import StoreError
from extractor.model.kinds import KINDS
from extractor.model.records import Extraction


def format_of(folder: Path) -> str:
    """The format of the dataset in a folder, as its descriptor says. StoreError when there is none."""
    path = folder / "datapackage.json"
    try:
        found: str = json.loads(path.read_text("utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder}: no dataset of this program: {path.name} is missing or says no format") from error
    if found not in _READERS:
        raise StoreError(f"{folder}: a dataset in the format {found}; only {', '.join(_READERS)} can be read back")
    return found


def read_dataset(folder: Path) -> Iterator[Extraction]:
    """The extractions of a dataset with tables, in its order. StoreError when it is none or is broken."""
    read = _READERS[format_of(folder)]
    with ExitStack() as stack:
        streams = {}
        for table in TABLES:
            rows = stack.enter_context(closing(read(folder, table)))
            streams[table.name] = groupby(rows, key=lambda row: row["article_id"])
        try:
            yield from _joined(streams)
        except (KeyError, ValueError, OSError) as error:
            raise StoreError(f"{folder}: the dataset is broken: {error}") from error


def _joined(all_streams: Mapping[str, Iterator[tuple[str, Iterator[Row]]]]) -> Iterator[Extraction]:
    streams = dict(all_streams)
    heads = streams.pop("articles")
    waiting: dict[str, tuple[str, list[Row]]] = {}

    def of(name: str, article_id: str) -> list[Row]:
        if name not in waiting:
            found = next(streams[name], None)
            if found is None:
                return []
            waiting[name] = found[0], list(found[1])
        return waiting.pop(name)[1] if waiting[name][0] == article_id else []

    for article_id, (head,) in heads:
        yield _extraction(head, {name: of(name, article_id) for name in streams})


def _extraction(head: Row, rows: dict[str, list[Row]]) -> Extraction:
    mentions: dict[tuple[str, int], list[Row]] = {}
    for row in rows["mentions"]:
        said = {name: row[name] for name in ("start", "end", "text", "block", "rule")}
        mentions.setdefault((row["kind"], row["record"]), []).append(said)
    kinds = {kind: [_record(kind, row, rows, mentions) for row in rows[kind]] for kind in KINDS}
    article = {name: value for name, value in head.items() if name not in ("article_id", "ruleset_sha256")}
    return Extraction.model_validate(
        {
            "article": {**article, "id": head["article_id"], "published": _iso(head["published"])},
            "ruleset": {"sha256": head["ruleset_sha256"]},
            **kinds,
            "warnings": [{name: row[name] for name in ("code", "message", "start", "end")} for row in rows["warnings"]],
        }
    )


def _record(kind: str, row: Row, rows: dict[str, list[Row]], mentions: dict[tuple[str, int], list[Row]]) -> Row:
    number = row["record"]
    record = {name: _iso(value) for name, value in row.items() if name not in ("article_id", "record")}
    if kind == "labs":
        record["hosts"] = [one["host"] for one in rows["lab_hosts"] if one["record"] == number]
    if kind == "people":
        record["positions"] = [
            {"title": one["title"], "organization": one["organization"]}
            for one in rows["positions"]
            if one["record"] == number
        ]
    record["mentions"] = mentions[kind, number]
    return record


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _parquet(folder: Path, table: Table) -> Generator[Row, None, None]:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(folder / f"{table.name}.parquet") as file:
        for batch in file.iter_batches(batch_size=2048):
            yield from batch.to_pylist()


def _jsonl(folder: Path, table: Table) -> Generator[Row, None, None]:
    with (folder / f"{table.name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line, parse_float=Decimal)
            yield {
                one.name: Decimal(row[one.name]) if one.type == "decimal" and row[one.name] is not None
                else row[one.name] for one in table.columns
            }  # fmt: skip


def _csv(unguard: Callable[[str], str]) -> Callable[[Path, Table], Generator[Row, None, None]]:
    def read(folder: Path, table: Table) -> Generator[Row, None, None]:
        csv.field_size_limit(sys.maxsize)
        with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield {one.name: _value(one, row[one.name], unguard) for one in table.columns}

    return read


def _value(column: Column, cell: str, unguard: Callable[[str], str]) -> Any:
    if cell == "":
        return None
    read: dict[str, Callable[[str], Any]] = {
        "string": unguard, "integer": int, "decimal": Decimal, "boolean": "true".__eq__, "date": date.fromisoformat,
        "strings": lambda written: json.loads(unguard(written)),
    }  # fmt: skip
    return read[column.type](cell)


def _duckdb(folder: Path, table: Table) -> Generator[Row, None, None]:
    import duckdb

    names = [column.name for column in table.columns]
    with duckdb.connect(str(folder / DUCKDB), read_only=True) as connection:
        found = connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid")
        while rows := found.fetchmany(2048):
            for row in rows:
                yield dict(zip(names, row, strict=True))


_READERS: dict[str, Callable[[Path, Table], Generator[Row, None, None]]] = {
    "parquet": _parquet, "csv": _csv(lambda cell: cell), "spreadsheet": _csv(unguarded), "jsonl": _jsonl,
    "duckdb": _duckdb,
}  # fmt: skip
