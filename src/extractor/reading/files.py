"""Paths -> articles: how each kind of file is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.model.article import Article
from extractor.model.errors import ReadingError
from extractor.reading.article import build_article
from extractor.reading.decode import decode
from extractor.reading.folders import PAGE_SUFFIXES, ROW_SUFFIXES, cannot_open
from extractor.reading.frontmatter import split_front_matter
from extractor.reading.metadata import read_metadata
from extractor.reading.rows import jsonl_rows, parquet_rows


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that is no article: where it stands, the id it would have had, and what is wrong with it."""

    source: str
    id: str
    error: ReadingError


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
