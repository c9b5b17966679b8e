"""What is known of an article besides its text: out of front matter, a row, a page, or the text itself.

Archives name these things differently; the names below are read as the contract's. A value that cannot be
what its key says is refused with path, key, value and what was expected: a wrong publication day would
shift every date of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from extractor.model.article import Block
from extractor.model.errors import MetadataError
from extractor.reading.bylines import Byline, read_byline, read_head, reporters_named

_NAMES = {
    "id": ("id", "article_id"),
    "headline": ("headline", "title"),
    "published": (
        "published", "date", "published_at", "publish_date", "publication_date", "pubdate", "datePublished",
    ),
    "publisher": ("publisher", "source", "media", "newspaper", "site_name", "sitename", "outlet"),
    "url": ("url", "link", "original_url"),
    "bylines": ("bylines", "byline", "author", "authors", "reporter"),
}  # fmt: skip
_HONG_KONG = timezone(timedelta(hours=8))
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\Z|(\d{4})(\d{2})(\d{2})\Z")
_LONGEST = 2000
_BROKEN = re.compile(r"(?<![A-Za-z,.;:!?])[ \t]*\n[ \t]*(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of one article, each None (or empty) when not given. `bylines` None: look in the text."""

    id: str | None = None
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    bylines: tuple[str, ...] | None = None


def read_metadata(fields: Mapping[str, Any], source: str) -> Metadata:
    """The metadata in `fields` (front matter, or a row); unknown keys are left alone, null is "not given".

    Raises MetadataError with `source`, key, value, what was expected and what to do.
    """
    given = {name: _first(fields, keys) for name, keys in _NAMES.items()}
    bylines = given["bylines"]
    return Metadata(
        id=_identifier(*given["id"], source) if given["id"] else None,
        headline=_line(*given["headline"], source) if given["headline"] else None,
        published=_day(*given["published"], source) if given["published"] else None,
        publisher=_line(*given["publisher"], source) if given["publisher"] else None,
        url=_line(*given["url"], source) if given["url"] else None,
        bylines=_authors(*bylines, source) if bylines else None,
    )


def _first(fields: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, Any] | None:
    for key in keys:
        value = fields.get(key)
        if value is not None and value not in ("", []):
            return key, value
    return None


def _refusal(source: str, key: str, value: Any, expected: str) -> MetadataError:
    shown = repr(value)
    shown = shown if len(shown) <= 80 else shown[:77] + "..."
    return MetadataError(f"{source}: {key} is {shown}; expected {expected}. Mend the value or leave the key out.")


def _line(key: str, value: Any, source: str) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise _refusal(source, key, value, "one line of text")
    line = " ".join(value.split())
    if len(line) > _LONGEST or _unprintable(line):
        raise _refusal(source, key, value, f"one line of at most {_LONGEST} printable characters")
    return line


def _unprintable(line: str) -> bool:
    return any(c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in line)


def _identifier(key: str, value: Any, source: str) -> str:
    """An id names an output file, so it may not leave the output folder."""
    line = _line(key, value, source)
    parts = line.replace("\\", "/").split("/")
    if len(line) > 200 or any(part in ("", ".", "..") for part in parts) or re.search(r'[\\:*?"<>|]', line):
        raise _refusal(source, key, value, "a name such as 2025/labs-01, which may become the name of a file")
    return line


def _day(key: str, value: Any, source: str) -> date:
    """The publication day; a moment with a time zone counts by Hong Kong's day."""
    expected = "a day that exists, written as 2025-08-26"
    if isinstance(value, datetime):
        return (value.astimezone(_HONG_KONG) if value.tzinfo else value).date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise _refusal(source, key, value, expected)
    written = str(value).strip()
    found = _DAY.match(written)
    try:
        if found:
            year, month, day = (int(part) for part in found.groups() if part is not None)
            return date(year, month, day)
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise _refusal(source, key, value, expected) from None
    return (moment.astimezone(_HONG_KONG) if moment.tzinfo else moment).date()


def _authors(key: str, value: Any, source: str) -> tuple[str, ...]:
    listed = value if isinstance(value, (list, tuple)) else [value]
    names = [name for author in listed for name in reporters_named(_line(key, author, source))]
    return tuple(dict.fromkeys(names))


def bylines_in(text: str, blocks: Sequence[Block]) -> Byline:
    """The reporters that byline blocks and the heads of paragraphs name, and the first medium among them."""
    names: list[str] = []
    publisher: str | None = None
    for block in blocks:
        if block.label == "byline":
            said = read_byline(text[block.start : block.end])
        elif block.label in ("paragraph", "list"):
            said = read_head(text[block.start : block.start + 100])[0] if _may_head(text, block) else None
        else:
            continue
        if said:
            names += said.names
            publisher = publisher or said.publisher
    return Byline(tuple(dict.fromkeys(names)), publisher)


def _may_head(text: str, block: Block) -> bool:
    opening = text[block.start : min(block.end, block.start + 40)]
    return "【" in opening or "記者" in opening or "记者" in opening or "訊" in opening


def headline_in(text: str, blocks: Sequence[Block]) -> str | None:
    """The text of the headline block without its marks, or None."""
    for block in blocks:
        if block.label == "headline":
            words = _BROKEN.sub("", text[block.start : block.end].lstrip("#").strip("* _\u3000\t"))
            return " ".join(words.split()) or None
    return None
