"""The mistakes of a run, each with its class, its sentence and what gold says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.evaluate.align import Pair
from extractor.evaluate.fields import Judgement, judgements, parts
from extractor.model.analysis import Analysis

MistakeClass = Literal["missed", "spurious", "boundary", "kind", "value", "slot"]
CLASSES: tuple[MistakeClass, ...] = ("missed", "spurious", "boundary", "kind", "value", "slot")
Sentence = Callable[[int, int], str]
"""Gives the sentence around a text span, on one line, the span between ⟦ and ⟧."""
PARTED = {("people", "positions"), ("labs", "hosts")}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake at `[start, end)` of the article's text.

    `missed`: no answer touches the gold mention; `spurious`: the answer touches none; `boundary`: right kind,
    other span; `kind`: another kind stands there; `value` and `slot`: a field that gold writes is wrong.
    `sentence` has the mention between ⟦ and ⟧; `wanted` and `got` are surfaces, or values of `field`.
    """

    article: str
    kind: str
    mistake: MistakeClass
    start: int
    end: int
    sentence: str
    wanted: str | None
    got: str | None
    field: str | None = None
    rule: str | None = None
    where: str | None = None
    """File and line of the gold mention."""


def mistakes(article: str, pairs: Iterable[Pair], sentence_of: Sentence) -> Iterator[Mistake]:
    """The mistakes of one article, in text order, those on fields last."""
    pairs = list(pairs)
    for pair in pairs:
        if not pair.neutral:
            yield from _of_pair(article, pair, sentence_of)
    for judged in judgements(pairs):
        if judged.outcome != "right" and (judged.kind, judged.field) not in PARTED:
            yield _of_field(article, judged, sentence_of)
    for kind, field in sorted(PARTED):
        for part in parts(pairs, kind, field):
            if part.in_gold != part.in_found and part.gold is not None:
                gold = part.gold
                wanted, got = (part.part, None) if part.in_gold else (None, part.part)
                sentence = sentence_of(gold.start, gold.end)
                yield Mistake(article, kind, "slot", gold.start, gold.end, sentence, wanted, got, field,
                              where=gold.where)  # fmt: skip


def _of_pair(article: str, pair: Pair, sentence_of: Sentence) -> Iterator[Mistake]:
    gold, found = pair.gold, pair.found
    if gold is None:
        assert found is not None
        sentence = sentence_of(found.start, found.end)
        yield Mistake(article, found.kind, "spurious", found.start, found.end, sentence, None, found.text,
                      rule=found.rule)  # fmt: skip
        return
    sentence = sentence_of(gold.start, gold.end)
    if found is None:
        yield Mistake(article, gold.kind, "missed", gold.start, gold.end, sentence, gold.text, None,
                      where=gold.where)  # fmt: skip
    elif not pair.same_kind:
        yield Mistake(article, gold.kind, "kind", gold.start, gold.end, sentence, gold.text,
                      f"{found.kind}: {found.text}", rule=found.rule, where=gold.where)  # fmt: skip
    elif not pair.exact:
        yield Mistake(article, gold.kind, "boundary", gold.start, gold.end, sentence, gold.text, found.text,
                      rule=found.rule, where=gold.where)  # fmt: skip


def _of_field(article: str, judged: Judgement, sentence_of: Sentence) -> Mistake:
    gold = judged.gold
    mistake: MistakeClass = "value" if judged.of_value else "slot"
    return Mistake(article, judged.kind, mistake, gold.start, gold.end, sentence_of(gold.start, gold.end),
                   judged.wanted, judged.got, judged.field, where=gold.where)  # fmt: skip


def sentences_of(analysis: Analysis) -> Sentence:
    """The sentences of one analysed article."""
    text = analysis.article.text

    def sentence_of(start: int, end: int) -> str:
        place = analysis.sentence_at(analysis.locate(start))
        first, last = analysis.extent(place.start, place.end)
        first, last = min(first, start), max(last, end)
        marked = f"{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}"
        return " ".join(marked.split())

    return sentence_of
