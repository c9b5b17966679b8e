"""What a rule file may say. A broken one is refused with its name, the rule's id and what was expected."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from extractor.model.errors import RuleError

KIND_PREFIX = {
    "dates": "date",
    "amounts": "amount",
    "quantities": "quantity",
    "rankings": "ranking",
    "people": "person",
    "organizations": "organization",
    "labs": "lab",
}
"""The kind (a folder of rules/) and the prefix of its rules' ids."""

_FILE_KEYS = {"anchor", "scanned", "words", "rule"}
_RULE_KEYS = {
    "id", "why", "pattern", "tokens", "names", "set", "group", "blocks", "triggers", "scope", "view", "examples",
    "known_misses",
}  # fmt: skip
_ID = re.compile(r"[a-z]+\.[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class WordClass:
    """A word class: its words (as written) with their values (None in a class without values)."""

    name: str
    words: dict[str, Any]
    scanned: bool
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule as its file states it. `kind` is None for a rule of rules/words (refused).

    `line` is where the rule begins in `file`; `set` holds the constants that it hands to the kind's code.
    A rule of the view `figures` matches on `text.figure_view`, where `{number}` is every whole numeral.
    `names` is set instead of a pattern when the kind's code matches the names of that gazetteer itself: such
    a rule lends its id, its reason and its examples to what the code finds.
    """

    id: str
    kind: str
    why: str
    file: str
    line: int
    anchor: date | None
    examples: tuple[str, ...]
    pattern: str | None = None
    tokens: tuple[dict[str, Any], ...] = ()
    names: str | None = None
    set: dict[str, Any] = field(default_factory=dict)
    group: str = ""
    blocks: bool = False
    triggers: tuple[str, ...] = ()
    scope: str = "sentence"
    view: str = "folded"
    known_misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One parsed rule file."""

    name: str
    kind: str | None
    classes: tuple[WordClass, ...]
    rules: tuple[Rule, ...]


def parse_rule_file(path: Path, name: str, kind: str | None) -> RuleFile:
    """Read and check one TOML rule file; `name` is its path below the rules folder.

    Raises RuleError for anything that the schema does not know.
    """
    try:
        source = path.read_text("utf-8")
        content = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{name}: not a TOML file in UTF-8: {error}. Mend the line that is named.") from error
    unknown = sorted(set(content) - _FILE_KEYS)
    if unknown:
        raise RuleError(f"{name}: unknown key {unknown[0]!r}; expected one of {', '.join(sorted(_FILE_KEYS))}")
    classes = _parse_classes(content, name)
    anchor = content.get("anchor")
    if anchor is not None and type(anchor) is not date:
        raise RuleError(f"{name}: anchor is {anchor!r}; expected a day such as 2024-03-12, without quotes")
    lines = _rule_lines(source)
    tables = content.get("rule", [])
    if not isinstance(tables, list):
        raise RuleError(f"{name}: 'rule' must be written as [[rule]] tables")
    if tables and kind is None:
        raise RuleError(f"{name}: rules stand in the folder of their kind; here only word classes may stand")
    rules = tuple(
        _parse_rule(table, name, kind or "", line, anchor) for table, line in zip(tables, lines, strict=False)
    )
    return RuleFile(name, kind, classes, rules)


def _rule_lines(source: str) -> list[int]:
    return [number for number, line in enumerate(source.split("\n"), 1) if line.strip().startswith("[[rule]]")]


def _parse_classes(content: dict[str, Any], name: str) -> tuple[WordClass, ...]:
    scanned = content.get("scanned", [])
    words = content.get("words", {})
    for wanted in scanned:
        if wanted not in words:
            raise RuleError(f"{name}: scanned names {wanted!r}, but the file has no word class of that name")
    classes = []
    for class_name, listed in words.items():
        if isinstance(listed, list):
            doubled = sorted(word for word, count in Counter(map(str, listed)).items() if count > 1)
            if doubled:
                raise RuleError(f"{name}: word class {class_name!r} lists {doubled[0]!r} twice")
        words_of = dict.fromkeys(listed) if isinstance(listed, list) else listed
        if not isinstance(words_of, dict) or not words_of:
            raise RuleError(f"{name}: word class {class_name!r} must be a non-empty array or table of words")
        if not all(isinstance(word, str) and word for word in words_of):
            raise RuleError(f"{name}: word class {class_name!r} holds an empty or non-text word")
        classes.append(WordClass(class_name, words_of, class_name in scanned, name))
    return tuple(classes)


def _check_rule(table: dict[str, Any], where: str) -> None:
    examples = table.get("examples", [])
    if not examples or not all(isinstance(example, str) for example in examples):
        raise RuleError(f"{where}: needs at least one example, such as '校方⟦昨日|2024-03-11⟧宣布'")
    if table.get("scope", "sentence") not in ("sentence", "block"):
        raise RuleError(f"{where}: scope is {table['scope']!r}; expected 'sentence' or 'block'")
    if table.get("view", "folded") not in ("folded", "figures"):
        raise RuleError(f"{where}: view is {table['view']!r}; expected 'folded' or 'figures'")
    if "tokens" in table and not table.get("triggers"):
        raise RuleError(f"{where}: a token rule needs 'triggers', words of which one stands in the sentence")


def _parse_rule(table: dict[str, Any], file: str, kind: str, line: int, anchor: date | None) -> Rule:
    rule_id = table.get("id")
    where = f"{file}:{line}: rule {rule_id!r}"
    if not isinstance(rule_id, str) or not _ID.fullmatch(rule_id):
        raise RuleError(f"{where}: needs an id such as '{KIND_PREFIX[kind]}.some_name'")
    if rule_id.split(".")[0] != KIND_PREFIX[kind]:
        raise RuleError(f"{where}: a rule of {kind} has an id that begins with '{KIND_PREFIX[kind]}.'")
    unknown = sorted(set(table) - _RULE_KEYS)
    if unknown:
        raise RuleError(f"{where}: unknown key {unknown[0]!r}; expected one of {', '.join(sorted(_RULE_KEYS))}")
    if not isinstance(table.get("why"), str) or not table["why"].strip():
        raise RuleError(f"{where}: needs a 'why', one sentence that says what the rule is for")
    if sum(key in table for key in ("pattern", "tokens", "names")) != 1:
        raise RuleError(f"{where}: needs one of 'pattern', 'tokens' and 'names', and not two")
    _check_rule(table, where)
    return Rule(
        id=rule_id,
        kind=kind,
        why=table["why"],
        file=file,
        line=line,
        anchor=anchor,
        examples=tuple(table["examples"]),
        pattern=table.get("pattern"),
        tokens=tuple(table.get("tokens", ())),
        names=table.get("names"),
        set=table.get("set", {}),
        group=table.get("group", kind),
        blocks=bool(table.get("blocks", False)),
        triggers=tuple(table.get("triggers", ())),
        scope=table.get("scope", "sentence"),
        view=table.get("view", "folded"),
        known_misses=tuple(table.get("known_misses", ())),
    )
