"""spaCy DocBin: one token a character, so that every span stands exactly; the spans as the component names them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.export.annotations import AnnotationSink, marked
from extractor.model.kinds import KINDS
from extractor.model.records import Extraction

_DOCS = 1000


@contextmanager
def docbin(folder: Path) -> Iterator[AnnotationSink]:
    """`articles-00000.spacy` and on, a thousand documents each, with `doc.spans["labs"]` … `doc.spans["dates"]`.

    A span's label is its record's category or type, else the kind; `kb_id_` is the record's id, `id_` its
    index in the record list; the article's id is `doc.user_data["article_id"]`, its outputs are in
    `doc.user_data["extraction"]`.
    """
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("zh").vocab

    class Writer:
        def __init__(self) -> None:
            self.count = 0
            self.held = DocBin(store_user_data=True)

        def write(self, extraction: Extraction, text: str) -> None:
            self.held.add(_doc(vocab, extraction, text))
            if len(self.held) >= _DOCS:
                self.flush()

        def flush(self) -> None:
            (folder / f"articles-{self.count:05}.spacy").write_bytes(self.held.to_bytes())
            self.count += 1
            self.held = DocBin(store_user_data=True)

    writer = Writer()
    yield writer
    if len(writer.held) or not writer.count:
        writer.flush()


def _doc(vocab: Any, extraction: Extraction, text: str) -> Any:
    from spacy.tokens import Doc, Span, SpanGroup

    doc = Doc(vocab, words=list(text), spaces=[False] * len(text))
    groups: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for one in marked(extraction):
        label = getattr(one.record, "category", None) or getattr(one.record, "type", None) or one.kind
        known = getattr(one.record, "kb_id", None) or ""
        groups[one.kind].append(Span(doc, one.start, one.end, label, kb_id=known, span_id=str(one.number - 1)))
    for kind, spans in groups.items():
        doc.spans[kind] = SpanGroup(doc, name=kind, spans=spans)
    doc.user_data["article_id"] = extraction.article.id
    doc.user_data["extraction"] = extraction.to_json()
    return doc
