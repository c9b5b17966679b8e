"""Bytes -> Article: decoding, front matter, pages, rows, layout and metadata.

A name is imported when it is first asked for: a run that finds nothing to do asks for none of the layout.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.reading.article import article_from_text
    from extractor.reading.files import Unreadable, article_from_bytes, read_path, text_of
    from extractor.reading.folders import ROW_SUFFIXES, SUFFIXES, cannot_open, find_inputs, walk
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
_HOMES = {
    **dict.fromkeys(("ROW_SUFFIXES", "SUFFIXES", "cannot_open", "find_inputs", "walk"), "folders"),
    "article_from_row": "rows", "article_from_text": "article", "article_of_columns": "rows",
    "article_of_line": "rows", "lay_out": "layout", "row_as_line": "rows",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'files')}"), name)
    globals()[name] = value
    return value
