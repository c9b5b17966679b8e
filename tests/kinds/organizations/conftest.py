"""Runs the organizations kind alone on a text."""

import pytest

from extractor.kinds import organizations
from extractor.model.trace import Trace
from extractor.reading import article_from_text
from extractor.text.analyse import analyse


@pytest.fixture(scope="session")
def organizations_of(rulebook):
    """The findings, the warnings and the trace of a text."""

    def find(text):
        trace = Trace()
        scan = rulebook.scan(analyse(article_from_text(text)), trace)
        findings, warnings = organizations.resolve(organizations.recognize(scan), scan)
        return findings, warnings, trace

    return find


@pytest.fixture(scope="session")
def named(organizations_of):
    """The surfaces of a text's organizations, with the canonical name where it differs."""

    def names(text):
        findings, _, _ = organizations_of(text)
        return [text[f.start : f.end] + ("" if f.name == text[f.start : f.end] else f"={f.name}") for f in findings]

    return names
