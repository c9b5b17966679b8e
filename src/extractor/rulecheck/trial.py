"""What a new or changed rule file would change on a corpus, before anyone accepts it."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractor.compare import CLASSES, Change, compare
from extractor.model.article import Article
from extractor.model.errors import RuleError, UsageError
from extractor.pipeline import extract
from extractor.reading import Unreadable, find_inputs, read_path
from extractor.rulebook import Rulebook, load
from extractor.rulebook.schema import KIND_PREFIX, RuleFile, parse_rule_file
from extractor.rulecheck.check import Miss, check_rules

_MEMBERS = 5
_HEADER = re.compile(r"\[\[?[a-z]")
_ROOMS = (*KIND_PREFIX, "words", "gazetteers")


@dataclass(slots=True)
class Trial:
    """What a trial found: the changes with their sentences, and the file's examples that do not hold."""

    name: str
    """The file as the rules folder would know it: `dates/relative.toml`."""
    replaced: list[str]
    """Rules that stand elsewhere and were replaced by those of the same id."""
    articles: int = 0
    changes: list[tuple[Change, str]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def try_file(file: Path, rules: Path, corpus: Path, currency: str = "HKD") -> Trial:
    """Run `corpus` with the rules as they are, and with `file` put among them; compare fact by fact.

    A file of the same name takes the place of the old one; rules of an id that stands in another file take
    that rule's place. RuleError when the rules with the file do not load, UsageError when it is no rule file.
    """
    if not file.is_file():
        raise UsageError(f"{file}: no such file; name a rule file (.toml) or a gazetteer (.jsonl)")
    old = load(rules)
    with tempfile.TemporaryDirectory() as folder:
        overlaid = Path(folder) / "rules"
        shutil.copytree(rules, overlaid)
        trial = _overlay(file, overlaid, old)
        new = load(overlaid)
    if trial.name.endswith(".toml"):
        trial.misses = list(check_rules(new, trial.name))
    for path in find_inputs(corpus):
        for article in read_path(path, corpus if corpus.is_dir() else None):
            if isinstance(article, Unreadable):
                trial.unreadable.append(str(article.error))
                continue
            trial.articles += 1
            before = extract(article, old, default_currency=currency)
            after = extract(article, new, default_currency=currency)
            trial.changes += [(change, _sentence(change, article)) for change in compare(before, after)]
    return trial


def _overlay(file: Path, folder: Path, old: Rulebook) -> Trial:
    """Put `file` into the copied rules folder; rules that it replaces are cut out of their files."""
    if file.suffix == ".jsonl":
        shutil.copyfile(file, folder / "gazetteers" / file.name)
        return Trial(f"gazetteers/{file.name}", [])
    room = _room(file)
    name = f"{room}/{file.name}"
    parsed = parse_rule_file(file, name, None if room == "words" else room)
    replaced = _replaced(parsed, old)
    for rule_id in replaced:
        rule = old.rule(rule_id)
        path = folder / rule.file
        path.write_text(_without(path.read_text("utf-8"), rule_id), "utf-8")
    shutil.copyfile(file, folder / name)
    return Trial(name, replaced)


def _room(file: Path) -> str:
    """The folder of the rules that the file belongs to: its own folder's name, else what its rules' ids say."""
    if file.suffix != ".toml":
        raise UsageError(f"{file}: neither a rule file (.toml) nor a gazetteer (.jsonl)")
    if file.resolve().parent.name in _ROOMS:
        return file.resolve().parent.name
    try:
        prefixes = re.findall(r"""^id\s*=\s*["']([a-z]+)\.""", file.read_text("utf-8"), re.MULTILINE)
    except UnicodeDecodeError as error:
        raise RuleError(f"{file.name}: not a TOML file in UTF-8: {error}") from error
    rooms = {room for room, prefix in KIND_PREFIX.items() if prefix in prefixes}
    if prefixes and len(rooms) != 1:
        raise UsageError(f"{file}: its rules belong to no one kind; put it into a folder named like the kind")
    return rooms.pop() if rooms else "words"


def _replaced(parsed: RuleFile, old: Rulebook) -> list[str]:
    return [rule.id for rule in parsed.rules if rule.id in old.rank and old.rule(rule.id).file != parsed.name]


def _without(source: str, rule_id: str) -> str:
    """A rule file without one of its rules: from its `[[rule]]` line up to the next table."""
    lines = source.split("\n")
    heads = [number for number, line in enumerate(lines) if _HEADER.match(line)] + [len(lines)]
    for start, end in pairwise(heads):
        block = "\n".join(lines[start:end])
        if lines[start].startswith("[[rule]]") and re.search(
            rf"""^id\s*=\s*["']{re.escape(rule_id)}["']""", block, re.MULTILINE
        ):
            return "\n".join([*lines[:start], *lines[end:]])
    return source


def _sentence(change: Change, article: Article) -> str:
    """The words around the changed fact, on one line."""
    record = change.new or change.old or {}
    mentions = record.get("mentions") or [record]
    start, end = mentions[0].get("start"), mentions[0].get("end")
    if start is None or end is None:
        return ""
    text = article.text
    first = max((text.rfind(stop, 0, start) for stop in "。！？\n"), default=-1) + 1
    stops = [place for stop in "。！？\n" if (place := text.find(stop, end)) >= 0]
    last = min(stops, default=len(text))
    return " ".join(f"{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}".split())


def render_trial(trial: Trial, form: str, everything: bool = False) -> str:
    """The trial as `text` (grouped by what happened to which kind by which rule) or `json`."""
    if form == "json":
        return json.dumps(_json(trial), ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _text(trial, everything))


def _json(trial: Trial) -> dict[str, Any]:
    return {
        "file": trial.name,
        "replaced": trial.replaced,
        "articles": trial.articles,
        "misses": [str(miss) for miss in trial.misses],
        "changes": [{**asdict(change), "sentence": sentence} for change, sentence in trial.changes],
    }


def _text(trial: Trial, everything: bool) -> Iterator[str]:
    for rule_id in trial.replaced:
        yield f"{rule_id} is replaced"
    for miss in trial.misses:
        yield f"does not hold: {miss}"
    yield from (f"not readable: {error}" for error in trial.unreadable)
    if not trial.changes:
        yield f"{trial.name} changes nothing in {trial.articles} articles"
        return
    touched = len({change.article for change, _ in trial.changes})
    yield f"{trial.name}: {len(trial.changes)} changes in {touched} of {trial.articles} articles"
    groups: Counter[tuple[str, str, str]] = Counter(_group(change) for change, _ in trial.changes)
    order = sorted(groups, key=lambda key: (CLASSES.index(key[0]), -groups[key], key))
    for key in order:
        change_class, kind, rule = key
        yield f"\n{groups[key]} × {kind} {change_class}" + (f", by {rule}" if rule else "")
        members = [one for one in trial.changes if _group(one[0]) == key]
        for change, sentence in members if everything else members[:_MEMBERS]:
            yield f"  {change.article}: 「{change.label}」 {_fields(change)}"
            if sentence:
                yield f"      {sentence}"
        if len(members) > _MEMBERS and not everything:
            yield f"  … and {len(members) - _MEMBERS} more (--all)"


def _group(change: Change) -> tuple[str, str, str]:
    return change.change, change.kind, change.rule


def _fields(change: Change) -> str:
    def shown(value: Any) -> str:
        return "–" if value is None else json.dumps(value, ensure_ascii=False)

    return "; ".join(f"{one.field}: {shown(one.old)} → {shown(one.new)}" for one in change.fields)
