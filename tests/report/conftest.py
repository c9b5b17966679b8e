"""One run over the corpus, and its page, for all tests of this folder."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def corpus_run(tmp_path_factory):
    from report_worlds import make_run

    return make_run([Path("corpus")], tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="session")
def corpus_page(corpus_run, tmp_path_factory):
    from report_worlds import make_page

    return make_page(corpus_run, [Path("corpus")], tmp_path_factory.mktemp("page") / "report.html")


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """A made-up week of a small town: a few articles with a bit of everything, and their page."""
    from report_worlds import make_page, make_run, write_town

    folder = tmp_path_factory.mktemp("town")
    corpus = write_town(folder / "town")
    make_run([corpus], folder / "run")
    make_page(folder / "run", [corpus], folder / "report.html")
    return folder
