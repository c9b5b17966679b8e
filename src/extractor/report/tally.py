"""Where facts stand, and how many of them there are: all that the page keeps of a run, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

KEPT = 8
"""Sentences that are kept for a group of facts; all of them are counted."""


class Source(NamedTuple):
    """What the page says of an article. `published` is an ISO day or empty."""

    published: str
    id: str
    path: str
    headline: str
    publisher: str
    basis: str


class Quote(NamedTuple):
    """A mention in its sentence: `sentence[start:end]`; `at` is the sentence's place in the article's text.

    `rule` found the mention; empty for what no rule found (the headline of an article, a warning).
    """

    source: Source
    at: int
    start: int
    end: int
    sentence: str
    rule: str


@dataclass(slots=True)
class Tally:
    """A count of facts and of the articles they stand in, with the first KEPT quotes."""

    count: int = 0
    articles: int = 0
    quotes: list[Quote] = field(default_factory=list)
    _last: Source | None = None

    def add(self, quote: Quote) -> None:
        """Count one more fact. Facts of one article must follow each other."""
        self.count += 1
        if quote.source is not self._last:
            self._last = quote.source
            self.articles += 1
        if len(self.quotes) < KEPT and quote not in self.quotes:
            self.quotes.append(quote)


def together(tallies: Iterable[Tally]) -> Tally:
    """One tally of several. Its `articles` is the largest of theirs: the same article may be in more than one."""
    whole = Tally()
    for tally in tallies:
        whole.count += tally.count
        whole.articles = max(whole.articles, tally.articles)
        for quote in tally.quotes:
            if len(whole.quotes) < KEPT and quote not in whole.quotes:
                whole.quotes.append(quote)
    return whole
