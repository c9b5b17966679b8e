"""Read a rules folder into a Rulebook; refuse whatever is not exactly right."""

from __future__ import annotations

from pathlib import Path

from extractor.model.errors import RuleError
from extractor.model.resources import rules_fingerprint
from extractor.rulebook.gazetteer import Entry, read_gazetteer
from extractor.rulebook.patterns import Vocabulary, derive_triggers
from extractor.rulebook.rulebook import Rulebook
from extractor.rulebook.schema import KIND_PREFIX, Rule, WordClass, parse_rule_file
from extractor.text.numerals import FRAGMENTS
from extractor.text.views import fold

_IGNORED_WORDS = {"layout.toml"}  # read by the reading room, which knows no rulebook


def load(folder: Path) -> Rulebook:
    """The rulebook in `folder` (`<kind>/*.toml`, `words/*.toml`, `gazetteers/*.jsonl`).

    Raises RuleError with file, rule id and what was expected.
    """
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such rules folder; name one with --rules, or leave the option out")
    classes: dict[str, WordClass] = {}
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*/*.toml")):
        room = path.parent.name
        if room != "words" and room not in KIND_PREFIX:
            expected = ", ".join(sorted([*KIND_PREFIX, "words", "gazetteers"]))
            raise RuleError(f"{room}/{path.name}: no kind has this folder; expected one of {expected}")
        if room == "words" and path.name in _IGNORED_WORDS:
            continue
        parsed = parse_rule_file(path, f"{room}/{path.name}", None if room == "words" else room)
        for word_class in parsed.classes:
            _refuse_double(word_class.name, word_class.file, classes)
            classes[word_class.name] = word_class
        for rule in parsed.rules:
            if rule.id in rules:
                raise RuleError(f"{rule.file}:{rule.line}: the id {rule.id!r} is used twice; ids are unique")
            rules[rule.id] = rule
    vocabulary = Vocabulary({name: listed.words for name, listed in classes.items()}, FRAGMENTS)
    gazetteers = _gazetteers(folder)
    triggers = {rule.id: _triggers(rule, vocabulary, gazetteers) for rule in rules.values()}
    return Rulebook(tuple(rules.values()), triggers, classes, gazetteers, vocabulary, rules_fingerprint(folder))


def _triggers(rule: Rule, vocabulary: Vocabulary, gazetteers: dict[str, tuple[Entry, ...]]) -> tuple[str, ...]:
    """The folded strings of which one stands where the rule may match; none when code matches for it."""
    if rule.names is not None:
        if rule.names not in gazetteers:
            known = ", ".join(sorted(gazetteers))
            where = f"{rule.file}:{rule.line}: rule {rule.id!r}"
            raise RuleError(f"{where}: no gazetteer {rule.names!r}; there are {known}")
        return ()
    if rule.tokens:
        return tuple(fold(word) for word in rule.triggers)
    return derive_triggers(rule, vocabulary)


def _gazetteers(folder: Path) -> dict[str, tuple[Entry, ...]]:
    return {path.stem: read_gazetteer(path) for path in sorted(folder.glob("gazetteers/*.jsonl"))}


def _refuse_double(name: str, file: str, classes: dict[str, WordClass]) -> None:
    if name in classes or name in FRAGMENTS:
        other = classes[name].file if name in classes else "the built-in classes"
        raise RuleError(f"{file}: the word class {name!r} is already defined in {other}; names are global")
