"""YAML front matter at the head of a text: split off and read, safely."""

from __future__ import annotations

import re
from typing import Any

import yaml

from extractor.model.errors import MetadataError

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # libyaml is not everywhere; the result is the same, only slower
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#.*\n\s*)*[\"']?[A-Za-z_][\w .-]{0,40}[\"']?\s*:(?:\s|\Z)")
_LONGEST = 100_000
_DEEPEST = 100


class _PlainLoader(_SafeLoader):
    """Safe YAML that leaves dates as written, so that an impossible one can be named with its key."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _SafeLoader.yaml_implicit_resolvers.items()
}


def split_front_matter(content: str, source: str) -> tuple[dict[str, Any], str]:
    """The front matter of `content` as a mapping (empty without one), and the text behind it, untouched.

    Raises MetadataError with `source`, line and what to do when there is one and it is broken.
    """
    opening = _OPENING.match(content)
    if not opening:
        return {}, content
    closing = _CLOSING.search(content, opening.end(), opening.end() + _LONGEST)
    if not closing:
        if not _KEY.match(content[opening.end() : opening.end() + 400]):
            return {}, content  # a rule across the page, not front matter
        raise MetadataError(
            f"{source}: line 1: the front matter that begins with --- is never closed (looked at "
            f"{_LONGEST:,} characters). Put a line --- behind its last key."
        )
    inside = content[opening.end() : closing.start()]
    if inside.strip() and not _KEY.match(inside) and not inside.lstrip().startswith(("{", "#")):
        return {}, content
    return _parse(inside, source), content[closing.end() :]


def _parse(inside: str, source: str) -> dict[str, Any]:
    if _too_deep(inside):
        raise MetadataError(f"{source}: the front matter nests more than {_DEEPEST} brackets. Write plain keys.")
    try:
        fields = yaml.load(inside, Loader=_PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark is not None else ""
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise MetadataError(
            f"{source}: {line}the front matter is not valid YAML: {problem}. "
            "Quote values that hold a colon or brackets, or take the front matter out."
        ) from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise MetadataError(
            f"{source}: the front matter is a {type(fields).__name__}; expected keys such as published: 2025-08-26."
        )
    return {str(key): value for key, value in fields.items()}


def _too_deep(inside: str) -> bool:
    return inside.count("[") + inside.count("{") > _DEEPEST and _flow_depth(inside) > _DEEPEST


def _flow_depth(inside: str) -> int:
    depth = deepest = 0
    for character in inside:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
