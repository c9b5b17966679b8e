"""The extractor as a component of any spaCy pipeline: `nlp.add_pipe("extractor")`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractor.api import Extractor
from extractor.model.errors import UsageError
from extractor.model.records import KINDS


class ExtractorComponent:
    """Fills `doc.spans["labs"]` … `doc.spans["dates"]`.

    A span's label is its record's category or type where it has one (`university`, `DATE`), else the kind;
    `span.kb_id_` is the record's id, `span.id_` its index in the record list as text. Where a mention does
    not end at a token boundary the span is widened to the tokens it touches, since spaCy knows no others.
    The whole extraction lies in `doc.user_data["extraction"]` as JSON. The publication day of a document is
    `doc.user_data["published"]` (an ISO day), else the component's own `published`, else deduced.
    """

    def __init__(self, extractor: Extractor, published: str | None) -> None:
        self.extractor = extractor
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """Extract `doc.text`. Raises UsageError for a publication day that is no ISO day."""
        day = _day(doc.user_data.get("published") or self.published)
        extraction = self.extractor.extract(doc.text, published=day)
        for kind in KINDS:
            spans = []
            for number, record in enumerate(getattr(extraction, kind)):
                label = getattr(record, "category", None) or getattr(record, "type", None) or kind
                for mention in record.mentions:
                    span = doc.char_span(
                        mention.start, mention.end, label=label, alignment_mode="expand",
                        kb_id=getattr(record, "kb_id", None) or "", span_id=str(number),
                    )  # fmt: skip
                    if span is not None:
                        spans.append(span)
            doc.spans[kind] = SpanGroup(doc, name=kind, spans=spans)
        doc.user_data["extraction"] = extraction.to_json()
        return doc


def _day(written: Any) -> date | None:
    if written is None or isinstance(written, date):
        return written
    try:
        return date.fromisoformat(str(written))
    except ValueError as error:
        raise UsageError(f"published is {written!r}; expected an ISO day such as 2025-08-26") from error


@Language.factory("extractor", default_config={"rules": None, "default_currency": "HKD", "published": None})
def make(
    nlp: Language, name: str, rules: str | None, default_currency: str, published: str | None
) -> ExtractorComponent:
    """The factory behind `nlp.add_pipe("extractor", config={…})`."""
    return ExtractorComponent(Extractor(Path(rules) if rules else None, default_currency), published)
