"""An article with its mentions marked: in a terminal's colours, or as one self-contained page."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.text import Text

from extractor import pipeline
from extractor.model.article import Article
from extractor.model.records import KINDS, Extraction
from extractor.reading import Unreadable, read_path
from extractor.rulebook import load

if TYPE_CHECKING:
    from rich.console import Console

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
    return f"{record.qualifier} {bounds} {getattr(record, 'currency', None) or record.unit or ''}".rstrip()


def show_terminal(file: Path, rules: Path, currency: str, out: TextIO) -> int:
    """Print the articles of a file with coloured mentions, then the notes; 1 if any could not be read."""
    from rich.console import Console

    console = Console(file=out, soft_wrap=True, highlight=False)
    rulebook = load(rules)
    failed = 0
    for article in read_path(file, None):
        if isinstance(article, Unreadable):
            click.echo(f"extractor: {article.error}", err=True)
            failed = 1
        else:
            _print(article, pipeline.extract(article, rulebook, default_currency=currency), console)
    return failed


def picture(article: Article, extraction: Extraction, title: str, width: int = 110) -> str:
    """What `show` prints in a terminal of `width` columns, as a self-contained SVG."""
    from rich.console import Console

    console = Console(file=StringIO(), record=True, width=width, highlight=False)
    _print(article, extraction, console)
    # rich's own template asks a font server for its font; a reader's monospaced font will do
    template = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    template = re.sub(r"<!--.*?-->\s*", "", template, flags=re.DOTALL)
    svg: str = console.export_svg(title=title, code_format=template, unique_id="show")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _print(article: Article, extraction: Extraction, console: Console) -> None:
    text = Text(article.text.strip("\n"))
    shift = len(article.text) - len(article.text.lstrip("\n"))
    spans = marked(extraction)
    for start, end, kind, _ in spans:
        text.stylize(f"bold {_COLOURS[kind]}", start - shift, end - shift)
    console.print(text)
    console.print()
    for start, end, kind, note in spans:
        surface = article.text[start:end].replace("\n", " ")
        console.print(Text(f"{kind:>14}  {surface}  →  {note}", style=_COLOURS[kind]))
    for warning in extraction.warnings:
        console.print(Text(f"{'warning':>14}  {warning.code}: {warning.message}", style="bold red"))


def show_html(file: Path, rules: Path, currency: str, out: TextIO) -> int:
    """Write one self-contained page by displaCy with the articles of a file; 1 if any could not be read."""
    from spacy import displacy

    rulebook = load(rules)
    failed, documents = 0, []
    for article in read_path(file, None):
        if isinstance(article, Unreadable):
            click.echo(f"extractor: {article.error}", err=True)
            failed = 1
            continue
        extraction = pipeline.extract(article, rulebook, default_currency=currency)
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
