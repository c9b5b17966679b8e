"""From a rule's pattern to a regular expression on folded text, and to the strings it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

from extractor.model.errors import RuleError
from extractor.rulebook.schema import Rule
from extractor.text.figure_view import MASKED
from extractor.text.numeral_search import SEARCH
from extractor.text.views import fold, fold_pattern

_SLOT = re.compile(r"\{(?:([a-z_][a-z0-9_]*):)?([a-z][a-z0-9_]*)\}")
_STRAY = re.compile(r"(?<!\\)\{(?!\d*,?\d*\}).{0,30}")  # neither a word class nor a quantifier
_PLACEHOLDER = 0xE000  # private use: stands for a word class while the pattern is analysed
_DIGITS = frozenset("0123456789一二两三四五六七八九十百千万亿〇.,点")


def words_regex(words: list[str], leads: bool = False) -> str:
    """A regular expression that matches the longest of `words`, as a trie, without capturing groups.

    Where it `leads` a pattern, each first character is an alternative of its own: then `re` skips ahead to
    the next of them.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    if not leads or "" in trie:
        return _trie_regex(trie)
    return "(?:" + "|".join(re.escape(first) + _trie_regex(rest) for first, rest in trie.items()) + ")"


def _trie_regex(node: dict[str, Any]) -> str:
    ends = "" in node
    leaves = [character for character, child in node.items() if character and set(child) == {""}]
    branches = [
        re.escape(character) + _trie_regex(child)
        for character, child in node.items()
        if character and set(child) != {""}
    ]
    if len(leaves) == 1:
        branches.append(re.escape(leaves[0]))
    elif leaves:
        branches.append("[" + "".join(re.escape(leaf) for leaf in leaves) + "]")
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")


class Vocabulary:
    """The word classes of a rulebook and the built-in fragments, ready for patterns."""

    def __init__(self, classes: Mapping[str, Mapping[str, Any]], fragments: Mapping[str, str]) -> None:
        self.values = {name: {fold(word): value for word, value in words.items()} for name, words in classes.items()}
        self.fragments = dict(fragments)
        self._regexes: dict[tuple[str, bool], str] = {}

    def regex(self, name: str, exact: bool = True, leads: bool = False) -> str | None:
        """The regular expression of a class, or None when there is no class of that name.

        Unless `exact`, a numeral that is slow to compile is stood for by a wider pattern. `leads` is for the
        class that a pattern begins with.
        """
        if not exact and name in SEARCH:
            return SEARCH[name]
        if name in self.values:
            regex = self._regexes.get((name, leads))
            if regex is None:
                regex = self._regexes[name, leads] = words_regex(list(self.values[name]), leads)
            return regex
        return self.fragments.get(name)


def expand(rule: Rule, vocabulary: Vocabulary, exact: bool = True) -> tuple[str, dict[str, str]]:
    """The regular expression of a rule, and the word class of each of its slots.

    Unless `exact`, numerals are stood for by wider patterns (`text.numeral_search`), each in a group of its
    own (`_n1`, … where the rule names no slot), so that what they matched can be checked.
    Raises RuleError for an unknown class or a pattern that does not compile.
    """
    slots: dict[str, str] = {}
    anonymous = 0

    def substitute(found: re.Match[str]) -> str:
        nonlocal anonymous
        slot, name = found[1] or found[2], found[2]
        masked = rule.view == "figures" and name == "number"
        body = MASKED if masked else vocabulary.regex(name, exact, found.start() == 0)
        if body is None:
            raise RuleError(f"{rule.file}:{rule.line}: rule {rule.id!r}: no word class {name!r} is defined")
        if slot == "_" and (exact or masked or name not in SEARCH):
            return f"(?:{body})"
        if slot == "_":
            anonymous += 1
            slot = f"_n{anonymous}"
        slots[slot] = name
        return f"(?P<{slot}>{body})"

    return _SLOT.sub(substitute, _folded(rule)), slots


def _folded(rule: Rule) -> str:
    """The rule's pattern, folded. Raises RuleError for a brace that opens neither a word class nor a quantifier."""
    pattern = fold_pattern(rule.pattern or "")
    stray = _STRAY.search(_SLOT.sub("", pattern))
    if stray is not None:
        raise RuleError(
            f"{rule.file}:{rule.line}: rule {rule.id!r}: {stray[0]!r} is no word class; expected {{class}} or "
            f"{{slot:class}} (write \\{{ for a brace)"
        )
    return pattern


def compile_rule(rule: Rule, expression: str) -> re.Pattern[str]:
    """Compile; RuleError says where the pattern is broken."""
    try:
        return re.compile(expression)
    except re.error as error:
        raise RuleError(
            f"{rule.file}:{rule.line}: rule {rule.id!r}: the pattern is no regular expression: {error}. "
            f"A slot name may stand once in a pattern; write {{other:class}} for a second one."
        ) from error


def bare_class(rule: Rule, vocabulary: Vocabulary) -> str | None:
    """The word class that a rule's pattern consists of, or None: the automaton finds the matches of such a rule."""
    slot = _SLOT.fullmatch(rule.pattern or "")
    if slot is None or slot[2] not in vocabulary.values or rule.triggers:
        return None
    return slot[2] if (rule.view, rule.scope) == ("folded", "sentence") else None


def led_by_figure(rule: Rule) -> bool:
    """Whether every match of the rule begins with a numeral of the figure view, so that it needs no triggers."""
    led = re.match(r"(?:\(\?P<[a-z_]+>)?\{(?:[a-z_][a-z0-9_]*:)?number\}", rule.pattern or "")
    return rule.view == "figures" and led is not None and not rule.triggers


def derive_triggers(rule: Rule, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Strings (folded) of which one stands in everything that the pattern matches.

    Raises RuleError when the pattern has no such strings, or only numerals, which stand everywhere.
    """
    _folded(rule)
    if led_by_figure(rule):
        return ()
    if rule.triggers:
        return tuple(dict.fromkeys(fold(trigger) for trigger in rule.triggers))
    best = _required(*_parsed(rule, vocabulary))
    if best is None or _score(best) < 1:
        raise RuleError(
            f"{rule.file}:{rule.line}: rule {rule.id!r}: nothing in the pattern must always occur; "
            f"name 'triggers', words of which one stands in every sentence where the rule can match"
        )
    return tuple(sorted(best))


def _parsed(rule: Rule, vocabulary: Vocabulary) -> tuple[Any, dict[str, list[str] | None]]:
    """The parsed pattern with one character for each slot, and the words that each of these stands for.

    None stands for what is no list of words. Raises RuleError when the pattern does not compile.
    """
    placeholders: dict[str, list[str] | None] = {}

    def substitute(found: re.Match[str]) -> str:
        character = chr(_PLACEHOLDER + len(placeholders))
        words = vocabulary.values.get(found[2])
        placeholders[character] = None if words is None else list(words)
        return character

    expression = _SLOT.sub(substitute, _folded(rule))
    try:
        return sre_parser.parse(expression), placeholders
    except re.error as error:
        raise RuleError(
            f"{rule.file}:{rule.line}: rule {rule.id!r}: the pattern is no regular expression: {error}"
        ) from error


def characters_behind_figure(rule: Rule, vocabulary: Vocabulary) -> frozenset[str] | None:
    """For a rule that a figure leads: the characters of which one stands behind that figure in every match.

    None when anything may stand there.
    """
    tree, placeholders = _parsed(rule, vocabulary)
    elements = list(tree)
    if elements[0][0] is sre.SUBPATTERN:
        elements[:1] = elements[0][1][-1]
    if elements[0][0] is not sre.LITERAL:
        return None
    characters, nullable = _openings(elements[1:], placeholders)
    return None if characters is None or nullable else frozenset(characters)


_Openings = tuple[set[str] | None, bool]
"""The characters that something may begin with (None: any), and whether it may be empty."""


def _openings(elements: Any, placeholders: Mapping[str, list[str] | None]) -> _Openings:
    """What a parsed sequence may begin with."""
    found: set[str] = set()
    for operation, argument in elements:
        characters, nullable = _opening(operation, argument, placeholders)
        if characters is None:
            return None, True
        found |= characters
        if not nullable:
            return found, False
    return found, True


def _opening(operation: Any, argument: Any, placeholders: Mapping[str, list[str] | None]) -> _Openings:
    if operation is sre.LITERAL:
        if chr(argument) not in placeholders:
            return {chr(argument)}, False
        words = placeholders[chr(argument)]
        return (None, True) if words is None else ({word[0] for word in words}, False)
    if operation is sre.IN and all(part[0] is sre.LITERAL for part in argument):
        characters = {chr(part[1]) for part in argument}
        return (characters, False) if characters.isdisjoint(placeholders) else (None, True)
    if operation in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
        return _openings(argument[-1] if operation is sre.SUBPATTERN else argument, placeholders)
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        opening, nullable = _openings(argument[2], placeholders)
        return opening, nullable or argument[0] == 0
    if operation is sre.BRANCH:
        branches = [_openings(branch, placeholders) for branch in argument[1]]
        if any(found is None for found, _ in branches):
            return None, True
        return set().union(*(found for found, _ in branches if found)), any(nullable for _, nullable in branches)
    if operation is sre.ASSERT and argument[0] > 0:
        return _openings(argument[1], placeholders)
    return (set(), True) if operation in (sre.ASSERT, sre.ASSERT_NOT, sre.AT) else (None, True)


def _score(strings: set[str]) -> float:
    """How rare such triggers are: the shortest string decides; numerals are everywhere."""
    shortest = min(len(text) for text in strings)
    if any(set(text) <= _DIGITS for text in strings):
        return 0.5
    return shortest - min(len(strings), 200) / 1000 + (0.9 if shortest > 1 else 0.2)


def _required(tree: Any, placeholders: Mapping[str, list[str] | None]) -> set[str] | None:
    """The best set of strings of which one must occur in a match of the parsed sequence `tree`."""
    found: list[set[str]] = []
    run = ""
    for operation, argument in [*tree, (None, None)]:
        character = chr(argument) if operation is sre.LITERAL else None
        if character is not None and character not in placeholders:
            run += character
            continue
        if run:
            found.append({run})
            run = ""
        strings = _of_element(operation, argument, character, placeholders)
        if strings:
            found.append(strings)
    return max(found, key=_score, default=None)


def _of_element(
    operation: Any, argument: Any, character: str | None, placeholders: Mapping[str, list[str] | None]
) -> set[str] | None:
    if character is not None:
        words = placeholders[character]
        return set(words) if words else None
    if operation is sre.SUBPATTERN:
        return _required(argument[-1], placeholders)
    if operation is sre.ATOMIC_GROUP:
        return _required(argument, placeholders)
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _required(argument[2], placeholders) if argument[0] >= 1 else None
    if operation is sre.BRANCH:
        parts = [_required(branch, placeholders) for branch in argument[1]]
        return None if any(part is None for part in parts) else set().union(*(p for p in parts if p))
    if operation is sre.IN and all(part[0] is sre.LITERAL for part in argument):
        characters = {chr(part[1]) for part in argument}
        return None if characters & set(placeholders) else characters
    return None
