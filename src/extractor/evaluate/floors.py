"""Floors: scores that a change may raise freely and lower only on request.

`floors.json` stands beside the gold and carries its fingerprint: a floor measured on other gold says nothing,
so changed gold makes the floors void until they are pinned again.
"""

from __future__ import annotations

import hashlib
import json
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

from extractor.evaluate.gold import gold_files
from extractor.evaluate.measure import Report
from extractor.model.errors import StoreError, UsageError
from extractor.store import write_atomically

NAME = "floors.json"
Scale = dict[str, float]


def fingerprint(gold: Path) -> str:
    """SHA-256 over the names and bytes of the gold files; line ends do not matter."""
    digest = hashlib.sha256()
    for article_id, path in gold_files(gold):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{article_id}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def measured(report: Report) -> Scale:
    """The figures that have floors, in percent cut (never rounded up) to one decimal place."""
    figures: dict[str, float] = {}
    for kind, scores in report.kinds.items():
        for name in ("strict", "valued"):
            score = scores.measures[name]
            figures[f"{kind}.{name}.precision"] = score.precision
            figures[f"{kind}.{name}.recall"] = score.recall
    for kind in report.values:
        slots = report.slot_accuracy(kind)
        if slots is not None:
            figures[f"{kind}.slots"] = slots
    for name, score in report.parts.items():
        if score.gold:
            figures[f"{name}.precision"], figures[f"{name}.recall"] = score.precision, score.recall
    return {name: _percent(figure) for name, figure in figures.items()}


def _percent(share: float) -> float:
    return float((Decimal(repr(share)) * 100).quantize(Decimal("0.1"), ROUND_DOWN))


def floors_path(gold: Path) -> Path:
    """Where the floors of a gold folder lie (beside it, for a single gold file)."""
    return (gold if gold.is_dir() else gold.parent) / NAME


def read_floors(gold: Path) -> dict[str, Any] | None:
    """The pinned floors of `gold`, or None when none are pinned. StoreError for a broken file."""
    path = floors_path(gold)
    if not path.exists():
        return None
    try:
        pinned = json.loads(path.read_text("utf-8"))
        floors = {str(name): float(figure) for name, figure in pinned["floors"].items()}
        return {"gold": str(pinned["gold"]), "floors": floors, "lowered": list(pinned.get("lowered", []))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: holds no floors: {error}. Take it out and pin again.") from error


def sunk(gold: Path, report: Report) -> list[str]:
    """A sentence for each figure below its floor, or for floors of other gold; empty when all hold."""
    pinned = read_floors(gold)
    if pinned is None:
        return []
    if pinned["gold"] != fingerprint(gold):
        return [f"{NAME} was pinned on other gold; read what changed, then pin again with --pin"]
    now = measured(report)
    return [
        f"{name} fell from {floor:g} % to {now.get(name, 0.0):g} %"
        for name, floor in pinned["floors"].items()
        if now.get(name, 0.0) < floor
    ]


def pin(gold: Path, report: Report, *, allow_lower: bool = False, reason: str | None = None) -> list[str]:
    """Pin what was measured; a sentence for each floor that moved.

    A lower floor is refused (UsageError) unless `allow_lower`, and then needs a `reason`, which is kept with
    what sank. Floors of other gold are void: they are replaced, with what sank kept the same way.
    """
    pinned = read_floors(gold) or {"gold": "", "floors": {}, "lowered": []}
    old: Scale = pinned["floors"]
    now = measured(report)
    lower = {name: [floor, now.get(name, 0.0)] for name, floor in old.items() if now.get(name, 0.0) < floor}
    if lower and not allow_lower:
        name, (floor, figure) = next(iter(lower.items()))
        raise UsageError(
            f"{name} would sink from {floor:g} % to {figure:g} % ({len(lower)} floors in all); "
            f"mend it, or pin with --allow-lower --reason '…'"
        )
    if lower and not (reason or "").strip():
        raise UsageError("a floor sinks only for a reason; give it with --reason '…'")
    lowered = [*pinned["lowered"], {"reason": reason, "floors": lower}] if lower else pinned["lowered"]
    content = {"gold": fingerprint(gold), "floors": now, "lowered": lowered}
    write_atomically(floors_path(gold), (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
    return [
        f"{name}: {old.get(name, 0.0):g} % → {now.get(name, 0.0):g} %"
        for name in dict.fromkeys([*now, *old])
        if old.get(name) != now.get(name)
    ]
