"""Run every example of the rules through the whole program; list the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.model.errors import UsageError
from extractor.pipeline import extract
from extractor.reading import article_from_text
from extractor.rulebook import Rule, Rulebook, load
from extractor.rulebook.examples import Example, field_value, headline_value, parse_example
from extractor.text.segment import simplify
from extractor.text.views import fold


@dataclass(frozen=True, slots=True)
class Miss:
    """An example that does not hold: which rule's, the sentence, and each difference as a sentence."""

    rule: Rule
    sentence: str
    differences: tuple[str, ...]

    def __str__(self) -> str:
        lines = "".join(f"\n    {difference}" for difference in self.differences)
        return f"{self.rule.file}:{self.rule.line}: rule {self.rule.id!r}: 「{self.sentence}」{lines}"


def check_rules(rulebook: Rulebook, part: str | None = None) -> Iterator[Miss]:
    """Every example (of the kinds or files whose name contains `part`) that does not hold.

    A `known_misses` example must keep failing: one that holds is reported too, so that it is moved up.
    """
    for rule in rulebook.rules:
        if part is None or part in rule.file:
            yield from check_rule(rule, rulebook)


def check_rule(rule: Rule, rulebook: Rulebook) -> Iterator[Miss]:
    """The examples of one rule that do not hold."""
    where = f"{rule.file}:{rule.line}: rule {rule.id!r}"
    for source in rule.examples:
        example = parse_example(source, where)
        differences = check_example(example, rule, rulebook)
        if differences:
            yield Miss(rule, source, tuple(differences))
        elif (twin := simplified_twin(example)) is not None:
            differences = check_example(twin, rule, rulebook, script_blind=True)
            if differences:
                yield Miss(rule, f"{source} (in Simplified: {twin.text})", tuple(differences))
    for source in rule.known_misses:
        if not check_example(parse_example(source, where), rule, rulebook):
            yield Miss(rule, source, ("a known miss that now holds: move it to 'examples'",))


def simplified_twin(example: Example) -> Example | None:
    """The same sentence in Simplified script, with the same marks; None when it is the same sentence."""
    text = simplify(example.text)
    return None if text == example.text else Example(text, example.marks)


def check_example(example: Example, rule: Rule, rulebook: Rulebook, script_blind: bool = False) -> list[str]:
    """How what the whole program finds in the sentence differs from the marks; empty when it does not.

    `script_blind`: values are compared as if both were written in one script.
    """
    seen = fold if script_blind else str
    article = article_from_text(example.text, published=rule.anchor)
    extraction = extract(article, rulebook)
    found: dict[tuple[int, int], Any] = {}
    for record in getattr(extraction, rule.kind):
        for mention in record.mentions:
            found[mention.start, mention.end] = record
    differences = []
    for mark in example.marks:
        surface = example.text[mark.start : mark.end]
        record = found.pop((mark.start, mark.end), None)
        if record is None:
            differences.append(f"expected {surface!r} = {mark.value}, found nothing there")
            continue
        value = headline_value(rule.kind, record)
        if mark.value is not None and seen(value) != seen(mark.value):
            differences.append(f"{surface!r}: expected {mark.value!r}, found {value!r}")
        for name, wanted in mark.fields:
            got = field_value(_field(record, name, script_blind))
            if seen(got) != seen(wanted):
                differences.append(f"{surface!r}: expected {name}={wanted}, found {name}={got}")
    for (start, end), record in sorted(found.items()):
        value = headline_value(rule.kind, record)
        by = next(m.rule for m in record.mentions if (m.start, m.end) == (start, end))
        differences.append(f"found {example.text[start:end]!r} = {value} by {by}, which is not marked")
    return differences


def _field(record: Any, name: str, script_blind: bool) -> Any:
    """A field's value; without the printed form of the name itself, where scripts are not told apart."""
    value = getattr(record, name, f"<no field {name}>")
    if name == "aliases" and script_blind:
        return [alias for alias in value if fold(alias) != fold(record.name)]
    return value


def check_and_report(folder: Path, part: str | None = None) -> tuple[list[str], int]:
    """The lines to print after checking the rules in `folder`, and how many examples do not hold."""
    rulebook = load(folder)
    rules = [rule for rule in rulebook.rules if part is None or part in rule.file]
    if not rules:
        raise UsageError(f"{part!r}: no rule file has that in its name; `extractor rules` lists rules and files")
    misses = list(check_rules(rulebook, part))
    count = sum(len(rule.examples) + len(rule.known_misses) for rule in rules)
    tail = f"{len(rules)} rules, {count} examples, {len(misses)} do not hold"
    return [*map(str, misses), tail], len(misses)


def list_rules(folder: Path) -> Iterator[str]:
    """One line a rule: its id, its file and line, what it is for."""
    for rule in load(folder).rules:
        mark = " (blocks)" if rule.blocks else ""
        yield f"{rule.id}{mark}\t{rule.file}:{rule.line}\t{rule.why}"
