"""Making the entity files of a run: gather, merge, look for what does not fit, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from extractor.entities import names, people
from extractor.entities.books import Books
from extractor.entities.findings import Ground, alias_entries, alias_finding, in_order
from extractor.entities.gather import KINDS, gather, outputs_of
from extractor.entities.lexicon import Lexicon, read_lexicon
from extractor.entities.lines import Entity, Finding, Kind, LabEntity, PersonEntity, Settled
from extractor.entities.merge import entities
from extractor.entities.places import FINDINGS
from extractor.entities.settled import Settlement, read_settled
from extractor.model.errors import StoreError
from extractor.model.records import Record

_HELD = 20_000


def make_entities(run: Path, rules: Path, target: Path) -> list[Finding]:
    """Write the entities of a run and what does not fit together into `target`; the findings.

    Memory holds one article, one entity and the findings at a time; sums lie in a temporary file. The same
    outputs, settled lines and rules give the same bytes. Raises StoreError and RuleError.
    """
    settled, lexicon = read_settled(rules), read_lexicon(rules)
    found: list[Finding] = []
    with closing(Books()) as books:
        gather(outputs_of(run), settled, books)
        for kind in KINDS:
            found += _kind(kind, books, settled, lexicon, target)
    found = in_order(found)
    with _written(target / FINDINGS) as file:
        file.writelines(_line(one) for one in found)
    return found


def _kind(kind: Kind, books: Books, settled: list[Settled], lexicon: Lexicon, target: Path) -> list[Finding]:
    settlement = Settlement(settled, kind)
    ground = Ground(kind, books, settlement, lexicon)
    found: dict[str, Finding] = {}
    entries: list[tuple[str, str, str]] = []
    with _written(target / f"{kind}.jsonl") as file:
        for key, entity in entities(books, kind, settlement):
            file.write(_line(entity))
            entries += _entries(key, entity, ground)
            found.update((one.id, one) for one in _alone(key, entity, ground))
            if len(entries) >= _HELD:
                books.note(kind, entries)
                entries.clear()
    books.note(kind, entries)
    for bucket, members in books.buckets(kind):
        for one in _of_bucket(bucket, members, ground):
            found.setdefault(one.id, one)
    return list(found.values())


def _entries(key: str, entity: Entity, ground: Ground) -> Iterator[tuple[str, str, str]]:
    yield from alias_entries(key, entity)
    if isinstance(entity, PersonEntity):
        yield from people.entries(key, entity, ground)
    else:
        yield from names.entries(key, ground)


def _alone(key: str, entity: Entity, ground: Ground) -> Iterator[Finding]:
    """What does not fit within one entity."""
    found: list[Finding | None] = []
    if isinstance(entity, PersonEntity):
        found.append(people.two_english_names(key, entity, ground))
    if isinstance(entity, LabEntity):
        found += [*names.near_listed(key, entity, ground), names.two_hosts(key, entity, ground)]
        found.append(names.two_english_names(key, entity, ground))
    yield from (one for one in found if one is not None)


def _of_bucket(bucket: str, members: list[tuple[str, str]], ground: Ground) -> Iterator[Finding]:
    finders: dict[str, Callable[[list[tuple[str, str]], Ground], Iterator[Finding]]] = {
        "name": people.misprint, "post": people.two_holders, "gap": names.misprint, "alias": alias_finding,
    }  # fmt: skip
    return finders[bucket.split(" ", 1)[0]](members, ground)


def _line(one: Record) -> bytes:
    return one.model_dump_json().encode() + b"\n"


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """A file that is renamed into place when the block ends well. StoreError when it cannot be written."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error.strerror}. Nothing was changed there.") from error
