"""Blockers that came, changed or went, and where they match: the cause of what they let go or take away.

A blocker makes no record, so no record names it. It is found by matching it on the article: as it was
accepted and as it is now, wherever one of the two stands over a fact that changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Literal

from extractor.model.article import Article
from extractor.model.errors import RuleError
from extractor.review.articles import Articles
from extractor.review.snapshot import Snapshot
from extractor.rulebook import Rule, Rulebook
from extractor.rulebook.patterns import Vocabulary, compile_rule, expand
from extractor.text.analyse import analyse
from extractor.text.figure_view import mask, numeral_spans

Came = Literal["rule new", "rule changed", "rule gone", "words changed"]
Blocked = tuple[int, int, Came, str]
"""`[start, end)` of the text over which a blocker stands, what happened to it, and its id (or its word class)."""


class Blockers:
    """Every blocker that is not what it was at acceptance."""

    def __init__(self, accepted: Snapshot | None, now: Snapshot, rulebook: Rulebook, articles: Articles) -> None:
        self._articles = articles
        self._changed: list[tuple[str, Came, str, list[tuple[re.Pattern[str], bool]]]] = []
        if accepted is None:
            return
        classes = {**{name: list(rulebook.words(name)) for name in rulebook.classes}, **_words(accepted)}
        before = Vocabulary({name: dict.fromkeys(words) for name, words in classes.items()},
                            rulebook.vocabulary.fragments)  # fmt: skip
        for rule_id in sorted({*accepted.rules, *now.rules}):
            old, new = accepted.rules.get(rule_id), now.rules.get(rule_id)
            came = _came(rule_id, accepted, now)
            if came is None or "blocks = true" not in (*(old or ()), *(new or ())):
                continue
            forms = [(_as_noted(rule_id, old), before)] if old and "blocks = true" in old else []
            if new and "blocks = true" in new:
                forms.append((rulebook.rule(rule_id), rulebook.vocabulary))
            patterns = [one for rule, words in forms if (one := _compiled(rule, words)) is not None]
            kind = _kind(rule_id, rulebook)
            self._changed.append((kind, *came, patterns))
        self._standing = cache(self._find)

    def over(self, source: str, kind: str, spans: list[tuple[int, int]]) -> Blocked | None:
        """The first changed blocker of a kind that stands over one of the spans of an article, or None."""
        if not self._changed:
            return None
        for prefix, (start, end, came, subject) in self._standing(source):
            if _same_kind(prefix, kind) and any(start < b and a < end for a, b in spans):
                return start, end, came, subject
        return None

    def _find(self, source: str) -> tuple[tuple[str, Blocked], ...]:
        article = self._articles.get(source)
        return tuple(self._matches(article)) if article is not None else ()

    def _matches(self, article: Article) -> Iterator[tuple[str, Blocked]]:
        analysis = analyse(article)
        views: Mapping[bool, str] = {
            False: analysis.folded, True: mask(analysis.folded, numeral_spans(analysis.folded)),
        }  # fmt: skip
        for kind, came, subject, patterns in self._changed:
            for pattern, figures in patterns:
                for match in pattern.finditer(views[figures]):
                    if match.end() > match.start():
                        yield kind, (*analysis.extent(match.start(), match.end()), came, subject)


def _came(rule_id: str, accepted: Snapshot, now: Snapshot) -> tuple[Came, str] | None:
    """What happened to a rule since acceptance: it came, went, changed, or one of its word classes did."""
    old, new = accepted.rules.get(rule_id), now.rules.get(rule_id)
    if old is None or new is None:
        return ("rule new" if old is None else "rule gone"), rule_id
    if old != new:
        return "rule changed", rule_id
    for name in now.classes_of(rule_id):
        if accepted.classes.get(name) != now.classes.get(name):
            return "words changed", name
    return None


def _kind(rule_id: str, rulebook: Rulebook) -> str:
    """The folder of a rule, or of a rule that is gone the part of its id in front of the dot."""
    return rulebook.rule(rule_id).kind if rule_id in rulebook.rank else rule_id.partition(".")[0]


def _same_kind(kind: str, of: str) -> bool:
    return kind == of or {"person": "people", "quantity": "quantities"}.get(kind, f"{kind}s") == of


def _words(snapshot: Snapshot) -> dict[str, list[str]]:
    return {name: [row.split(" = ")[0] for row in rows] for name, rows in snapshot.words.items()}


def _as_noted(rule_id: str, lines: list[str]) -> Rule:
    """A rule as the lines of `snapshot.definition` tell it, as far as a search needs it."""
    noted: dict[str, Any] = {}
    key = ""
    for line in lines:
        if line.startswith("    "):
            noted[key] += "\n" + line[4:]
        else:
            key, _, value = line.partition(" = ")
            noted[key] = value
    rule = Rule(rule_id, "", "", "rules at acceptance", 0, None, ())
    return replace(rule, pattern=noted.get("pattern"), view=noted.get("view", "folded"))


def _compiled(rule: Rule, vocabulary: Vocabulary) -> tuple[re.Pattern[str], bool] | None:
    """The search of a rule, and whether it is one on masked figures; None for one that is no pattern."""
    if not rule.pattern:
        return None
    try:
        return compile_rule(rule, expand(rule, vocabulary, exact=False)[0]), rule.view == "figures"
    except RuleError:  # what was noted names a word class that is gone
        return None
