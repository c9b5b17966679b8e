"""How far a rule came where it did not match: the part of its pattern that fits, and the first that fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.errors import RuleError
from extractor.rulebook.patterns import Vocabulary, compile_rule, expand
from extractor.rulebook.schema import Rule

_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\}|\{,\d+\})[?+]?")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Partial:
    """A rule that nearly matched: `[start, end)` is what its first elements matched, `failed` the next one.

    `left` counts the elements that come after the matched ones; when it is 0 the whole pattern fits, and what
    dropped the match is the kind's code.
    """

    rule: Rule
    start: int
    end: int
    failed: str
    left: int

    def overlap(self, place: Span) -> int:
        """How much of `place` the matched part covers."""
        return min(self.end, place[1]) - max(self.start, place[0])


def branches(pattern: str) -> list[list[str]]:
    """The alternatives of a pattern, each as its elements: literal, class, slot or group, with quantifier."""
    found: list[list[str]] = [[]]
    position = 0
    while position < len(pattern):
        if pattern[position] == "|":
            found.append([])
            position += 1
            continue
        end = _element_end(pattern, position)
        quantifier = _QUANTIFIER.match(pattern, end)
        end = quantifier.end() if quantifier else end
        found[-1].append(pattern[position:end])
        position = end
    return found


def _element_end(pattern: str, start: int) -> int:
    opening = pattern[start]
    if opening == "\\":
        return start + 2
    if opening == "[":
        end = start + (2 if pattern[start + 1 : start + 2] == "^" else 1)
        end += pattern[end : end + 1] == "]"  # first in its class, a bracket is an ordinary character
        while pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return end + 1
    if opening == "{":
        return pattern.index("}", start) + 1
    if opening != "(":
        return start + 1
    return _group_end(pattern, start)


def _group_end(pattern: str, start: int) -> int:
    depth, end = 0, start
    while end < len(pattern):
        if pattern[end] == "\\":
            end += 1
        elif pattern[end] == "[":
            end = _element_end(pattern, end) - 1
        elif pattern[end] == "(":
            depth += 1
        elif pattern[end] == ")":
            depth -= 1
            if depth == 0:
                return end + 1
        end += 1
    return end


def nearest(rule: Rule, vocabulary: Vocabulary, folded: str, place: Span, stretch: Span) -> Partial | None:
    """The beginning of the rule that matches most in `stretch` and touches `place`; None if none does.

    The elements are tried one after the other. Where the next one fails, what failed may be a condition that
    stands in front of it ((?<!第) in front of a number): the elements are tried again without conditions.
    """
    best: Partial | None = None
    for elements in branches(rule.pattern or ""):
        for one in _beginnings(rule, elements, vocabulary, folded, place, stretch):
            if best is None or (one.end - one.start, -one.left) > (best.end - best.start, -best.left):
                best = one
    return best


def _beginnings(
    rule: Rule, elements: list[str], vocabulary: Vocabulary, folded: str, place: Span, stretch: Span
) -> Iterator[Partial]:
    for count in range(1, len(elements) + 1):
        left = len(elements) - count
        matched, span = _touching(rule, elements[:count], vocabulary, folded, place, stretch)
        if span is not None and span[1] > span[0]:
            yield Partial(rule, *span, elements[count] if left else "", left)
        if span is not None:
            continue
        conditions = [element for element in elements[:count] if is_condition(element)]
        if conditions:
            rest = [element for element in elements[:count] if not is_condition(element)]
            _, bare = _touching(rule, rest, vocabulary, folded, place, stretch)
            if bare is not None and bare[1] > bare[0]:
                yield Partial(rule, *bare, conditions[-1], left + 1)
        if not matched:
            return  # what matches nowhere in the stretch does not match when it goes on either


def is_condition(element: str) -> bool:
    """Whether an element of a pattern matches no characters itself: a lookahead or a lookbehind."""
    return element.startswith(("(?=", "(?!", "(?<=", "(?<!"))


def _touching(
    rule: Rule, elements: list[str], vocabulary: Vocabulary, folded: str, place: Span, stretch: Span
) -> tuple[bool, Span | None]:
    """Whether the elements match anywhere in the stretch, and the match that touches the place."""
    try:
        part = _with_pattern(rule, "".join(elements))
        regex = compile_rule(part, expand(part, vocabulary, exact=False)[0])
    except RuleError:  # a beginning that cannot stand alone, such as a conditional group's
        return True, None
    matched = False
    for found in regex.finditer(folded, *stretch):
        matched = True
        if found.start() < place[1] and found.end() > place[0]:
            return True, found.span()
    return matched, None


def matched_by(element: str, rule: Rule, vocabulary: Vocabulary, folded: str, place: Span) -> Span | None:
    """Where the words that a condition speaks of stand: behind `place`, or in front of it; None if they do not."""
    inner = re.sub(r"^\(\?<?[=!]", "", element)[:-1]
    behind = element.startswith("(?<")
    part = _with_pattern(rule, f"(?:{inner})$" if behind else inner)
    regex = compile_rule(part, expand(part, vocabulary)[0])
    found = regex.search(folded[: place[0]]) if behind else regex.match(folded, place[1])
    return found.span() if found is not None else None


def _with_pattern(rule: Rule, pattern: str) -> Rule:
    return Rule(rule.id, rule.kind, rule.why, rule.file, rule.line, rule.anchor, rule.examples, pattern)
