"""The books of a merge: what was seen of every entity, added up on disk, so that memory does not grow with a run.

Only a window of sums is held in memory; the rest lies in a temporary SQLite file that is gone when the books
are closed. It grows with the number of different names, posts and hosts, not with that of articles.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from extractor.entities.lines import Kind, Seen, Sighting

_WINDOW = 100_000
_NO_DAY_FIRST, _NO_DAY_LAST = "9999-99-99", "0000-00-00"
_TABLES = """
CREATE TABLE seen (
    kind TEXT, key TEXT, what TEXT, text TEXT, more TEXT, articles INTEGER, first TEXT, last TEXT,
    PRIMARY KEY (kind, key, what, text, more)
) WITHOUT ROWID;
CREATE TABLE near (kind TEXT, bucket TEXT, key TEXT, text TEXT, PRIMARY KEY (kind, bucket, key, text)) WITHOUT ROWID;
"""
_ADD = """
INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    articles = articles + excluded.articles, first = min(first, excluded.first), last = max(last, excluded.last)
"""


class Row(NamedTuple):
    """One thing that was seen of an entity: `what` it is (a name, a post, a host, …), its words, and when."""

    what: str
    text: str
    more: str
    articles: int
    first: str
    last: str

    @property
    def seen(self) -> Seen:
        """In how many articles, and the first and last of them."""
        return _seen(self.articles, self.first, self.last)


class Books:
    """Sums of sightings, by kind and entity; and buckets of names that may be near each other."""

    def __init__(self) -> None:
        """Open empty books in a temporary folder."""
        self._folder = tempfile.TemporaryDirectory(prefix="extractor-entities-")
        self._db = sqlite3.connect(Path(self._folder.name) / "books.sqlite", isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-64000", "temp_store=FILE"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(_TABLES)
        self._sums: dict[tuple[str, str, str, str, str], list[int | str]] = {}

    def close(self) -> None:
        """Close the books and take them away."""
        self._db.close()
        self._folder.cleanup()

    def add(self, kind: Kind, key: str, what: str, text: str, more: str, day: str | None, article: str) -> None:
        """One article saw this of an entity. Call it once an article for the same thing."""
        first, last = f"{day or _NO_DAY_FIRST} {article}", f"{day or _NO_DAY_LAST} {article}"
        sums = self._sums.get((kind, key, what, text, more))
        if sums is None:
            self._sums[kind, key, what, text, more] = [1, first, last]
            if len(self._sums) >= _WINDOW:
                self._flush()
            return
        sums[0] = int(sums[0]) + 1
        sums[1] = min(str(sums[1]), first)
        sums[2] = max(str(sums[2]), last)

    def _flush(self) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(_ADD, ((*place, *sums) for place, sums in self._sums.items()))
        self._db.execute("COMMIT")
        self._sums.clear()

    def entities(self, kind: Kind) -> Iterator[tuple[str, list[Row]]]:
        """The rows of every entity of a kind, in the order of the keys' code points."""
        self._flush()
        rows = self._db.cursor().execute(
            "SELECT key, what, text, more, articles, first, last FROM seen WHERE kind = ? "
            "ORDER BY key, what, text, more", (kind,),
        )  # fmt: skip
        for key, group in groupby(rows, itemgetter(0)):
            yield key, [Row(*rest) for _, *rest in group]

    def all_rows(self, kind: Kind, key: str) -> list[Row]:
        """The rows of one entity."""
        rows = self._db.execute(
            "SELECT what, text, more, articles, first, last FROM seen WHERE kind = ? AND key = ? "
            "ORDER BY what, text, more", (kind, key),
        )  # fmt: skip
        return [Row(*row) for row in rows]

    def rows(self, kind: Kind, key: str, what: str) -> list[Row]:
        """The rows of one entity that are of one sort."""
        return [row for row in self.all_rows(kind, key) if row.what == what]

    def note(self, kind: Kind, entries: Iterable[tuple[str, str, str]]) -> None:
        """Put (bucket, key, text) into buckets."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR IGNORE INTO near VALUES (?, ?, ?, ?)", ((kind, *entry) for entry in entries))
        self._db.execute("COMMIT")

    def buckets(self, kind: Kind) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The buckets that several entities share, each with its (key, text), in the order of code points."""
        rows = self._db.cursor().execute(
            "SELECT bucket, key, text FROM near WHERE kind = ?1 AND bucket IN "
            "(SELECT bucket FROM near WHERE kind = ?1 GROUP BY bucket HAVING COUNT(DISTINCT key) > 1) "
            "ORDER BY bucket, key, text", (kind,),
        )  # fmt: skip
        for bucket, group in groupby(rows, itemgetter(0)):
            yield bucket, [(key, text) for _, key, text in group]


def _seen(articles: int, first: str, last: str) -> Seen:
    if first.startswith(_NO_DAY_FIRST):
        return Seen(articles=articles, first=_sighting(first), last=_sighting(f"{_NO_DAY_FIRST}{last[10:]}"))
    return Seen(articles=articles, first=_sighting(first), last=_sighting(last))


def _sighting(text: str) -> Sighting:
    day, article = text.split(" ", 1)
    return Sighting(published=None if day == _NO_DAY_FIRST else day, article=article)
