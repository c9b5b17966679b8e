"""Where outputs lie: one JSON file an article, or shards of so many articles."""

from __future__ import annotations

import errno
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Literal, Protocol

from extractor.batch.ledger import Entry, Ledger
from extractor.batch.reports import Report, report
from extractor.batch.work import Made
from extractor.model.errors import StoreError
from extractor.store import output_path, write_atomically

OutputForm = Literal["json", "jsonl", "parquet"]
SHARD_ARTICLES = 10_000
PIECES = ".pieces"
_OF_THE_NAME = {errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EILSEQ, errno.EINVAL}


class Places(Protocol):
    """How a run keeps outputs: in files of their own, or in shards."""

    def current(self, key: str, entry: Entry, shard: int | None) -> bool:
        """Whether the outputs of a unit that is done stand there as they were written."""
        ...

    def piece(self, made: list[Made]) -> str | None:
        """What the ledger notes of a unit's outputs together; None where each has its file."""
        ...

    def write(self, key: str, shard: int | None, made: list[Made]) -> list[Report]:
        """Write the outputs of a unit. Reports of those whose names no file can have."""
        ...

    def stamps(self, made: list[Made]) -> list[tuple[str, str]]:
        """(stamp, article id) of the files of some outputs that were written."""
        ...

    def settled(self, shard: int | None) -> None:
        """All units before the first one of that shard are settled (None: all there are)."""
        ...

    def remove(self, article_ids: Iterable[str]) -> int:
        """Remove outputs of articles that are gone; how many there were."""
        ...


class Files:
    """`<out>/<id>.json`."""

    def __init__(self, out: Path, ledger: Ledger, *, doubting: bool = False) -> None:
        self._out, self._ledger, self._doubting = out, ledger, doubting

    def current(self, key: str, entry: Entry, shard: int | None) -> bool:
        """See `Places`."""
        return entry.state == "done" and all(self._stands(*output) for output in self._ledger.outputs(key))

    def _stands(self, article_id: str, digest: str, stamp: str) -> bool:
        """Whether an output is as it was written: by its file's stamp, or else, and after a crash, by its bytes."""
        path = f"{self._out}/{article_id}.json"
        try:
            if not self._doubting and stamp_of(path) == stamp:
                return True
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123  (as quick as can be)
                return sha256(file.read()).hexdigest() == digest
        except OSError:
            return False

    def stamps(self, made: list[Made]) -> list[tuple[str, str]]:
        """See `Places`."""
        return [(stamp_of(f"{self._out}/{one.id}.json"), one.id) for one in made]

    def piece(self, made: list[Made]) -> str | None:
        """See `Places`."""
        return None

    def write(self, key: str, shard: int | None, made: list[Made]) -> list[Report]:
        """See `Places`."""
        reports = []
        for one in made:
            try:
                write_atomically(output_path(self._out, one.id), one.content)
            except StoreError as error:
                if getattr(error.__cause__, "errno", None) not in _OF_THE_NAME:
                    raise
                reports.append(report(error, source=one.source, id=one.id, raw=one.raw, suffix=one.suffix))
        return reports

    def settled(self, shard: int | None) -> None:
        """See `Places`."""

    def remove(self, article_ids: Iterable[str]) -> int:
        """See `Places`."""
        removed = 0
        for article_id in article_ids:
            path = output_path(self._out, article_id)
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
                removed += 1
            for folder in path.parents:
                if folder == self._out:
                    break
                try:
                    folder.rmdir()
                except OSError:
                    break
        return removed


class Shards:
    """`<out>/part-00000.jsonl` (or .parquet), so many articles each, bounded by input rows alone.

    What a unit gives waits in a piece until all units in front of the next shard are settled.
    """

    def __init__(self, out: Path, ledger: Ledger, form: OutputForm) -> None:
        self._out, self._ledger, self._form = out, ledger, form
        self._valid: dict[int, bool] = {}
        self._open: set[int] = set()

    def name(self, number: int) -> str:
        """The file name of a shard."""
        return f"part-{number:05}.{self._form}"

    def current(self, key: str, entry: Entry, shard: int | None) -> bool:
        """See `Places`."""
        if shard is None or entry.shard != shard:
            return False
        if entry.state == "sharded":
            return self._stands(shard)
        if entry.state == "done" and self._piece_lines(key, entry.piece) is not None:
            self._open.add(shard)  # a killed run wrote the piece and not the shard
            return True
        return False

    def _stands(self, shard: int) -> bool:
        if shard not in self._valid:
            self._valid = {shard: False}
            listed = {number: (name, digest) for number, name, digest, _ in self._ledger.shards()}
            name, digest = listed.get(shard, ("", ""))
            with suppress(OSError):
                self._valid[shard] = name == self.name(shard) and file_digest(self._out / name) == digest
        return self._valid[shard]

    def piece(self, made: list[Made]) -> str | None:
        """See `Places`."""
        return sha256(_packed(made)).hexdigest()

    def write(self, key: str, shard: int | None, made: list[Made]) -> list[Report]:
        """See `Places`."""
        assert shard is not None
        self._open.add(shard)
        write_atomically(self._piece_path(key), _packed(made))
        return []

    def stamps(self, made: list[Made]) -> list[tuple[str, str]]:
        """See `Places`: a shard is known by its bytes."""
        return []

    def settled(self, shard: int | None) -> None:
        """See `Places`."""
        for number in sorted(self._open):
            if shard is None or number < shard:
                self._open.discard(number)
                self._assemble(number)

    def _assemble(self, number: int) -> None:
        units = self._ledger.units_of_shard(number)
        if all(state == "sharded" for _, state, _ in units):
            return
        if any(state != "done" for _, state, _ in units):
            with self._ledger.step():
                self._ledger.mark_shard(number)  # its other units lie in the old shard only
            return
        target = self._out / self.name(number)
        count = 0

        def lines() -> Iterator[bytes]:
            nonlocal count
            for key, _, piece in units:
                found = self._piece_lines(key, piece)
                if found is None:
                    raise StoreError(f"{self._piece_path(key)}: a piece of {target.name} vanished; run again")
                count += len(found)
                yield from found

        digest = write_shard(target, lines(), self._form)
        with self._ledger.step():
            self._ledger.write_shard(number, target.name, digest, count)
        self._valid.pop(number, None)
        for key, _, _ in units:
            self._piece_path(key).unlink(missing_ok=True)

    def _piece_path(self, key: str) -> Path:
        return self._out / PIECES / (sha256(key.encode("utf-8", "surrogateescape")).hexdigest() + ".z")

    def _piece_lines(self, key: str, digest: str | None) -> list[bytes] | None:
        try:
            content = self._piece_path(key).read_bytes()
        except OSError:
            return None
        if sha256(content).hexdigest() != digest:
            return None
        return zlib.decompress(content).splitlines(keepends=True)

    def remove(self, article_ids: Iterable[str]) -> int:
        """See `Places`: an article in a shard goes when its shard is written anew."""
        return len(list(article_ids))

    def remove_beyond(self, count: int) -> None:
        """Remove the shards behind the first `count`."""
        for number, name, _, _ in self._ledger.shards():
            if number >= count:
                (self._out / name).unlink(missing_ok=True)
                with self._ledger.step():
                    self._ledger.remove_shard(number)


def stamp_of(path: str) -> str:
    """What changes when somebody writes to a file: its size and the time of its last change in nanoseconds."""
    found = os.stat(path)  # noqa: PTH116  (as above)
    return f"{found.st_size} {found.st_mtime_ns}"


def _packed(made: list[Made]) -> bytes:
    return zlib.compress(b"".join(one.content for one in made), 1)


def write_shard(target: Path, lines: Iterator[bytes], form: OutputForm) -> str:
    """Write one shard from its JSON lines, atomically; its SHA-256. StoreError when the disk is full."""
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        if form == "parquet":
            from extractor.batch.arrow import write_parquet

            write_parquet(temporary, lines)
        else:
            with temporary.open("wb") as file:
                file.writelines(lines)
        digest = file_digest(temporary)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise StoreError(f"{target}: cannot be written: {error.strerror}. Nothing was changed there.") from error
    return digest


def file_digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def without(made: list[Made], lost: Iterable[Report]) -> list[Made]:
    """What was made, without the articles of some reports."""
    ids = {one.id for one in lost}
    return [replace(one, raw=None) for one in made if one.id not in ids]
