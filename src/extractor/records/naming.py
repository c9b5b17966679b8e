"""What stands at a place: the name that another kind knows for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from extractor.model.findings import (
    Findings,
    LabFinding,
    OrganizationFinding,
    PersonFinding,
    Place,
)

_LONGEST = 30
Named = TypeVar("Named", OrganizationFinding, PersonFinding, LabFinding)


class Spans(Generic[Named]):
    """The findings of one kind by their places."""

    def __init__(self, findings: Sequence[Named]) -> None:
        self._findings: list[Named] = sorted(findings, key=attrgetter("start"))
        self._starts: list[int] = [found.start for found in findings]
        self._starts.sort()
        self._names: dict[tuple[int, int], str] = {}
        for found in findings:
            self._names.setdefault((found.start, found.end), found.name)

    def name_of(self, place: Place) -> str | None:
        """The name of the mention that is exactly at `place`."""
        return self._names.get(place)

    def ending_at(self, end: int) -> Named | None:
        """The nearest mention that ends at `end`, or None."""
        index = bisect_left(self._starts, end) - 1
        while index >= 0 and end - self._starts[index] <= _LONGEST:
            if self._findings[index].end == end:
                return self._findings[index]
            index -= 1
        return None

    def beginning_in(self, start: int, end: int) -> list[Named]:
        """The mentions that begin in `[start, end)`, in order."""
        return self._findings[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def inside(self, place: Place) -> list[Named]:
        """The mentions that lie inside `place`, in order."""
        return [found for found in self.beginning_in(place.start, place.end) if found.end <= place.end]


class Names:
    """The organizations, people and laboratories of one article by their places."""

    def __init__(self, findings: Findings, plain: str) -> None:
        self.plain = plain
        self.organizations = Spans(findings.organizations)
        self.people = Spans(findings.people)
        self.labs = Spans(findings.labs)

    def at(self, place: Place) -> str:
        """The canonical name of the organization, person or laboratory at `place`, else its words."""
        for group in (self.organizations, self.people, self.labs):
            name = group.name_of(place)
            if name is not None:
                return name
        whole = self.organizations.ending_at(place.end)
        if whole is not None and whole.start < place.start:
            return whole.name  # 香港｜教資會, of which the words are the end
        titled = next((person for person in self.people.inside(place) if person.end == place.end), None)
        if titled is not None:
            return titled.name  # 財政司司長⟨陳泊然⟩
        inside = max(
            self.organizations.inside(place), key=lambda found: (found.end - found.start, found.start), default=None
        )
        if inside is not None and self.plain[inside.end : inside.end + 1] in ("等", "及", "和", "與"):
            inside = None  # 甲銀行等五家銀行
        if inside is not None and (inside.end - inside.start) * 2 > place.end - place.start:
            return inside.name
        return self.plain[place.start : place.end].strip()
