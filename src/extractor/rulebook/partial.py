"""How far a rule came where it did not match: the part of its pattern that fits, and the first that fails."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.model.errors import RuleError
from extractor.rulebook.patterns import Vocabulary, compile_rule, expand
from extractor.rulebook.schema import Rule

_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\}|\{,\d+\})[?+]?")


@dataclass(frozen=True, slots=True)
class Partial:
    """A rule that nearly matched: `[start, end)` is what its first elements matched, `failed` the next one."""

    rule: Rule
    start: int
    end: int
    failed: str


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
        end = start + 2 if pattern[start + 1 : start + 2] in ("]", "^") else start + 1
        while pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return end + 1
    if opening == "{":
        return pattern.index("}", start) + 1
    if opening != "(":
        return start + 1
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


def nearest(
    rule: Rule, vocabulary: Vocabulary, folded: str, place: tuple[int, int], sentence: tuple[int, int]
) -> Partial | None:
    """The longest beginning of the rule that matches in `sentence` so as to touch `place`; None if none does."""
    best: Partial | None = None
    for elements in branches(rule.pattern or ""):
        for count in range(len(elements) - 1, 0, -1):
            found = _touching(rule, "".join(elements[:count]), vocabulary, folded, place, sentence)
            if found is not None and found[1] > found[0]:
                if best is None or found[1] - found[0] > best.end - best.start:
                    best = Partial(rule, *found, elements[count])
                break
    return best


def _touching(
    rule: Rule,
    pattern: str,
    vocabulary: Vocabulary,
    folded: str,
    place: tuple[int, int],
    sentence: tuple[int, int],
) -> tuple[int, int] | None:
    part = Rule(rule.id, rule.kind, rule.why, rule.file, rule.line, rule.anchor, rule.examples, pattern)
    try:
        regex = compile_rule(part, expand(part, vocabulary)[0])
    except RuleError:  # a beginning that cannot stand alone, such as a conditional group's
        return None
    for found in regex.finditer(folded, *sentence):
        if found.start() < place[1] and found.end() > place[0]:
            return found.span()
    return None
