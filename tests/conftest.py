"""What several rooms' tests share: the packaged rules, loaded once a process."""

import pytest

from extractor import Extractor


@pytest.fixture(scope="session")
def extractor():
    return Extractor()


@pytest.fixture(scope="session")
def rulebook(extractor):
    return extractor.rulebook
