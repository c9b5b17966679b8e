"""What besides an input decides an output: rules, code, libraries, the currency."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from extractor.batch.laidout import FORM
from extractor.model.resources import rules_path

_READING = ("model", "reading")
_ROOMS = (*_READING, "text", "rulebook", "kinds", "records", "pipeline.py")
_READING_LIBRARIES = ("trafilatura", "lxml", "pyyaml", "pyarrow")
_LIBRARIES = (
    *_READING_LIBRARIES, "jieba", "rjieba", "opencc-python-reimplemented", "spacy", "pydantic", "lunar_python",
    "ahocorasick-rs",
)  # fmt: skip


@cache
def reading_fingerprint() -> str:
    """SHA-256 over the code, words and libraries that turn bytes into an article with its blocks."""
    words = (rules_path() / "words" / "layout.toml").read_bytes()
    return _digest(_READING, _READING_LIBRARIES, words + str(FORM).encode())


@cache
def code_fingerprint() -> str:
    """SHA-256 over the code and libraries that the answer depends on; not over the command line or this room."""
    return _digest(_ROOMS, _LIBRARIES, reading_fingerprint().encode())


def conditions(rules_sha256: str, default_currency: str) -> str:
    """One digest of everything but the input that decides an output."""
    return hashlib.sha256(f"{rules_sha256} {code_fingerprint()} {default_currency}".encode()).hexdigest()


def _digest(rooms: tuple[str, ...], libraries: tuple[str, ...], more: bytes) -> str:
    digest = hashlib.sha256(more)
    package = Path(str(files("extractor")))
    for room in rooms:
        paths = [package / room] if room.endswith(".py") else sorted((package / room).rglob("*.py"))
        for path in paths:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for library in libraries:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
