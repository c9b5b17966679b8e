"""The metadata that a saved news page states: meta tags, JSON-LD, headline, canonical address.

Only what is stated is taken. Guessing a day from the page's address or from today's date would make the
result depend on when it was read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from extractor.model.errors import MetadataError
from extractor.reading.metadata import Metadata, read_metadata

_DAYS = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish_date",
    "dc.date", "dc.date.issued", "dcterms.date", "date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author")
_TAIL = re.compile(r"\s+[-–—|｜]\s+[^-–—|｜]{1,30}\Z|\s*[|｜]\s*[^|｜]{1,30}\Z")
_STORY = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "WebPage")


def page_metadata(root: Any, source: str) -> Metadata:
    """The metadata of the page `root` (lxml). What cannot be read as what it should be is left out."""
    stated = _meta_tags(root)
    story = next(_linked(root), {})
    fields = {
        "headline": _headline(root, stated, story),
        "published": _day(root, stated, story),
        "publisher": _first(stated, _SITES) or _named(story.get("publisher")),
        "url": _address(root, stated),
        "bylines": _author(stated, story),
    }
    given: dict[str, Any] = {}
    for key, value in fields.items():
        if value and _readable(key, value, source):
            given[key] = value
    return read_metadata(given, source)


def _readable(key: str, value: Any, source: str) -> bool:
    try:
        read_metadata({key: value}, source)
    except MetadataError:
        return False
    return True


def _meta_tags(root: Any) -> dict[str, str]:
    stated: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            stated.setdefault(name, content)
    return stated


def _first(stated: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((stated[name] for name in names if name in stated), None)


def _linked(root: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that are a story."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        listed = content if isinstance(content, list) else [content]
        for thing in listed:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for part in graph if isinstance(graph, list) else [thing]:
                if isinstance(part, dict) and str(part.get("@type", "")).strip("[]'") in _STORY:
                    yield part


def _headline(root: Any, stated: dict[str, str], story: dict[str, Any]) -> str | None:
    heads = [" ".join(head.text_content().split()) for head in root.iter("h1")]
    heads = [head for head in heads if head]
    title = _first(stated, _TITLES) or _text(story.get("headline")) or " ".join(root.xpath("string(//title)").split())
    if len(heads) == 1 and (not title or "".join(heads[0].split()) in "".join(title.split())):
        return heads[0]
    return _TAIL.sub("", title) if title else heads[0] if heads else None


def _day(root: Any, stated: dict[str, str], story: dict[str, Any]) -> str | None:
    times = [tag.get("datetime") for tag in root.xpath("//time[@datetime][@pubdate or @itemprop='datePublished']")]
    times += [tag.get("datetime") for tag in root.xpath("//article//time[@datetime]")[:1]]
    return _text(story.get("datePublished")) or _first(stated, _DAYS) or next((time for time in times if time), None)


def _address(root: Any, stated: dict[str, str]) -> str | None:
    canonical = root.xpath("//link[@rel='canonical']/@href")
    return stated.get("og:url") or (str(canonical[0]).strip() if canonical else None)


def _author(stated: dict[str, str], story: dict[str, Any]) -> list[str] | None:
    named = _first(stated, _AUTHORS)
    if named and not named.startswith("http"):
        return [named]
    authors = story.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    found = [name for author in listed if (name := _named(author))]
    return found or None


def _named(thing: Any) -> str | None:
    """The name of a JSON-LD person or organization, or the string that stands for one."""
    return _text(thing.get("name")) if isinstance(thing, dict) else _text(thing)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
