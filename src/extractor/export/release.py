"""What a reader of the last release must know: facts added, removed and changed, and what caused each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.compare import CLASSES, Change, compare, only
from extractor.export.readback import read_dataset
from extractor.model.columns import fitted
from extractor.model.records import Extraction
from extractor.shelf import shelf

_SHOWN = 20
Caused = tuple[str, Change]
"""(cause, change). The cause is a rule, or what happened to the article."""


def changes_since(previous: Path, run: Iterator[Extraction]) -> Iterator[Caused]:
    """Every change from the dataset in `previous` to the extractions of `run`, article by article."""
    with shelf() as held:
        held.put((extraction.article.id, extraction) for extraction in read_dataset(previous))
        for extraction in run:
            new = fitted(extraction)
            old = held.take(new.article.id)
            if old is None:
                yield from (("article added", change) for change in only(new, added=True))
            else:
                text_changed = old.article.sha256 != new.article.sha256
                for change in compare(old, new):
                    yield ("article changed" if text_changed else _rule(change)), change
        for old in held.rest():
            yield from (("article removed", change) for change in only(old, added=False))


def _rule(change: Change) -> str:
    """The rule that made the new fact, and the one that made the old, where they differ."""
    rules = []
    for record in (change.old, change.new):
        mentions = (record or {}).get("mentions") or []
        rules.append(mentions[0]["rule"] if mentions else None)
    before, after = rules
    if before and after and before != after:
        return f"{before} → {after}"
    return after or before or "(no rule)"


def write_changes(folder: Path, changes: Iterator[Caused]) -> int:
    """Write CHANGES.json (every change) and CHANGES.md (counts, causes, examples); how many there are."""
    totals: Counter[tuple[str, str]] = Counter()
    causes: Counter[tuple[str, str, str]] = Counter()
    shown: dict[tuple[str, str, str], list[str]] = {}
    count = 0
    with (folder / "CHANGES.json").open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for cause, change in changes:
            file.write((",\n" if count else "\n") + json.dumps(_as_json(cause, change), ensure_ascii=False))
            count += 1
            totals[change.change, change.kind] += 1
            causes[change.change, change.kind, cause] += 1
            listed = shown.setdefault((change.change, change.kind, cause), [])
            if len(listed) < _SHOWN:
                listed.append(_told(change))
        file.write("\n]\n")
    lines = _markdown(count, totals, causes, shown)
    (folder / "CHANGES.md").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    return count


def _as_json(cause: str, change: Change) -> dict[str, Any]:
    return {
        "change": change.change,
        "kind": change.kind,
        "article": change.article,
        "label": change.label,
        "cause": cause,
        "fields": [{"field": one.field, "old": one.old, "new": one.new} for one in change.fields],
        "id": change.id,
    }


def _told(change: Change) -> str:
    fields = "; ".join(f"{one.field}: {_short(one.old)} → {_short(one.new)}" for one in change.fields)
    return f"- {change.article}: 「{_plain(change.label)}」 {_plain(fields)}".rstrip()


def _plain(text: str) -> str:
    """Text that Markdown leaves alone, on one line."""
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _short(value: Any) -> str:
    said = "–" if value is None else json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 80 else said[:79] + "…"


def _markdown(
    count: int, totals: Counter[tuple[str, str]], causes: Counter[tuple[str, str, str]],
    shown: dict[tuple[str, str, str], list[str]],
) -> Iterator[str]:  # fmt: skip
    yield from ("# Changes since the last release", "")
    if not count:
        yield "No fact changed."
        return
    yield from ("| change | kind | facts |", "|---|---|---:|")
    for (change, kind), number in sorted(totals.items(), key=lambda item: (CLASSES.index(item[0][0]), item[0][1])):
        yield f"| {change} | {kind} | {number} |"
    order = sorted(causes.items(), key=lambda item: (CLASSES.index(item[0][0]), -item[1], item[0]))
    for (change, kind, cause), number in order:
        yield from ("", f"## {change}: {kind}, by {cause} ({number})", "")
        yield from shown[change, kind, cause]
        if number > _SHOWN:
            yield f"- and {number - _SHOWN} more in CHANGES.json"
