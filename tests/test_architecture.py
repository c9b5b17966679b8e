"""The house stands as docs/architecture.md draws it."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = sorted(Path("src").rglob("*.py"))
BANNED = {"util", "utils", "helper", "helpers", "common", "manager", "processor", "handler", "misc", "core"}


def test_imports_only_go_downwards():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_files_and_functions_stay_short(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= 400, "a file of over 400 lines is more than one room"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_names_say_what_a_file_is(path):
    assert not BANNED & set(path.stem.split("_"))


def test_only_what_is_listed_is_public():
    import extractor

    assert sorted(extractor.__all__) == [
        "EncodingError", "Extraction", "Extractor", "ExtractorError", "Failure", "MetadataError", "ReadingError",
        "RuleError", "StoreError", "UsageError",
    ]  # fmt: skip
    for name in extractor.__all__:
        assert getattr(extractor, name).__doc__


def test_segment_is_the_only_file_of_the_text_room_that_knows_the_segmenters():
    """spaCy, jieba and OpenCC are imported in text/segment.py (and where spaCy's own things are shown)."""
    allowed = {
        "src/extractor/text/segment.py", "src/extractor/text/opencc_tables.py", "src/extractor/spacy_component.py",
        "src/extractor/display.py", "src/extractor/rulebook/rulebook.py", "src/extractor/export/docbin.py",
    }  # fmt: skip
    for path in SOURCES:
        if path.as_posix() in allowed:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
            )
            assert not {name.split(".")[0] for name in names} & {"spacy", "jieba", "rjieba", "opencc"}, path


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_private_name_is_left_over(path):
    """What a file defines for itself alone, it uses."""
    source = path.read_text("utf-8")
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node]
        for target in targets:
            name = getattr(target, "name", getattr(target, "id", ""))
            if name.startswith("_") and not name.startswith("__"):
                assert len(re.findall(rf"\b{name}\b", source)) > 1, f"{name} is defined, and used nowhere"
