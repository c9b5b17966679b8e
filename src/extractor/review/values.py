"""Values of fields as a reader wants to see them."""

from __future__ import annotations

import json
import re
from typing import Any

from extractor.compare.diff import Change


def brief(change: Change) -> str:
    """One line that says what changed."""
    if change.change in ("added", "removed"):
        values = [shown(f.new if f.old is None else f.old) for f in change.fields if f.field not in ("min", "max")]
        return "；".join(value for value in values if value and value != change.label)[:120]
    first = change.fields[0]
    more = f" (+{len(change.fields) - 1})" if len(change.fields) > 1 else ""
    return f"{first.field}: {shown(first.old)[:60]} → {shown(first.new)[:60]}{more}"


def shown(value: Any) -> str:
    """A field's value in a reader's form: lists joined, posts as title @ organization, nothing as –."""
    if value is None or value == []:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "、".join(shown(part) for part in value)
    if isinstance(value, dict) and set(value) == {"title", "organization"}:
        return f"{value['title']} @ {value['organization'] or '–'}"
    return json.dumps(value, ensure_ascii=False)


def one_line(text: str) -> str:
    """Text on one line, control characters (which could steer a terminal) made visible."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", lambda found: "␊" if found[0] == "\n" else "�", text)
