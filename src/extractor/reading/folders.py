"""Folders -> paths: which files are articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from extractor.model.errors import ReadingError, UsageError

TEXT_SUFFIXES = (".txt", ".md")
PAGE_SUFFIXES = (".html", ".htm")
ROW_SUFFIXES = (".jsonl", ".parquet")
SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES, *ROW_SUFFIXES)


def find_inputs(corpus: Path) -> list[Path]:
    """The article files in the folder `corpus` and below, sorted by path; it may itself be a file.

    Hidden files and folders are skipped. Raises UsageError when `corpus` is missing or no article file.
    """
    if corpus.is_file():
        if corpus.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{corpus}: not an article; expected a file ending in {', '.join(SUFFIXES)}.")
        return [corpus]
    if not corpus.is_dir():
        raise UsageError(f"{corpus}: no such folder. Name the folder (or file) that holds the articles.")
    return [corpus / source for source, _ in walk(corpus)]


def walk(folder: Path, below: str = "") -> Iterator[tuple[str, int]]:
    """(path below `folder`, size in bytes) of every article file there, in the order of the paths' characters.

    Only the names of one folder are held at a time. Hidden ones are skipped, linked folders not followed.
    """
    with os.scandir(folder / below if below else folder) as listed:
        entries = sorted(
            (entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name, entry)
            for entry in listed
            if not entry.name.startswith(".")
        )
    for name, entry in entries:
        if name.endswith("/"):
            yield from walk(folder, below + name)
        elif Path(name).suffix.lower() in SUFFIXES and entry.is_file():
            yield below + name, entry.stat().st_size


def cannot_open(source: str, error: OSError) -> ReadingError:
    """The sentence for a file that the system does not give us."""
    return ReadingError(f"{source}: cannot be opened: {error.strerror or error}. Check the file and its rights.")
