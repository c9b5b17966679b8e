"""The rules that nearly matched a place, and the first of their conditions that failed, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractor.model.analysis import Analysis
from extractor.rulebook import Rule, Rulebook
from extractor.rulebook.partial import Partial, is_condition, matched_by, nearest
from extractor.text.figure_view import numeral_spans
from extractor.text.views import fold

_NEAREST = 3
_SHOWN = 6
_CLASS = re.compile(r"\{(?:[a-z_][a-z0-9_]*:)?([a-z][a-z0-9_]*)\}([*+?].?)?")
_NAMED = re.compile(r"\(\?P<[a-z_0-9]+>")
_PLAIN = re.compile(r"[^\\\[\](){}.*+?^$|]+")
_WANTED = {"(?=": "must follow it", "(?<=": "must stand in front of it"}
_UNWANTED = {"(?!": "may not follow it", "(?<!": "may not stand in front of it"}


def nearest_rules(
    rulebook: Rulebook, analysis: Analysis, place: tuple[int, int], source: Callable[[str], str]
) -> Iterator[str]:
    """The rules that came furthest at the plain `place`: what fits, and the first condition that failed.

    Near is a rule one of whose triggers stands in what it matched, or that matched a numeral of the place.
    """
    numerals = [span for span in numeral_spans(analysis.folded) if span[0] < place[1] and place[0] < span[1]]
    near: list[tuple[bool, Partial]] = []
    for rule in rulebook.rules:
        part = _near(rule, rulebook, analysis, place)
        if part is None:
            continue
        words = analysis.folded[part.start : part.end]
        triggered = any(trigger in words for trigger in rulebook.triggers[rule.id])
        if triggered or any(part.start < end and start < part.end for start, end in numerals):
            near.append((triggered, part))
    if not near:
        yield "  no rule even begins to match here"
        return
    near.sort(key=lambda one: (-one[1].overlap(place), not one[0], one[1].start - one[1].end, one[1].left,
                               one[1].rule.id))  # fmt: skip
    yield "  the nearest rules:"
    for _, part in near[:_NEAREST]:
        yield f"    {source(part.rule.id)}"
        yield f"      {_failure(part, rulebook, analysis)}"


def _near(rule: Rule, rulebook: Rulebook, analysis: Analysis, place: tuple[int, int]) -> Partial | None:
    if not rule.pattern or rule.blocks:
        return None
    sentence = analysis.sentence_at(place[0])
    stretch = (sentence.start, sentence.end)
    if rule.scope == "block":
        block = analysis.blocks[sentence.block]
        stretch = (block.start, block.end)
    return nearest(rule, rulebook.vocabulary, analysis.folded, place, stretch)


def _failure(part: Partial, rulebook: Rulebook, analysis: Analysis) -> str:
    fits = f"「{analysis.plain[part.start : part.end]}」 fits"
    if part.left == 0:
        return f"{fits} whole; {_why_not(part, analysis)}"
    if is_condition(part.failed):
        return f"{fits}, but {_condition(part, rulebook, analysis)}"
    there = analysis.plain[part.end : part.end + _SHOWN].replace("\n", "⏎")
    wanted = expected(part.failed, rulebook)
    return f"{fits}; then {wanted} was expected, but " + (
        f"「{there}」 stands there" if there.strip("⏎") else "the text ends"
    )


def _condition(part: Partial, rulebook: Rulebook, analysis: Analysis) -> str:
    opening = next(one for one in (*_WANTED, *_UNWANTED) if part.failed.startswith(one))
    if opening in _WANTED:
        inner = part.failed.removeprefix(opening)[:-1]
        return f"{expected(inner, rulebook)} {_WANTED[opening]}, and does not"
    place = part.start, part.end
    words = matched_by(part.failed, part.rule, rulebook.vocabulary, analysis.folded, place)
    if words is None:
        return f"/{part.failed.removeprefix(opening)[:-1]}/ {_UNWANTED[opening]}"
    return f"「{analysis.plain[slice(*words)]}」 {_UNWANTED[opening]}"


def _why_not(part: Partial, analysis: Analysis) -> str:
    sentence = analysis.sentence_at(part.start)
    text = analysis.folded[sentence.start : sentence.end]
    triggers = [fold(trigger) for trigger in part.rule.triggers]
    if triggers and not any(trigger in text for trigger in triggers):
        return f"but its sentence holds none of its triggers {'、'.join(part.rule.triggers[:_SHOWN])}"
    return "it was used as evidence for something else, or dropped afterwards (see above)"


def expected(element: str, rulebook: Rulebook) -> str:
    """An element of a pattern in words: a class with some of its words, a literal, else the expression."""
    named = _CLASS.fullmatch(element)
    if named:
        words = list(rulebook.classes[named[1]].words) if named[1] in rulebook.classes else []
        listed = "、".join(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")
        return named[1] + (f" ({listed})" if words else "")
    if _PLAIN.fullmatch(element):
        return f"「{element}」"
    return f"/{_NAMED.sub('(', element)}/"
