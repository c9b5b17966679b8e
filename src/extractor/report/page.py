"""A census -> the page: one HTML file with its style inside, no script, and nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor.report.bodies import laboratories, people
from extractor.report.coverage import coverage, warnings
from extractor.report.evidence import Evidence
from extractor.report.funding import funding
from extractor.report.gather import Census
from extractor.report.markup import el, link
from extractor.report.rankings import rankings
from extractor.report.timeline import timeline
from extractor.report.wording import same, say

SECTIONS: tuple[tuple[str, Callable[[Census, Evidence], list[Any]]], ...] = (
    ("timeline", timeline), ("funding", funding), ("rankings", rankings), ("laboratories", laboratories),
    ("people", people), ("coverage", coverage), ("warnings", warnings),
)  # fmt: skip


def page(census: Census) -> bytes:
    """The whole page, UTF-8. The same census gives the same bytes."""
    from lxml import etree

    evidence = Evidence()
    sections = [
        el("section", el("h2", say(f"section_{name}")), make(census, evidence), id=name) for name, make in SECTIONS
    ]
    main = el("main", *sections, _sentences(evidence), id="content")
    style = Path(__file__).with_name("page.css").read_text("utf-8").replace("\r\n", "\n")
    root = el("html", _head(style), _body(census, evidence, main), lang="zh-Hant-HK")
    written: bytes = etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return written + b"\n"


def _head(style: str) -> Any:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = say("title")
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{title.zh} · {title.en}"),
        el("style", style),
    )


def _body(census: Census, evidence: Evidence, main: Any) -> Any:
    switches = [
        el("input", type="radio", name="language", id=f"to-{code}", cls="switch", checked="" if code == "zh" else None,
           aria_label=name)
        for code, name in (("zh", "中文"), ("en", "English"))
    ]  # fmt: skip
    labels = [
        el("label", name, **{"for": f"to-{code}", "lang": language, "cls": code + "-label"})
        for code, name, language in (("zh", "中文", "zh-Hant-HK"), ("en", "English", "en"))
    ]
    languages, contents = el("div", labels, cls="languages"), _contents(census, evidence)
    header = el("header", languages, el("h1", say("title")), _about(census), contents)
    skip = link("#content", say("skip_to_content"), cls="skip")
    return el("body", switches, skip, el("span", id="closed"), header, main)


def _contents(census: Census, evidence: Evidence) -> Any:
    """The sections, each with the number of what is in it."""
    labs = {(host, lab) for host, found in census.labs.items() for lab in found}
    people = {(body, name) for body, titles in census.posts.items() for who in titles.values() for name in who}
    counts = {
        "timeline": sum(tally.count for lanes in census.days.values() for tally in lanes.values()),
        "funding": census.kinds["amounts"].count,
        "rankings": census.kinds["rankings"].count,
        "laboratories": len(labs),
        "people": len(people),
        "coverage": census.articles.count,
        "warnings": sum(tally.count for tally in census.warnings.values()),
        "sentences": evidence.count,
    }
    links = [
        link(f"#{name}", el("b", f"{count:,}"), el("span", say(f"section_{name}")), el("small", say(f"unit_{name}")))
        for name, count in counts.items()
    ]
    return el("nav", links, aria_label=" / ".join(say("contents")))


def _about(census: Census) -> list[Any]:
    days = sorted(day for day in census.published if day)
    span = say("days_between", first=same(days[0]), last=same(days[-1])) if days else say("days_unknown")
    if not census.articles.count:
        return [el("p", say("nothing"), cls="empty")]
    rulesets = sorted(census.rulesets)
    digest = say("rules_digest", digest=same(rulesets[0][:12]))
    return [
        el("p", say("subtitle", articles=census.articles.count, days=span), cls="subtitle"),
        el("p", say("how_to"), cls="how"),
        el("p", say("run_complete" if census.complete else "run_incomplete"), " ",
           digest if len(rulesets) == 1 else say("rules_mixed", n=len(rulesets)), cls="note"),
    ]  # fmt: skip


def _sentences(evidence: Evidence) -> Any:
    quotes, groups = evidence.section()
    return el(
        "section", el("h2", say("section_sentences")), el("p", say("sentences_lead"), cls="lead"), quotes,
        el("h3", say("groups_title"), cls="listing"), groups, id="sentences",
    )  # fmt: skip
