"""What a reviewer sees of one change: its place in the article, its fields, its rules. Plain JSON values.

Text is handed out as text, in segments; whoever shows it (page, terminal) marks it up in its own way and
escapes what must be escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from extractor.compare.diff import Change
from extractor.compare.pairing import Alignment, pair
from extractor.review.causes import rules_of
from extractor.review.rightness import located
from extractor.review.session import Item, Pages, Session
from extractor.review.snapshot import entry_lines
from extractor.review.values import brief, shown

_WINDOW = 6000
"""Code points of an article that are shown around a change, on either side."""


def summary(item: Item) -> dict[str, Any]:
    """An item as a row of the list."""
    change = item.change
    return {
        "key": item.key,
        "article": change.article,
        "kind": change.kind,
        "change": change.change,
        "label": change.label,
        "brief": brief(change),
        "cause": str(item.cause),
        "what": item.cause.what,
        "subject": item.cause.subject,
        "group": item.group,
        "status": item.status,
        "reason": item.reason,
        "before": f"{item.before.by}, {item.before.at[:10]}" if item.before else "",
    }


def detail(session: Session, key: str) -> dict[str, Any]:
    """Everything about one change. KeyError for an unknown key."""
    item = session.items[key]
    page = session.pages[item.change.article]
    extraction = page.new or page.old
    assert extraction is not None
    head = extraction.article
    return {
        **summary(item),
        "head": {"headline": head.headline, "publisher": head.publisher, "published": head.published},
        "text": _article(session, item, page, head.source),
        "fields": list(_fields(item.change)),
        "rules": [_rule(session, rule) for rule in _rules(item)][:4],
        "evidence": _evidence(session, item),
    }


def _rules(item: Item) -> list[str]:
    """The rules that a change hangs on; in front of them the blocker that caused it."""
    blocker = [item.cause.subject] if item.cause.what.startswith("rule ") else []
    return list(dict.fromkeys([*blocker, *rules_of(item.change)]))


def _article(session: Session, item: Item, page: Pages, source: str) -> dict[str, Any]:
    """The article's text in segments `[text, mark]`; mark is "", old, new or both. `lost`: old words not there."""
    article = session.articles.get(source)
    if article is None:
        return {"segments": [], "lost": [], "missing": True, "cut": False}
    text = article.text
    alignment = pair(page.old, page.new).alignment if page.old and page.new else Alignment(True, ())
    marks = bytearray(len(text))
    lost = []
    for bit, record in ((1, item.change.old), (2, item.change.new)):
        for start, end, words in _places(record):
            place = located(text, start, words, alignment) if words else start
            if place is None:
                lost.append(words)
                continue
            for index in range(place, min(place + end - start, len(text))):
                marks[index] |= bit
    focus = _focus(marks)
    begin, stop = max(0, focus - _WINDOW), min(len(text), focus + _WINDOW)
    names = ("", "old", "new", "both")
    segments: list[list[str]] = []
    last = begin
    for index in range(begin + 1, stop + 1):
        if index == stop or marks[index] != marks[last]:
            segments.append([text[last:index], names[marks[last]]])
            last = index
    return {"segments": segments, "lost": lost, "missing": False, "cut": begin > 0 or stop < len(text)}


def _focus(marks: bytearray) -> int:
    """Where to look first: what is only old or only new, else what is both."""
    found = [marks.find(bit) for bit in (b"\x01", b"\x02")]
    sure = [place for place in found if place >= 0]
    return min(sure) if sure else max(marks.find(b"\x03"), 0)


def _places(record: dict[str, Any] | None) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of a record's mentions; of a warning, its place."""
    if record is None:
        return
    if "mentions" in record:
        for mention in record["mentions"]:
            yield mention["start"], mention["end"], mention["text"]
    elif isinstance(record.get("start"), int) and isinstance(record.get("end"), int):
        yield record["start"], record["end"], ""


def _fields(change: Change) -> Iterator[dict[str, Any]]:
    """Every field before and after, the changed ones marked; what is empty on both sides is left out."""
    sides: list[dict[str, Any]] = []
    for record in (change.old, change.new):
        fields = dict(record or {})
        mentions = fields.pop("mentions", None)
        if mentions is not None:
            fields["mentions"] = [mention["text"] for mention in mentions]
            fields["places"] = [f"{mention['start']}–{mention['end']}" for mention in mentions]
            fields["rules"] = list(dict.fromkeys(mention["rule"] for mention in mentions))
        sides.append(fields)
    changed = {field.field for field in change.fields}
    for name in {**sides[0], **sides[1]}:
        old, new = sides[0].get(name), sides[1].get(name)
        if old in (None, []) and new in (None, []):
            continue
        yield {
            "name": name, "old": shown(old) if change.old else "", "new": shown(new) if change.new else "",
            "changed": name in changed and old != new,
        }  # fmt: skip


def _rule(session: Session, rule_id: str) -> dict[str, Any]:
    """A rule with its place, its reason, and its own difference since the goldens were accepted."""
    accepted, now = session.causes.accepted, session.causes.now
    rulebook = session.causes.rulebook
    rule = rulebook.rule(rule_id) if rule_id in rulebook.rank else None
    old, new = (accepted.rules.get(rule_id) if accepted else None), now.rules.get(rule_id)
    if accepted is None:
        state = "what it said at acceptance was not noted"
    elif new is None:
        state = "gone" if old is not None else "not in the rules"
    elif old is None:
        state = "new"
    else:
        state = "unchanged" if old == new else "changed"
    before = (old or []) if accepted else (new or [])
    return {
        "id": rule_id, "state": state, "why": rule.why if rule else "",
        "place": f"rules/{rule.file}:{rule.line}" if rule else "", "diff": line_diff(before, new or []),
    }  # fmt: skip


def _evidence(session: Session, item: Item) -> list[dict[str, Any]]:
    """The differences of the word class or gazetteer line that caused the change."""
    accepted, now = session.causes.accepted, session.causes.now
    found = []
    if accepted and item.cause.what == "words changed":
        for name in item.cause.subject.split(", "):
            old, new = accepted.words.get(name, []), now.words.get(name, [])
            rows = line_diff([w for w in old if w not in set(new)], [w for w in new if w not in set(old)])
            found.append({"id": name, "state": "words changed", "diff": rows})
    if accepted and item.cause.what == "gazetteer line":
        key = item.cause.subject
        new = entry_lines(session.causes.rulebook, key)
        state = "changed" if key in accepted.entries and new else "new" if new else "gone"
        old = accepted.lines.get(key, [] if state == "new" else new)
        found.append({"id": key, "state": state, "diff": line_diff(old, new)})
    return found


def line_diff(old: list[str], new: list[str]) -> list[dict[str, Any]]:
    """Lines with `op` (same, old, new) and `parts` `[text, whether it differs]`, replaced lines by letter."""
    rows: list[dict[str, Any]] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [{"op": "same", "parts": [[line, False]]} for line in new[j:j_end]]
            continue
        befores, afters = old[i:i_end], new[j:j_end]
        paired = min(len(befores), len(afters))
        letters = [_letters(befores[n], afters[n]) for n in range(paired)]
        for n, line in enumerate(befores):
            rows.append({"op": "old", "parts": letters[n][0] if n < paired else [[line, False]]})
        for n, line in enumerate(afters):
            rows.append({"op": "new", "parts": letters[n][1] if n < paired else [[line, False]]})
    return rows


def _letters(old: str, new: str) -> tuple[list[list[Any]], list[list[Any]]]:
    sides: tuple[list[list[Any]], list[list[Any]]] = ([], [])
    if len(old) * len(new) > 4_000_000:
        return [[old, True]], [[new, True]]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i_end > i:
            sides[0].append([old[i:i_end], tag != "equal"])
        if j_end > j:
            sides[1].append([new[j:j_end], tag != "equal"])
    return sides
