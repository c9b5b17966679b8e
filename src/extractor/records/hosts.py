"""The hosts of a laboratory: from its prefix, its sentence, its heading or its table column, and the gazetteer.

They are looked for in that order, the order of cost; where a listed laboratory's hosts contradict what the
layout says, the gazetteer wins and a warning says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from extractor.model.findings import LabFinding, OrganizationFinding, Place
from extractor.model.warnings import Warning_
from extractor.records.layout import Layout
from extractor.rulebook import Scan
from extractor.text.views import fold

_JOINT = re.compile(r"(?:、|和|與|及|以及|聯同|夥拍|联同|与|-|/|／|\t| |，)+")
_NEXT = re.compile(r"[」』”》]?(?:（[^（）]{1,40}）)?[」』”》]?(?:、|和|及|与|以及)[「『“《]?")
"""Between two units of one list: 港大成立「A」（AB）及「B」."""
_OPENING = 8
_REACH = 46
_WITH = re.compile(r"[^，。；、「」]{0,14}(?:与|和|同|跟|联同|携手|伙拍|伙)")
"""Between a subject and whom it does something with: 京東集團將於15日與港大簽署協議."""
_HOSTING = frozenset(("university", "company", "institution"))
_GIVEN = fold("獲")
_HYPHENS = frozenset("-/")
_QUOTES = " 　「『“《"
_LEAD = 4
"""So many characters at most, marks and small words, stand in front of a sentence's subject."""


class Bodies:
    """The organizations of an article, to be asked by place."""

    def __init__(self, found: list[OrganizationFinding]) -> None:
        self._found = sorted(found, key=lambda body: body.start)
        self._starts = [body.start for body in self._found]
        self.told: dict[int, list[str]] = {}
        """The hosts of the units that have been asked for, by where their names end."""

    def within(self, start: int, end: int) -> list[OrganizationFinding]:
        """Those that lie inside `[start, end)`, in order."""
        near = self._found[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [body for body in near if body.end <= end]


def hosts(group: list[LabFinding], bodies: Bodies, scan: Scan, layout: Layout, warnings: list[Warning_]) -> list[str]:
    """The canonical names of the hosts of one laboratory, in the order in which they are given."""
    listed = next((found.entry.extra.get("hosts") for found in group if found.entry is not None), None)
    stated = _stated(group, bodies, scan)
    placed = layout.hosts(group)
    for found, names in placed:
        if listed and not set(names) & set(listed):
            warnings.append(_contradiction(found, names, listed))
    names, whence = stated, "the words around the name give the hosts"
    if listed:
        names, whence = list(listed), "the entry in the gazetteer gives the hosts"
    elif not stated:
        names = list(dict.fromkeys(name for _, names in placed for name in names))
        whence = "the heading above it, or the head of its column, gives the hosts"
        if not names and group[0].keeper:
            names, whence = [group[0].keeper], "its name begins with its host's"
        if not names:
            names, whence = _of_list(group, bodies, scan), "the unit in front of it in its list has these hosts"
    bodies.told.update((found.end, names) for found in group)
    for found in group if names else []:
        scan.step("labs", (found.start, found.end), whence)
    return names


def _stated(group: list[LabFinding], bodies: Bodies, scan: Scan) -> list[str]:
    """The hosts that the sentences around the mentions name."""
    names: dict[str, None] = {}
    for found in group:
        for place in found.host_places:
            told = _bodies_at(place, found, bodies, scan)
            names.update(dict.fromkeys(body.name for body in told))
            if told:
                break
        else:
            names.update(dict.fromkeys(body.name for body in _makers(found, bodies, scan)))
    return list(names)


def _behind_lead(place: Place, folded: str) -> int:
    """Where a sentence begins behind the few words that open it: 記者獲悉，."""
    comma = folded.find("，", place.start, place.start + _OPENING)
    return place.start if comma < 0 else comma + 1


def _of_list(group: list[LabFinding], bodies: Bodies, scan: Scan) -> list[str]:
    """The hosts of the unit in front of it in its list, of which nothing but a joint parts it: 港大成立「A」及「B」."""
    folded = scan.analysis.folded
    for found in group if group[0].entry is None else []:
        for end in range(found.start - 1, max(found.start - _REACH, 0), -1):
            if end in bodies.told and _NEXT.fullmatch(folded, end, found.start):
                return bodies.told[end]
    return []


def _makers(found: LabFinding, bodies: Bodies, scan: Scan) -> list[OrganizationFinding]:
    """The bodies that begin the sentence, its subject, if the unit was set up by them and nobody nearer is named.

    香港大學昨日成立「X」; A與B簽署協議，兩校同時成立「X」.
    """
    place = found.maker_place
    if place is None:
        return []
    folded, inside = scan.analysis.folded, bodies.within(place.start, place.end)
    if not inside or inside[0].start - _behind_lead(place, folded) > _LEAD:
        return []
    subject = inside[:1]
    for body in inside[1:]:
        between = folded[subject[-1].end : body.start]
        together = _WITH.fullmatch(between) is not None
        if not (together or _joined(between, found, body, subject[-1])) or between.strip("，") == "":
            break
        subject.append(body)
    others = [body for body in inside[len(subject) :] if body.name not in {one.name for one in subject}]
    if others and not folded.startswith(_GIVEN, subject[-1].end):  # 港大獲某基金會捐款: the others only give
        told = folded[place.start : place.end]
        if not any(word in told for word in scan.rulebook.folded_words("lab_both")):
            return []
    return subject if all(body.category in _HOSTING for body in subject) else []


def _bodies_at(place: Place, found: LabFinding, bodies: Bodies, scan: Scan) -> list[OrganizationFinding]:
    """The bodies that end where the place ends, and those joined to them.

    A place that does not begin its sentence stands behind a verb (設於A的X): all its bodies count.
    """
    folded = scan.analysis.folded
    inside = bodies.within(place.start, place.end)
    if place.start != scan.analysis.sentence_at(found.start).start:
        return inside[:4]
    direct = not folded[place.end : found.start].strip(_QUOTES) and found.category != "joint_laboratory"
    chain: list[OrganizationFinding] = []
    reach = place.end
    for body in reversed(inside):
        between = folded[body.end : reach]
        if (not chain and between.strip(" 　「『") == "") or (chain and _joined(between, found, chain[0], body)):
            if chain and direct and body.category != chain[0].category and not set(between) & _HYPHENS:
                break  # 記協與浸大「X研究所」合辦: the institute is the university's
            chain.insert(0, body)
            reach = body.start
        else:
            break
    return chain


def _joined(between: str, found: LabFinding, right: OrganizationFinding, left: OrganizationFinding) -> bool:
    """Whether two bodies in front are joint hosts; a list mark alone joins only bodies of one kind, or a joint unit.

    主辦：某協會、某大學社會研究所 lists two organizers, and the institute is the university's.
    """
    if between == "、" and found.category != "joint_laboratory":
        return left.category == right.category
    return _JOINT.fullmatch(between) is not None


def _contradiction(found: LabFinding, names: list[str], listed: list[str]) -> Warning_:
    return Warning_(
        "host_contradicts_layout",
        f"the layout puts {found.name} under {'、'.join(names)}; it is known to belong to {'、'.join(listed)}, "
        f"which was kept",
        found.start,
        found.end,
    )
