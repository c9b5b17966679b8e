"""Writing a mention out: from plain positions to the contract's text positions, in one place."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, Protocol

from extractor.model.analysis import Analysis
from extractor.model.records import Warned
from extractor.model.warnings import Warning_

Row = dict[str, Any]
"""A record before it is checked: its fields by name. `assemble` validates all of an article's at once."""


by_place = attrgetter("start", "end")
"""The order of the text, for sorting findings."""


class Finding(Protocol):
    """Anything with a plain span and the rule that found it."""

    start: int
    end: int
    rule: str


def mention(finding: Finding, analysis: Analysis) -> Row:
    """The mention of a finding: `text == article.text[start:end]`."""
    start, end = analysis.extent(finding.start, finding.end)
    return {
        "start": start,
        "end": end,
        "text": analysis.article.text[start:end],
        "block": analysis.block_at(finding.start).label,
        "rule": finding.rule,
    }


def mentions(findings: Iterable[Finding], analysis: Analysis) -> list[Row]:
    """The mentions of one entity, in text order, each place once."""
    findings = list(findings)
    if len(findings) == 1:
        return [mention(findings[0], analysis)]
    written: dict[tuple[int, int], Row] = {}
    for finding in sorted(findings, key=by_place):
        one = mention(finding, analysis)
        written.setdefault((one["start"], one["end"]), one)
    return list(written.values())


def warned(warnings: Iterable[Warning_], analysis: Analysis) -> list[Warned]:
    """Warnings in text order, whole-article ones first, each once. Their places are plain positions."""
    rows: dict[tuple[int, int, str, str], Warned] = {}
    for warning in warnings:
        start, end = warning.start, warning.end
        if start is not None and end is not None and end > start:
            start, end = analysis.extent(start, end)
        row = Warned(code=warning.code, message=warning.message, start=start, end=end)
        rows.setdefault((-1 if start is None else start, end or 0, row.code, row.message), row)
    return [rows[key] for key in sorted(rows)]
