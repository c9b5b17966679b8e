"""The word classes that merging needs, read from `words/entities.toml` alone: no rulebook is built for them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from extractor.model.errors import RuleError
from extractor.rulebook.gazetteer import read_gazetteer
from extractor.text.views import fold

WORDS = "entities.toml"
_CLASSES = ("sole_title", "lesser_title", "telling_character")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Which titles one person holds at a time, which characters tell names apart, who is listed."""

    sole: re.Pattern[str]
    lesser: re.Pattern[str]
    telling: frozenset[str]
    people: dict[str, tuple[tuple[str, str, str], ...]]
    """Listed people by their folded names: the (title, first day, last day) of every post they are listed with."""

    def one_after_another(self, one: str, other: str, title: str) -> bool:
        """Whether two people are listed with such a title, at times that do not overlap."""
        terms = [self._terms(name, title) for name in (one, other)]
        return all(terms) and not any(a[0] < b[1] and b[0] < a[1] for a in terms[0] for b in terms[1])

    def _terms(self, name: str, title: str) -> list[tuple[str, str]]:
        posts = self.people.get(fold(name).casefold(), ())
        return [(first, last) for held, first, last in posts if fold(title).endswith(held)]

    def is_sole(self, title: str) -> bool:
        """Whether a body has one holder of that title at a time."""
        folded = fold(title)
        return self.sole.search(folded) is not None and self.lesser.search(folded) is None


def read_lexicon(rules: Path) -> Lexicon:
    """The lexicon of a rules folder. RuleError when a class is missing."""
    path = rules / "words" / WORDS
    try:
        words = tomllib.loads(path.read_text("utf-8")).get("words", {})
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"words/{WORDS}: cannot be read: {error}") from error
    missing = [name for name in _CLASSES if not words.get(name)]
    if missing:
        raise RuleError(f"words/{WORDS}: the word class {missing[0]!r} is missing; expected {', '.join(_CLASSES)}")
    sole, lesser = ("|".join(re.escape(fold(word)) for word in words[name]) for name in _CLASSES[:2])
    listed = rules / "gazetteers" / "people.jsonl"
    people = read_gazetteer(listed) if listed.exists() else ()
    return Lexicon(
        re.compile(f"(?:{sole})$"),
        re.compile(lesser),
        frozenset(fold("".join(words["telling_character"]))),
        {fold(entry.name).casefold(): tuple(map(_post, entry.extra.get("posts", ()))) for entry in people},
    )


def _post(post: dict[str, str | None]) -> tuple[str, str, str]:
    return fold(post["title"] or ""), post["from"] or "", post["to"] or "9999"
