"""Inputs as a stream of units: a file with one article, or a slab of the rows of a JSONL or Parquet file.

A unit is what the ledger keeps books of and what is done again when its bytes change. Only one slab is held
at a time, so a file of a million rows costs no more memory than one of a thousand.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractor.model.errors import UsageError
from extractor.reading import ROW_SUFFIXES, SUFFIXES, cannot_open, walk

SLAB_ROWS, SLAB_BYTES = 64, 1 << 20
"""A slab ends with whichever comes first; both are part of what a unit is known by."""
Form = Literal["file", "lines", "columns", "broken"]


@dataclass(slots=True)
class Unit:
    """Some articles of one input, as bytes.

    `source` is the input's path below its corpus folder, `first` the number of the first row (from 1; 0 for
    a file). `payload` is the file, the lines, an Arrow stream of the rows, or (`broken`) the reason why the
    input cannot be read. `position` says how far into all inputs it ends, in bytes.
    """

    source: str
    form: Form
    first: int
    rows: int
    payload: bytes
    sha256: str
    position: int = 0

    @property
    def key(self) -> str:
        """What the ledger knows the unit by."""
        return f"{self.source}#{self.first}" if self.first else self.source


@dataclass(frozen=True, slots=True)
class Corpus:
    """One folder or file, and what stands in front of its paths (empty when it is the only one)."""

    path: Path
    prefix: str

    def inputs(self) -> Iterator[tuple[str, Path, int]]:
        """(source, path, size in bytes) of every input, in the order of the sources' characters."""
        if self.path.is_dir():
            for below, size in walk(self.path):
                yield self.prefix + below, self.path / below, size
        else:
            yield self.path.name, self.path, self.path.stat().st_size


def corpora(paths: Sequence[Path]) -> list[Corpus]:
    """The inputs named by a user. With several, a folder's name stands in front of its articles' paths.

    Raises UsageError when one is missing, no article, or called as another is.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such folder. Name the folder (or file) that holds the articles.")
        if not path.is_dir() and path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{path}: not an article; expected a file ending in {', '.join(SUFFIXES)}.")
    if len(paths) == 1:
        return [Corpus(paths[0], "")]
    names = [path.resolve().name for path in paths]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two inputs are called {name!r}; articles are known by it, so rename one folder")
    return [Corpus(path, f"{name}/") for name, path in zip(names, paths, strict=True)]


def total_bytes(inputs: Sequence[Corpus]) -> int:
    """How many bytes all inputs have."""
    return sum(size for corpus in inputs for _, _, size in corpus.inputs())


def units(inputs: Sequence[Corpus], shard_rows: int | None = None) -> Iterator[Unit]:
    """All units in order; no slab crosses a multiple of `shard_rows` rows, counted over all inputs."""
    rows = bytes_before = 0
    for corpus in inputs:
        for source, path, size in corpus.inputs():
            try:
                source.encode()
                for unit in _units_of(source, path, rows, shard_rows):
                    rows += unit.rows
                    unit.position = bytes_before + min(unit.position, size)
                    yield unit
            except OSError as error:
                rows += 1
                yield _broken(source, str(cannot_open(source, error)), 0)
            except UnicodeEncodeError:
                rows += 1
                named = os.fsencode(source).decode("utf-8", "backslashreplace")
                yield _broken(named, f"{named}: the name is not UTF-8, so no id can be made of it. Rename the file.", 0)
            bytes_before += size


def _units_of(source: str, path: Path, rows: int, shard_rows: int | None) -> Iterator[Unit]:
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        yield from _lines(source, path, rows, shard_rows)
    elif suffix in ROW_SUFFIXES:
        yield from _columns(source, path, rows, shard_rows)
    else:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  (a run over unchanged files is made of this)
            raw = file.read()
        yield Unit(source, "file", 0, 1, raw, hashlib.sha256(raw).hexdigest(), len(raw))


def _room(rows: int, shard_rows: int | None) -> int:
    """How many rows the next slab may have."""
    return SLAB_ROWS if shard_rows is None else min(SLAB_ROWS, shard_rows - rows % shard_rows)


def _lines(source: str, path: Path, rows: int, shard_rows: int | None) -> Iterator[Unit]:
    with path.open("rb") as stream:
        held: list[bytes] = []
        first, count, size, room = 1, 0, 0, _room(rows, shard_rows)
        number = 0
        for number, line in enumerate(stream, 1):
            held.append(line)
            size += len(line)
            count += bool(line.strip())
            if count >= room or size >= SLAB_BYTES:
                yield _slab(source, first, count, held, stream.tell() if stream.seekable() else 0)
                rows += count
                held, first, count, size, room = [], number + 1, 0, 0, _room(rows, shard_rows)
        if count:
            yield _slab(source, first, count, held, stream.tell())


def _slab(source: str, first: int, count: int, held: list[bytes], position: int) -> Unit:
    payload = b"".join(held)
    return Unit(source, "lines", first, count, payload, hashlib.sha256(payload).hexdigest(), position)


def _columns(source: str, path: Path, rows: int, shard_rows: int | None) -> Iterator[Unit]:
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as table:
            if "text" not in table.schema_arrow.names:
                listed = ", ".join(table.schema_arrow.names)
                yield _broken(source, f"{source}: no column 'text'; the columns are: {listed}.", 0)
                return
            total, size = max(table.metadata.num_rows, 1), os.path.getsize(path)  # noqa: PTH202
            for batch in table.iter_batches(batch_size=SLAB_ROWS):
                start = 0
                while start < batch.num_rows:
                    part = batch.slice(start, _room(rows, shard_rows))
                    payload = as_stream(part)
                    sha256 = hashlib.sha256(payload).hexdigest()
                    done = size * (number + part.num_rows) // total
                    yield Unit(source, "columns", number + 1, part.num_rows, payload, sha256, done)
                    start += part.num_rows
                    number += part.num_rows
                    rows += part.num_rows
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).split("\n")[0]
        where = f"{source}#{number + 1}: cannot be read from this row on" if number else f"{source}: not a Parquet file"
        yield _broken(source, f"{where}: {reason}. Write the file again.", number + 1 if number else 0)


def as_stream(batch: Any) -> bytes:
    """A record batch as the bytes of an Arrow stream."""
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _broken(source: str, reason: str, first: int) -> Unit:
    payload = reason.encode("utf-8", "surrogateescape")
    return Unit(source, "broken", first, 1, payload, hashlib.sha256(payload).hexdigest())
