"""Elements of the page. Text only ever becomes a text node, so nothing an article says is markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from extractor.report.wording import Both

Child = Any
"""A string, a Both, an element, None, or an iterable of those."""


def el(tag: str, *children: Child, **attributes: str | None) -> Any:
    """An element. `cls` is its class; `_` in a name is `-`; an attribute that is None is left out."""
    element = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            element.set("class" if name == "cls" else name.replace("_", "-"), value)
    for child in children:
        _put(element, child)
    return element


def _put(element: Any, child: Child) -> None:
    if child is None:
        return
    if isinstance(child, Both):
        if child.zh == child.en:
            _text(element, child.zh)
        else:
            element.append(el("span", child.zh, cls="zh", lang="zh-Hant-HK"))
            element.append(el("span", child.en, cls="en", lang="en"))
    elif isinstance(child, str):
        _text(element, child)
    elif isinstance(child, Iterable) and not etree.iselement(child):
        for one in child:
            _put(element, one)
    else:
        element.append(child)


def _text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def link(href: str, *children: Child, **attributes: str | None) -> Any:
    """A link inside the page."""
    return el("a", *children, href=href, **attributes)


def table(heads: list[Child], rows: Iterable[list[Child]], caption: Child) -> Any:
    """A table that may be scrolled sideways in its own box; the first cell of a row is its header."""
    body = el("tbody")
    for row in rows:
        line = el("tr", el("th", row[0], scope="row"))
        for cell in row[1:]:
            line.append(el("td", cell))
        body.append(line)
    head = el("thead", el("tr", [el("th", one, scope="col") for one in heads]))
    label = " / ".join(dict.fromkeys(caption)) if isinstance(caption, Both) else None
    grid = el("table", el("caption", caption), head, body)
    return el("div", grid, cls="scroll", tabindex="0", role="region", aria_label=label)


def folded(summary: Child, *children: Child) -> Any:
    """Something that opens on request."""
    return el("details", el("summary", summary), *children)
