"""Which fact of one extraction is which fact of another, however the text around it moved.

Both extractions' mentions are aligned first, as one sequence of words in text order. Where the alignment
shows that the text did not move, a fact is known by its place; where it did, by its place as the neighbours
moved it, then by its words and fields. An entity is known by its name, its id, then by shared mentions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from extractor.model.records import KINDS, Extraction

ENTITY_KINDS = ("labs", "people", "organizations")
Pair = tuple[Any, Any]
"""(the old record or None, the new record or None)."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How places of the old text became places of the new one: `anchors` are (old start, new start), ascending.

    `still` says that the text did not move, so that a place is the same place.
    """

    still: bool
    anchors: tuple[tuple[int, int], ...]

    def moved(self, place: int) -> int:
        """Where an old place is now, as the nearest mention in front of it moved (or the first one)."""
        if self.still or not self.anchors:
            return place
        index = max(bisect_right(self.anchors, (place, 1 << 62)) - 1, 0)
        before, after = self.anchors[index]
        return max(0, place + after - before)

    def reversed(self) -> Alignment:
        """The same alignment from the new text to the old one."""
        return Alignment(self.still, tuple(sorted((new, old) for old, new in self.anchors)))


@dataclass(frozen=True, slots=True)
class Pairing:
    """The paired records of every kind, and the alignment that paired them."""

    pairs: dict[str, list[Pair]]
    alignment: Alignment


def pair(old: Extraction, new: Extraction) -> Pairing:
    """Pair every record of `old` with the same fact of `new`, or with None; and the reverse.

    Turned round it gives the same pairs, turned round.
    """
    before, after = _tokens(old), _tokens(new)
    if before > after:
        turned = pair(new, old)
        pairs = {kind: [(b, a) for a, b in rows] for kind, rows in turned.pairs.items()}
        return Pairing(pairs, turned.alignment.reversed())
    alignment = _align(before, after, old.article.sha256 == new.article.sha256)
    return Pairing(
        {kind: _pair_kind(kind, getattr(old, kind), getattr(new, kind), alignment) for kind in KINDS},
        alignment,
    )


Token = tuple[int, int, str, str]
"""Start, end and words of a mention, and what the facts at that place say."""


def _tokens(extraction: Extraction) -> list[Token]:
    said: dict[tuple[int, int, str], list[str]] = {}
    for kind in KINDS:
        for record in getattr(extraction, kind):
            fields = record.name if kind in ENTITY_KINDS else fields_key(record)
            for mention in record.mentions:
                said.setdefault((mention.start, mention.end, mention.text), []).append(f"{kind}:{fields}")
    return [(*place, "|".join(facts)) for place, facts in sorted(said.items())]


def _align(before: list[Token], after: list[Token], same_bytes: bool) -> Alignment:
    """Aligned by what is said and in which words, the gaps by words alone."""
    places = {token[:3] for token in before}
    still = sum(token[:3] in places for token in after)
    if same_bytes and 2 * still >= min(len(before), len(after)):
        return Alignment(True, ())
    anchors: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, [t[2:] for t in before], [t[2:] for t in after], autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(range(i, i_end), range(j, j_end), strict=True)
        elif tag == "replace":
            words = SequenceMatcher(
                None, [t[2] for t in before[i:i_end]], [t[2] for t in after[j:j_end]], autojunk=False
            )
            pairs = zip(*_blocks(words, i, j), strict=True)
        else:
            continue
        anchors += [(before[a][0], after[b][0]) for a, b in pairs]
    if same_bytes and 2 * still >= len(anchors):
        return Alignment(True, ())
    return Alignment(False, tuple(sorted(anchors)))


def _blocks(matcher: SequenceMatcher[str], i: int, j: int) -> tuple[list[int], list[int]]:
    """The indices that match, counted from `i` and `j`."""
    blocks = matcher.get_matching_blocks()
    return (
        [i + block.a + step for block in blocks for step in range(block.size)],
        [j + block.b + step for block in blocks for step in range(block.size)],
    )


def _pair_kind(kind: str, old: Sequence[Any], new: Sequence[Any], alignment: Alignment) -> list[Pair]:
    stages = _entity_stages(alignment) if kind in ENTITY_KINDS else _mention_stages(alignment)
    pairs: list[Pair] = []
    before, after = list(old), list(new)
    for key in stages:
        matched, before, after = _match(before, after, key)
        pairs += matched
    matched, before, after = _overlapping(before, after, alignment)
    pairs += matched
    if kind in ENTITY_KINDS:
        matched, before, after = _match(before, after, lambda record, _: record.mentions[0].text)
        pairs += matched
    return pairs + [(record, None) for record in before] + [(None, record) for record in after]


Key = Callable[[Any, bool], Hashable]
"""What a record is known by in one stage, given whether it is an old one; None: by nothing."""


def _entity_stages(alignment: Alignment) -> list[Key]:
    return [lambda record, _: record.name, lambda record, _: getattr(record, "kb_id", None)]


def _mention_stages(alignment: Alignment) -> list[Key]:
    def place(record: Any, is_old: bool) -> tuple[int, str]:
        mention = record.mentions[0]
        return alignment.moved(mention.start) if is_old else mention.start, mention.text

    stages: list[Key] = [
        lambda record, is_old: (place(record, is_old), fields_key(record)),
        place,
    ]
    if not alignment.still:
        stages += [
            lambda record, _: (record.mentions[0].text, fields_key(record)),
            lambda record, _: record.mentions[0].text,
        ]
    return stages


def _match(before: list[Any], after: list[Any], key: Key) -> tuple[list[Pair], list[Any], list[Any]]:
    """Pair records of equal key, the n-th with the n-th; return the pairs and what is left of both."""
    waiting: dict[Hashable, list[int]] = {}
    for index, record in enumerate(after):
        waiting.setdefault(key(record, False), []).append(index)
    waiting.pop(None, None)
    pairs: list[Pair] = []
    left, used = [], set()
    for record in before:
        indices = waiting.get(key(record, True))
        if indices:
            used.add(indices[0])
            pairs.append((record, after[indices.pop(0)]))
        else:
            left.append(record)
    return pairs, left, [record for index, record in enumerate(after) if index not in used]


def _overlapping(before: list[Any], after: list[Any], alignment: Alignment) -> tuple[list[Pair], list[Any], list[Any]]:
    """Pair records whose mentions share ink where the text is now; those that share most first."""
    spans = sorted((m.start, m.end, index) for index, record in enumerate(after) for m in record.mentions)
    starts = [span[0] for span in spans]
    longest = max((end - start for start, end, _ in spans), default=0)
    shared: dict[tuple[int, int], int] = {}
    for index, record in enumerate(before):
        for mention in record.mentions:
            start = alignment.moved(mention.start)
            end = start + mention.end - mention.start
            for other in spans[bisect_right(starts, start - longest) : bisect_right(starts, end - 1)]:
                ink = min(end, other[1]) - max(start, other[0])
                if ink > 0:
                    shared[index, other[2]] = shared.get((index, other[2]), 0) + ink
    pairs: list[Pair] = []
    lost, won = set(), set()
    for (i, j), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if i not in lost and j not in won:
            lost.add(i)
            won.add(j)
            pairs.append((before[i], after[j]))
    return (
        pairs,
        [record for index, record in enumerate(before) if index not in lost],
        [record for index, record in enumerate(after) if index not in won],
    )


def fields_of(record: Any) -> dict[str, Any]:
    """The record's own fields as JSON values, without its mentions."""
    fields: dict[str, Any] = record.model_dump(mode="json", exclude={"mentions"})
    return fields


def fields_key(record: Any) -> str:
    """A record's own fields as one text that is equal for equal fields."""
    return repr([(name, getattr(record, name)) for name in type(record).model_fields if name != "mentions"])


def surfaces(record: Any) -> list[str]:
    """The words of all mentions of a record, in text order."""
    return [mention.text for mention in record.mentions]


def rules(record: Any) -> list[str]:
    """The rules of all mentions of a record, in text order."""
    return [mention.rule for mention in record.mentions]


def places(records: Iterable[Any]) -> list[tuple[int, int]]:
    """The places of all mentions of some records, in text order."""
    return sorted((mention.start, mention.end) for record in records for mention in record.mentions)
