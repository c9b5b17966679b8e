"""Runs the laboratories through the records room, which knows their hosts."""

import pytest

from extractor.kinds import labs
from extractor.reading import article_from_text
from extractor.text.analyse import analyse


@pytest.fixture(scope="session")
def labs_of(rulebook):
    """The findings and warnings of a text."""

    def find(text):
        scan = rulebook.scan(analyse(article_from_text(text)))
        return labs.resolve(labs.recognize(scan), scan)

    return find


@pytest.fixture(scope="session")
def named(labs_of):
    def names(text):
        return [found.name for found in labs_of(text)[0]]

    return names
