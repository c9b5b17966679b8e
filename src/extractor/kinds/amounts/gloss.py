"""Two sums for one: 1.2億英鎊（約12億港元） must be about the same money."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from extractor.model.findings import AmountFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan
from extractor.text.views import fold_pattern

_GLOSS = re.compile(fold_pattern("（(?:即|折合|相當於|相等於|合|大)?(?:約|逾|近|超過)?"))
_TOLERANCE = Decimal(3)


def misfits(findings: list[AmountFinding], scan: Scan) -> list[Warning_]:
    """A warning for each bracketed second currency that no rate of the last decades explains."""
    rates = scan.rulebook.words("rough_rate")
    folded = scan.analysis.folded
    warnings = []
    for first, second in pairwise(findings):
        if first.currency == second.currency or not _GLOSS.fullmatch(folded, first.end, second.start):
            continue
        if first.figure.value is None or second.figure.value is None:
            continue
        if first.currency not in rates or second.currency not in rates:
            continue
        here = first.figure.value * Decimal(rates[first.currency])
        there = second.figure.value * Decimal(rates[second.currency])
        if here > there * _TOLERANCE or there > here * _TOLERANCE:
            printed = scan.analysis.plain[first.start : second.end]
            warnings.append(
                Warning_(
                    "currency_gloss_misfit",
                    f"「{printed}」: no exchange rate makes the two sums one; both are kept as printed.",
                    first.start,
                    second.end,
                )
            )
    return warnings
