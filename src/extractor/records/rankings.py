"""Records of places in lists."""

from __future__ import annotations

from extractor.model.findings import Findings, OrganizationFinding, PersonFinding, Place, RankingFinding
from extractor.model.warnings import Warning_
from extractor.records.mentions import Row, by_place, mention
from extractor.records.naming import Names
from extractor.rulebook import Scan

_GOES_ON = "的及和與与、（(·・／/"
_OTHERS = ("團隊", "团队", "隊", "队", "公司", "基金", "夫婦", "夫妇", "組合", "组合", "家族", "集團", "集团")
_STOPS = "，、。；：\u3000 \n而但"
_ROW = frozenset("、和及與与")
_PLACES = ("中國內地", "中国内地", "內地", "内地", "本地", "本港", "香港", "英國", "英国", "美國", "美国")
_WHERE = frozenset("在於于以")
_SPEAK = ("表示", "指", "說", "说", "稱", "称", "認為", "认为", "透露", "強調", "强调", "形容", "相信", "解釋", "解释")
_LONGEST_NAME, _LONGEST_TITLE = 12, 10
_CHIEFS = (
    "主席",
    "總裁",
    "总裁",
    "董事長",
    "董事长",
    "創辦人",
    "创办人",
    "行政總裁",
    "教授",
    "校長",
    "校长",
    "院長",
    "院长",
    "經理",
    "经理",
)


def ranking_records(findings: Findings, scan: Scan, warnings: list[Warning_]) -> list[Row]:
    """One record a place in a list, in text order."""
    if not findings.rankings:
        return []
    names = Names(findings, scan.analysis.plain)
    listed = {(hit.start, hit.end): hit.entry.name for hit in scan.entries("organizations") if not hit.ambiguous}
    return [
        {
            "subject": _behind(found, names)
            or (_leading(found.front, names, people_only=True) if found.carried else None)
            or _subject(found.subject, names, listed)
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


def _subject(what: Place | str | None, names: Names, listed: dict[tuple[int, int], str]) -> str | None:
    """The holder: the canonical name when exactly a known body stands there, else the words as printed."""
    if not isinstance(what, Place):
        return what
    chief = next(iter(names.people.beginning_in(what.end, what.end + _LONGEST_TITLE)), None)
    spoke = chief is not None and any(word in names.plain[chief.end : chief.end + 4] for word in _SPEAK)
    if chief is not None and not spoke and names.plain[what.end : chief.start].endswith(_CHIEFS):
        return chief.name  # 長江實業主席李嘉誠
    for group in (names.organizations, names.labs, names.people):
        name = group.name_of(what)
        if name is not None:
            return name
    for person in names.people.inside(what):
        if what.start < person.start and person.end == what.end:
            return person.name  # 國家主席習近平
        rest = names.plain[person.end : what.end]
        if person.start == what.start and rest and rest[0] not in _GOES_ON and not rest.endswith(_OTHERS):
            return person.name  # 張家朗｜於亞運, 張家朗｜職業生涯
    for person in names.people.inside(Place(max(what.start - _LONGEST_NAME, 0), what.start)):
        if person.end == what.start and (person.start == 0 or names.plain[person.start - 1] in _STOPS):
            return person.name  # 江麗莉｜澳洲雙冠封王
    for prefix in _PLACES:
        if names.plain.startswith(prefix, what.start) and (
            inner := names.organizations.name_of(Place(what.start + len(prefix), what.end))
        ):
            return inner  # 內地｜北京大學
    return listed.get((what.start, what.end)) or names.plain[what.start : what.end].strip()


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
