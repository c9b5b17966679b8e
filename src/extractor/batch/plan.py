"""What must be done again: inputs whose bytes, rules, code or currency are not those of the last run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from extractor.model.errors import StoreError
from extractor.store import digest, output_path, write_atomically

JOURNAL = ".journal.jsonl"
_LIBRARIES = ("jieba", "rjieba", "opencc-python-reimplemented", "spacy", "pydantic", "trafilatura", "lunardate")


@dataclass(frozen=True, slots=True)
class Done:
    """What the journal says of one input: its digest, the conditions, each article's output digest, failures."""

    source: str
    sha256: str
    conditions: str
    articles: dict[str, str]
    failures: list[dict[str, str]] = field(default_factory=list)


@cache
def code_fingerprint() -> str:
    """SHA-256 over this package's source and the versions of the libraries that the answer depends on."""
    digest = hashlib.sha256()
    package = Path(str(files("extractor")))
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()


def conditions(rules_sha256: str, default_currency: str) -> str:
    """One digest of everything but the input that decides an output."""
    return digest(f"{rules_sha256} {code_fingerprint()} {default_currency}".encode())


def read_journal(folder: Path) -> dict[str, Done]:
    """The last word on every input. A line that was cut off by a crash is passed over: its input is redone."""
    path = folder / JOURNAL
    done: dict[str, Done] = {}
    if not path.exists():
        return done
    for line in path.read_text("utf-8").splitlines():
        try:
            entry = Done(**json.loads(line))
        except (json.JSONDecodeError, TypeError):
            continue
        done[entry.source] = entry
    return done


def append_journal(folder: Path, entry: Done) -> None:
    """Note that an input is done; its outputs are already in place."""
    line = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n"
    try:
        with (folder / JOURNAL).open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise StoreError(f"{folder / JOURNAL}: cannot be written: {error.strerror}") from error


def write_journal(folder: Path, entries: Iterable[Done]) -> None:
    """Replace the journal by one line an input, sorted."""
    lines = [
        json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n"
        for entry in sorted(entries, key=lambda entry: entry.source)
    ]
    write_atomically(folder / JOURNAL, "".join(lines).encode(), durable=True)


def is_current(entry: Done | None, sha256: str, wanted: str, folder: Path) -> bool:
    """Whether an input needs nothing: same bytes, same conditions, no failure, outputs as they were written."""
    if entry is None or entry.sha256 != sha256 or entry.conditions != wanted or entry.failures:
        return False
    for article_id, output in entry.articles.items():
        path = output_path(folder, article_id)
        if not path.exists() or digest(path.read_bytes()) != output:
            return False
    return True
