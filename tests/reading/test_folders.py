"""Which files of a folder are articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.model.errors import UsageError
from extractor.reading import find_inputs


def _write(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_inputs_are_found_in_order_and_hidden_ones_skipped(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.jsonl", ".hidden/d.txt", ".e.txt", "f.pdf", "A.HTML"):
        _write(tmp_path, name)
    assert [path.relative_to(tmp_path).as_posix() for path in find_inputs(tmp_path)] == [
        "A.HTML",
        "a/c.jsonl",
        "b.txt",
    ]


def test_a_missing_folder_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        find_inputs(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="not an article"):
        find_inputs(_write(tmp_path, "a.pdf"))
