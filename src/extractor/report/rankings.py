"""Rankings over editions: a drawing a list, subjects by their ranks; and all of them as a table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.report.canvas import Canvas, Row
from extractor.report.drawing import NARROW, figure, fit, legend, text_width
from extractor.report.evidence import Evidence
from extractor.report.gather import Census, Index, Place
from extractor.report.markup import el, folded, table
from extractor.report.names import Names
from extractor.report.tally import Tally
from extractor.report.wording import Both, joined, known, same, say

_LISTS, _RANKS, _LISTED = 6, 24, 60
_LANE = 18
BEFORE, NOW = "before", "now"
"""Editions of which the text only says that one is the one before the other."""


@dataclass(frozen=True)
class Point:
    """A subject at a rank in an edition; `told` marks the place before, as a later edition's article tells it."""

    subject: str
    edition: str
    rank: int
    told: bool
    tally: Tally


def rankings(census: Census, evidence: Evidence) -> list[Any]:
    """The section: the lists with most places drawn, every place in the table."""
    if not census.rankings:
        return [el("p", say("no_rankings"), cls="empty")]
    order = sorted(census.rankings, key=lambda index: (-_count(census.rankings[index]), index))
    drawable = [
        (index, points)
        for index in order
        if index.title
        for points in _apart(_points(census.rankings[index]))
        if len(points) > 1
    ]
    drawn = drawable[:_LISTS]
    parts: list[Any] = [el("p", say("rankings_lead"), cls="lead")]
    parts += [_figure(number, index, points, census, evidence) for number, (index, points) in enumerate(drawn, 1)]
    left_out = len(order) - len({index for index, _ in drawn})
    if left_out:
        parts.append(el("p", say("lists_left_out", n=left_out), cls="note"))
    return [*parts, _table(order, census, evidence)]


def _apart(points: list[Point]) -> Iterator[list[Point]]:
    """The places of years, and those of editions without a year: nothing says which comes first."""
    for dated in (True, False):
        yield [one for one in points if one.edition.isdigit() == dated]


def _count(places: dict[Place, Tally]) -> int:
    return sum(tally.count for tally in places.values())


def name_of(index: Index, names: Names) -> Both:
    """A list as one says it: 《title》 scope, category."""
    rest = [known("scope", index.scope)] if index.scope else []
    rest += [same(index.category)] if index.category else []
    title = Both(f"《{index.title}》", names.of(index.title).en) if index.title else say("list_not_said")
    return joined([title, *rest], zh="", en=", ") if not rest else joined([title, joined(rest, zh="、")], zh=" ")


def _points(places: dict[Place, Tally]) -> list[Point]:
    found = []
    for place, tally in places.items():
        if not place.subject or place.rank is None:
            continue
        edition = str(place.edition) if place.edition else NOW
        found.append(Point(place.subject, edition, place.rank, False, tally))
        if place.previous_rank is not None:
            before = str(place.edition - 1) if place.edition else BEFORE
            found.append(Point(place.subject, before, place.previous_rank, True, tally))
    stated = {(one.subject, one.edition, one.rank) for one in found if not one.told}
    kept = [one for one in found if not one.told or (one.subject, one.edition, one.rank) not in stated]
    return sorted(kept, key=lambda one: (one.rank, one.subject, one.edition, one.told))


def _editions(points: Sequence[Point]) -> list[str]:
    """All editions in their order; every year between the first and the last, if they are few."""
    years = sorted({int(one.edition) for one in points if one.edition.isdigit()})
    if years and years[-1] - years[0] < 8:
        years = list(range(years[0], years[-1] + 1))
    named = {one.edition for one in points}
    return [*map(str, years), *(word for word in (BEFORE, NOW) if word in named)]


def _figure(number: int, index: Index, points: list[Point], census: Census, evidence: Evidence) -> Any:
    names = census.names
    ranks = sorted({one.rank for one in points})
    if ranks[-1] <= _RANKS:
        ranks = list(range(1, ranks[-1] + 1))
    shown, notes = ranks[:_RANKS], []
    if shown[-1] - shown[0] + 1 > len(shown):
        notes.append(say("ranks_skipped"))
    if len(ranks) > _RANKS:
        notes.append(say("ranks_left_out", n=len(ranks) - _RANKS))
    points = [one for one in points if one.rank in shown]
    told = any(one.told for one in points)
    if told:
        notes.append(say("hollow_is_told"))
    years = [int(edition) for edition in _editions(points) if edition.isdigit()]
    if years and years[-1] - years[0] >= len(years):
        notes.append(say("editions_skipped"))
    if index in census.issuers:
        notes.append(say("issuer", name=names.of(census.issuers[index])))
    note = el("p", [part for one in notes for part in (one, " ")], cls="note") if notes else None
    inks = legend(("ranking", say("rank_stated")), ("ranking hollow", say("rank_told"))) if told else None
    return figure(
        f"ranking-{number}",
        name_of(index, names) if points[0].edition.isdigit() else say("without_year", name=name_of(index, names)),
        lambda width: _draw(points, shown, (index, names), evidence, width),
        note,
        legend=inks,
    )


def _title(index: Index, one: Point, names: Names) -> Both:
    name, when, who = name_of(index, names), edition_name(one.edition), names.of(one.subject)
    return Both(f"{who.zh}，{name.zh} {when.zh}：第{one.rank}", f"{who.en}, {name.en}, {when.en}: no. {one.rank}")


def edition_name(edition: str) -> Both:
    """An edition: its year, or where it stands to the other one."""
    return say(f"edition_{edition}") if edition in (BEFORE, NOW) else same(edition)


def _draw(points: list[Point], ranks: list[int], of: tuple[Index, Names], evidence: Evidence, width: int) -> Canvas:
    index, names = of
    editions = _editions(points)
    last = _last(points, editions, names)
    most = 330 if width != NARROW else 190 if len(editions) == 2 else 130
    right = min(round(max(text_width(text) for who in last.values() for text in who)) + 20, most)
    right = right if len(editions) > 1 else width - 110
    height = _LANE * len(ranks) + 8
    canvas = Canvas(width, height + 26, left=34, right=right, bottom=26,
                    scale={"type": "point", "domain": editions, "padding": 0.25})  # fmt: skip
    level = {rank: 4 + _LANE * number + _LANE // 2 for number, rank in enumerate(ranks)}
    step = canvas.inner / (len(editions) - 0.5)
    first, every = editions[0], max(1, round(33 / step + 0.49))
    canvas.rules([{"x": e, "x2": e, "y": 4, "y2": height - 4, "ink": "band"} for e in editions])
    used = {one.rank for one in points}
    canvas.texts([
        {"x": first, "y": level[rank], "text": str(rank), "ink": "soft"} for rank in ranks if rank in used
    ], align="right", dx=-step * 0.25 - 8)  # fmt: skip
    canvas.texts([{"x": e, "y": height + 12, "text": edition_name(e), "ink": "soft"} for e in editions[:: -every]],
                 size=11, align="center")  # fmt: skip
    canvas.rules(_lines(points, level), width=2)
    canvas.texts(_labels(last, level, right - 14), dx=12)
    rows = [
        (one.told, {"x": one.edition, "y": level[one.rank], "ink": "ranking", "tip": _title(index, one, names),
                    "href": evidence.of(one.tally, _title(index, one, names))})
        for one in points
    ]  # fmt: skip
    canvas.symbols([row for told, row in rows if told], size=70, hollow=True)
    canvas.symbols([row for told, row in rows if not told], size=110)
    return canvas


def _lines(points: list[Point], level: dict[int, int]) -> list[Row]:
    """From every place of a subject to its next one; without years, from the one before to that of the same words."""
    rows: list[Row] = []
    for subject in dict.fromkeys(one.subject for one in points):
        own = sorted((one for one in points if one.subject == subject), key=lambda one: one.edition)
        for here, after in itertools.combinations(own, 2) if own[0].edition == BEFORE else itertools.pairwise(own):
            if here.edition != after.edition and (here.edition != BEFORE or here.tally is after.tally):
                rows.append({
                    "x": here.edition, "x2": after.edition, "ink": "ranking",
                    "y": level[here.rank], "y2": level[after.rank],
                })  # fmt: skip
    return rows


def _labels(last: dict[tuple[str, int], Both], level: dict[int, int], room: int) -> list[Row]:
    """Every subject behind its last place; those that share it on one line."""
    return [{"x": edition, "y": level[rank], "text": fit(names, room)} for (edition, rank), names in last.items()]


def _last(points: list[Point], editions: list[str], names: Names) -> dict[tuple[str, int], Both]:
    """Who stands at an edition and a rank and at no later edition."""
    latest: dict[str, int] = {}
    for one in points:
        latest[one.subject] = max(editions.index(one.edition), latest.get(one.subject, 0))
    shared: dict[tuple[str, int], list[str]] = {}
    for one in points:
        if editions.index(one.edition) == latest[one.subject]:
            who = shared.setdefault((one.edition, one.rank), [])
            if one.subject not in who:
                who.append(one.subject)
    return {place: joined([names.of(one) for one in who], zh="、") for place, who in shared.items()}


def _table(order: list[Index], census: Census, evidence: Evidence) -> Any:
    rows: list[list[Any]] = []
    names = census.names
    every = [
        (index, place, tally)
        for index in order
        for place, tally in sorted(census.rankings[index].items(), key=lambda pair: _key(pair[0]))
    ]
    for index, place, tally in every[:_LISTED]:
        rows.append([
            name_of(index, names), names.of(place.subject) if place.subject else el("span", say("not_said"), cls="gap"),
            str(place.edition or ""), _rank(place), str(place.previous_rank or ""), str(place.streak_years or ""),
            evidence.mark(tally, name_of(index, names)),
        ])  # fmt: skip
    heads = [say(key) for key in ("list", "subject", "edition", "rank", "previous_rank", "streak", "sentence")]
    return folded(say("rankings_summary"), table(heads, rows, say("rankings_listed", n=len(rows), of=len(every))))


def _key(place: Place) -> tuple[Any, ...]:
    return (-(place.edition or 0), place.rank or place.band or 10**9, place.subject, place.tied,
            place.previous_rank or 0, place.streak_years or 0)  # fmt: skip


def _rank(place: Place) -> Both:
    if place.rank is not None:
        return say("tied_rank", rank=str(place.rank)) if place.tied else same(place.rank)
    return say("band_rank", band=str(place.band)) if place.band is not None else same("")
