"""An article with its mentions marked: in a terminal's colours, or as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from extractor import pipeline
from extractor.model.article import Article
from extractor.model.records import KINDS, Extraction
from extractor.reading import Unreadable, read_path
from extractor.rulebook import load

_COLOURS = {
    "labs": "magenta", "people": "green", "organizations": "cyan", "amounts": "yellow", "quantities": "blue",
    "rankings": "red", "dates": "bright_black",
}  # fmt: skip
_PAGE_COLOURS = {
    "labs": "#e7c6ff", "people": "#b7e4c7", "organizations": "#a9def9", "amounts": "#ffe066",
    "quantities": "#c6d2ff", "rankings": "#ffadad", "dates": "#d9d9d9",
}  # fmt: skip


def marked(extraction: Extraction) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, note) of every mention, in order, overlaps left out (the longer one stays)."""
    rows = [
        (mention.start, mention.end, kind, _note(kind, record))
        for kind in KINDS
        for record in getattr(extraction, kind)
        for mention in record.mentions
    ]
    rows.sort(key=lambda row: (row[0], -row[1], KINDS.index(row[2])))
    kept: list[tuple[int, int, str, str]] = []
    for row in rows:
        if not kept or row[0] >= kept[-1][1]:
            kept.append(row)
    return kept


def _note(kind: str, record: Any) -> str:
    """What a reader wants to know of a mention beyond its words."""
    if kind == "labs":
        return f"{record.name} @ {'、'.join(record.hosts) or '?'}"
    if kind == "people":
        posts = "；".join(f"{post.organization or ''}{post.title}" for post in record.positions)
        return f"{record.name} {posts}".strip()
    if kind == "organizations":
        return str(record.name)
    if kind == "rankings":
        return " ".join(
            str(part)
            for part in (record.subject, record.edition, record.index, record.scope, record.category, record.rank)
            if part is not None
        )
    if kind == "dates":
        return f"{record.value} {record.mod or ''}".strip()
    bounds = record.value if record.value is not None else f"{record.min}–{record.max}"
    return f"{record.qualifier} {bounds} {getattr(record, 'currency', None) or record.unit}"


def show_terminal(file: Path, rules: Path, currency: str, out: TextIO) -> int:
    """Print the articles of a file with coloured mentions, then the notes; 1 if any could not be read."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=out, soft_wrap=True, highlight=False)
    failed = 0
    for article, extraction in _extractions(file, rules, currency):
        if extraction is None:
            failed = 1
            continue
        text = Text(article.text)
        spans = marked(extraction)
        for start, end, kind, _ in spans:
            text.stylize(f"bold {_COLOURS[kind]}", start, end)
        console.print(text)
        console.print()
        for start, end, kind, note in spans:
            surface = article.text[start:end].replace("\n", " ")
            console.print(Text(f"{kind:>14}  {surface}  →  {note}", style=_COLOURS[kind]))
        for warning in extraction.warnings:
            console.print(Text(f"{'warning':>14}  {warning.code}: {warning.message}", style="bold red"))
    return failed


def show_html(file: Path, rules: Path, currency: str, out: TextIO) -> int:
    """Write one self-contained page by displaCy with the articles of a file; 1 if any could not be read."""
    from spacy import displacy  # noqa: PLC0415

    failed, documents = 0, []
    for article, extraction in _extractions(file, rules, currency):
        if extraction is None:
            failed = 1
            continue
        entities = [
            {"start": start, "end": end, "label": kind, "kb_id": note, "kb_url": "#"}
            for start, end, kind, note in marked(extraction)
        ]
        documents.append({"text": article.text, "ents": entities, "title": extraction.article.headline})
    page = displacy.render(
        documents, style="ent", manual=True, page=True, jupyter=False, options={"colors": _PAGE_COLOURS}
    )
    out.write(page.replace('<html lang="en">', '<html lang="zh-Hant-HK">'))
    return failed


def _extractions(file: Path, rules: Path, currency: str) -> Iterator[tuple[Article, Extraction | None]]:
    import sys  # noqa: PLC0415

    rulebook = load(rules)
    for article in read_path(file, None):
        if isinstance(article, Unreadable):
            print(f"extractor: {article.error}", file=sys.stderr)
            raise SystemExit(1)
        yield article, pipeline.extract(article, rulebook, default_currency=currency)
