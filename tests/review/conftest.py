import pytest
from review_folders import build, session


@pytest.fixture
def project(tmp_path):
    """Three articles with five changes each."""
    return build(tmp_path, 3)


@pytest.fixture
def opened(project):
    return session(project)
