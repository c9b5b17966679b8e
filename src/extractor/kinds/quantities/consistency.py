"""Whether from, to and change fit together: 由18.4%升至23.9%，改善5.5個百分點."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.model.findings import QuantityFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_FROM = re.compile(fold_pattern("[由從]$"))
_TO = re.compile(fold_pattern("[^，。；]{0,8}[至到]"))
_LONGEST_GAP = 14


def misfits(findings: list[QuantityFinding], scan: Scan) -> list[Warning_]:
    """A warning for each change that its own from and to contradict. All three are kept as printed."""
    warnings = []
    for first, last, change in zip(findings, findings[1:], findings[2:], strict=False):
        if not _belong(first, last, change, scan) or _fits(first, last, change):
            continue
        printed = scan.analysis.plain[first.start : change.end]
        warnings.append(
            Warning_(
                "change_misfit",
                f"「{printed}」: the change is not what lies between the two figures; all are kept as printed.",
                first.start,
                change.end,
            )
        )
    return warnings


def _belong(first: QuantityFinding, last: QuantityFinding, change: QuantityFinding, scan: Scan) -> bool:
    folded = scan.analysis.folded
    return (
        first.unit == last.unit
        and change.change is not None
        and last.change is None
        and change.start - last.end <= _LONGEST_GAP
        and change.start < scan.analysis.sentence_at(first.start).end
        and _FROM.search(folded, max(0, first.start - 2), first.start) is not None
        and _TO.fullmatch(folded, last.start - min(last.start - first.end, 10), last.start) is not None
    )


def _fits(first: QuantityFinding, last: QuantityFinding, change: QuantityFinding) -> bool:
    """Whether the change is right within rounding; what cannot be checked fits."""
    low, high, told = first.figure.value, last.figure.value, change.figure.value
    if low is None or high is None or told is None or not low or change.figure.qualifier != "exact":
        return True
    if change.unit == "%" and first.unit != "%":
        really = abs(high - low) / low * 100
    elif change.unit.endswith(fold_pattern("百分點")) or change.unit.endswith("百分點"):
        really = abs(high - low)
    else:
        return True
    return abs(really - told) <= max(Decimal(1), told / 10)
