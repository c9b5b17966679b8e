"""Whether the fields of a record are what gold says: value fields, slots, posts and hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from extractor.evaluate.align import Pair
from extractor.evaluate.gold import NULL, GoldMention, as_written
from extractor.model.records import Record
from extractor.text.views import fold

VALUE_FIELDS: dict[str, tuple[str, ...]] = {
    "labs": ("name",),
    "people": ("name",),
    "organizations": ("name",),
    "amounts": ("value", "min", "max", "qualifier", "currency"),
    "quantities": ("value", "min", "max", "qualifier", "unit"),
    "rankings": ("rank", "band"),
    "dates": ("type", "value", "mod"),
}
"""What makes the value of a mention, kind by kind; every other field is a slot."""
LIST_FIELDS = ("hosts", "aliases", "positions", "bylines")
ENTITY_KINDS = ("labs", "people", "organizations")
WORDS = ("item", "each", "purpose", "basis", "category", "unit", "subject", "scope")
"""Fields that repeat words of the article: how they are written (full or simplified, variants) does not matter."""
Outcome = Literal["right", "near", "wrong", "missed", "spurious"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One field of one gold mention: what gold says, what the record says, and how the two compare.

    `missed`: gold gives a value and the record null; `spurious`: gold says null and the record gives one;
    `near`: words that end alike, the same thing told more or less fully (新場館 for 場館). Near is not right.
    """

    kind: str
    field: str
    wanted: str
    got: str
    gold: GoldMention

    @property
    def outcome(self) -> Outcome:
        """How the two compare."""
        if _canonical(self.field, self.wanted) == _canonical(self.field, self.got):
            return "right"
        if self.got == NULL:
            return "missed"
        if self.wanted == NULL:
            return "spurious"
        wanted, got = fold(self.wanted), fold(self.got)
        near = self.field in WORDS and (wanted.endswith(got) or got.endswith(wanted))
        return "near" if near else "wrong"

    @property
    def of_value(self) -> bool:
        """Whether the field belongs to the mention's value (else it is a slot)."""
        return self.field in VALUE_FIELDS[self.kind]


def _canonical(field: str, written: str) -> Any:
    """A written value made comparable: numbers by value, lists as sets, repeated words folded."""
    if field in LIST_FIELDS:
        return frozenset(same_post(part) for part in written.split("+"))
    if field in WORDS:
        return fold(written)
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    return number if number.is_finite() else written


def judge(gold: GoldMention, record: Record, names: Iterable[str]) -> list[Judgement]:
    """The judgements on the fields `names` of a gold mention."""
    return [Judgement(gold.kind, name, gold.fields[name], as_written(getattr(record, name)), gold) for name in names]


def value_right(pair: Pair) -> bool:
    """Whether a pair of the same kind has all of its value fields right."""
    if pair.gold is None or pair.found is None or not pair.same_kind:
        return False
    names = [name for name in VALUE_FIELDS[pair.gold.kind] if name in pair.gold.fields]
    return all(one.outcome == "right" for one in judge(pair.gold, pair.found.record, names))


def judgements(pairs: Iterable[Pair]) -> Iterator[Judgement]:
    """Every judged field of one article.

    The fields of a mention-record are judged where it was found (span overlapping, kind right). What belongs
    to an entity is judged on the record that holds most of the entity's mentions, wherever gold wrote it.
    """
    pairs = list(pairs)
    records = entity_records(pairs)
    for pair in pairs:
        gold = pair.gold
        if gold is None or gold.optional:
            continue
        own = [name for name in gold.fields if gold.kind not in ENTITY_KINDS or name == "name"]
        of_entity = [name for name in gold.fields if name not in own]
        if pair.found is not None and pair.same_kind:
            yield from judge(gold, pair.found.record, own)
        record = records.get((gold.kind, gold.fields.get("name", gold.text)))
        if record is not None:
            yield from judge(gold, record, of_entity)


def entity_records(pairs: Iterable[Pair]) -> dict[tuple[str, str], Record]:
    """For each gold entity (kind, name) the record that holds most of its mentions, the first of equals."""
    votes: dict[tuple[str, str], dict[int, list[Record]]] = {}
    for pair in pairs:
        gold, found = pair.gold, pair.found
        if gold is not None and found is not None and pair.same_kind and gold.kind in ENTITY_KINDS:
            key = gold.kind, gold.fields.get("name", gold.text)
            votes.setdefault(key, {}).setdefault(id(found.record), []).append(found.record)
    return {key: max(by_record.values(), key=len)[0] for key, by_record in votes.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """One post of a person or one host of a laboratory, in gold, in the output, or in both."""

    field: str
    entity: str
    part: str
    in_gold: bool
    in_found: bool
    gold: GoldMention | None


def parts(pairs: Iterable[Pair], kind: str, field: str) -> Iterator[Part]:
    """Every post (`people`, `positions`) or host (`labs`, `hosts`) that gold or the output gives.

    Entities whose field gold does not write are not judged; those that stand nowhere in gold count as
    spurious with all of their parts.
    """
    pairs = [pair for pair in pairs if kind in (pair.gold and pair.gold.kind, pair.found and pair.found.kind)]
    records = entity_records(pairs)
    for pair in pairs:
        gold = pair.gold
        if gold is None or gold.optional or field not in gold.fields or gold.kind != kind:
            continue
        name = gold.fields.get("name", gold.text)
        record = records.get((kind, name))
        wanted = {same_post(part): part for part in _parts(gold.fields[field])}
        got = {same_post(part): part for part in _parts(as_written(getattr(record, field, None)))}
        for key, part in {**got, **wanted}.items():
            yield Part(field, name, part, key in wanted, key in got, gold)
    known = {id(pair.found.record) for pair in pairs if pair.gold is not None and pair.found is not None}
    strangers = {
        id(pair.found.record): pair.found.record
        for pair in pairs
        if pair.found is not None and pair.found.kind == kind and id(pair.found.record) not in known
    }
    for record in strangers.values():
        for part in _parts(as_written(getattr(record, field))):
            yield Part(field, str(getattr(record, "name", "")), part, False, True, None)


def same_post(written: str) -> str:
    """A post made comparable: body and title together, however they are cut and written.

    教授@香港大學土木工程系 and 土木工程系教授@香港大學 are one post, 議員助理@立法會 and 立法會議員助理 too; a post
    without its body is another.
    """
    title, _, body = written.partition("@")
    return fold(body + title)


def _parts(written: str) -> list[str]:
    return [] if written == NULL else list(dict.fromkeys(written.split("+")))
