"""What the tests of rankings share: a scan, a left reading, the findings of a text."""

from datetime import date

import pytest

from extractor.kinds import rankings
from extractor.kinds.rankings.grammar import grammar
from extractor.kinds.rankings.indices import Indices
from extractor.kinds.rankings.left import LeftReader
from extractor.pipeline import extract
from extractor.reading import article_from_text
from extractor.text.analyse import analyse


@pytest.fixture
def scan(rulebook):
    return lambda text: rulebook.scan(analyse(article_from_text(text)))


@pytest.fixture
def read_left(rulebook, scan):
    """The reading in front of the last place of a sentence, `place` being its surface."""

    def read(sentence, place):
        found = scan(sentence)
        words = grammar(rulebook)
        reader = LeftReader(found.analysis, words, Indices(found, words))
        position = found.analysis.plain.rindex(place)
        return reader.read(position, found.analysis.sentence_at(position).start)

    return read


@pytest.fixture
def stated(scan):
    return lambda text: rankings.recognize(scan(text))


@pytest.fixture
def places(rulebook):
    """The ranking records of a text that was published on 17 June 2026."""

    def find(text, published=date(2026, 6, 17)):
        return extract(article_from_text(text, published=published), rulebook).rankings

    return find
