"""Accepting some changes of an article: the accepted output with exactly those changes made.

Accepted facts and facts that did not change stand as the new output has them. A change that waits keeps the
old record. Its places are carried over to the new text: to the places of its partner where it has one, else
by the way its neighbours moved; so all offsets of one output count in one text, that of the new output.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from extractor.compare.diff import CLASSES, PLACES, Change, FieldChange, paired_changes, without_facts
from extractor.compare.pairing import Alignment, Pairing, pair
from extractor.model.records import KINDS, ArticleHead, Extraction


def article_changes(old: Extraction | None, new: Extraction | None) -> list[Change]:
    """All changes from the accepted output of an article (None: there is none) to the new one.

    What no fact shows is a change as well, so that whatever differs can be accepted: an article without
    facts that came or went, and a text that moved without changing any.
    """
    if old is None and new is None:
        return []
    before, after = _both(old, new)
    found = [change for change, _ in paired_changes(before, after, pair(before, after))]
    if found or (old is not None and new is not None and same_but_rules(old, new)):
        return found
    return [_bare_change(old, new)]


def merge(old: Extraction | None, new: Extraction | None, accepted: Collection[str]) -> Extraction | None:
    """The accepted output after accepting the changes with the ids `accepted`; None when no output is left.

    When every change is accepted it is `new` itself; when none is, `old`.
    """
    before, after = _both(old, new)
    pairing = pair(before, after)
    found = paired_changes(before, after, pairing)
    ids = [change.id for change, _ in found] or [change.id for change in article_changes(old, new)]
    if all(one in accepted for one in ids):
        return new
    if not any(one in accepted for one in ids):
        return old
    waiting = {(id(a), id(b)) for change, (a, b) in found if change.id not in accepted}
    merged = {kind: _merged_kind(getattr(after, kind), pairing, kind, waiting) for kind in KINDS}
    return after.model_copy(
        update={
            **merged,
            "article": _head(before, after, waiting),
            "warnings": _warnings(before, after, found, waiting, pairing.alignment),
        }
    )


def same_but_rules(old: Extraction, new: Extraction) -> bool:
    """Whether two outputs are equal, their ruleset's digest aside, which changes with every rule."""
    return old.model_copy(update={"ruleset": new.ruleset}) == new


def _both(old: Extraction | None, new: Extraction | None) -> tuple[Extraction, Extraction]:
    if old is None:
        assert new is not None
        return without_facts(new), new
    return old, without_facts(old) if new is None else new


def _bare_change(old: Extraction | None, new: Extraction | None) -> Change:
    one = new or old
    assert one is not None
    heads = [None if x is None else x.article.model_dump(mode="json") for x in (old, new)]
    if old is None or new is None:
        change = CLASSES[2] if old is None else CLASSES[1]
        fields = tuple(
            FieldChange(name, heads[0] and value, heads[1] and value)
            for name, value in (heads[0] or heads[1] or {}).items()
            if name not in ("sha256", "source") and value not in (None, [])
        )
    else:
        change = "provenance only"
        fields = tuple(
            FieldChange(name, getattr(old.article, name), getattr(new.article, name))
            for name in ("source", "sha256")
            if getattr(old.article, name) != getattr(new.article, name)
        ) or (FieldChange(PLACES, "as accepted", "moved"),)
    return Change(one.article.id, "article", change, one.article.id, "", fields, heads[0], heads[1])


def _merged_kind(order: list[Any], pairing: Pairing, kind: str, waiting: set[tuple[int, int]]) -> list[Any]:
    rank = {id(record): index for index, record in enumerate(order)}
    kept: list[tuple[int, int, int, Any]] = []
    for before, after in pairing.pairs[kind]:
        stays = (id(before), id(after)) in waiting
        record = (before and rebased(before, after, pairing.alignment)) if stays else after
        if record is not None:
            first = record.mentions[0]
            kept.append((first.start, rank.get(id(after), -1), first.end, record))
    return [row[-1] for row in sorted(kept, key=lambda row: row[:-1])]


def rebased(old: Any, new: Any, alignment: Alignment) -> Any:
    """The old record with its places in the new text: its partner's for the same words, or as they moved."""
    free: dict[str, list[Any]] = {}
    for mention in new.mentions if new is not None and not alignment.still else ():
        free.setdefault(mention.text, []).append(mention)
    mentions = []
    for mention in old.mentions:
        partners = free.get(mention.text)
        if partners:
            partner = partners.pop(0)
            start, end = partner.start, partner.end
        else:
            start = alignment.moved(mention.start)
            end = start + mention.end - mention.start
        mentions.append(mention.model_copy(update={"start": start, "end": end}))
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return old.model_copy(update={"mentions": mentions})


def _head(old: Extraction, new: Extraction, waiting: set[tuple[int, int]]) -> ArticleHead:
    if (id(old.article), id(new.article)) not in waiting:
        return new.article
    update = {"sha256": new.article.sha256, "source": new.article.source}
    return old.article.model_copy(update=update)


def _warnings(
    old: Extraction,
    new: Extraction,
    found: list[tuple[Change, tuple[Any, Any]]],
    waiting: set[tuple[int, int]],
    alignment: Alignment,
) -> list[Any]:
    """The new warnings but for those that wait to be accepted, and the old ones that wait to be let go."""
    held = {id(b) for a, b in (p for c, p in found if c.kind == "warnings") if (id(a), id(b)) in waiting}
    kept = [warning for warning in new.warnings if id(warning) not in held]
    for change, (before, after) in found:
        if change.kind == "warnings" and before is not None and (id(before), id(after)) in waiting:
            moved = {
                name: None if getattr(before, name) is None else alignment.moved(getattr(before, name))
                for name in ("start", "end")
            }
            kept.append(before.model_copy(update=moved))
    return sorted(kept, key=lambda w: (-1 if w.start is None else w.start, w.end or 0, w.code, w.message))
