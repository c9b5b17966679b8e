"""The decision log: what was accepted or rejected, when, why and by whom; one JSON object a line.

The log lies beside the goldens (`decisions.jsonl`) and is only ever appended to; the last word on a change
counts. Changes are named by their ids, which hold no places in a text, so a log can be replayed on another
run, and merged by git line by line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from extractor.compare.diff import PLACES, Change
from extractor.model.errors import StoreError

LOG = "decisions.jsonl"
Verdict = Literal["accept", "reject", "open", "moved"]
"""`open` takes an earlier decision back (undo); `moved` says that the id now names another fact of its article."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log. `at` is a UTC time in ISO 8601; `fields` are (name, old, new)."""

    id: str
    decision: Verdict
    article: str
    kind: str
    change: str
    label: str
    fields: tuple[tuple[str, Any, Any], ...]
    cause: str
    reason: str
    by: str
    at: str


def decide(change: Change, verdict: Verdict, *, cause: str, reason: str, by: str, at: str | None = None) -> Decision:
    """The decision on one change; `at` is now, unless given."""
    fields = tuple((f.field, f.old, f.new) for f in change.fields if f.field != PLACES)
    when = at or datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(
        change.id,
        verdict,
        change.article,
        change.kind,
        change.change,
        change.label,
        fields,
        cause,
        reason,
        by,
        when,
    )


def read_log(path: Path) -> Iterator[Decision]:
    """The decisions in a log, in order; none when there is no log.

    Raises StoreError with the line that is no decision (a conflict mark of git, say).
    """
    if not path.exists():
        return
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read as a decision log: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            row["fields"] = tuple((name, old, new) for name, old, new in row["fields"])
            decision = Decision(**row)
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"{path}:{number}: no decision: {line[:60]!r}. Keep the lines of both sides of a merge, "
                f"take out its marks, and try again."
            ) from error
        if decision.decision not in ("accept", "reject", "open", "moved"):
            raise StoreError(
                f"{path}:{number}: the decision {decision.decision!r}; expected accept, reject, open or moved"
            )
        yield decision


def append_log(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions in one write, and wait for the disk. StoreError when that fails."""
    lines = "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in decisions)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            if file.tell() and not _ends_line(path):
                file.write(b"\n")  # a line cut off by a crash must not swallow the next one
            file.write(lines.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}. The goldens are untouched.") from error


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def last_words(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """By change id: the last decision on it, unless that took the earlier ones back."""
    last = {decision.id: decision for decision in decisions}
    return {key: decision for key, decision in last.items() if decision.decision in ("accept", "reject")}


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The acceptances and rejections that were not taken back, in the order in which they were made."""
    kept: list[Decision] = []
    for decision in decisions:
        if decision.decision == "open":
            index = next((n for n in range(len(kept) - 1, -1, -1) if kept[n].id == decision.id), None)
            if index is not None:
                del kept[index]
        elif decision.decision != "moved":
            kept.append(decision)
    return kept
