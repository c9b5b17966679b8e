"""One article extracted with a trace, and everything that there is to say about one of its places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.explain.near import nearest_rules
from extractor.explain.steps import parts_at, steps_of
from extractor.model.article import Article
from extractor.model.errors import UsageError
from extractor.model.records import KINDS, Extraction, Mention
from extractor.model.trace import Lost, Trace
from extractor.pipeline import find
from extractor.reading import Unreadable, read_path
from extractor.records import assemble
from extractor.rulebook import Match, Rulebook, Scan, load
from extractor.text.analyse import analyse

_PLACES = 12
"""So many places of one word are explained; an offset names any other."""
_BLOCKS = "blocks: "


class Explanation:
    """One article, extracted with a trace of everything that happened on the way."""

    def __init__(self, article: Article, rulebook: Rulebook, currency: str = "HKD") -> None:
        self.article = article
        self.rulebook = rulebook
        self.trace = Trace()
        self.scan: Scan = rulebook.scan(analyse(article), self.trace)
        self.findings = find(self.scan, currency)
        self.extraction: Extraction = assemble(self.findings, self.scan)

    def at(self, start: int, end: int) -> Iterator[str]:
        """All that there is to say about the text span `[start, end)`, line by line."""
        found = list(self._mentions(start, end))
        for kind, record, mention in found:
            yield from self._found(kind, record, mention)
        place = self._plain(start, end)
        if not found:
            yield from self._nothing(place)

    def found_at(self, start: int, end: int) -> bool:
        """Whether any record has a mention that touches the text span."""
        return any(True for _ in self._mentions(start, end))

    def overview(self) -> Iterator[str]:
        """Every mention with its rule, in text order; how the publication day was found; the warnings."""
        head = self.extraction.article
        basis = head.published_basis or "nothing decides it"
        yield f"{head.id}: published {head.published or 'unknown'} ({basis})"
        for sentence in self.findings.dating.explanation:
            yield f"  {sentence}"
        rows = [
            (mention.start, mention.end, kind, mention.text, mention.rule)
            for kind, _, mention in self._mentions(0, len(self.article.text))
        ]
        for start, end, kind, text, rule in sorted(rows):
            yield f"  {start:>6}–{end:<6} {kind:<13} 「{text}」 {self.source(rule)}"
        for warning in self.extraction.warnings:
            yield f"  warning {warning.code}: {warning.message}"

    def source(self, rule_id: str) -> str:
        """A rule as an analyst looks it up: id, file and line, and what it is for."""
        if rule_id not in self.rulebook.rank:
            return rule_id
        rule = self.rulebook.rule(rule_id)
        return f"{rule.id} (rules/{rule.file}:{rule.line}): {rule.why}"

    def _mentions(self, start: int, end: int) -> Iterator[tuple[str, Any, Mention]]:
        for kind in KINDS:
            for record in getattr(self.extraction, kind):
                for mention in record.mentions:
                    if mention.start < end and mention.end > start:
                        yield kind, record, mention

    def _plain(self, start: int, end: int) -> tuple[int, int]:
        analysis = self.scan.analysis
        first = analysis.locate(start)
        return first, max(analysis.locate(end), first + 1)

    def _words(self, start: int, end: int) -> str:
        return self.scan.analysis.plain[start:end].replace("\n", "⏎")

    def _found(self, kind: str, record: Any, mention: Mention) -> Iterator[str]:
        place = self._plain(mention.start, mention.end)
        yield f"found in {kind}: 「{mention.text}」 at {mention.start}–{mention.end}, in a {mention.block}"
        yield f"  rule   {self.source(mention.rule)}"
        for match in self._matches(mention.rule, place):
            for name in sorted(match.classes):
                slot = match.slot(name)
                if slot is not None and not name.startswith("_"):
                    value = "" if slot.value is None else f" = {_slot_value(slot.value)}"
                    yield f"  slot   {name}: 「{self._words(slot.start, slot.end)}」{value}"
        told = [step.step for step in self.trace.steps
                if step.kind == kind and step.start < place[1] and step.end > place[0]]  # fmt: skip
        derived = steps_of(kind, place, self.findings, self.scan)
        for number, step in enumerate(dict.fromkeys([*derived, *told]), 1):
            yield f"  step {number} {step}"
        fields = record.model_dump(mode="json", exclude={"mentions"})
        shown = [f"{name}={_shown(value)}" for name, value in fields.items() if value not in (None, [], False)]
        yield f"  gives  {', '.join(shown)}"
        yield from self._lost(place)

    def _matches(self, rule_id: str, place: tuple[int, int]) -> list[Match]:
        """The rule's own matches at the place, found again: the kinds keep only what they need of them."""
        if rule_id not in self.rulebook.rank or not self.rulebook.rule(rule_id).pattern:
            return []
        index = self.rulebook.rank[rule_id]
        found = self.rulebook.run_rule(index, self.scan)
        return [match for match in found if match.start < place[1] and match.end > place[0]]

    def _lost(self, place: tuple[int, int]) -> Iterator[str]:
        for loss in self._losses(place):
            if not loss.reason.startswith(_BLOCKS):
                where = self._words(loss.start, loss.end)
                yield f"  lost   {loss.kind} 「{where}」 by {self.source(loss.rule)}"
                yield f"         because: {loss.reason}"

    def _losses(self, place: tuple[int, int]) -> list[Lost]:
        losses = [loss for loss in self.trace.lost if loss.start < place[1] and loss.end > place[0]]
        return sorted(dict.fromkeys(losses), key=lambda loss: (loss.start, loss.end, loss.rule, loss.reason))

    def _nothing(self, place: tuple[int, int]) -> Iterator[str]:
        analysis = self.scan.analysis
        if not analysis.sentences:
            yield "nothing was found: the article is empty"
            return
        yield "nothing was found here"
        yield from (f"  {part}" for part in parts_at(place, self.findings, self.scan))
        for loss in self._losses(place):
            if loss.reason.startswith(_BLOCKS):
                where = self._words(loss.start, loss.end)
                yield f"  blocked by {self.source(loss.rule)} at 「{where}」"
        yield from self._lost(place)
        yield from nearest_rules(self.rulebook, analysis, place, self.source)


def _slot_value(value: Any) -> str:
    """What a word class says of a word; lists of what may not follow are left to the rule file."""
    if not isinstance(value, dict):
        return str(value)
    said = [f"{name}={one}" for name, one in value.items() if one != "" and not isinstance(one, list | dict)]
    return ", ".join(said) or "open"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + "; ".join(_shown(item) for item in value) + "]"
    if isinstance(value, dict):
        return "@".join(str(part) for part in value.values() if part)
    return str(value)


def explain_file(file: Path, what: str | None, rules: Path, currency: str) -> tuple[list[str], bool]:
    """The lines that explain `what` (words, or an offset in the text, also as @OFFSET) in each article of a file.

    Also whether anything was found there. Without `what`, the whole article. Raises UsageError when the
    words do not occur or the offset lies outside, ReadingError when the file cannot be read.
    """
    rulebook = load(rules)
    lines: list[str] = []
    found, occurs = what is None, what is None
    for article in read_path(file, None):
        if isinstance(article, Unreadable):
            raise article.error
        if what is None:
            lines += Explanation(article, rulebook, currency).overview()
            continue
        places = list(_places(article.text, what))
        if not places:
            continue
        occurs = True
        explanation = Explanation(article, rulebook, currency)
        for start, end in places[:_PLACES]:
            lines.append(f"{article.id} {start}–{end} {_context(article.text, start, end)}")
            lines += [f"  {line}" for line in explanation.at(start, end)]
            found = found or explanation.found_at(start, end)
        if len(places) > _PLACES:
            lines.append(f"… and {len(places) - _PLACES} more places; name an offset to see one of them")
    if not occurs:
        raise UsageError(f"{what!r} does not occur in {file}; name words of its text, or an offset inside it")
    return lines, found


def _context(text: str, start: int, end: int) -> str:
    before, after = text[max(start - 12, 0) : start], text[end : end + 12]
    return " ".join(f"…{before}⟦{text[start:end]}⟧{after}…".split())


def _places(text: str, what: str) -> Iterator[tuple[int, int]]:
    start = text.find(what)
    offset = what.removeprefix("@")
    if start < 0 and offset.isascii() and offset.isdecimal() and int(offset) < len(text):
        yield int(offset), int(offset) + 1
    while start >= 0:
        yield start, start + len(what)
        start = text.find(what, start + 1)
