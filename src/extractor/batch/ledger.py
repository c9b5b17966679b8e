"""The ledger of a folder of outputs: which unit made which outputs, from which bytes, under which conditions.

It is a SQLite file beside the outputs, so that a run over a million articles keeps nothing of them in memory,
and every step is a transaction that survives `kill -9` and a power cut (write-ahead log, synchronous=FULL).
Article ids are its primary key: that is the check that no two articles have the same one.

A unit is `pending` from before its first output is written until after the last, then `done`; `stale` means
that it must be done again though its bytes did not change. In a sharded run a `done` unit's outputs lie in
its piece until its shard is written; then it is `sharded`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.batch.reports import Report
from extractor.batch.work import COUNTED
from extractor.model.errors import StoreError

LEDGER = ".ledger.sqlite"
_FORM = "3"
_COUNTS = ", ".join(f'"{name}"' for name in COUNTED)
_TABLES = f"""
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (
    key TEXT PRIMARY KEY, source TEXT, sha256 TEXT, conditions TEXT, state TEXT, shard INTEGER, piece TEXT,
    laid_out TEXT, articles INTEGER, {", ".join(f'"{name}" INTEGER' for name in COUNTED)}
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, unit TEXT, sha256 TEXT, stamp TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_of_unit ON article (unit);
CREATE TABLE IF NOT EXISTS failure (
    unit TEXT, number INTEGER, contested TEXT, input TEXT, report TEXT, PRIMARY KEY (unit, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS failure_contested ON failure (contested) WHERE contested IS NOT NULL;
CREATE TABLE IF NOT EXISTS doomed (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shard (number INTEGER PRIMARY KEY, name TEXT, sha256 TEXT, articles INTEGER);
CREATE TEMP TABLE seen (key TEXT PRIMARY KEY, ordinal INTEGER) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says of one unit."""

    sha256: str
    conditions: str
    state: str
    shard: int | None
    piece: str | None
    laid_out: str | None
    articles: int


class Ledger:
    """The open ledger of a folder; one run holds it at a time (the caller holds the lock)."""

    def __init__(self, folder: Path) -> None:
        """Open it, or make one. A file that is no ledger of this form is put away and begun anew."""
        self.path = folder / LEDGER
        try:
            self._open()
        except sqlite3.DatabaseError:
            for path in folder.glob(LEDGER + "*"):
                path.unlink()
            self._open()

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, isolation_level=None)
        for setting in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "cache_size=-8000"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(_TABLES)
        if self.meta("form") not in (None, _FORM):
            raise sqlite3.DatabaseError("another form")
        if self.meta("form") is None:
            self.set_meta("form", _FORM)

    def close(self) -> None:
        """Close it; what was committed stays."""
        self._db.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """One transaction: on the disk when the block ends, or nothing of it. StoreError when the disk is full."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(
                f"{self.path}: cannot be written: {error}. What was done is kept; run again to go on."
            ) from error

    def meta(self, name: str) -> str | None:
        """A setting of the run that wrote the folder, or None."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else row[0]

    def set_meta(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # One pass over the inputs -----------------------------------------------------------------------------

    def begin_pass(self) -> None:
        """Forget which units were seen."""
        self._db.execute("DELETE FROM seen")

    def see(self, key: str, ordinal: int) -> None:
        """A unit stands in the inputs, as the `ordinal`-th."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, ordinal))

    def entry(self, key: str) -> Entry | None:
        """What is known of a unit."""
        row = self._db.execute(
            "SELECT sha256, conditions, state, shard, piece, laid_out, articles FROM unit WHERE key = ?", (key,)
        ).fetchone()
        return None if row is None else Entry(*row)

    def outputs(self, key: str) -> list[tuple[str, str, str]]:
        """(id, digest of its output, stamp of its file) of every article of a unit."""
        return self._db.execute("SELECT id, sha256, stamp FROM article WHERE unit = ? ORDER BY id", (key,)).fetchall()

    def set_stamps(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Keep the (stamp, article id) of files that were written."""
        self._db.executemany("UPDATE article SET stamp = ? WHERE id = ?", stamps)

    def before(self, one: str, other: str) -> bool:
        """Whether a unit stands in front of another one in the inputs of this pass."""
        row = self._db.execute(
            "SELECT a.ordinal < b.ordinal FROM seen a, seen b WHERE a.key = ? AND b.key = ?", (one, other)
        ).fetchone()
        return bool(row and row[0])

    def vanished(self) -> list[str]:
        """Units of earlier runs that no longer stand in the inputs."""
        rows = self._db.execute("SELECT key FROM unit WHERE key NOT IN (SELECT key FROM seen) ORDER BY key")
        return [key for (key,) in rows]

    def mark_freed(self) -> None:
        """Units that lost an article to an id which nobody has any more must be done again."""
        self._db.execute(
            "UPDATE unit SET state = 'stale' WHERE key IN (SELECT unit FROM failure WHERE contested IS NOT NULL "
            "AND contested NOT IN (SELECT id FROM article))"
        )

    def mark_contesting(self, article_id: str) -> None:
        """Units that lost an article to an id must be done again, since somebody else has it now."""
        self._db.execute(
            "UPDATE unit SET state = 'stale' WHERE key IN (SELECT unit FROM failure WHERE contested = ?)", (article_id,)
        )

    def unfinished(self) -> int:
        """How many units of this pass are not done."""
        row = self._db.execute("SELECT COUNT(*) FROM unit WHERE state IN ('stale', 'pending')").fetchone()
        return int(row[0])

    # One unit ---------------------------------------------------------------------------------------------

    def owner(self, article_id: str) -> tuple[str, str] | None:
        """(unit, its source) that an article id belongs to."""
        row: tuple[str, str] | None = self._db.execute(
            "SELECT unit, COALESCE((SELECT source FROM unit WHERE key = article.unit), unit) FROM article WHERE id = ?",
            (article_id,),
        ).fetchone()
        return row

    def own(self, article_id: str, key: str, sha256: str) -> None:
        """An article id belongs to a unit from now on; its output will have that digest."""
        self._db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, '')", (article_id, key, sha256))
        self._db.execute("DELETE FROM doomed WHERE id = ?", (article_id,))

    def disown(self, article_id: str) -> None:
        """An article id belongs to nobody; its output is to be removed."""
        self._db.execute("DELETE FROM article WHERE id = ?", (article_id,))
        self._db.execute("INSERT OR IGNORE INTO doomed VALUES (?)", (article_id,))

    def write_unit(
        self, key: str, source: str, sha256: str, conditions: str, shard: int | None, piece: str | None,
        laid_out: str | None, counts: Iterable[int], articles: int,
    ) -> None:  # fmt: skip
        """A unit is being done: `pending`, with what it makes."""
        values = [key, source, sha256, conditions, "pending", shard, piece, laid_out, articles, *counts]
        marks = ", ".join("?" * len(values))
        self._db.execute(
            f"INSERT OR REPLACE INTO unit (key, source, sha256, conditions, state, shard, piece, laid_out, articles, "
            f"{_COUNTS}) VALUES ({marks})",
            values,
        )

    def set_state(self, key: str, state: str) -> None:
        """Set the state of a unit."""
        self._db.execute("UPDATE unit SET state = ? WHERE key = ?", (state, key))

    def set_failures(self, key: str, reports: Iterable[Report]) -> None:
        """Replace the failures of a unit."""
        self._db.execute("DELETE FROM failure WHERE unit = ?", (key,))
        for number, report in enumerate(reports):
            row = report.row()
            said = json.dumps(row, ensure_ascii=False)
            self._db.execute(
                "INSERT INTO failure VALUES (?, ?, ?, ?, ?)", (key, number, report.contested, row["input"], said)
            )

    def remove_unit(self, key: str) -> None:
        """Forget a unit and its failures; its articles are to be disowned first."""
        self._db.execute("DELETE FROM unit WHERE key = ?", (key,))
        self._db.execute("DELETE FROM failure WHERE unit = ?", (key,))

    # Shards -----------------------------------------------------------------------------------------------

    def units_of_shard(self, number: int) -> list[tuple[str, str, str | None]]:
        """(key, state, digest of its piece) of the seen units of a shard, in input order."""
        return self._db.execute(
            "SELECT u.key, u.state, u.piece FROM unit u JOIN seen s ON s.key = u.key WHERE u.shard = ? "
            "ORDER BY s.ordinal", (number,)
        ).fetchall()  # fmt: skip

    def write_shard(self, number: int, name: str, sha256: str, articles: int) -> None:
        """A shard stands there, whole; its units' pieces are not needed any more."""
        self._db.execute("INSERT OR REPLACE INTO shard VALUES (?, ?, ?, ?)", (number, name, sha256, articles))
        self._db.execute("UPDATE unit SET state = 'sharded' WHERE shard = ? AND state = 'done'", (number,))

    def mark_shard(self, number: int) -> None:
        """A shard must be made anew: those of its units whose pieces are gone must be done again."""
        self._db.execute("UPDATE unit SET state = 'stale' WHERE shard = ? AND state = 'sharded'", (number,))
        self._db.execute("UPDATE shard SET sha256 = '' WHERE number = ?", (number,))

    def shards(self) -> list[tuple[int, str, str, int]]:
        """(number, file name, digest, articles) of every shard."""
        return self._db.execute("SELECT number, name, sha256, articles FROM shard ORDER BY number").fetchall()

    def articles(self) -> Iterator[tuple[str, str]]:
        """(id, digest of its output) of every article, in the order of ids."""
        yield from self._db.execute("SELECT id, sha256 FROM article ORDER BY id")

    def remove_shard(self, number: int) -> None:
        """Forget a shard."""
        self._db.execute("DELETE FROM shard WHERE number = ?", (number,))

    # The whole --------------------------------------------------------------------------------------------

    def doomed(self) -> list[str]:
        """Article ids whose outputs are to be removed."""
        return [row[0] for row in self._db.execute("SELECT id FROM doomed ORDER BY id")]

    def pending_outputs(self) -> list[str]:
        """The ids of articles that were being written when the last run ended."""
        rows = self._db.execute("SELECT id FROM article JOIN unit ON key = unit WHERE state = 'pending' ORDER BY id")
        return [row[0] for row in rows]

    def absolve(self, article_ids: Iterable[str]) -> None:
        """These outputs are removed."""
        self._db.executemany("DELETE FROM doomed WHERE id = ?", [(one,) for one in article_ids])

    def failures(self) -> Iterator[dict[str, Any]]:
        """All reports, in input order (of the last pass)."""
        rows = self._db.execute(
            "SELECT f.report FROM failure f LEFT JOIN seen s ON s.key = f.unit ORDER BY s.ordinal, f.unit, f.number"
        )
        for (said,) in rows:
            yield json.loads(said)

    def failed_inputs(self) -> set[str]:
        """The names of the copies of inputs that failed."""
        return {name for (name,) in self._db.execute("SELECT DISTINCT input FROM failure WHERE input IS NOT NULL")}

    def totals(self) -> dict[str, int]:
        """Articles, failures and records of every kind."""
        sums = ", ".join(f'COALESCE(SUM("{name}"), 0)' for name in COUNTED)
        row = self._db.execute(f"SELECT COALESCE(SUM(articles), 0), {sums} FROM unit").fetchone()
        failed = self._db.execute("SELECT COUNT(*) FROM failure").fetchone()[0]
        return {"articles": row[0], "set_aside": failed, **dict(zip(COUNTED, row[1:], strict=True))}

    def empty(self) -> None:
        """Forget everything; the caller has removed the outputs."""
        for table in ("unit", "article", "failure", "doomed", "shard"):
            self._db.execute(f"DELETE FROM {table}")
