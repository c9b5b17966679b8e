"""JSONL and Parquet: one article a row, read as a stream; a bad row is handed on and the rest goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.model.article import Article
from extractor.model.errors import ReadingError
from extractor.reading.article import build_article
from extractor.reading.decode import decode
from extractor.reading.metadata import read_metadata

_BOM = b"\xef\xbb\xbf"
_BATCH = 256

Row = tuple[str, str, Article | ReadingError]
"""Source, id as far as known, and the article or what is wrong with the row."""


def jsonl_rows(path: Path, source: str, name: str) -> Iterator[Row]:
    """The articles of a JSONL file, in order; line N without an id is called `<name>-N`."""
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            line = raw.removeprefix(_BOM) if number == 1 else raw
            if not line.strip():
                continue
            where = f"{source}#{number}"
            try:
                article = article_of_line(line, where, f"{name}-{number}")
            except ReadingError as error:
                yield where, f"{name}-{number}", error
            else:
                yield where, article.id, article


def article_of_line(line: bytes, where: str, name: str) -> Article:
    """The article of one line of JSONL at `where`; `name` is its id if it has none. Raises ReadingError."""
    content = decode(line, where)
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise ReadingError(f"{where}: not a JSON object: {reason}. Mend the line or take it out.") from error
    if not isinstance(row, dict):
        raise ReadingError(
            f'{where}: a JSON {type(row).__name__}; expected an object such as {{"id": "a1", "text": "…"}}.'
        )
    return article_from_row(row, where, name, hashlib.sha256(line.rstrip(b"\r\n")).hexdigest())


def article_from_row(row: Mapping[str, Any], where: str, name: str, sha256: str) -> Article:
    """The article of a row (`text` and any metadata) at `where`; `name` is its id if it has none.

    Raises ReadingError when there is no text or the metadata are broken.
    """
    text = row.get("text")
    if not isinstance(text, str):
        state = "is missing" if "text" not in row else f"is {type(text).__name__}, not text"
        raise ReadingError(f"{where}: the column 'text' {state}; expected the article's text as a string.")
    return build_article(text, read_metadata(row, where), id=name, source=where, sha256=sha256)


def parquet_rows(path: Path, source: str, name: str) -> Iterator[Row]:
    """The articles of a Parquet file, in order; row N (from 1) without an id is called `<name>-N`."""
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        reason = str(error).split("\n")[0]
        yield source, name, ReadingError(f"{source}: not a Parquet file: {reason}. Write the file again.")
        return
    number = 0
    with table:
        if "text" not in table.schema_arrow.names:
            listed = ", ".join(table.schema_arrow.names)
            yield source, name, ReadingError(f"{source}: no column 'text'; the columns are: {listed}.")
            return
        try:
            for batch in table.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield _parquet_row(row, f"{source}#{number}", f"{name}-{number}")
        except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
            reason = str(error).split("\n")[0]
            where = f"{source}#{number + 1}"
            yield (
                where,
                f"{name}-{number + 1}",
                ReadingError(f"{where}: the file cannot be read from this row on: {reason}. Write the file again."),
            )


def _parquet_row(row: Mapping[str, Any], where: str, name: str) -> Row:
    try:
        article = article_of_columns(row, where, name)
    except ReadingError as error:
        return where, name, error
    return where, article.id, article


def row_as_line(row: Mapping[str, Any]) -> str:
    """A row of columns as one line of JSON, the same for the same values."""
    return json.dumps(row, ensure_ascii=True, sort_keys=True, default=str)


def article_of_columns(row: Mapping[str, Any], where: str, name: str) -> Article:
    """The article of one row of a table at `where`; `name` is its id if it has none. Raises ReadingError."""
    return article_from_row(row, where, name, hashlib.sha256(row_as_line(row).encode()).hexdigest())
