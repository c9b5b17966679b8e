"""Mentions with their text, in the formats of annotation tools. Each counts offsets in its own way:

- spaCy and brat: code points (both count Python strings).
- Label Studio: code points (its frontend counts them so since version 1.5, pull request 2420).
- doccano: UTF-16 code units (issue 2290: it counts JavaScript strings, unless a project counts graphemes).
- W3C Web Annotation: code points (Recommendation of 2017, section 4.2.4).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from extractor.model.kinds import KINDS
from extractor.model.records import Extraction
from extractor.store import output_path

LABELS = {
    "labs": "lab", "people": "person", "organizations": "organization", "amounts": "amount",
    "quantities": "quantity", "rankings": "ranking", "dates": "date",
}  # fmt: skip
_AROUND = 32


class AnnotationSink(Protocol):
    """Takes articles with their texts, one by one."""

    def write(self, extraction: Extraction, text: str) -> None:
        """Take an article."""
        ...


@dataclass(frozen=True, slots=True)
class Marked:
    """One mention: its place in the text, its kind, its record with its number (from 1), its own number."""

    kind: str
    start: int
    end: int
    text: str
    record: Any
    number: int
    mention: int

    def fields(self) -> dict[str, Any]:
        """The fields of the record that say something."""
        said: dict[str, Any] = self.record.model_dump(mode="json", exclude={"mentions"})
        return {name: value for name, value in said.items() if value not in (None, [], False)}


def marked(extraction: Extraction) -> list[Marked]:
    """All mentions of an article in text order."""
    found = [
        Marked(kind, mention.start, mention.end, mention.text, record, number, place)
        for kind in KINDS
        for number, record in enumerate(getattr(extraction, kind), 1)
        for place, mention in enumerate(record.mentions, 1)
    ]
    return sorted(found, key=lambda one: (one.start, one.end, KINDS.index(one.kind), one.number))


class Units:
    """Code points of a text as UTF-16 code units: an astral character counts twice."""

    def __init__(self, text: str) -> None:
        self._astral = [place for place, sign in enumerate(text) if ord(sign) > 0xFFFF]

    def __call__(self, place: int) -> int:
        """The UTF-16 position of a code point position."""
        from bisect import bisect_left

        return place + bisect_left(self._astral, place)


@contextmanager
def brat(folder: Path) -> Iterator[AnnotationSink]:
    """`<id>.txt`, `<id>.ann` and `annotation.conf`. A mention over a line's end is a discontinuous one there."""
    entities = "".join(f"{label.capitalize()}\n" for label in LABELS.values())
    conf = f"[entities]\n{entities}\n[relations]\n\n[events]\n\n[attributes]\n"
    (folder / "annotation.conf").write_text(conf, encoding="utf-8")

    class Writer:
        def write(self, extraction: Extraction, text: str) -> None:
            path = output_path(folder, extraction.article.id)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_suffix("").with_name(path.name.removesuffix(".json") + ".txt").write_bytes(text.encode())
            lines = []
            for number, one in enumerate(marked(extraction), 1):
                spans = _on_lines(text, one.start, one.end)
                places = ";".join(f"{start} {end}" for start, end in spans)
                words = " ".join(text[start:end] for start, end in spans)
                lines.append(f"T{number}\t{LABELS[one.kind].capitalize()} {places}\t{words}\n")
                note = ";".join(f"{name}={_noted(value)}" for name, value in one.fields().items())
                if note:
                    lines.append(f"#{number}\tAnnotatorNotes T{number}\t{note}\n")
            path.with_name(path.name.removesuffix(".json") + ".ann").write_bytes("".join(lines).encode())

    yield Writer()


def _on_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span as its stretches on single lines, without the blanks at their ends."""
    found = []
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            found.append((first, first + len(bare)))
        start += len(line)
    return found


def _noted(value: Any) -> str:
    """A value as the gold's notes have it: lists joined with +, posts as title@organization."""
    if isinstance(value, list):
        return "+".join(_noted(one) for one in value)
    if isinstance(value, dict):
        return f"{value['title']}@{value['organization']}" if value.get("organization") else str(value["title"])
    return " ".join(str(value).replace(";", "；").split())


@contextmanager
def label_studio(folder: Path) -> Iterator[AnnotationSink]:
    """`tasks.json` to import, and `labels.xml`, the labelling interface it belongs to."""
    labels = "".join(f'    <Label value="{label}"/>\n' for label in LABELS.values())
    choice = f'  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
    view = f'<View>\n{choice}  <Text name="text" value="$text"/>\n</View>\n'
    (folder / "labels.xml").write_text(view, encoding="utf-8")
    with _array(folder / "tasks.json") as write:

        class Writer:
            def write(self, extraction: Extraction, text: str) -> None:
                regions = []
                for one in marked(extraction):
                    value = {"start": one.start, "end": one.end, "text": one.text, "labels": [LABELS[one.kind]]}
                    regions.append(
                        {
                            "id": f"{one.kind}-{one.number}-{one.mention}", "from_name": "label", "to_name": "text",
                            "type": "labels", "value": value, 
                            "meta": {"text": [json.dumps(one.fields(), ensure_ascii=False)]},
                        }
                    )  # fmt: skip
                model = f"extractor {extraction.ruleset.sha256[:12]}"
                data = {"id": extraction.article.id, "text": text}
                write({"data": data, "predictions": [{"model_version": model, "result": regions}]})

        yield Writer()


@contextmanager
def doccano(folder: Path) -> Iterator[AnnotationSink]:
    """`doccano.jsonl` for a sequence labelling project that allows overlapping entities. UTF-16 offsets."""
    with (folder / "doccano.jsonl").open("w", encoding="utf-8", newline="\n") as file:

        class Writer:
            def write(self, extraction: Extraction, text: str) -> None:
                at = Units(text)
                labels = [[at(one.start), at(one.end), LABELS[one.kind]] for one in marked(extraction)]
                row = {"article_id": extraction.article.id, "text": text, "label": labels}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

        yield Writer()


@contextmanager
def web_annotation(folder: Path) -> Iterator[AnnotationSink]:
    """`annotations.jsonld`: one AnnotationPage, each target by position and by quote. The texts lie in `texts/`."""
    context = "http://www.w3.org/ns/anno.jsonld"
    head = json.dumps({"@context": context, "type": "AnnotationPage"}, ensure_ascii=False)[:-1] + ', "items": '
    with _array(folder / "annotations.jsonld", head, "}") as write:

        class Writer:
            def write(self, extraction: Extraction, text: str) -> None:
                path = output_path(folder / "texts", extraction.article.id)
                path = path.with_name(path.name.removesuffix(".json") + ".txt")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
                source = quote(path.relative_to(folder).as_posix())
                for one in marked(extraction):
                    write(_web(one, text, source, extraction.article.id))

        yield Writer()


def _web(one: Marked, text: str, source: str, article_id: str) -> dict[str, Any]:
    quoted = {
        "type": "TextQuoteSelector",
        "exact": text[one.start : one.end],
        "prefix": text[max(0, one.start - _AROUND) : one.start],
        "suffix": text[one.end : one.end + _AROUND],
    }
    place = {"type": "TextPositionSelector", "start": one.start, "end": one.end}
    return {
        "id": f"urn:extractor:{quote(article_id)}:{one.kind}:{one.number}:{one.mention}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": LABELS[one.kind]},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json",
             "value": json.dumps(one.fields(), ensure_ascii=False)},
        ],
        "target": {"source": source, "selector": [place, quoted]},
    }  # fmt: skip


@contextmanager
def _array(path: Path, head: str = "", tail: str = "") -> Iterator[Callable[[Any], None]]:
    """A JSON array written element by element."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(head + "[")
        begun = False

        def write(element: Any) -> None:
            nonlocal begun
            file.write((",\n" if begun else "\n") + json.dumps(element, ensure_ascii=False))
            begun = True

        yield write
        file.write(f"\n]{tail}\n")


ANNOTATIONS: dict[str, Callable[[Path], Any]] = {
    "brat": brat, "label-studio": label_studio, "doccano": doccano, "web-annotation": web_annotation,
}  # fmt: skip
