"""Bytes -> Article: decoding, front matter, pages, rows, layout and metadata."""

from extractor.reading.article import article_from_text
from extractor.reading.files import SUFFIXES, Unreadable, find_inputs, read_path, text_of
from extractor.reading.layout import lay_out
from extractor.reading.rows import article_from_row

__all__ = [
    "SUFFIXES",
    "Unreadable",
    "article_from_row",
    "article_from_text",
    "find_inputs",
    "lay_out",
    "read_path",
    "text_of",
]
