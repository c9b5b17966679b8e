"""Where the rows of the tables go: Parquet, CSV in two dialects, JSONL, one DuckDB file. All write as a stream."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from extractor.export.rows import Row
from extractor.export.tables import TABLES, Column, Table, arrow_schema
from extractor.model.errors import UsageError
from extractor.model.records import plain_digits, plain_number

DUCKDB = "dataset.duckdb"
_ROWS = 20_000
_DANGEROUS = tuple("=+-@\t\r\n＝＋－＠'")
"""What makes a spreadsheet take a cell for a formula (CWE-1236), and the apostrophe that undoes it."""


class Sink(Protocol):
    """Takes rows, one by one."""

    def write(self, table: str, row: Row) -> None:
        """Take a row of a table."""
        ...


@contextmanager
def parquet(folder: Path) -> Iterator[Sink]:
    """`<table>.parquet`: zstd, row groups of 20,000 rows."""
    import pyarrow
    import pyarrow.parquet

    class Writers:
        def __init__(self) -> None:
            self.schemas = {table.name: arrow_schema(table) for table in TABLES}
            self.held: dict[str, list[Row]] = {table.name: [] for table in TABLES}
            self.files = {
                name: pyarrow.parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
                for name, schema in self.schemas.items()
            }

        def write(self, table: str, row: Row) -> None:
            self.held[table].append(row)
            if len(self.held[table]) >= _ROWS:
                self.flush(table)

        def flush(self, table: str) -> None:
            rows, self.held[table] = self.held[table], []
            self.files[table].write_table(pyarrow.Table.from_pylist(rows, self.schemas[table]))

    writers = Writers()
    try:
        yield writers
        for name in writers.files:
            if writers.held[name]:
                writers.flush(name)
    finally:
        for file in writers.files.values():
            file.close()


@contextmanager
def _texts(
    folder: Path, suffix: str, encoding: str, line: Callable[[Any, Table], Callable[[Row], None]]
) -> Iterator[Sink]:
    """A text file a table; `line` gives what writes a row into an open one."""
    files = {}

    class Writers:
        def __init__(self) -> None:
            self.lines = {}
            for table in TABLES:
                file = (folder / f"{table.name}{suffix}").open("w", encoding=encoding, newline="")
                files[table.name] = file
                self.lines[table.name] = line(file, table)

        def write(self, table: str, row: Row) -> None:
            self.lines[table](row)

    try:
        yield Writers()
    finally:
        for file in files.values():
            file.close()


@contextmanager
def jsonl(folder: Path) -> Iterator[Sink]:
    """`<table>.jsonl`: figures as exact JSON numbers (a string where a double could not hold them), days as ISO."""

    def line(file: Any, table: Table) -> Callable[[Row], None]:
        def write(row: Row) -> None:
            said = {column.name: plain(column, row[column.name]) for column in table.columns}
            file.write(json.dumps(said, ensure_ascii=False) + "\n")

        return write

    with _texts(folder, ".jsonl", "utf-8", line) as sink:
        yield sink


def plain(column: Column, value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def csv_for_machines(folder: Path) -> Iterator[Sink]:
    """`<table>.csv`: RFC 4180, UTF-8; null is empty, lists are JSON, decimals plain digits."""
    with _texts(folder, ".csv", "utf-8", _csv_line(lambda cell: cell)) as sink:
        yield sink


@contextmanager
def csv_for_spreadsheets(folder: Path) -> Iterator[Sink]:
    """`<table>.csv` that spreadsheets open as it is: a byte order mark, and no cell that is a formula.

    A text that a spreadsheet would calculate has an apostrophe in front; so has one that begins with one.
    """
    with _texts(folder, ".csv", "utf-8-sig", _csv_line(guarded)) as sink:
        yield sink


def guarded(cell: str) -> str:
    """A text cell that no spreadsheet takes for a formula. `unguarded` gives it back."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") else cell


def _csv_line(guard: Callable[[str], str]) -> Callable[[Any, Table], Callable[[Row], None]]:
    def line(file: Any, table: Table) -> Callable[[Row], None]:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])

        def write(row: Row) -> None:
            writer.writerow([cell(column, row[column.name], guard) for column in table.columns])

        return write

    return line


def cell(column: Column, value: Any, guard: Callable[[str], str]) -> str:
    """A value as a CSV cell."""
    if value is None:
        return ""
    if column.type == "decimal":
        return plain_digits(value)
    if column.type == "boolean":
        return "true" if value else "false"
    if column.type == "strings":
        return guard(json.dumps(value, ensure_ascii=False))
    return guard(value) if column.type == "string" else str(value)


@contextmanager
def duckdb(folder: Path) -> Iterator[Sink]:
    """`dataset.duckdb` with every table, its types and primary key. Raises UsageError without DuckDB."""
    try:
        import duckdb as engine
    except ImportError as error:
        raise UsageError('the format duckdb needs DuckDB; install it with `pip install "extractor[duckdb]"`') from error
    with TemporaryDirectory(prefix=".tables-", dir=folder) as name:
        with parquet(Path(name)) as sink:
            yield sink
        with engine.connect(str(folder / DUCKDB)) as connection:
            connection.execute("SET threads = 1")
            for table in TABLES:
                connection.execute(_created(table))
                connection.execute(
                    f"INSERT INTO {table.name} SELECT * FROM read_parquet(?)", [f"{name}/{table.name}.parquet"]
                )


def _created(table: Table) -> str:
    types = {
        "string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "decimal": "DECIMAL(38, 12)", "date": "DATE",
        "strings": "VARCHAR[]",
    }  # fmt: skip
    columns = [f'"{one.name}" {types[one.type]}{" NOT NULL" if one.required else ""}' for one in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f"CREATE TABLE {table.name} ({', '.join(columns)}, PRIMARY KEY ({key}))"


SINKS: dict[str, Callable[[Path], Any]] = {
    "parquet": parquet, "csv": csv_for_machines, "spreadsheet": csv_for_spreadsheets, "jsonl": jsonl, "duckdb": duckdb,
}  # fmt: skip
SUFFIX = {"parquet": ".parquet", "csv": ".csv", "spreadsheet": ".csv", "jsonl": ".jsonl"}
