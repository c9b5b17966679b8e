"""Reviewing without a page: what waits as a list, decisions by id or cause, replaying a log."""

from __future__ import annotations

import getpass
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from extractor.model.errors import UsageError
from extractor.review.actions import act
from extractor.review.decisions import read_log, standing
from extractor.review.session import Item, Session
from extractor.review.values import brief, one_line

_SHOWN = 5
"""Members of a group that a list shows; `--list` shows all."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command line asks for: ids and causes to accept or reject, ids to make examples or gold of."""

    accept: Sequence[str] = ()
    reject: Sequence[str] = ()
    accept_cause: Sequence[str] = ()
    reject_cause: Sequence[str] = ()
    accept_known: bool = False
    example: Sequence[str] = ()
    gold: Sequence[str] = ()
    reason: str = ""

    def __bool__(self) -> bool:
        return any(
            (self.accept, self.reject, self.accept_cause, self.reject_cause, self.accept_known, self.example, self.gold)
        )


def fulfil(session: Session, wishes: Wishes) -> Iterator[str]:
    """Decide as wished, a line for each thing done. Everything is looked up before anything is written.

    Raises UsageError for an unknown id or cause, and for a change both accepted and rejected.
    """
    accepted = session.select(_split(wishes.accept))
    rejected = session.select(_split(wishes.reject))
    for cause in wishes.accept_cause:
        accepted += session.of_cause(cause)
    for cause in wishes.reject_cause:
        rejected += session.of_cause(cause)
    if wishes.accept_known:
        accepted += [item.key for item in session.waiting() if item.before is not None]
    both = set(accepted) & set(rejected)
    if both:
        raise UsageError(f"{min(both)!r} is both accepted and rejected")
    turned = [("example", key) for key in session.select(_split(wishes.example))]
    turned += [("gold", key) for key in session.select(_split(wishes.gold))]
    if accepted:
        yield act(session, "accept", {"keys": accepted, "reason": wishes.reason})["message"]
    if rejected:
        yield act(session, "reject", {"keys": rejected, "reason": wishes.reason})["message"]
    for verb, key in turned:
        yield act(session, verb, {"keys": [key]})["message"]
    if wishes.accept_known and not accepted:
        yield "nothing here was accepted before"
    yield standing_of(session)


def _split(names: Sequence[str]) -> list[str]:
    return [part for name in names for part in name.replace(",", " ").split()]


def listing(session: Session, call: str, *, everything: bool) -> Iterator[str]:
    """What waits, group by group, with ids; then how it can be decided, by the command that begins with `call`."""
    waiting = list(session.waiting())
    if not waiting:
        yield "nothing waits: the run equals the accepted output"
        return
    articles = len({item.change.article for item in waiting})
    yield f"{len(waiting)} changes wait in {articles} articles"
    for name, items in session.groups().items():
        left = [item for item in items if item.status != "accepted"]
        if not left:
            continue
        yield f"\n{name}  ({len(left)})"
        for item in left if everything else left[:_SHOWN]:
            yield from _row(item)
        if len(left) > _SHOWN and not everything:
            yield f"  … {len(left) - _SHOWN} more; --list shows all"
    example = next((item for item in waiting if item.status == "open"), waiting[0])
    yield ""
    yield "To decide:"
    yield f"  {call} --accept {example.key}   (several ids: with commas)"
    yield f"  {call} --reject {example.key} --reason '…'"
    yield f"  {call} --accept-cause {quote(str(example.cause))}"
    yield f"  {call} --reject-cause {quote(str(example.group))} --reason '…'"
    if any(item.before for item in waiting):
        yield f"  {call} --accept-known   (what was accepted before)"
    yield f"  {call} --example ID, --gold-line ID   (of a rejected change)"
    yield f"  {call} --page, or --terminal   (with somebody at the keyboard)"


def _row(item: Item) -> Iterator[str]:

    mark = "✕ " if item.status == "rejected" else ""
    why = f"  ({one_line(item.reason)})" if item.reason else ""
    label = one_line(item.change.label)
    yield f"  {item.key}  {mark}{item.change.article}  「{label}」  {one_line(brief(item.change))}{why}"


def replay(session: Session, log: Path) -> Iterator[str]:
    """Make the decisions of another log here, in their order, in the names of those who made them.

    Raises UsageError when the log is missing, StoreError when it is broken.
    """
    if not log.is_file():
        raise UsageError(f"{log}: no such decision log")
    index = {item.change.id: item for item in session.items.values()}
    me, counts, missing = session.by, {"accept": 0, "reject": 0}, 0
    for decision in standing(read_log(log)):
        item = index.get(decision.id)
        if item is None or item.status == "accepted":
            missing += 1
            continue
        session.by = decision.by
        if decision.decision == "accept":
            session.accept([item.key], decision.reason)
        elif item.status != "rejected" or item.reason != decision.reason:
            session.reject([item.key], decision.reason)
        counts[decision.decision] += 1
        del index[decision.id]
        index.update({one.change.id: one for one in session.of_article(item.change.article)})
    session.by = me
    yield f"replayed {counts['accept']} acceptances and {counts['reject']} rejections; {missing} are not about this run"
    yield standing_of(session)


def standing_of(session: Session) -> str:
    """How far the review is, as a sentence."""
    left = sum(item.status == "open" for item in session.items.values())
    rejected = sum(item.status == "rejected" for item in session.items.values())
    tail = f"; {rejected} rejected, which `extractor check` reports until the rules are mended" if rejected else ""
    return f"{f'{left} changes wait' if left else 'nothing waits'} for a decision{tail}"


def reviewer(name: str | None) -> str:
    """Who decides: the name given, else git's user.name, else the account's."""
    if name and name.strip():
        return " ".join(name.split())
    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=5)
        if done.stdout.strip():
            return done.stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        pass
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
