"""The reading room's own words, out of rules/words/layout.toml, and patterns made of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from extractor.model.errors import RuleError
from extractor.model.resources import rules_path


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    path = rules_path() / "words" / "layout.toml"
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"words/layout.toml cannot be read: {error}. Mend it or restore the file.") from error
    return {name: tuple(listed) for name, listed in content.get("words", {}).items()}


def words(name: str) -> tuple[str, ...]:
    """The words of class `name`, as written there. Raises RuleError when the file has no such class."""
    try:
        return _classes()[name]
    except KeyError:
        raise RuleError(f"words/layout.toml: the word class {name!r} is missing; restore it") from None


@cache
def either(*names: str) -> str:
    """A regular expression, without a group, for any word of the classes `names`, longest first."""
    listed = dict.fromkeys(word for name in names for word in words(name))
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))
