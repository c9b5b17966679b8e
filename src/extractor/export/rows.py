"""An extraction -> the rows of every table, as Python values by the columns' types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from extractor.export.tables import BY_NAME
from extractor.model.columns import fitted
from extractor.model.kinds import KINDS
from extractor.model.records import Extraction

Row = dict[str, Any]


def rows_of(extraction: Extraction) -> Iterator[tuple[str, Row]]:
    """(table, row) of everything in one extraction, the tables' rows in the order of their keys.

    A figure that no column can hold is null, and a warning has its digits (`model.columns`).
    """
    found = fitted(extraction)
    head = found.article
    yield (
        "articles",
        {
            "article_id": head.id, "source": head.source, "sha256": head.sha256, "headline": head.headline,
            "publisher": head.publisher, "bylines": list(head.bylines), "published": _day(head.published),
            "published_basis": head.published_basis, "url": head.url, "ruleset_sha256": found.ruleset.sha256,
        },
    )  # fmt: skip
    for kind in KINDS:
        for number, record in enumerate(getattr(found, kind), 1):
            yield kind, _record(kind, head.id, number, record)
            yield from _parts(kind, head.id, number, record)
            yield from _mentions(kind, head.id, number, record)
    for number, warning in enumerate(found.warnings, 1):
        yield "warnings", {"article_id": head.id, "warning": number, **warning.model_dump()}


def _record(kind: str, article_id: str, number: int, record: Any) -> Row:
    row: Row = {"article_id": article_id, "record": number}
    for column in BY_NAME[kind].columns[2:]:
        value = getattr(record, column.name)
        row[column.name] = _day(value) if column.type == "date" else list(value) if column.type == "strings" else value
    return row


def _parts(kind: str, article_id: str, number: int, record: Any) -> Iterator[tuple[str, Row]]:
    key = {"article_id": article_id, "record": number}
    if kind == "labs":
        for place, host in enumerate(record.hosts, 1):
            yield "lab_hosts", {**key, "host_number": place, "host": host}
    if kind == "people":
        for place, post in enumerate(record.positions, 1):
            yield (
                "positions",
                {**key, "position_number": place, "title": post.title, "organization": post.organization},
            )


def _mentions(kind: str, article_id: str, number: int, record: Any) -> Iterator[tuple[str, Row]]:
    for place, mention in enumerate(record.mentions, 1):
        key = {"article_id": article_id, "kind": kind, "record": number, "mention": place}
        yield "mentions", {**key, **mention.model_dump()}


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
