"""What the command line asks for: measure, compare with the floors or pin them, print."""

from __future__ import annotations

from pathlib import Path

from extractor.evaluate.floors import pin, sunk
from extractor.evaluate.measure import evaluate
from extractor.evaluate.render import render
from extractor.model.errors import UsageError
from extractor.rulebook import load


def evaluate_and_report(
    gold: Path,
    *,
    corpus: Path,
    rules: Path,
    currency: str = "HKD",
    outputs: Path | None = None,
    form: str = "text",
    errors: bool = False,
    pinning: bool = False,
    allow_lower: bool = False,
    reason: str | None = None,
) -> tuple[str, list[str]]:
    """What to print, and a sentence for each figure that is below its floor.

    UsageError when a floor would sink without leave, or leave is given without pinning.
    """
    if (allow_lower or reason) and not pinning:
        raise UsageError("--allow-lower and --reason go with --pin")
    report = evaluate(gold, corpus, load(rules), currency, outputs)
    if pinning:
        moved = pin(gold, report, allow_lower=allow_lower, reason=reason)
        return "".join(f"{line}\n" for line in [*moved, f"{len(moved)} floors moved"]), []
    return render(report, form, errors), sunk(gold, report)
