"""Laboratories by university, people by post: a row of dots an organization, a dot a laboratory or a person."""

from __future__ import annotations

from typing import Any

from extractor.report.drawing import Dot, DotRow, dot_rows, figure, legend
from extractor.report.evidence import Evidence
from extractor.report.gather import Census, LabSeen
from extractor.report.markup import el, folded, link, table
from extractor.report.names import Names
from extractor.report.tally import Tally, together
from extractor.report.wording import Both, joined, same, say

_ROWS, _LISTED, _NAMES, _DOTS = 15, 60, 12, 60
_INKS = {
    "state_key_laboratory": "ranking", "key_laboratory": "figure", "joint_laboratory": "money",
    "laboratory": "laboratory", "research_centre": "post", "research_institute": "alone",
}  # fmt: skip


def laboratories(census: Census, evidence: Evidence) -> list[Any]:
    """The section: universities with their laboratories, then other hosts, then those whose host nobody names."""
    if not census.labs:
        return [el("p", say("no_labs"), cls="empty")]
    universities = [host for host in census.labs if census.categories.get(host) == "university"]
    others = [host for host in census.labs if host and host not in universities]
    parts: list[Any] = [el("p", say("labs_lead"), cls="lead")]
    for name, hosts in (("universities", universities), ("hosts", others), ("hostless", [""])):
        rows = [(host, census.labs[host]) for host in hosts if host in census.labs]
        if rows:
            parts.append(_labs(name, rows, census.names, evidence))
    return [*parts, _lab_table(census, evidence)]


def _labs(name: str, found: list[tuple[str, dict[str, LabSeen]]], names: Names, evidence: Evidence) -> Any:
    found.sort(key=lambda pair: (-len(pair[1]), pair[0]))
    rows = []
    for host, labs in found[:_ROWS]:
        label = names.of(host) if host else say("host_not_said")
        dots = []
        for lab, seen in sorted(labs.items(), key=lambda pair: (list(_INKS).index(pair[1].category), pair[0]))[:_DOTS]:
            title = _lab_title(lab, host, names)
            dots.append(Dot(_INKS[seen.category], evidence.of(seen.tally, title), title, names.of(lab)))
        whole = evidence.of(together(seen.tally for seen in labs.values()), label)
        rows.append(DotRow(label, whole, dots, len(labs)))
    used = {seen.category for _, labs in found[:_ROWS] for seen in labs.values()}
    inks = legend(*((ink, say(f"category_{category}")) for category, ink in _INKS.items() if category in used))
    notes = [say("hosts_left_out", n=len(found) - _ROWS)] if len(found) > _ROWS else []
    title = say(f"labs_{name}", n=sum(len(labs) for _, labs in found))
    return figure(f"labs-{name}", title, lambda width: dot_rows(rows, width), _notes(rows, notes), legend=inks)


def _notes(rows: list[DotRow], notes: list[Both]) -> Any:
    if any(row.total > len(row.dots) for row in rows):
        notes = [*notes, say("dots_left_out", n=_DOTS)]
    return el("p", [part for one in notes for part in (one, " ")], cls="note") if notes else None


def _lab_title(lab: str, host: str, names: Names) -> Both:
    return joined([names.of(one) for one in (host, lab) if one], zh=" · ", en=" · ")


def _lab_table(census: Census, evidence: Evidence) -> Any:
    rows: list[list[Any]] = []
    names = census.names
    every = [(host, lab, seen) for host, labs in sorted(census.labs.items()) for lab, seen in sorted(labs.items())]
    every.sort(key=lambda row: (row[0] == "", census.categories.get(row[0]) != "university"))
    for host, lab, seen in every[:_LISTED]:
        rows.append([
            names.of(host) if host else el("span", say("host_not_said"), cls="gap"),
            names.of(lab),
            say(f"category_{seen.category}"), _statuses(seen), evidence.mark(seen.tally, _lab_title(lab, host, names)),
        ])  # fmt: skip
    heads = [say(key) for key in ("host", "laboratory", "category", "status", "sentence")]
    return folded(say("labs_summary"), table(heads, rows, say("labs_listed", n=len(rows), of=len(every))))


def _statuses(seen: LabSeen) -> list[Any]:
    return [say(f"status_{one}") for one in sorted(seen.statuses)]


def people(census: Census, evidence: Evidence) -> list[Any]:
    """The section: organizations with the people who hold posts there, then who holds which post."""
    if not census.posts:
        return [el("p", say("no_people"), cls="empty")]
    found = sorted(census.posts.items(), key=lambda pair: (pair[0] == "", -len(_people(pair[1])), pair[0]))
    rows = []
    for body, titles in found[:_ROWS]:
        label = census.names.of(body) if body else say("body_not_said")
        who = _people(titles)
        dots = [
            Dot(
                "post",
                evidence.of(tally, same(f"{body}{post} {name}")),
                same(f"{body}{post} {name}"),
                census.names.of(name),
            )
            for name, (post, tally) in sorted(who.items())[:_DOTS]
        ]
        whole = evidence.of(together(tally for holders in titles.values() for tally in holders.values()), label)
        rows.append(DotRow(label, whole, dots, len(who)))
    notes = [say("bodies_left_out", n=len(found) - _ROWS)] if len(found) > _ROWS else []
    if census.postless:
        notes.append(say("postless", n=census.postless))
    below = _notes(rows, notes)
    title = say("people_title", n=sum(len(_people(titles)) for titles in census.posts.values()))
    drawn = figure("people-posts", title, lambda width: dot_rows(rows, width), below)
    return [el("p", say("people_lead"), cls="lead"), drawn, _post_table(census, evidence)]


def _people(titles: dict[str, dict[str, Tally]]) -> dict[str, tuple[str, Tally]]:
    """Everybody who holds a post in one organization, with the first of the posts."""
    found: dict[str, tuple[str, Tally]] = {}
    for title, holders in sorted(titles.items()):
        for name, tally in holders.items():
            found.setdefault(name, (title, tally))
    return found


def _post_table(census: Census, evidence: Evidence) -> Any:
    every = [
        (body, title, holders)
        for body, titles in census.posts.items()
        for title, holders in titles.items()
    ]  # fmt: skip
    every.sort(key=lambda row: (row[0] == "", -sum(tally.count for tally in row[2].values()), row[0], row[1]))
    listed = sorted(every[:_LISTED], key=lambda row: (row[0] == "", row[0], row[1]))
    rows: list[list[Any]] = []
    for body, title, holders in listed:
        who: list[Any] = []
        for name, tally in sorted(holders.items(), key=lambda pair: (-pair[1].count, pair[0]))[:_NAMES]:
            who += [link(evidence.of(tally, same(f"{body}{title} {name}")), census.names.of(name)), "、"]
        if len(holders) > _NAMES:
            who += [say("and_more", n=len(holders) - _NAMES), ""]
        rows.append([census.names.of(body) if body else el("span", say("body_not_said"), cls="gap"), title, who[:-1]])
    heads = [say(key) for key in ("organization", "post", "people")]
    return folded(say("posts_summary"), table(heads, rows, say("posts_listed", n=len(rows), of=len(every))))
