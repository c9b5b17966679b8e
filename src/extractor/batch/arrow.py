"""Arrow: shards in Parquet, and extraction as a function over record batches for other engines.

    ray.data.read_parquet("articles/").map_batches(extract_table, batch_format="pyarrow")
    spark.read.parquet("articles/").mapInArrow(extract_batches, "id string, source string, output string, error string")

`output` is the JSON of the contract, the same bytes as a local run writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from extractor.model.columns import extraction_schema, fitted
from extractor.model.errors import ReadingError
from extractor.model.records import Extraction
from extractor.model.resources import rules_path

OUTPUT = pyarrow.schema(
    [
        pyarrow.field("id", pyarrow.string()),
        pyarrow.field("source", pyarrow.string()),
        pyarrow.field("output", pyarrow.string()),
        pyarrow.field("error", pyarrow.string()),
    ]
)
"""One row an input row, in order; either `output` or `error` is null."""
_ROWS = 512


def write_parquet(path: Path, lines: Iterator[bytes]) -> None:
    """Write extractions, one JSON line each, as a Parquet file with one row each, 512 rows at a time."""
    schema = extraction_schema()
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := [_row(line) for line in islice(lines, _ROWS)]:
            writer.write_batch(pyarrow.RecordBatch.from_pylist(rows, schema))


def _row(line: bytes) -> dict[str, Any]:
    return fitted(Extraction.model_validate_json(line)).model_dump()


@cache
def _rulebook(rules: str | None) -> Any:
    from extractor.rulebook import load

    return load(Path(rules) if rules is not None else rules_path())


def extract_batch(
    batch: pyarrow.RecordBatch, *, rules: str | None = None, default_currency: str = "HKD"
) -> pyarrow.RecordBatch:
    """The outputs of the articles in a record batch, by the schema `OUTPUT`.

    Columns: `id`, `text` and any metadata of the contract, and `source` if the articles have one (else their
    id). The rules are loaded once a process. A row that cannot be read or extracted says why in `error`.
    """
    rows = [_extracted(row, number, rules, default_currency) for number, row in enumerate(batch.to_pylist(), 1)]
    return pyarrow.RecordBatch.from_pylist(rows, OUTPUT)


def extract_table(table: pyarrow.Table, *, rules: str | None = None, default_currency: str = "HKD") -> pyarrow.Table:
    """The same over a table: what Ray's `map_batches(…, batch_format="pyarrow")` hands over and takes back."""
    batches = extract_batches(table.to_batches(), rules=rules, default_currency=default_currency)
    return pyarrow.Table.from_batches(list(batches), OUTPUT)


def extract_batches(
    batches: Iterable[pyarrow.RecordBatch], *, rules: str | None = None, default_currency: str = "HKD"
) -> Iterator[pyarrow.RecordBatch]:
    """The same over a stream of record batches: what Spark's `mapInArrow` hands over and takes back."""
    for batch in batches:
        yield extract_batch(batch, rules=rules, default_currency=default_currency)


def _extracted(row: dict[str, Any], number: int, rules: str | None, default_currency: str) -> dict[str, Any]:
    from extractor import pipeline
    from extractor.reading import article_of_columns

    source = row.pop("source", None) or row.get("id") or f"row {number} of the batch"
    told = {"id": row.get("id"), "source": source, "output": None, "error": None}
    try:
        if not row.get("id"):
            raise ReadingError(f"{source}: the column 'id' is empty; a row of a batch has no other name")
        article = article_of_columns(row, str(source), str(row["id"]))
        told["id"] = article.id
        told["output"] = pipeline.extract(article, _rulebook(rules), default_currency=default_currency).to_json()
    except Exception as error:  # one bad article never stops a batch
        said = str(error) if isinstance(error, ReadingError) else f"{source}: {type(error).__name__}: {error}"
        told["error"] = said
        if told["id"] is not None:
            told["id"] = str(told["id"])
    return told
