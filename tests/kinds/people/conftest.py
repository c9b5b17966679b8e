"""Runs the people kind alone on a text."""

import pytest

from extractor.kinds import people
from extractor.reading import article_from_text
from extractor.text.analyse import analyse


@pytest.fixture(scope="session")
def scan_of(rulebook):
    def scan(text):
        return rulebook.scan(analyse(article_from_text(text)))

    return scan


@pytest.fixture(scope="session")
def people_of(scan_of):
    """The findings and the warnings of a text."""

    def find(text):
        scan = scan_of(text)
        return people.resolve(people.recognize(scan), scan)

    return find


@pytest.fixture(scope="session")
def named(people_of):
    """The surfaces of a text's people, with the full name where it differs."""

    def names(text):
        findings, _ = people_of(text)
        return [text[f.start : f.end] + (f"={f.name}" if f.alias else "") for f in findings]

    return names
