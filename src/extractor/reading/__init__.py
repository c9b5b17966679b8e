"""Bytes -> Article: decoding, front matter, pages, rows, layout and metadata."""

from extractor.reading.article import article_from_text
from extractor.reading.files import (
    ROW_SUFFIXES,
    SUFFIXES,
    Unreadable,
    article_from_bytes,
    cannot_open,
    find_inputs,
    read_path,
    text_of,
    walk,
)
from extractor.reading.layout import lay_out
from extractor.reading.rows import article_from_row, article_of_columns, article_of_line, row_as_line

__all__ = [
    "ROW_SUFFIXES",
    "SUFFIXES",
    "Unreadable",
    "article_from_bytes",
    "article_from_row",
    "article_from_text",
    "article_of_columns",
    "article_of_line",
    "cannot_open",
    "find_inputs",
    "lay_out",
    "read_path",
    "row_as_line",
    "text_of",
    "walk",
]
