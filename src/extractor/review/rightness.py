"""What is right about an article under review, as far as it was decided, in the article's present text."""

from __future__ import annotations

from typing import Any

from extractor.compare.pairing import Alignment, pair
from extractor.model.article import Article
from extractor.model.errors import UsageError
from extractor.review.merge import merge
from extractor.review.session import Item, Pages, Session

Fact = tuple[Any, int, int]
"""A record and the place of one of its mentions."""


def right_facts(session: Session, item: Item) -> tuple[Article, list[Fact]]:
    """The article of an item, and every accepted fact of the item's kind, in text order.

    In an article that was never accepted, what was not rejected counts as right. UsageError without its text.
    """
    page = session.pages[item.change.article]
    article = article_of(session, page)
    extraction, alignment = page.old, Alignment(True, ())
    if extraction is None:
        rejected = {i.change.id for i in session.items.values() if i.status == "rejected"}
        here = {i.change.id for i in session.items.values() if i.change.article == item.change.article}
        extraction = merge(None, page.new, here - rejected)
    elif page.new is not None:
        alignment = pair(extraction, page.new).alignment
    facts = []
    for record in getattr(extraction, item.change.kind) if extraction is not None else ():
        for mention in record.mentions:
            start = located(article.text, mention.start, mention.text, alignment)
            if start is not None:
                facts.append((record, start, start + len(mention.text)))
    return article, sorted(facts, key=lambda fact: fact[1:])


def article_of(session: Session, page: Pages) -> Article:
    """The article behind the outputs of a page. UsageError when it is not in the corpus."""
    extraction = page.new or page.old
    assert extraction is not None
    article = session.articles.get(extraction.article.source)
    if article is None:
        raise UsageError(f"{extraction.article.source} is not in the corpus; name its folder with --corpus")
    return article


def place_in(session: Session, item: Item) -> int:
    """The text position of the item's fact: of the words that are only in one of its records, if there are any."""
    page = session.pages[item.change.article]
    text = article_of(session, page).text
    still = Alignment(True, ())
    alignment = pair(page.old, page.new).alignment if page.old and page.new else still
    found: list[list[int]] = []
    for record, moved in ((item.change.old, alignment), (item.change.new, still)):
        starts = (located(text, m["start"], m["text"], moved) for m in (record or {}).get("mentions", ()))
        found.append([start for start in starts if start is not None])
    only = [place for place in (*found[0], *found[1]) if (place in found[0]) != (place in found[1])]
    places = only or found[0] or found[1]
    if not places:
        raise UsageError("the words of that change do not stand in the article any more")
    return places[0]


def located(text: str, start: int, words: str, alignment: Alignment) -> int | None:
    """Where the words are that once stood at `start`; None when they are not there any more."""
    for place in (start, alignment.moved(start)):
        if text[place : place + len(words)] == words:
            return place
    return None
