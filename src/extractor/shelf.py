"""Extractions put down in a file for a moment, to be found again by a key: for joins that memory cannot hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.model.records import Extraction


class Shelf:
    """Extractions by key."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE held (key TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID")

    def put(self, rows: Iterable[tuple[str, Extraction]]) -> None:
        """Put extractions down."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO held VALUES (?, ?)", ((k, e.model_dump_json()) for k, e in rows))
        self._db.execute("COMMIT")

    def take(self, key: str) -> Extraction | None:
        """Take one away; None when there is none of that key."""
        row = self._db.execute("DELETE FROM held WHERE key = ? RETURNING said", (key,)).fetchone()
        return None if row is None else Extraction.model_validate_json(row[0])

    def rest(self) -> Iterator[Extraction]:
        """What nobody took, by key."""
        for (said,) in self._db.execute("SELECT said FROM held ORDER BY key"):
            yield Extraction.model_validate_json(said)

    def keys(self) -> list[str]:
        """The keys of the first hundred that nobody took."""
        return [key for (key,) in self._db.execute("SELECT key FROM held ORDER BY key LIMIT 100")]

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


@contextmanager
def shelf() -> Iterator[Shelf]:
    """A shelf that is gone afterwards."""
    with TemporaryDirectory(prefix="extractor-") as folder:
        held = Shelf(Path(folder) / "shelf.sqlite")
        try:
            yield held
        finally:
            held.close()
