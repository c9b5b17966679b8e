"""The command line starts at once: nothing heavy is imported before a verb needs it."""

import subprocess
import sys

import pytest

HEAVY = ("spacy", "jieba", "rjieba", "opencc", "pyarrow", "pydantic", "lxml", "trafilatura", "rich", "numpy")


def test_help_imports_nothing_heavy():
    code = "import sys, extractor.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not set(HEAVY) & set(loaded)
    assert "extractor.pipeline" not in loaded


def test_public_names_are_there_when_asked_for():
    import extractor

    assert set(extractor.__all__) <= set(dir(extractor))
    assert extractor.Extractor.__module__ == "extractor.api"
    with pytest.raises(AttributeError, match="nothing"):
        getattr(extractor, "nothing")  # noqa: B009  (what an import of an unknown name does)
