"""Changes as a report: text for a terminal, JSON for programs, Markdown for a pull request, a page of HTML.

All say the totals first, a line a kind, class and rule; then the changes, the most important class first.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from extractor.compare.diff import CLASSES, Change
from extractor.review.values import one_line, shown

FORMS = ("text", "json", "markdown", "html")
_MARKDOWN_LIMIT = 400
"""Changes that a Markdown report lists one by one: a pull request's text has an end."""


def render(changes: Sequence[Change], form: str) -> str:
    """`changes` as `text`, `json` (an object with `totals` and `changes`), `markdown` or `html`."""
    if form == "json":
        rows = [{"id": change.id, **asdict(change)} for change in ordered(changes)]
        counted = [
            {"kind": kind, "change": change, "rule": rule, "count": count}
            for (kind, change, rule), count in totals(changes)
        ]
        return json.dumps({"totals": counted, "changes": rows}, ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        return _html(changes)
    lines = _markdown(changes) if form == "markdown" else _text(changes)
    return "".join(f"{line}\n" for line in lines)


def ordered(changes: Sequence[Change]) -> list[Change]:
    """The most important class first, then by article; within one, as they were found."""
    return sorted(changes, key=lambda change: (CLASSES.index(change.change), change.article))


def totals(changes: Sequence[Change]) -> list[tuple[tuple[str, str, str], int]]:
    """((kind, class, rule), count): the most important class first, then the most frequent."""
    counts = Counter((change.kind, change.change, change.rule) for change in changes)
    return sorted(counts.items(), key=lambda item: (CLASSES.index(item[0][1]), -item[1], item[0]))


def _headline(changes: Sequence[Change]) -> str:
    articles = len({change.article for change in changes})
    return (
        f"{len(changes)} change{'s' if len(changes) != 1 else ''} in {articles} article{'s' if articles != 1 else ''}"
    )


def _text(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        yield "no fact changed"
        return
    yield _headline(changes)
    for (kind, change_class, rule), count in totals(changes):
        yield f"  {count:>5}  {kind}: {change_class}" + (f"  [{rule}]" if rule else "")
    section = article = ""
    for change in ordered(changes):
        if change.change != section:
            section, article = change.change, ""
            yield f"\n{section.upper()}"
        if change.article != article:
            article = change.article
            yield f"  {article}"
        yield f"    {change.kind} 「{one_line(change.label)}」  {change.id}" + (
            f"  [{change.rule}]" if change.rule else ""
        )
        for field in change.fields:
            yield f"        {field.field}: {one_line(shown(field.old))} → {one_line(shown(field.new))}"


def _markdown(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        yield "No fact changed."
        return
    yield f"**{_headline(changes)}**"
    yield ""
    yield "| | kind | rule | count |"
    yield "|---|---|---|---:|"
    for (kind, change_class, rule), count in totals(changes):
        yield f"| {change_class} | {kind} | {f'`{rule}`' if rule else ''} | {count} |"
    section = ""
    listed = ordered(changes)
    for change in listed[:_MARKDOWN_LIMIT]:
        if change.change != section:
            if section:
                yield ""
                yield "</details>"
            section = change.change
            yield ""
            yield f"<details{' open' if section == CLASSES[0] else ''}><summary>{section}</summary>"
            yield ""
            yield "| article | kind | fact | field | accepted | new |"
            yield "|---|---|---|---|---|---|"
        for field in change.fields:
            cells = change.article, change.kind, change.label, field.field, shown(field.old), shown(field.new)
            yield "| " + " | ".join(map(_cell, cells)) + " |"
    yield ""
    yield "</details>"
    if len(listed) > _MARKDOWN_LIMIT:
        yield ""
        yield f"… and {len(listed) - _MARKDOWN_LIMIT} more; `extractor diff` lists them all."


def _cell(text: str) -> str:
    """Text that is nothing but text in a Markdown table: no markup, no mention of a person, no link, no image."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    return re.sub(r"[\\`*_\[\]#!|~@:$]", lambda found: f"&#{ord(found[0])};", escaped)


def _html(changes: Sequence[Change]) -> str:
    """One self-contained page without script; every piece of text is escaped."""
    style = (files("extractor.review") / "page" / "diff.css").read_text("utf-8")
    rows = "".join(
        f"<tr><td>{_badge(change)}</td><td>{kind}</td><td><code>{_e(rule)}</code></td><td class=n>{count}</td></tr>\n"
        for (kind, change, rule), count in totals(changes)
    )
    title = _headline(changes) if changes else "No fact changed"
    table = f"<table class=totals>{rows}</table>" if changes else ""
    body = "".join(_html_sections(changes))
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style></head>\n"
        f"<body><main>\n<h1>{title}</h1>\n{table}{body}</main></body>\n</html>\n"
    )


def _html_sections(changes: Sequence[Change]) -> Iterator[str]:
    section = article = ""
    for change in ordered(changes):
        if change.change != section:
            section, article = change.change, ""
            yield f"<h2>{_badge(section)}</h2>\n"
        if change.article != article:
            article = change.article
            yield f"<h3>{_e(article)}</h3>\n"
        rule = f" <code>{_e(change.rule)}</code>" if change.rule else ""
        fields = "".join(
            f"<tr><th>{_e(field.field)}</th><td class=old>{_e(shown(field.old))}</td>"
            f"<td class=new>{_e(shown(field.new))}</td></tr>"
            for field in change.fields
        )
        yield (
            f'<section id="c-{_e(change.id)}"><p><span class=kind>{change.kind}</span> '
            f'<b lang="zh-Hant-HK">{_e(change.label)}</b>{rule}</p>'
            f'<table lang="zh-Hant-HK">{fields}</table></section>\n'
        )


def _badge(change: str) -> str:
    return f'<span class="badge {change.replace(" ", "-")}">{change}</span>'


def _e(value: Any) -> str:
    return html.escape(str(value))
