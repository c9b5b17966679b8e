"""Batches to kill: a corpus of our own making, and runs of it in processes of their own."""

import json
import subprocess
import sys
from pathlib import Path


def make_corpus(folder: Path, files: int = 12, rows: int = 150, failing: bool = True) -> Path:
    """Texts and a JSONL file; two articles fail if `failing`."""
    (folder / "inner").mkdir(parents=True)
    for n in range(files):
        text = f"---\npublished: 2025-08-{n % 27 + 1:02}\n---\n\n# 標題{n}\n\n市區昨日有雨，三所大學獲撥款{n + 1}00萬元。\n"
        (folder / ("inner" if n % 3 else "") / f"text-{n:02}.md").write_text(text, encoding="utf-8")
    lines = [
        {
            "id": f"row-{n:03}",
            "text": f"甲校{n % 12 + 1}月公布，取錄{n}00名學生，較去年增加{n % 9 + 1}%。",
            "published": "2025-08-26",
        }
        for n in range(rows)
    ]
    if failing:
        (folder / "empty.txt").write_bytes(b"")
        lines[70]["id"] = "row-003"
    (folder / "rows.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def contents(out: Path) -> dict[str, bytes]:
    """Everything a run leaves, but the books it keeps for itself."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith((".ledger", ".lock"))
    }


def command(corpus: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "extractor", "run", str(corpus), "--out", str(out), "--quiet", *more]


def start(corpus: Path, out: Path, *more: str) -> subprocess.Popen:
    return subprocess.Popen(
        command(corpus, out, *more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
