"""The dates kind alone, on one text."""

from datetime import date

import pytest

from extractor.kinds import dates
from extractor.reading import article_from_text
from extractor.text.analyse import analyse


@pytest.fixture(scope="session")
def dating(rulebook):
    """`dating(text, published)`: what the dates kind makes of a text."""

    def of(text, published=None):
        scan = rulebook.scan(analyse(article_from_text(text, published=published)))
        return dates.resolve(dates.recognize(scan), scan, published)

    return of


@pytest.fixture(scope="session")
def values(dating):
    """`values(text, "2025-08-26")`: surfaces and values, in order."""

    def of(text, published=None):
        day = date.fromisoformat(published) if published else None
        return [(text[one.start : one.end], one.value) for one in dating(text, day).dates]

    return of
