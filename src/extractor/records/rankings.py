"""Records of places in lists."""

from __future__ import annotations

from extractor.model.findings import Findings, OrganizationFinding, PersonFinding, Place, RankingFinding
from extractor.model.warnings import Warning_
from extractor.records.mentions import Row, by_place, mention
from extractor.records.naming import Names
from extractor.rulebook import Scan

_GOES_ON = frozenset("的及和与、（·/")
_STOPS = "，、。；：\u3000 \n而但"
_ROW = frozenset("、和及與与")
_WHERE = frozenset("在於于以")
_LONGEST_NAME, _LONGEST_TITLE = 12, 10


def ranking_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a place in a list, in text order."""
    if not findings.rankings:
        return []
    names = Names(findings, scan.analysis.plain)
    holders = _Holders(names, scan)
    rows: list[Row] = [
        {
            "subject": _behind(found, names)
            or (_leading(found.front, names, people_only=True) if found.carried else None)
            or holders.name(found.subject)
            or _leading(found.front, names),
            "index": found.index,
            "publisher": _publisher(found.publisher, names),
            "edition": found.edition,
            "scope": found.scope,
            "category": found.category,
            "rank": found.rank,
            "band": found.band,
            "tied": found.tied,
            "previous_rank": found.previous_rank,
            "streak_years": found.streak_years,
            "mentions": [mention(found, scan.analysis)],
        }
        for found in sorted(findings.rankings, key=by_place)
    ]
    for row in rows:
        if row["index"] is None:
            _take_list(row, rows)
        if row["category"] is None and row["index"] and row["subject"]:
            row["category"] = _table_of(str(row["index"]), str(row["subject"]), scan)
    return rows


def _table_of(index: str, subject: str, scan: Scan) -> str | None:
    """The table of a list that ranks such holders: clusters have one of their own in the index of innovation."""
    entry = scan.rulebook.entry_named("indices", index)
    tables = entry.extra.get("tables", {}) if entry is not None else {}
    return next((table for kind, table in tables.items() if subject.endswith(kind)), None)


def _take_list(row: Row, rows: list[Row]) -> None:
    """Give a place without a list the list of the same holder's same place in the article, if only one has it."""
    same = ("subject", "rank", "band", "scope", "category")
    if row["subject"] is None or row["rank"] is None:
        return
    twins = [other for other in rows if other["index"] and all(other[field] == row[field] for field in same)]
    if len({(twin["index"], twin["edition"]) for twin in twins}) == 1:
        row.update({field: twins[0][field] for field in ("index", "publisher", "edition")})


class _Holders:
    """Names the holders of places."""

    def __init__(self, names: Names, scan: Scan) -> None:
        self._names = names
        self._folded = scan.analysis.folded
        words = scan.rulebook.folded_words
        self._others, self._places = tuple(words("holder_other")), tuple(words("holder_place"))
        self._speech, self._chiefs = tuple(words("holder_speech")), tuple(words("holder_chief"))
        self._listed = {
            (hit.start, hit.end): hit.entry.name for hit in scan.entries("organizations") if not hit.ambiguous
        }

    def name(self, what: Place | str | None) -> str | None:
        """The canonical name when exactly a known body stands there, else the words as printed."""
        if not isinstance(what, Place):
            return what
        names = self._names
        found = self._chief(what)
        for group in (names.organizations, names.labs, names.people):
            found = found or group.name_of(what)
        if found is not None:
            return found
        return (
            self._person(what)
            or self._behind_place(what)
            or self._listed.get((what.start, what.end))
            or names.plain[what.start : what.end].strip()
        )

    def _chief(self, what: Place) -> str | None:
        """長江實業主席⟨李嘉誠⟩, unless he speaks."""
        chief = next(iter(self._names.people.beginning_in(what.end, what.end + _LONGEST_TITLE)), None)
        if chief is None or any(word in self._folded[chief.end : chief.end + 4] for word in self._speech):
            return None
        return chief.name if self._folded[what.end : chief.start].endswith(self._chiefs) else None

    def _person(self, what: Place) -> str | None:
        names, folded = self._names, self._folded
        for person in names.people.inside(what):
            if what.start < person.start and person.end == what.end:
                return person.name  # 國家主席習近平
            rest = folded[person.end : what.end]
            goes_on = rest[:1] in _GOES_ON or rest.endswith(self._others)
            if person.start == what.start and rest and not goes_on:
                return person.name  # 張家朗｜於亞運, 張家朗｜職業生涯
        for person in names.people.inside(Place(max(what.start - _LONGEST_NAME, 0), what.start)):
            if person.end == what.start and (person.start == 0 or names.plain[person.start - 1] in _STOPS):
                return person.name  # 江麗莉｜澳洲雙冠封王
        return None

    def _behind_place(self, what: Place) -> str | None:
        """內地｜北京大學."""
        for prefix in self._places:
            if self._folded.startswith(prefix, what.start):
                inner = self._names.organizations.name_of(Place(what.start + len(prefix), what.end))
                if inner is not None:
                    return inner
        return None


def _behind(place: RankingFinding, names: Names) -> str | None:
    """The person whose name follows the place at once: 世界排名第二崔仁貞."""
    if place.rank is None:
        return None
    return next((person.name for person in names.people.beginning_in(place.end, place.end + 1)), None)


def _leading(front: Place | None, names: Names, people_only: bool = False) -> str | None:
    """The person (or body) that leads the sentence, or the clause nearest to the place, in `front`."""
    if front is None:
        return None
    best: tuple[int, str] | None = None
    clause = max(names.plain.rfind(mark, front.start, front.end) for mark in "，；。") + 1
    inside = names.people.inside(Place(max(clause, front.start), front.end))
    if people_only and len(inside) == 1 and names.plain[inside[0].end : inside[0].end + 1] in _WHERE:
        return inside[0].name  # 獲獎的副院長盧煜明｜在全科臨床醫學領域排第四
    named: list[PersonFinding | OrganizationFinding] = [*names.people.inside(front)]
    if not people_only:
        named += names.organizations.inside(front)
    for found in named:
        if names.plain[found.end : found.end + 1] in _ROW or names.plain[found.start - 1] == "、":
            continue
        if found.start == front.start or names.plain[found.start - 1] in _STOPS + "（":
            best = max(best or (-1, ""), (found.start, found.name))
    return best[1] if best else None


def _publisher(what: Place | str | None, names: Names) -> str | None:
    """Who publishes the list: the body that stands last in front of the title, else the words there."""
    if not isinstance(what, Place):
        return what
    inside = names.organizations.inside(what)
    if inside:
        return max(inside, key=lambda found: (found.end, found.end - found.start)).name
    return names.at(what)
