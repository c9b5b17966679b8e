"""What goes with a dataset: the Frictionless data package descriptor and the dataset card."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor.export.sinks import SUFFIX
from extractor.export.tables import TABLES, Column, Table
from extractor.model.errors import StoreError
from extractor.model.records import Extraction

_TYPES = {
    "string": "string", "integer": "integer", "boolean": "boolean", "decimal": "number", "date": "date",
    "strings": "array",
}  # fmt: skip
_DIALECT = {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True}


@dataclass(slots=True)
class Census:
    """What was counted while the dataset was written."""

    rows: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    rulesets: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    first: str | None = None
    last: str | None = None

    def count(self, extraction: Extraction) -> None:
        """Take note of one article."""
        head = extraction.article
        self.publishers[head.publisher or "(not named)"] += 1
        self.rulesets[extraction.ruleset.sha256] += 1
        self.warnings.update(warning.code for warning in extraction.warnings)
        if head.published is None:
            self.undated += 1
        else:
            self.first = min(self.first or head.published, head.published)
            self.last = max(self.last or head.published, head.published)


def descriptor(folder: Path, form: str, census: Census) -> dict[str, Any]:
    """The data package descriptor: every file with its bytes and checksum, every table with its schema and rows."""
    if form in SUFFIX:
        resources = [_resource(folder, form, table, census) for table in TABLES]
    else:
        resources = [
            {"name": f"file-{number:05}", **_file(folder, path)}
            for number, path in enumerate(sorted(folder.rglob("*")))
            if path.is_file() and path.name not in ("README.md", "CHANGES.md", "CHANGES.json")
        ]
        if form == "duckdb":
            resources[0]["tables"] = [
                {"name": table.name, "description": table.why, "rows": census.rows[table.name], "schema": schema(table)}
                for table in TABLES
            ]
    return {
        "profile": "data-package",
        "name": "press-facts",
        "title": "Structured facts from the Hong Kong press",
        "description": "Laboratories, people, organizations, amounts, quantities, rankings and dates, "
        "each with the place in its article and the rule that found it.",
        "format": form,
        "rulesets": sorted(census.rulesets),
        "resources": resources,
    }


def _resource(folder: Path, form: str, table: Table, census: Census) -> dict[str, Any]:
    found = {
        "name": table.name,
        **_file(folder, folder / f"{table.name}{SUFFIX[form]}"),
        "title": table.why,
        "rows": census.rows[table.name],
        "schema": schema(table),
    }
    if form in ("csv", "spreadsheet"):
        found |= {"profile": "tabular-data-resource", "format": "csv", "encoding": "utf-8", "dialect": _DIALECT}
    return found


def _file(folder: Path, path: Path) -> dict[str, Any]:
    return {
        "path": path.relative_to(folder).as_posix(),
        "format": path.suffix.lstrip("."),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sha256(path)}",
    }


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table."""
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": list(fields), "reference": {"resource": other, "fields": list(theirs)}}
            for fields, other, theirs in table.references
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": column.why}
    if column.required:
        found["constraints"] = {"required": True}
    return found


def quality_lines(path: Path | None) -> Iterator[str]:
    """The measured quality, from what `extractor evaluate` wrote: its JSON report, or the pinned floors."""
    if path is None or not path.exists():
        yield "Not measured here: `extractor evaluate` measures against gold; `--quality FILE` puts that in here."
        return
    try:
        said = json.loads(path.read_text("utf-8"))
        floors = said.get("floors") or {
            f"{kind}.{measure}.{name}": round(100 * scores[name], 1)
            for kind, measures in said["kinds"].items()
            for measure, scores in measures.items()
            for name in ("precision", "recall")
        }
        rows = sorted({key.rsplit(".", 1)[0] for key in floors})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: no quality report; expected what `extractor evaluate` writes: {error}") from error
    meaning = "at least, as pinned" if "floors" in said else "as measured"
    yield f"Against our own gold, {meaning} (percent; `strict`: kind and span, `valued`: the value too):"
    yield ""
    yield "| kind and measure | precision | recall |"
    yield "|---|---:|---:|"
    for row in rows:
        if row.split(".")[-1] in ("strict", "valued"):
            yield f"| {row} | {floors.get(f'{row}.precision', '–')} | {floors.get(f'{row}.recall', '–')} |"


def card(form: str, census: Census, *, complete: bool, set_aside: int, quality: Path | None, changes: bool) -> str:
    """The dataset card: what is in it, from where, by which rules, how good, and what is missing."""
    return "".join(f"{line}\n" for line in _card(form, census, complete, set_aside, quality, changes))


def _card(
    form: str, census: Census, complete: bool, set_aside: int, quality: Path | None, changes: bool
) -> Iterator[str]:
    yield from ("---", "language: [zh, en]", "pretty_name: Structured facts from the Hong Kong press", "---", "")
    yield from ("# Structured facts from the Hong Kong press", "", "## What is in it", "")
    if form in SUFFIX or form == "duckdb":
        yield from ("| table | rows | what |", "|---|---:|---|")
        for table in TABLES:
            yield f"| {table.name} | {census.rows[table.name]} | {table.why} |"
        yield from ("", "Join on `article_id` and `record`; `mentions.kind` names the table. Offsets count Unicode")
        yield "code points of the article's text, end exclusive. Figures are exact: `decimal(38, 12)` where the format"
        yield "has decimals, plain digits where it has not. `dates.value` is TIMEX3; `start` and `end` are days."
        if form == "spreadsheet":
            yield "A text that a spreadsheet would calculate has an apostrophe in front, which is no part of it."
    else:
        yield f"Annotations in the format {form}: every mention of {census.rows['articles']} articles, with its values."
    yield from ("", "## From where", "", f"{census.rows['articles']} articles", "")
    for name, count in sorted(census.publishers.items(), key=lambda item: (-item[1], item[0])):
        yield f"- {name}: {count}"
    span = f"published {census.first} to {census.last}" if census.first else "none with a publication day"
    yield from ("", f"{span}; {census.undated} without a publication day.")
    yield from ("", "## By which rules", "")
    for digest, count in sorted(census.rulesets.items()):
        yield f"- ruleset `{digest}`: {count} articles"
    if len(census.rulesets) > 1:
        yield "- **more than one ruleset**: run `extractor run` again before publishing"
    yield from ("", "## Measured quality", "", *quality_lines(quality))
    yield from ("", "## Known gaps", "")
    if not complete:
        yield "- **the run was not complete when this was exported**"
    if set_aside:
        yield f"- {set_aside} articles were set aside and are not in here"
    for code, count in sorted(census.warnings.items(), key=lambda item: (-item[1], item[0])):
        yield f"- {count} × `{code}`"
    if not census.warnings:
        yield "- no warnings"
    if changes:
        yield from ("", "## Since the last release", "", "See [CHANGES.md](CHANGES.md).")
