"""The end of a run: the reports of what was set aside, and the word `complete`; and its sweeping after a crash."""

from __future__ import annotations

import json
import shutil
from glob import escape
from pathlib import Path

from extractor.batch.engines import Terms
from extractor.batch.ledger import Ledger
from extractor.batch.work import COUNTED
from extractor.model.errors import StoreError
from extractor.store import output_path, write_atomically

COMPLETE = ".complete"
SET_ASIDE = "set-aside"
KEPT = ".laid-out"
_LISTED = 1000


def write_reports(out: Path, ledger: Ledger) -> list[tuple[str, str]]:
    """Write `set-aside/report.jsonl`, or take the folder away when nothing is set aside.

    Returns (source, error) of the first thousand.
    """
    folder = out / SET_ASIDE
    listed: list[tuple[str, str]] = []
    digest_before = (folder / "report.jsonl").read_bytes() if (folder / "report.jsonl").exists() else b""
    lines = []
    for row in ledger.failures():
        if len(listed) < _LISTED:
            listed.append((row["source"], row["error"]))
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    if not lines:
        shutil.rmtree(folder, ignore_errors=True)
        return []
    content = "".join(lines).encode("utf-8", "surrogatepass")
    if content != digest_before:
        write_atomically(folder / "report.jsonl", content)
    wanted = {name.rsplit("/", 1)[-1] for name in ledger.failed_inputs()}
    inputs = folder / "inputs"
    for copy in sorted(inputs.iterdir()) if inputs.is_dir() else ():
        if copy.name not in wanted:
            copy.unlink()
    return listed


def write_complete(out: Path, ledger: Ledger, terms: Terms, default_currency: str, inputs: int) -> None:
    """Say `complete`, with the counts, once the disk has everything. Without need nothing is written."""
    totals = ledger.totals()
    said = {
        "complete": True,
        "articles": totals["articles"],
        "inputs": inputs,
        "records": {name: totals[name] for name in COUNTED},
        "ruleset": {"sha256": terms.rules_sha256},
        "code": {"sha256": terms.code_sha256},
        "default_currency": default_currency,
        "shards": [
            {"name": name, "sha256": digest, "articles": articles} for _, name, digest, articles in ledger.shards()
        ],
    }
    content = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
    path = out / COMPLETE
    if path.exists() and path.read_bytes() == content:
        return
    write_atomically(path, content, durable=True)


def sweep(out: Path, ledger: Ledger) -> None:
    """Take away the half-written neighbours of outputs that a killed run left."""
    paths: list[Path] = []
    for article_id in ledger.pending_outputs():
        try:
            path = output_path(out, article_id)
        except StoreError:
            continue
        paths += path.parent.glob(f".{escape(path.name)}.*.tmp") if path.parent.is_dir() else []
    for pattern in (".part-*.tmp", f"{COMPLETE}.*.tmp", f".{COMPLETE}.*.tmp", f"{KEPT}/*/.*.tmp", ".pieces/.*.tmp",
                    f"{SET_ASIDE}/.*.tmp", f"{SET_ASIDE}/inputs/.*.tmp"):  # fmt: skip
        paths += out.glob(pattern)
    for path in paths:
        path.unlink(missing_ok=True)
