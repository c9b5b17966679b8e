"""A report as text for a terminal, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from extractor.evaluate.fields import Outcome
from extractor.evaluate.measure import Report
from extractor.evaluate.mistakes import CLASSES
from extractor.evaluate.scores import MEASURES, Score, Scores


def render(report: Report, form: str, errors: bool = False) -> str:
    """`report` as `text` or `json`; the text lists every mistake only when `errors` are asked for."""
    if form == "json":
        return json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _text(report, errors))


def as_json(report: Report) -> dict[str, Any]:
    """The whole report as plain objects; figures rounded to four places."""
    return {
        "articles": report.articles,
        "kinds": {name: _scores(scores) for name, scores in report.kinds.items()},
        "blocks": {name: _scores(scores) for name, scores in report.blocks.items()},
        "values": {
            kind: {"found": found, "right": right, "accuracy": round(right / found, 4)}
            for kind, (found, right) in report.values.items()
        },
        "fields": {
            kind: {
                name: {"value": one.of_value, "judged": one.judged, **{k: one.outcomes[k] for k in _OUTCOMES},
                       "accuracy": round(one.accuracy, 4)}
                for name, one in fields.items()
            }
            for kind, fields in report.fields.items()
        },
        "parts": {name: _score(score) for name, score in report.parts.items()},
        "mistakes": [asdict(mistake) for mistake in report.mistakes],
    }  # fmt: skip


_OUTCOMES: tuple[Outcome, ...] = ("right", "near", "wrong", "missed", "spurious")


def _scores(scores: Scores) -> dict[str, Any]:
    return {name: _score(score) for name, score in scores.measures.items()}


def _score(score: Score) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "found": score.found,
        "right": score.earned_gold / 2,
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
    }


def _text(report: Report, errors: bool) -> Iterator[str]:
    yield f"{len(report.articles)} articles"
    yield ""
    yield from _table("kind", report)
    yield ""
    yield from _table("block", report)
    yield ""
    yield from _fields(report)
    yield ""
    for name, score in report.parts.items():
        if score.gold or score.found:
            yield f"{name:<14} gold {score.gold:>4}  found {score.found:>4}  {_prf(score)}"
    yield ""
    yield from _counts(report)
    if errors:
        yield from _mistakes(report)


def _table(title: str, report: Report) -> Iterator[str]:
    groups = report.kinds if title == "kind" else report.blocks
    heads = "".join(f"{name:>8}" for name in MEASURES[1:])
    slots = "   value    slot" if title == "kind" else ""
    yield f"{title:<14}{'gold':>6}{'found':>7}  strict P    R    F1{heads}{slots}"
    for name in [*(one for one in groups if one != "all"), "all"]:
        scores = groups[name].measures
        strict = scores["strict"]
        rest = "".join(f"{scores[measure].f1 * 100:>8.1f}" for measure in MEASURES[1:])
        line = f"{name:<14}{strict.gold:>6}{strict.found:>7}  {_prf(strict)}{rest}"
        yield line + (_accuracies(report, name) if title == "kind" else "")


def _accuracies(report: Report, kind: str) -> str:
    if kind == "all":
        return ""
    found, right = report.values.get(kind, (0, 0))
    slot = report.slot_accuracy(kind)
    value = f"{100 * right / found:>8.1f}" if found else f"{'–':>8}"
    return value + (f"{'–':>8}" if slot is None else f"{100 * slot:>8.1f}")


def _prf(score: Score) -> str:
    return f"{score.precision * 100:>6.1f}{score.recall * 100:>6.1f}{score.f1 * 100:>6.1f}"


def _fields(report: Report) -> Iterator[str]:
    yield f"{'field':<30}{'judged':>7}{'right':>7}{'near':>7}{'wrong':>7}{'missed':>7}{'spurious':>9}"
    for kind, fields in report.fields.items():
        for name, one in fields.items():
            mark = "*" if one.of_value else " "
            counts = one.outcomes
            yield (
                f"{f'{kind}.{name}{mark}':<30}{one.judged:>7}{counts['right']:>7}{counts['near']:>7}"
                f"{counts['wrong']:>7}{counts['missed']:>7}{counts['spurious']:>9}"
            )
    yield "* makes the value; the others are slots"


def _counts(report: Report) -> Iterator[str]:
    counts = Counter((mistake.kind, mistake.mistake) for mistake in report.mistakes)
    yield f"{'mistakes':<14}" + "".join(f"{name:>10}" for name in CLASSES)
    for kind in dict.fromkeys([*report.kinds, *(kind for kind, _ in counts)]):
        if kind != "all":
            yield f"{kind:<14}" + "".join(f"{counts[kind, name]:>10}" for name in CLASSES)


def _mistakes(report: Report) -> Iterator[str]:
    for name in CLASSES:
        found = [mistake for mistake in report.mistakes if mistake.mistake == name]
        if found:
            yield f"\n{name} ({len(found)})"
        for one in found:
            what = f"{one.field}: " if one.field else ""
            wanted, got = one.wanted or "–", one.got or "–"
            by = f"  [{one.rule}]" if one.rule else ""
            yield f"  {one.where or one.article} {one.kind}: {what}expected {wanted}, found {got}{by}"
            yield f"      {one.sentence}"
