"""Paths -> articles: which files are articles, and how each kind of file is read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.model.article import Article
from extractor.model.errors import ReadingError, UsageError
from extractor.reading.article import build_article
from extractor.reading.decode import decode
from extractor.reading.frontmatter import split_front_matter
from extractor.reading.metadata import read_metadata
from extractor.reading.rows import jsonl_rows, parquet_rows

TEXT_SUFFIXES = (".txt", ".md")
PAGE_SUFFIXES = (".html", ".htm")
ROW_SUFFIXES = (".jsonl", ".parquet")
SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES, *ROW_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that is no article: where it stands, the id it would have had, and what is wrong with it."""

    source: str
    id: str
    error: ReadingError


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


def read_path(path: Path, root: Path | None = None) -> Iterator[Article | Unreadable]:
    """The article of a text or page, or the articles of a JSONL or Parquet file, one by one, in order.

    `root` is the corpus folder that ids and sources are relative to (default: the file's own folder). What
    cannot be read is handed out as `Unreadable` in its place, so that one bad input never stops a batch.
    """
    relative = path.relative_to(root) if root is not None and path.is_relative_to(root) else Path(path.name)
    source = relative.as_posix()
    name = relative.with_suffix("").as_posix()
    suffix = path.suffix.lower()
    if suffix in ROW_SUFFIXES:
        rows = jsonl_rows if suffix == ".jsonl" else parquet_rows
        try:
            for where, row_id, found in rows(path, source, name):
                yield Unreadable(where, row_id, found) if isinstance(found, ReadingError) else found
        except OSError as error:
            yield Unreadable(source, name, cannot_open(source, error))
        return
    try:
        yield _read_one(path, source)
    except ReadingError as error:
        yield Unreadable(source, name, error)


def cannot_open(source: str, error: OSError) -> ReadingError:
    """The sentence for a file that the system does not give us."""
    return ReadingError(f"{source}: cannot be opened: {error.strerror or error}. Check the file and its rights.")


def _read_one(path: Path, source: str) -> Article:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise cannot_open(source, error) from error
    return article_from_bytes(raw, source)


def article_from_bytes(raw: bytes, source: str) -> Article:
    """The article of the bytes of a text or page file; `source` is its path below the corpus folder.

    Raises ReadingError.
    """
    name, suffix = Path(source).with_suffix("").as_posix(), Path(source).suffix.lower()
    sha256 = hashlib.sha256(raw).hexdigest()
    if suffix in PAGE_SUFFIXES:
        from extractor.reading.html import read_page

        text, metadata = read_page(raw, source)
    else:
        fields, text = split_front_matter(decode(raw, source), source)
        metadata = read_metadata(fields, source)
    return build_article(_not_empty(text, source), metadata, id=name, source=source, sha256=sha256)


def _not_empty(text: str, source: str) -> str:
    if not text.strip():
        raise ReadingError(f"{source}: the article is empty. Put its text into the file, or take the file out.")
    return text


def text_of(path: Path) -> str:
    """The text of the one article in `path`, which all offsets count in. Raises ReadingError.

    Of a JSONL or Parquet file, the text of its first article.
    """
    for found in read_path(path):
        if isinstance(found, Unreadable):
            raise found.error
        return found.text
    raise ReadingError(f"{path.name}: holds no article.")
