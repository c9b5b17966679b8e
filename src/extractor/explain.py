"""Why a record is there, and why there is none: which rules fired, won, lost, or nearly matched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.model.article import Article
from extractor.model.errors import UsageError
from extractor.model.records import KINDS, Extraction
from extractor.model.trace import Trace
from extractor.pipeline import find
from extractor.reading import Unreadable, read_path
from extractor.records import assemble
from extractor.rulebook import Match, Rulebook, Scan, load
from extractor.rulebook.partial import Partial, nearest
from extractor.text.analyse import analyse

_NEAREST = 3


class Explanation:
    """One article, extracted with a trace of everything that happened on the way."""

    def __init__(self, article: Article, rulebook: Rulebook, currency: str) -> None:
        self.article = article
        self.rulebook = rulebook
        self.trace = Trace()
        self.scan: Scan = rulebook.scan(analyse(article), self.trace)
        found = find(self.scan, currency)
        self.dating = found.dating
        self.extraction: Extraction = assemble(found, self.scan)

    def at(self, start: int, end: int) -> Iterator[str]:
        """All that there is to say about the text span `[start, end)`."""
        found = False
        for kind in KINDS:
            for record in getattr(self.extraction, kind):
                for mention in record.mentions:
                    if mention.start < end and mention.end > start:
                        found = True
                        yield from self._found(kind, record, mention)
        plain = self.scan.analysis.locate(start), max(self.scan.analysis.locate(end), 1)
        lost = [loss for loss in self.trace.lost if loss.start < plain[1] and loss.end > plain[0]]
        for loss in sorted(lost, key=lambda loss: (loss.start, loss.end, loss.rule)):
            where = self.scan.analysis.plain[loss.start : loss.end]
            yield f"  lost: {loss.kind} 「{where}」 by {self._source(loss.rule)}: {loss.reason}"
        if not found:
            yield from self._nothing(plain)

    def found_at(self, start: int, end: int) -> bool:
        """Whether any record has a mention that touches the text span."""
        return any(
            mention.start < end and mention.end > start
            for kind in KINDS
            for record in getattr(self.extraction, kind)
            for mention in record.mentions
        )

    def overview(self) -> Iterator[str]:
        """Every mention of the article with its rule, in text order; and how the publication day was found."""
        head = self.extraction.article
        yield f"{head.id}: published {head.published or 'unknown'} ({head.published_basis or 'nothing decides it'})"
        for sentence in self.dating.explanation:
            yield f"  {sentence}"
        rows = [
            (mention.start, mention.end, kind, mention.text, mention.rule)
            for kind in KINDS
            for record in getattr(self.extraction, kind)
            for mention in record.mentions
        ]
        for start, end, kind, text, rule in sorted(rows):
            yield f"  {start:>6}–{end:<6} {kind:<13} 「{text}」 {self._source(rule)}"
        for warning in self.extraction.warnings:
            yield f"  warning {warning.code}: {warning.message}"

    def _found(self, kind: str, record: Any, mention: Any) -> Iterator[str]:
        yield f"  found: {kind} 「{mention.text}」 at {mention.start}–{mention.end} in a {mention.block}"
        yield f"    rule {self._source(mention.rule)}"
        fields = record.model_dump(mode="json", exclude={"mentions"})
        yield "    " + ", ".join(f"{name}={value}" for name, value in fields.items() if value not in (None, []))
        plain = self.scan.analysis.locate(mention.start), self.scan.analysis.locate(mention.end)
        for match in self._matches(kind, mention.rule, plain):
            for name in sorted(match.classes):
                slot = match.slot(name)
                if slot is not None and not name.startswith("_"):
                    words = self.scan.analysis.plain[slot.start : slot.end]
                    value = "" if slot.value is None else f" = {slot.value}"
                    yield f"    slot {name}: 「{words}」{value}"
        for step in self.trace.steps:
            if step.kind == kind and step.start < plain[1] and step.end > plain[0]:
                yield f"    step: {step.step}"

    def _matches(self, kind: str, rule_id: str, place: tuple[int, int]) -> list[Match]:
        if rule_id not in self.rulebook.rank:
            return []
        index = self.rulebook.rank[rule_id]
        sentences = self.scan.rule_sentences.get(index, [])
        found = self.rulebook.run_rule(index, self.scan.analysis, sentences)
        return [match for match in found if match.start < place[1] and match.end > place[0]]

    def _nothing(self, place: tuple[int, int]) -> Iterator[str]:
        analysis = self.scan.analysis
        if not analysis.sentences:
            yield "  nothing was found: the article is empty"
            return
        sentence = analysis.sentence_at(place[0])
        near: list[Partial] = []
        for rule in self.rulebook.rules:
            if rule.pattern:
                part = nearest(
                    rule, self.rulebook.vocabulary, analysis.folded, place, (sentence.start, sentence.end)
                )
                if part is not None:
                    near.append(part)
        if not near:
            yield "  nothing was found here, and no rule even begins to match"
            return
        yield "  nothing was found here; the nearest rules:"
        near.sort(key=lambda part: (part.start - part.end, part.rule.id))
        for part in near[:_NEAREST]:
            fits = analysis.plain[part.start : part.end]
            there = analysis.plain[part.end : part.end + 6]
            yield (
                f"    {self._source(part.rule.id)}: 「{fits}」 fits, then {part.failed!r} was expected, "
                f"but 「{there}」 stands there"
            )

    def _source(self, rule_id: str) -> str:
        if rule_id not in self.rulebook.rank:
            return rule_id
        rule = self.rulebook.rule(rule_id)
        return f"{rule.id} ({rule.file}:{rule.line}) “{rule.why}”"


def explain_file(file: Path, what: str | None, rules: Path, currency: str) -> tuple[list[str], bool]:
    """The lines that explain `what` (words, or an offset in the text) in every article of a file.

    Also whether anything was found there. Without `what`, the whole article. Raises UsageError when the
    words do not occur or the offset lies outside, ReadingError when the file cannot be read.
    """
    rulebook = load(rules)
    lines: list[str] = []
    found, occurs = what is None, what is None
    for article in read_path(file, None):
        if isinstance(article, Unreadable):
            raise article.error
        explanation = Explanation(article, rulebook, currency)
        if what is None:
            lines += explanation.overview()
            continue
        for start, end in _places(article.text, what):
            occurs = True
            lines.append(f"{article.id} {start}–{end} 「{article.text[start:end]}」")
            lines += explanation.at(start, end)
            found = found or explanation.found_at(start, end)
    if not occurs:
        raise UsageError(f"{what!r} does not occur in {file}; name words of its text, or an offset inside it")
    return lines, found


def _places(text: str, what: str) -> Iterator[tuple[int, int]]:
    start = text.find(what)
    if start < 0 and what.isascii() and what.isdecimal() and int(what) < len(text):
        yield int(what), int(what) + 1
    while start >= 0:
        yield start, start + len(what)
        start = text.find(what, start + 1)
