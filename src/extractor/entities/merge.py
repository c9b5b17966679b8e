"""From the books to entities: which name is the entity's own, and in which order the rest stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extractor.entities.books import Books, Row
from extractor.entities.lines import Entity, Form, Kind, LabEntity, OrganizationEntity, PersonEntity, Post
from extractor.entities.settled import Settlement


def entities(books: Books, kind: Kind, settlement: Settlement) -> Iterator[tuple[str, Entity]]:
    """(key, entity) of every entity of a kind, in the order of the keys."""
    for key, rows in books.entities(kind):
        yield key, entity(key, rows, kind, settlement)


def entity(key: str, rows: list[Row], kind: Kind, settlement: Settlement) -> Entity:
    """One entity from its rows."""
    by: dict[str, list[Row]] = {}
    for row in rows:
        by.setdefault(row.what, []).append(row)
    told: dict[str, Any] = dict(
        name=settlement.name(key) or _own_name(by["name"]),
        apart=settlement.mark(key),
        names=_forms(by["form"]),
        names_en=_forms(by.get("name_en", ())),
        **dict(by["entity"][0].seen),
    )
    if kind == "people":
        return PersonEntity(**told, posts=_posts(by.get("post", [])))
    told.update(kb_id=_most(by.get("kb_id", [])), category=_most(by.get("category", [])))
    if kind == "organizations":
        return OrganizationEntity(**told)
    return LabEntity(**told, hosts=_forms(by.get("host", ())))


def _own_name(rows: list[Row]) -> str:
    return min(rows, key=_rank).text


def _most(rows: list[Row]) -> str | None:
    return min(rows, key=_rank).text if rows else None


def _rank(row: Row) -> tuple[int, str, str]:
    """The form that most articles use stands first, then the one that was used first."""
    return -row.articles, row.first, row.text


def _forms(rows: Iterable[Row]) -> list[Form]:
    """The most frequent first."""
    return [Form(text=row.text, **dict(row.seen)) for row in sorted(rows, key=_rank)]


def _posts(rows: list[Row]) -> list[Post]:
    rows = sorted(rows, key=lambda row: (row.first, row.last, row.text, row.more))
    return [Post(title=row.text, organization=row.more or None, **dict(row.seen)) for row in rows]
