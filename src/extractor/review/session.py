"""A review: the changes between the goldens and a run, grouped by cause; accept, reject, undo.

A decision is first written to the log and then to the golden, so that a crash in between loses nothing: the
change is recognized as accepted before. A golden that somebody else changed meanwhile is never overwritten.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from filelock import AcquireReturnProxy, FileLock, Timeout

from extractor.compare.diff import CLASSES, Change
from extractor.model.errors import StoreError, UsageError
from extractor.model.records import Extraction
from extractor.review.articles import Articles
from extractor.review.blockers import Blockers
from extractor.review.causes import WHATS, Cause, Causes
from extractor.review.decisions import LOG, Decision, Verdict, append_log, decide, last_words, read_log
from extractor.review.folders import differing
from extractor.review.merge import article_changes, merge
from extractor.review.snapshot import Snapshot, advanced, read_snapshot, take, write_snapshot
from extractor.rulebook import load
from extractor.store import output_path, write_atomically

Status = Literal["open", "accepted", "rejected"]
_KINDS = (
    "article",
    "labs",
    "people",
    "organizations",
    "amounts",
    "quantities",
    "rankings",
    "dates",
    "warnings",
)


@dataclass(slots=True)
class Item:
    """One change under review. `key` names it for the whole session; `before` is an earlier acceptance.

    `held` names what it hangs on (rules, word classes, gazetteer entries) until it is decided.
    """

    key: str
    change: Change
    cause: Cause
    status: Status = "open"
    reason: str = ""
    before: Decision | None = None
    held: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The group that the change is judged with: its cause, kind and class."""
        return f"{self.cause} / {self.change.kind} / {self.change.change}"


@dataclass(slots=True)
class Pages:
    """The two outputs of one article, and the bytes of the golden as this session last saw them."""

    golden: Path
    old: Extraction | None
    new: Extraction | None
    seen: bytes | None


@dataclass(frozen=True, slots=True)
class Step:
    """What one action did, for undo: the items' earlier states and names, the goldens' earlier outputs."""

    verdict: Verdict
    items: tuple[tuple[Item, Status, str], ...]
    named: tuple[tuple[Item, Change], ...]
    goldens: tuple[tuple[str, Extraction | None, bytes | None], ...]


@dataclass(slots=True)
class Session:
    """Made by `open_session`. Items stand in the order in which they are shown."""

    golden: Path
    by: str
    articles: Articles
    causes: Causes
    rules: Path
    gold: Path
    pages: dict[str, Pages]
    items: dict[str, Item]
    steps: list[Step] = field(default_factory=list)
    _of: dict[str, list[Item]] = field(default_factory=dict)
    _held: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for item in self.items.values():
            self._of.setdefault(item.change.article, []).append(item)

    def waiting(self) -> Iterator[Item]:
        """The items that are not accepted, in order."""
        return (item for item in self.items.values() if item.status != "accepted")

    def of_article(self, article: str) -> list[Item]:
        """The items of one article that are not accepted."""
        return [item for item in self._of.get(article, ()) if item.status != "accepted"]

    def groups(self) -> dict[str, list[Item]]:
        """All items by group, in order."""
        groups: dict[str, list[Item]] = {}
        for item in self.items.values():
            groups.setdefault(item.group, []).append(item)
        return groups

    def select(self, names: Iterable[str]) -> list[str]:
        """The keys of the items whose ids begin with the names. UsageError for an unknown or unclear name."""
        ids = {item.change.id: key for key, item in self.items.items()}
        keys = []
        for name in names:
            found = (
                [ids[name]] if name in ids else [key for key in self.items if len(name) >= 4 and key.startswith(name)]
            )
            if len(found) != 1:
                state = "no change has that id" if not found else f"{len(found)} changes begin with it"
                raise UsageError(f"{name!r}: {state}; `extractor review --list` shows the ids")
            keys += found
        return list(dict.fromkeys(keys))

    def of_cause(self, name: str) -> list[str]:
        """The keys of the undecided items of `cause` or `cause / kind / class`. UsageError if there are none."""
        keys = [
            item.key for item in self.items.values()
            if item.status == "open" and (item.group == name or item.group.startswith(f"{name} / "))
        ]  # fmt: skip
        if not keys:
            raise UsageError(f"{name!r}: no change waits with that cause; `extractor review --list` shows the causes")
        return keys

    def accept(self, keys: Collection[str], reason: str = "") -> None:
        """Write the changes into the goldens and the log. StoreError when a golden was changed meanwhile."""
        items = [item for item in self._items(keys) if item.status != "accepted"]
        by_article: dict[str, list[Item]] = {}
        for item in items:
            by_article.setdefault(item.change.article, []).append(item)
        with self._lock():
            self._refuse_foreign(by_article)
            self._log(items, "accept", reason)
            written: list[str] = []
            before = {a: (self.pages[a].old, self.pages[a].seen) for a in by_article}
            named = tuple((i, i.change) for a in by_article for i in self._of[a])
            states = {item.key: (item, item.status, item.reason) for item in items}
            for item in items:
                item.status, item.reason = "accepted", reason
            try:
                for article, chosen in by_article.items():
                    self._write(article, {item.change.id for item in chosen})
                    written.append(article)
            finally:
                self._keep("accept", states, named, {a: before[a] for a in written}, set(by_article) - set(written))
            self._note_rules()

    def _keep(
        self,
        verdict: Verdict,
        states: dict[str, tuple[Item, Status, str]],
        named: tuple[tuple[Item, Change], ...],
        goldens: dict[str, tuple[Extraction | None, bytes | None]],
        failed: Collection[str],
    ) -> None:
        """Remember a step for undo; what could not be written is as it was before it."""
        for item, status, why in states.values():
            if item.change.article in failed:
                item.status, item.reason = status, why
        done = tuple(state for state in states.values() if state[0].change.article not in failed)
        if done:
            self.steps.append(Step(verdict, done, named, tuple((a, *page) for a, page in goldens.items())))
        if failed:
            self._log([s[0] for s in states.values() if s[0].change.article in failed], None, None)

    def reject(self, keys: Collection[str], reason: str = "") -> None:
        """Note that the changes are wrong: the goldens stay, `check` stays red until the rules are mended."""
        items = [item for item in self._items(keys) if item.status != "accepted"]
        with self._lock():
            self._log(items, "reject", reason)
        self.steps.append(Step("reject", tuple((i, i.status, i.reason) for i in items), (), ()))
        for item in items:
            item.status, item.reason = "rejected", reason

    def undo(self) -> list[str]:
        """Take the last action of this session back, goldens and all; the keys that it was about, or none."""
        if not self.steps:
            return []
        step = self.steps[-1]
        with self._lock():
            self._refuse_foreign([article for article, _, _ in step.goldens])
            self.steps.pop()
            for article, old, content in step.goldens:
                self._put(article, old, content)
            for item, status, reason in step.items:
                item.status, item.reason = status, reason
            for item, change in step.named:
                item.change = change
            self._log([item for item, _, _ in step.items], None, None)
            if step.goldens:
                self._note_rules()
        return [item.key for item, _, _ in step.items]

    def refresh_rules(self) -> None:
        """Note the present rules where no change waits for a decision on them."""
        with self._lock():
            self._note_rules()

    def _items(self, keys: Collection[str]) -> list[Item]:
        unknown = [key for key in keys if key not in self.items]
        if unknown:
            raise UsageError(f"{unknown[0]!r}: no change has that id")
        return [self.items[key] for key in dict.fromkeys(keys)]

    def _log(self, items: list[Item], verdict: Verdict | None, reason: str | None) -> None:
        """Of facts that say the same the last one first: so each id is right when its line is replayed.

        Without a verdict, what each item is now is said again: rejected for its reason, or open.
        """
        order = sorted(items, key=lambda item: (item.change.article, -item.change.ordinal))
        lines = []
        for item in order:
            said = verdict or ("reject" if item.status == "rejected" else "open")
            why = item.reason if reason is None else reason
            lines.append(decide(item.change, said, cause=str(item.cause), reason=why, by=self.by))
        append_log(self.golden / LOG, lines)

    def _refuse_foreign(self, articles: Iterable[str]) -> None:
        for article in articles:
            page = self.pages[article]
            if _bytes(page.golden) != page.seen:
                raise StoreError(f"{page.golden}: was changed by somebody else meanwhile; open the review again")

    def _write(self, article: str, accepted: Collection[str]) -> None:
        page = self.pages[article]
        whole = all(item.status == "accepted" for item in self._of[article])
        merged = page.new if whole else merge(page.old, page.new, accepted)
        self._put(article, merged, None if merged is None else merged.to_json().encode())
        self._rekey(article, accepted)

    def _put(self, article: str, old: Extraction | None, content: bytes | None) -> None:
        page = self.pages[article]
        if content is not None:
            write_atomically(page.golden, content)
        elif page.golden.exists():
            page.golden.unlink()
        page.old, page.seen = old, content

    def _rekey(self, article: str, accepted: Collection[str]) -> None:
        """Facts that say the same are numbered; when one of them is settled, the others may move up."""
        page = self.pages[article]
        settled = {change_id.partition("-")[0] for change_id in accepted}
        left = [
            item for item in self._of[article]
            if item.status != "accepted" and item.change.id.partition("-")[0] in settled
        ]  # fmt: skip
        if not left:
            return
        fresh: dict[str, list[Change]] = {}
        for change in article_changes(page.old, page.new):
            fresh.setdefault(change.id.partition("-")[0], []).append(change)
        for item in left:
            found = fresh.get(item.change.id.partition("-")[0])
            if found:
                earlier, item.change = item.change.id, found.pop(0)
                if item.change.id != earlier:
                    self._log([item], "reject" if item.status == "rejected" else "moved", item.reason)

    def _note_rules(self) -> None:
        held = frozenset(name for item in self.waiting() for name in item.held)
        if held != self._held or not self.steps:
            self._held = held
            named = {key for key in held if "/" in key}
            write_snapshot(self.golden, advanced(self.causes.accepted, self.causes.now, held - named, named))

    def _lock(self) -> AcquireReturnProxy[FileLock]:
        """One writer a folder of goldens; the lock lies outside of it, which is in git."""
        name = hashlib.sha256(str(self.golden.resolve()).encode()).hexdigest()[:16]
        lock = FileLock(Path(tempfile.gettempdir()) / f"extractor-review-{name}.lock", timeout=10)
        try:
            return lock.acquire()
        except Timeout:
            raise StoreError(f"{self.golden}: another review is writing there; try again") from None


def open_session(
    golden: Path, run: Path, corpus: Path | None, rules: Path, by: str, gold: Path = Path("gold")
) -> Session:
    """Everything that differs between the goldens and a run, with causes and earlier decisions.

    A missing folder of goldens is an empty one: everything is new. Raises StoreError when `run` is missing or
    one of them holds what is no output, RuleError when the rules are broken.
    """
    rulebook = load(rules)
    found = differing(golden, run, begin=True)
    pages = {a: Pages(p := output_path(golden, a), old, new, _bytes(p)) for a, old, new in found}
    accepted = read_snapshot(golden)
    now = take(rulebook, {*_named(pages.values()), *_noted(accepted)})
    names = {
        f"{gazetteer}/{entry.id}": (entry.name, *entry.aliases, *entry.ambiguous)
        for gazetteer, entries in rulebook.gazetteers.items()
        for entry in entries
    }
    articles = Articles(corpus)
    causes = Causes(accepted, now, names, rulebook, Blockers(accepted, now, rulebook, articles))
    decided = last_words(read_log(golden / LOG))
    items: list[Item] = []
    for _, old, new in found:
        changes = article_changes(old, new)
        caused = causes.of_article(changes, old, new)
        for change in changes:
            item = _item(change, caused[change.id], decided.get(change.id))
            item.held = tuple(causes.held_by(change, item.cause))
            items.append(item)
    sizes: dict[str, int] = {}
    for item in items:
        sizes[item.group] = sizes.get(item.group, 0) + 1
    items.sort(key=lambda item: _order(item, sizes))
    return Session(golden, by, articles, causes, rules, gold, pages, {item.key: item for item in items})


def _item(change: Change, cause: Cause, decision: Decision | None) -> Item:
    if decision is not None and decision.decision == "accept":
        return Item(change.id, change, Cause("accepted before"), "open", "", decision)
    if decision is not None:
        return Item(change.id, change, cause, "rejected", decision.reason)
    return Item(change.id, change, cause)


def _order(item: Item, sizes: dict[str, int]) -> tuple[int, int, int, int, str, str]:
    """Groups: by what caused them, by importance of the class, the largest first; in a group, by article."""
    change = item.change
    kind = _KINDS.index(change.kind)
    return (
        WHATS.index(item.cause.what),
        CLASSES.index(change.change),
        -sizes[item.group],
        kind,
        item.group,
        change.article,
    )


def _named(pages: Iterable[Pages]) -> set[str]:
    """The gazetteer entries that the outputs under review name."""
    return {
        record.kb_id
        for page in pages
        for extraction in (page.old, page.new)
        if extraction is not None
        for records in (extraction.labs, extraction.organizations)
        for record in records
        if record.kb_id
    }


def _noted(accepted: Snapshot | None) -> set[str]:
    """The ids of the entries whose lines are noted already."""
    return {key.partition("/")[2] for key in accepted.lines} if accepted else set()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
