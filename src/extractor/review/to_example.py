"""A rejected change -> an example of its rule, marked with what was accepted, written into the rule's file.

The file is changed in one place only: the rule's `examples` grow by one line. `extractor rules check` then
fails until the rule finds again what the example marks, and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractor.compare.diff import Change
from extractor.model.analysis import Analysis
from extractor.model.errors import UsageError
from extractor.model.records import KINDS
from extractor.review.causes import rules_of
from extractor.review.rightness import place_in, right_facts
from extractor.review.session import Item, Session
from extractor.rulebook import Rule
from extractor.rulebook.examples import field_value, headline_value
from extractor.store import write_atomically
from extractor.text.analyse import analyse

_HEADER = re.compile(r"^[ \t]*\[\[rule\]\]", re.MULTILINE)
_EXAMPLES = re.compile(r"^[ \t]*examples[ \t]*=[ \t]*\[", re.MULTILINE)
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\],]|[^"\'#\[\],]+', re.DOTALL
)


def add_example(session: Session, key: str) -> str:
    """Write the example; returns a sentence that says where. UsageError when no sentence can show the mistake."""
    item = session.items[key]
    change = item.change
    if item.status != "rejected":
        raise UsageError("only a rejected change becomes an example: what is right is already in the goldens")
    if change.kind not in KINDS:
        raise UsageError(f"a change of the {change.kind} has no rule to give an example to")
    rule = _rule(session, item)
    folder = session.rules
    if folder.resolve().is_relative_to(Path(str(files("extractor"))).resolve()):
        raise UsageError("the rules are those of an installed package; name a folder of your own with --rules")
    source = _example(session, item, rule)
    path = folder / rule.file
    content = path.read_bytes().decode("utf-8")
    if source in next((t.get("examples", []) for t in tomllib.loads(content)["rule"] if t["id"] == rule.id), []):
        return f"rules/{rule.file} has that example already"
    changed = insert_example(content, rule.id, source)
    write_atomically(path, changed.encode("utf-8"))
    return f"an example of {rule.id} in rules/{rule.file}: {source}"


def _rule(session: Session, item: Item) -> Rule:
    """The rule that caused the change, or the first rule of the records that is still there."""
    rulebook = session.causes.rulebook
    for rule_id in (item.cause.subject, *rules_of(item.change)):
        if rule_id in rulebook.rank and rulebook.rule(rule_id).kind == item.change.kind:
            return rulebook.rule(rule_id)
    raise UsageError("none of the change's rules is in the rules any more; write a line of gold instead (g)")


def _example(session: Session, item: Item, rule: Rule) -> str:
    """The sentence of the change, marked with all facts of its kind that are accepted there."""
    change = item.change
    article, facts = right_facts(session, item)
    page = session.pages[change.article]
    extraction = page.new or page.old
    published = extraction.article.published if extraction is not None else None
    analysis = analyse(article)
    place = place_in(session, item)
    sentence = analysis.sentence_at(analysis.locate(place))
    marks = []
    for record, start, end in facts:
        span = analysis.locate(start), analysis.locate(end)
        if sentence.start <= span[0] and span[1] <= sentence.end:
            written = _value(change, record, rule, published)
            marks.append((*span, written))
    return _marked(analysis, sentence.start, sentence.end, sorted(marks))


def _marked(analysis: Analysis, start: int, end: int, marks: list[tuple[int, int, str]]) -> str:
    parts, last = [], start
    for first, stop, written in marks:
        if first >= last:
            parts += [analysis.plain[last:first], f"⟦{analysis.plain[first:stop]}{written}⟧"]
            last = stop
    text = "".join([*parts, analysis.plain[last:end]])
    if not set(analysis.plain[start:end]).isdisjoint("⟦⟧"):
        raise UsageError("the sentence itself holds ⟦ or ⟧; write the example by hand")
    return text


def _value(change: Change, record: Any, rule: Rule, published: str | None) -> str:
    """`|value;field=…` of a mark: the changed fields are asked for by name."""
    kind = change.kind
    if kind == "dates" and record.basis != "explicit" and str(rule.anchor) != published:
        if change.change == "value changed":
            raise UsageError(
                f"the value hangs on the publication day ({published}), and the examples of rules/{rule.file} "
                f"are of {rule.anchor}; write a line of gold instead (g)"
            )
        return ""
    fields = []
    if change.old is not None and record.model_dump(mode="json", exclude={"mentions"}) == {
        name: value for name, value in change.old.items() if name != "mentions"
    }:
        names = [f.field for f in change.fields if f.field in type(record).model_fields and f.field != "mentions"]
        shown = headline_value(kind, record)
        for name in names if change.change == "value changed" else ():
            wanted = field_value(getattr(record, name))
            if wanted != shown and not set(wanted) & set(";|⟦⟧"):
                fields.append(f";{name}={wanted}")
    value = headline_value(kind, record)
    return f"|{value}{''.join(fields)}" if not set(value) & set(";|⟦⟧") else ""


def insert_example(content: str, rule_id: str, example: str) -> str:
    """The rule file with one more example of a rule; everything else stays, byte for byte.

    UsageError when the file has no such rule, or cannot be changed that way.
    """
    before = tomllib.loads(content)
    tables = before.get("rule", [])
    index = next((n for n, table in enumerate(tables) if table.get("id") == rule_id), None)
    headers = [found.start() for found in _HEADER.finditer(content)]
    if index is None or len(headers) != len(tables):
        raise UsageError(f"the rule {rule_id!r} was not found in its file; was it edited meanwhile?")
    stop = headers[index + 1] if index + 1 < len(headers) else len(content)
    tables[index].get("examples", []).append(example)
    for found in _EXAMPLES.finditer(content, headers[index], stop):  # one of them may stand inside a string
        changed = _inserted(content, found.end(), _quoted(example))
        try:
            if changed is not None and tomllib.loads(changed) == before:
                return changed
        except tomllib.TOMLDecodeError:
            continue
    raise UsageError(f"the examples of {rule_id!r} are written in a way that cannot be added to; do it by hand")


def _inserted(content: str, start: int, item: str) -> str | None:
    """With `item` as the last element of the array that opens just before `start`; None if it never closes."""
    depth, last_end, comma = 1, start, True
    for token in _TOKEN.finditer(content, start):
        text = token[0]
        if text == "]":
            depth -= 1
            if depth == 0:
                break
        depth += text == "["
        if text.strip() and not text.startswith("#"):
            comma = text == ","
            last_end = token.end() - (len(text) - len(text.rstrip()))
    else:
        return None
    line = "\r\n" if "\r\n" in content else "\n"
    head, tail = content[:last_end], content[last_end:]
    if "\n" in content[start : token.start()]:
        rest = content[last_end : token.start()]
        gap = rest.rstrip(" \t\r\n")  # a comment behind the last example stays behind it
        return f"{head}{'' if comma else ','}{gap}{line}    {item},{line}{content[token.start() :]}"
    return f"{head}{'' if comma and last_end == start else ' ' if comma else ', '}{item}{tail}"


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'
