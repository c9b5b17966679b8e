"""One run over the corpus for all tests of this folder, which import the worlds beside them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def corpus_run(tmp_path_factory):
    from export_worlds import make_run

    return make_run(tmp_path_factory.mktemp("run"))
