import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the made-up projects beside the tests

from review_folders import build, session


@pytest.fixture
def project(tmp_path):
    """Three articles with five changes each."""
    return build(tmp_path, 3)


@pytest.fixture
def opened(project):
    return session(project)
