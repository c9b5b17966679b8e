"""What caused a change: a rule, a word, a line of a gazetteer, the article itself, or the code.

The rules of the old and the new record are looked up in what was noted when the goldens were accepted. What
no rule, word or line explains lies with the article when its text changed; a value, with the one cause of the
article's other changes of its kind; else with the code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extractor.compare.diff import Change
from extractor.model.records import Extraction
from extractor.review.blockers import Blockers
from extractor.review.snapshot import Snapshot
from extractor.rulebook import Rulebook

What = Literal[
    "rule changed", "rule new", "rule gone", "words changed", "gazetteer line", "article new", "article gone",
    "article changed", "code", "accepted before",
]  # fmt: skip
WHATS: tuple[What, ...] = (
    "rule changed", "rule new", "rule gone", "words changed", "gazetteer line", "code", "article changed",
    "article new", "article gone", "accepted before",
)  # fmt: skip
"""In the order in which groups are shown: the ones that need the closest look first."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What caused a change; `subject` is a rule's id, a word class, the `gazetteer/id` of a line, or empty."""

    what: What
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.subject}" if self.subject else self.what


class Causes:
    """Finds causes by comparing the rules as accepted with the rules as they are now."""

    def __init__(
        self,
        accepted: Snapshot | None,
        now: Snapshot,
        names: Mapping[str, Iterable[str]],
        rulebook: Rulebook,
        blockers: Blockers | None = None,
    ) -> None:
        """`names` gives the names and aliases of every entry (`gazetteer/id`) of the rulebook as it is now."""
        self._blockers = blockers
        self.accepted = accepted
        self.now = now
        self.rulebook = rulebook
        self._entries = self._changed_entries(names) if accepted else {}
        self._classes = self._changed_classes() if accepted else []

    def of_article(self, changes: list[Change], old: Extraction | None, new: Extraction | None) -> dict[str, Cause]:
        """By id: the cause of every change of one article."""
        if old is None or new is None:
            whole = Cause("article new" if old is None else "article gone")
            return {change.id: whole for change in changes}
        edited = old.article.sha256 != new.article.sha256
        found = {change.id: self._by_rules(change, new.article.source, edited) for change in changes}
        for change in changes:
            if found[change.id] is None:
                found[change.id] = self._by_neighbour(change, changes, found)
        follows = {} if edited else self._followers(changes, found)
        rest = Cause("article changed") if edited else self._rest()
        return {key: cause or follows.get(key) or rest for key, cause in found.items()}

    @staticmethod
    def _followers(changes: list[Change], found: Mapping[str, Cause | None]) -> dict[str, Cause]:
        """Values that changed without a cause of their own where all other changes of the kind have the same one.

        A figure that took its item from the figure before it, say, changes when that one goes.
        """
        known: dict[str, set[Cause]] = {}
        for change in changes:
            cause = found[change.id]
            if cause is not None:
                known.setdefault(change.kind, set()).add(cause)
        return {
            change.id: next(iter(known[change.kind]))
            for change in changes
            if found[change.id] is None and change.change == "value changed" and len(known.get(change.kind, ())) == 1
        }

    def held_by(self, change: Change, cause: Cause) -> Iterator[str]:
        """What a waiting change hangs on: rules, their word classes, entries; noted anew when it is decided."""
        for rule in rules_of(change):
            yield rule
            yield from self.now.classes_of(rule)
        if cause.subject:
            yield from cause.subject.split(", ")

    def _by_rules(self, change: Change, source: str, edited: bool) -> Cause | None:
        if self.accepted is None or change.kind in ("article", "warnings"):
            return None
        rules = list(rules_of(change))
        for cause in (
            self._first(rules, "rule new", lambda rule: rule not in self.accepted_rules and rule in self.now.rules),
            self._first(rules, "rule changed", self._rule_changed),
            self._first(rules, "rule gone", lambda rule: rule in self.accepted_rules and rule not in self.now.rules),
            self._by_blocker(change, source, edited),
            self._by_entry(change),
            self._by_words(change, rules),
        ):
            if cause is not None:
                return cause
        return None

    @property
    def accepted_rules(self) -> dict[str, list[str]]:
        """The rules as accepted; empty when nothing was noted."""
        return self.accepted.rules if self.accepted else {}

    @staticmethod
    def _first(rules: list[str], what: What, test: Any) -> Cause | None:
        return next((Cause(what, rule) for rule in rules if test(rule)), None)

    def _rule_changed(self, rule: str) -> bool:
        old, new = self.accepted_rules.get(rule), self.now.rules.get(rule)
        return old is not None and new is not None and old != new

    def _by_blocker(self, change: Change, source: str, edited: bool) -> Cause | None:
        """A blocker that came, went or changed, and stands over the fact in the text that there is."""
        if self._blockers is None or change.change == "provenance only":
            return None
        spans = list(_spans(change, after=True) if edited else _spans(change))
        blocked = self._blockers.over(source, change.kind, spans)
        return Cause(blocked[2], blocked[3]) if blocked else None

    def _by_entry(self, change: Change) -> Cause | None:
        if not self._entries:
            return None
        for text in _texts(change):
            if text in self._entries:
                return Cause("gazetteer line", self._entries[text])
        return None

    def _by_words(self, change: Change, rules: list[str]) -> Cause | None:
        """A class whose added or removed word stands in the change; else one that its rules name."""
        if not self._classes:
            return None
        text = "\n".join(_texts(change))
        for name, words in self._classes:
            if any(word in text for word in words):
                return Cause("words changed", name)
        changed = {name for name, _ in self._classes}
        for rule in rules:
            for name in self.now.classes_of(rule):
                if name in changed:
                    return Cause("words changed", name)
        return None

    def _by_neighbour(self, change: Change, changes: list[Change], found: Mapping[str, Cause | None]) -> Cause | None:
        """What lost its place to another fact, or warns of one, has the cause of that fact."""
        spans = list(_spans(change))
        for other in changes:
            cause = found[other.id]
            if (
                cause is not None
                and other.kind != change.kind
                and any(start < b and a < end for start, end in spans for a, b in _spans(other))
            ):
                return cause
        return None

    def _rest(self) -> Cause:
        """Words that only the code uses are looked at last: nothing says which facts hang on them."""
        unread = [name for name, words in self._classes if not words]
        return Cause("words changed", ", ".join(unread)) if unread else Cause("code")

    def _changed_entries(self, names: Mapping[str, Iterable[str]]) -> dict[str, str]:
        assert self.accepted is not None
        changed = {}
        for key in {**self.accepted.entries, **self.now.entries}:
            if self.accepted.entries.get(key) == self.now.entries.get(key):
                continue
            changed[key.partition("/")[2]] = key
            for name in (*names.get(key, ()), *_names(self.accepted.lines.get(key, ()))):
                changed.setdefault(name, key)
        return changed

    def _changed_classes(self) -> list[tuple[str, list[str]]]:
        """Every changed class, with the words that came, went or changed their value, as far as they are noted."""
        assert self.accepted is not None
        changed = []
        for name in sorted({*self.accepted.classes, *self.now.classes}):
            if self.accepted.classes.get(name) != self.now.classes.get(name):
                old, new = (set(s.words.get(name, ())) for s in (self.accepted, self.now))
                known = name in self.accepted.words or name in self.now.words
                words = sorted({row.split(" = ")[0] for row in old ^ new}) if known else []
                changed.append((name, words))
        return changed


def rules_of(change: Change) -> Iterator[str]:
    """The rules that a change hangs on: those only of the new record, only of the old one, then the others.

    None for the article's own fields and for warnings, which have no mentions.
    """
    counts = [
        Counter(mention["rule"] for mention in (record or {}).get("mentions", ()))
        for record in (change.old, change.new)
    ]
    seen = dict.fromkeys([*(counts[1] - counts[0]), *(counts[0] - counts[1])])
    if not seen:
        seen = dict.fromkeys([*counts[1], *counts[0]])
    yield from seen


def _texts(change: Change) -> list[str]:
    """All words of a change: its ids and names, its surfaces, and the values that changed."""
    found: dict[str, None] = {}
    for record in (change.new, change.old):
        if record is not None:
            found.update(dict.fromkeys(filter(None, (record.get("kb_id"), record.get("name")))))
    for field in change.fields:
        for value in (field.new, field.old):
            found.update(dict.fromkeys(_strings(value)))
    for record in (change.new, change.old):
        found.update(dict.fromkeys(mention["text"] for mention in (record or {}).get("mentions", ())))
    return list(found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def _names(lines: Iterable[str]) -> Iterator[str]:
    """The names and aliases in the noted lines of an entry."""
    for line in lines:
        key, _, value = line.partition(" = ")
        if key in ("name", "aliases", "ambiguous", "former"):
            yield from _strings(json.loads(value))


def _spans(change: Change, *, after: bool = False) -> Iterator[tuple[int, int]]:
    """Where the old and the new record stand; only the new one if `after`."""
    for record in (change.new,) if after else (change.old, change.new):
        if record is None:
            continue
        for place in record.get("mentions", [record]):
            if place.get("start") is not None and isinstance(place["start"], int):
                yield place["start"], place["end"]
