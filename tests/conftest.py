"""What several rooms' tests share: the packaged rules, loaded once a process."""

import shutil

import pytest

from extractor import Extractor


@pytest.fixture(scope="session")
def extractor():
    return Extractor()


@pytest.fixture(scope="session")
def rulebook(extractor):
    return extractor.rulebook


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium; whoever asks for it is skipped where there is none."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("no chromium on this machine (apt install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e .[dev])")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
