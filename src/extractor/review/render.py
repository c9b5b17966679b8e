"""Changes as text for a terminal, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from extractor.compare.diff import CLASSES, Change


def render(changes: Sequence[Change], form: str) -> str:
    """`changes` as `text` (totals first, then article by article) or `json` (one list of objects)."""
    if form == "json":
        return json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _text(changes))


def _text(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        yield "no fact changed"
        return
    articles = len({change.article for change in changes})
    yield f"{len(changes)} changes in {articles} articles"
    for (kind, change_class), count in sorted(_totals(changes).items(), key=_importance):
        yield f"  {count:>5}  {kind}: {change_class}"
    last = None
    for change in changes:
        if change.article != last:
            yield f"\n{change.article}"
            last = change.article
        yield (
            f"  {change.change}: {change.kind[:-1] if change.kind.endswith('s') else change.kind} 「{change.label}」"
            + (f"  [{change.rule}]" if change.rule else "")
        )
        for field in change.fields:
            yield f"      {field.field}: {_short(field.old)} → {_short(field.new)}"


def _totals(changes: Sequence[Change]) -> Counter[tuple[str, str]]:
    return Counter((change.kind, change.change) for change in changes)


def _importance(item: tuple[tuple[str, str], int]) -> tuple[int, int, str]:
    (kind, change_class), count = item
    return CLASSES.index(change_class), -count, kind  # type: ignore[arg-type]


def _short(value: Any) -> str:
    return "–" if value is None else json.dumps(value, ensure_ascii=False)
