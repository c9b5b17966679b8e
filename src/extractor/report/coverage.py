"""Coverage and warnings: which articles, how much of each kind, what to know before trusting it."""

from __future__ import annotations

from typing import Any

from extractor.model.kinds import KINDS
from extractor.report.drawing import Bar, bars, figure
from extractor.report.evidence import Evidence
from extractor.report.gather import Census
from extractor.report.markup import el, folded, table
from extractor.report.strips import Bin, Lane, bin_of, bins_between, strips, unit_for
from extractor.report.tally import Tally
from extractor.report.wording import Both, known, same, say

_PUBLISHERS = 12


def coverage(census: Census, evidence: Evidence) -> list[Any]:
    """The section: articles by month and medium, facts by kind, articles that were set aside."""
    parts: list[Any] = [el("p", say("coverage_lead"), cls="lead")]
    if census.articles.count:
        parts += [_months(census, evidence), _publishers(census, evidence), _kinds(census, evidence)]
        parts.append(el("p", _bases(census), cls="note"))
    else:
        parts.append(el("p", say("no_articles"), cls="empty"))
    if census.set_aside_count:
        rows = [[source, error] for source, error in census.set_aside]
        caption = say("set_aside_listed", n=len(rows), of=census.set_aside_count)
        parts.append(
            folded(
                say("set_aside_summary", n=census.set_aside_count), table([say("source"), say("error")], rows, caption)
            )
        )
    return parts


def _months(census: Census, evidence: Evidence) -> Any:
    """Articles along the time; those of unknown day are led to from the note."""
    days = sorted(day for day in census.published if day)
    if not days:
        return None
    unit = unit_for(days[0], days[-1])
    inside = bins_between(days[0], days[-1], unit)
    found: dict[Bin, list[Tally]] = {}
    for day in days:
        name = bin_of(day, unit)
        found.setdefault(name if name >= inside[0] else "earlier", []).append(census.published[day])
    bins = [*(["earlier"] if "earlier" in found else []), *inside]
    lanes = [Lane("articles", found, "figure")]
    drawn = strips("by-publication", say(f"articles_by_{unit}"), bins, lanes, evidence, [])
    unknown = census.published.get("")
    if unknown:
        sentence = say("undated_articles", n=unknown.count)
        drawn.append(el("p", sentence, " ", evidence.mark(unknown, say("undated")), cls="note"))
    return drawn


def _articles(label: Both) -> Both:
    return Both(f"{label.zh}的文章", f"Articles of {label.en}")


def _publishers(census: Census, evidence: Evidence) -> Any:
    order = sorted(census.publishers.items(), key=lambda pair: (pair[0] == "", -pair[1].count, pair[0]))
    rows = []
    for name, tally in order[:_PUBLISHERS]:
        label = same(name) if name else say("publisher_not_said")
        rows.append(Bar(label, tally.count, evidence.of(tally, _articles(label)), "figure" if name else "alone"))
    note = None
    if len(order) > _PUBLISHERS:
        note = el("p", say("publishers_left_out", n=len(order) - _PUBLISHERS), cls="note")
    return figure("by-publisher", say("articles_by_publisher"), lambda width: bars(rows, width), note)


def _kinds(census: Census, evidence: Evidence) -> Any:
    inks = dict(zip(KINDS, ("laboratory", "post", "line", "money", "figure", "ranking", "alone"), strict=True))
    inks["organizations"] = "soft"
    rows = [
        Bar(
            say(f"kind_{kind}"), tally.count, evidence.of(tally, say(f"kind_{kind}")) if tally.count else "", inks[kind]
        )
        for kind, tally in census.kinds.items()
    ]
    total = census.articles.count
    cells = [
        [say(f"kind_{kind}"), f"{tally.count:,}", f"{tally.articles:,}", f"{100 * tally.articles // total}%",
         evidence.mark(tally, say(f"kind_{kind}")) if tally.count else ""]
        for kind, tally in census.kinds.items()
    ]  # fmt: skip
    heads = [say(key) for key in ("kind", "records", "articles", "share", "sentence")]
    return figure(
        "by-kind", say("facts_by_kind"), lambda width: bars(rows, width),
        folded(say("kinds_summary"), table(heads, cells, say("kinds_caption", n=total))),
    )  # fmt: skip


def _bases(census: Census) -> list[Any]:
    parts: list[Any] = [say("bases_lead"), " "]
    for basis in ("metadata", "dateline", "inferred", ""):
        if census.bases[basis]:
            parts += [say(f"published_{basis or 'unknown'}", n=census.bases[basis]), " "]
    return parts


def warnings(census: Census, evidence: Evidence) -> list[Any]:
    """The section: how often the program abstained or doubted, by what."""
    if not census.warnings:
        return [el("p", say("no_warnings"), cls="empty")]
    order = sorted(census.warnings.items(), key=lambda pair: (-pair[1].count, pair[0]))
    rows = [
        Bar(known("warning", code), tally.count, evidence.of(tally, known("warning", code)), "ranking")
        for code, tally in order
    ]
    cells = [
        [el("code", code), f"{tally.count:,}", el("span", census.messages[code], lang="en"),
         evidence.mark(tally, known("warning", code))]
        for code, tally in order
    ]  # fmt: skip
    heads = [say(key) for key in ("code", "count", "first_message", "sentence")]
    return [
        el("p", say("warnings_lead"), cls="lead"),
        figure("by-warning", say("warnings_by_code"), lambda width: bars(rows, width)),
        folded(say("warnings_summary"), table(heads, cells, say("warnings_caption", n=len(order)))),
    ]
