"""Where findings of different kinds overlap, one of them is wrong: settle it by fixed precedence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeVar

from extractor.model.findings import Findings, OrganizationFinding
from extractor.records.mentions import Finding
from extractor.rulebook import Scan

F = TypeVar("F", bound=Finding)
_FULL_NAME, _SHORT = 3, 2


class Taken:
    """Plain spans that are spoken for; answers whether a span overlaps, or lies inside, one of them."""

    def __init__(self, findings: Iterable[Finding], length: int) -> None:
        """`length` is that of the plain text."""
        self._spans = sorted([(found.start, found.end) for found in findings])
        self._longest = max([end - start for start, end in self._spans], default=0)
        self._marks = bytearray(length)
        for start, end in self._spans:
            self._marks[start:end] = b"\1" * (end - start)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any span shares a position with `[start, end)`."""
        return self._marks.find(1, start, end) >= 0

    def swallows(self, start: int, end: int) -> bool:
        """Whether a longer span holds `[start, end)` whole."""
        if not self._marks[start]:
            return False
        first = bisect_left(self._spans, (start - self._longest, -1))
        last = bisect_left(self._spans, (start + 1, -1))
        return any(end <= b and b - a > end - start for a, b in self._spans[first:last])


def arbitrate(found: Findings, scan: Scan) -> Findings:
    """Drop what another kind knows better; every loser is kept for `explain`.

    Money before dates before rankings before other figures; a person's name inside the name of an
    organization or a laboratory is part of that name; of an organization and a laboratory the longer name
    stays, of equal ones the laboratory.
    """
    length = len(scan.analysis.plain)
    sums = Taken(found.amounts, length)
    found.dating.dates = _keep(found.dating.dates, [sums], scan, "dates", "an amount")
    days = Taken(found.dating.dates, length)
    found.rankings = _keep(found.rankings, [sums], scan, "rankings", "an amount")
    places = Taken(found.rankings, length)
    found.quantities = _keep(found.quantities, [sums, days, places], scan, "quantities",
                             "an amount, a date or a ranking")  # fmt: skip
    found.labs = _outside(found.labs, [Taken(found.organizations, length)], scan, "labs", "an organization's name")
    labs = Taken(found.labs, length)
    same = {(lab.start, lab.end) for lab in found.labs}
    found.organizations = [body for body in found.organizations if (body.start, body.end) not in same]
    found.organizations = _outside(found.organizations, [labs], scan, "organizations", "a laboratory's name")
    found.organizations = _without_glosses(found, scan)
    found.organizations = _without_posts(found, scan)
    names = Taken(found.organizations, length)
    listed = Taken([body for body in found.organizations if body.kb_id], length)  # 四環醫藥
    found.quantities = _outside(found.quantities, [labs, listed], scan, "quantities", "a name")
    found.people = _outside(found.people, [labs, names], scan, "people", "a longer name")
    # 德勤 in 冼德勤: a short name of a body inside somebody's full name is a part of that
    persons = [Taken(found.people, length)]
    found.organizations = _outside(found.organizations, persons, scan, "organizations", "a person's name")
    return found


def _without_glosses(found: Findings, scan: Scan) -> list[OrganizationFinding]:
    """Organizations that are none: the English name of a laboratory, in brackets right behind it."""
    folded = scan.analysis.folded
    opened = {lab.end + 1 for lab in found.labs if folded[lab.end : lab.end + 1] == "（"}
    kept = []
    for body in found.organizations:
        if body.start in opened and folded[body.start : body.end].isascii():
            scan.lost("organizations", body.rule, body.start, body.end, "the English name of a laboratory")
        else:
            kept.append(body)
    return kept


def _without_posts(found: Findings, scan: Scan) -> list[OrganizationFinding]:
    """Organizations that are none: a title and its holder's name (候任行政總裁余栢豪) end where they end."""
    titled = {
        person.end: title.head
        for person in found.people
        for title in person.titles
        if not title.behind and 0 <= person.start - title.end <= 1
    }
    ends = {person.end for person in found.people if person.end - person.start >= _FULL_NAME}
    holders = sorted((head, end) for end, head in titled.items())
    kept = []
    for body in found.organizations:
        first = bisect_left(holders, (body.start, -1))
        if body.kb_id is None and any(end < body.end for head, end in holders[first : first + 1] if head < body.end):
            scan.lost("organizations", body.rule, body.start, body.end, "holds a title and the name of its holder")
        elif body.start <= titled.get(body.end, -1):
            scan.lost("organizations", body.rule, body.start, body.end, "a title and the name of its holder")
        elif body.end - body.start == _SHORT and body.start + 1 in ends:
            scan.lost("organizations", body.rule, body.start, body.end, "begins with the end of a name (曾俊華|為)")
        else:
            kept.append(body)
    return kept


def _keep(findings: list[F], takens: list[Taken], scan: Scan, kind: str, what: str) -> list[F]:
    kept = []
    for finding in findings:
        for taken in takens:
            if taken.overlaps(finding.start, finding.end):
                scan.lost(kind, finding.rule, finding.start, finding.end, f"overlapped by {what}")
                break
        else:
            kept.append(finding)
    return kept


def _outside(findings: list[F], takens: list[Taken], scan: Scan, kind: str, what: str) -> list[F]:
    kept = []
    for finding in findings:
        for taken in takens:
            if taken.swallows(finding.start, finding.end):
                scan.lost(kind, finding.rule, finding.start, finding.end, f"stands inside {what}")
                break
        else:
            kept.append(finding)
    return kept
