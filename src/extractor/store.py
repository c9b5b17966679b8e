"""Reads and writes outputs. Every write is atomic: a reader sees the old file or the new one, whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.model.errors import StoreError, UsageError

if TYPE_CHECKING:  # a run that has nothing to do reads no output, and must not wait for pydantic
    from extractor.model.records import Extraction


def output_path(folder: Path, article_id: str) -> Path:
    """Where the output of an article lies: `<folder>/<id>.json`. StoreError for an id that leaves the folder."""
    parts = article_id.split("/")
    if article_id.startswith("/") or "\0" in article_id or any(part in ("", ".", "..") for part in parts):
        raise StoreError(
            f"article id {article_id!r}: not usable as a file name below {folder.name}/; "
            f"use letters, digits, '-', '_' and '/' between non-empty parts"
        )
    if any(part.endswith(".jsonl") for part in parts[:-1]):
        raise StoreError(
            f"article id {article_id!r}: no folder of outputs may be called …jsonl, since reports and entities are; "
            f"use another name in front of the '/'"
        )
    return folder.joinpath(*parts[:-1], parts[-1] + ".json")


def write_atomically(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write `content` to a temporary neighbour and rename it into place.

    `durable` also waits for the disk. StoreError when the disk is full or the folder cannot be written;
    the old file is untouched then.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise StoreError(f"{path}: cannot be written: {error.strerror}. Nothing was changed there.") from error


def read_output(path: Path) -> Extraction:
    """The extraction in an output file. StoreError when it is missing or no output of this program."""
    from pydantic import ValidationError

    from extractor.model.records import Extraction

    try:
        return Extraction.model_validate_json(path.read_bytes())
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StoreError(
            f"{path}: not an output of this program: {where}: {first['msg']}. Run `extractor run` again."
        ) from error


def output_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The (article id, path) of every output below a folder, sorted by id. UsageError if there is no folder."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of outputs; `extractor run` makes one")
    found = []
    for path in folder.rglob("*.json"):
        relative = path.relative_to(folder)
        if not any(part.startswith(".") for part in relative.parts):
            found.append((relative.with_suffix("").as_posix(), path))
    yield from sorted(found)


def digest(content: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def run_outputs(folder: Path) -> Iterator[Extraction]:
    """Every extraction of a run, one at a time: of its JSON files by id, or of its shards in their order.

    UsageError when the folder is missing, StoreError when it holds neither, or holds what is no output of this program.
    """
    shards = sorted([*folder.glob("part-*.jsonl"), *folder.glob("part-*.parquet")]) if folder.is_dir() else []
    if not shards:
        for _, path in output_files(folder):
            yield read_output(path)
        return
    for path in shards:
        yield from _of_table(path) if path.suffix == ".parquet" else _of_lines(path)


def _of_lines(path: Path) -> Iterator[Extraction]:
    from pydantic import ValidationError

    from extractor.model.records import Extraction

    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield Extraction.model_validate_json(line)
            except ValidationError as error:
                message = f"{path}:{number}: not an output of this program. Run `extractor run` again."
                raise StoreError(message) from error


def _of_table(path: Path) -> Iterator[Extraction]:
    import pyarrow
    import pyarrow.parquet
    from pydantic import ValidationError

    from extractor.model.records import Extraction

    try:
        with pyarrow.parquet.ParquetFile(path) as table:
            for batch in table.iter_batches(batch_size=256):
                yield from map(Extraction.model_validate, batch.to_pylist())
    except (pyarrow.ArrowException, OSError, ValidationError) as error:
        raise StoreError(f"{path}: not an output of this program. Run `extractor run` again.") from error
