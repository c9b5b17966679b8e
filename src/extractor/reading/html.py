"""A saved news page -> text and metadata.

trafilatura decides which of the page's words are the story; the smallest element that holds them is then
written out here, because headings, captions, lists and header cells carry meaning that plain extraction
drops. The text is: the headline, then a line a paragraph, parted by blank lines; `## ` headings, `- `
items, `▲` captions, tables as tab-separated lines (a merged cell is followed by empty ones).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from extractor.model.errors import ReadingError
from extractor.reading.decode import decode
from extractor.reading.lexicon import either
from extractor.reading.lexicon import words as listed_words
from extractor.reading.metadata import Metadata
from extractor.reading.pagemeta import page_metadata

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_DROPPED = _words(
    "script style noscript template nav footer aside form button select input iframe svg video audio "
    "object canvas map link meta head title img source picture textarea dialog "
)
_PARTS = _words(
    "p div section article main header blockquote pre ul ol li dl dt dd table figure figcaption h1 "
    "h2 h3 h4 h5 h6 hr address center details summary body "
)
_DEEPEST = 250
_PROBE = 16
_LONGEST_ADVERT = 300  # a wrapper of the whole story may be called ad-free


def read_page(raw: bytes, source: str) -> tuple[str, Metadata]:
    """The text and metadata of the page `raw`. Raises EncodingError, or ReadingError for what is no page."""
    declared = _CHARSET.search(raw[:4096])
    content = decode(raw, source, declared[1].decode("ascii") if declared else None)
    content = _XML_DECLARATION.sub("", content, count=1)
    root = _parsed(content, source)
    metadata = page_metadata(root, source)
    story = _story(root, content)
    paragraphs = [part for part in _written(story, 0) if part.strip("*#- ") not in listed_words("advertisement")]
    headline = metadata.headline
    if headline and _squeezed(headline) not in (_squeezed(part) for part in paragraphs[:6]):
        paragraphs.insert(0, headline)
    text = "\n\n".join(part for part in paragraphs if part)
    return text + "\n" if text else "", metadata


def _parsed(content: str, source: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(content.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        reason = str(error).split("\n")[0]
        raise ReadingError(f"{source}: not an HTML page: {reason}. Save the page again.") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadingError(
            f"{source}: elements are nested too deeply (over 250 levels), and what lies below them cannot be read. "
            "Save the page again, or its text as .txt."
        )
    return root


def _story(root: Any, content: str) -> Any:
    """The smallest element of the page that holds what trafilatura takes for the story."""
    wanted = _main_text(content)
    leaves = [element for element in root.iter("p", "li", "td", "h2", "h3", "div", "blockquote") if _own(element)]
    held = [element for element in leaves if _squeezed(_own(element))[:_PROBE] in wanted] if wanted else []
    held = [element for element in held if len(_squeezed(_own(element))) >= _PROBE and not _furniture(element)]
    if held:
        common = _common_ancestor(held)
        within = next((up for up in (common, *common.iterancestors()) if up.tag in ("article", "main")), None)
        return within if within is not None else common
    for path in ("//article", "//*[@itemprop='articleBody']", "//main", "//body"):
        if found := root.xpath(path):
            return found[0]
    return root


def _main_text(content: str) -> str:
    import trafilatura

    found = trafilatura.extract(
        content, output_format="txt", include_comments=False, include_tables=True, with_metadata=False
    )
    return _squeezed(found or "")


def _own(element: Any) -> str:
    """The words of `element` that stand in no part inside it."""
    words = [element.text or ""]
    for child in element:
        if child.tag not in _PARTS:
            words.append(child.text_content() if isinstance(child.tag, str) else "")
        words.append(child.tail or "")
    return "".join(words)


def _common_ancestor(elements: list[Any]) -> Any:
    paths = [[*reversed(list(element.iterancestors())), element] for element in elements]
    common = paths[0][0]
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    return common.getparent() if common.tag in ("p", "td", "tr", "li") and common.getparent() is not None else common


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _furniture(element: Any) -> bool:
    """Whether `element` is a part of the page but not of the story: a share bar, related links, a footer."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    advert = any(name in listed_words("page_advert") for name in re.split("[^a-z]+", names))
    if advert and len(_squeezed(element.text_content())) <= _LONGEST_ADVERT:
        return True
    if names.strip() and re.search(rf"(?<![a-z])(?:{either('page_furniture')})", names):
        return True
    return element.tag in ("ul", "ol") and _only_links(element)


def _only_links(element: Any) -> bool:
    words = _squeezed(element.text_content())
    linked = sum(len(_squeezed(link.text_content())) for link in element.iter("a"))
    return len(words) > 0 and linked >= 0.9 * len(words)


def _line(text: str) -> str:
    return " ".join(text.split())


def _written(element: Any, depth: int) -> Iterator[str]:
    """The paragraphs of `element`, in order, each as its lines."""
    tag = element.tag
    if depth > _DEEPEST:
        yield _line(element.text_content())
    elif tag == "table":
        yield from _table(element)
    elif tag in ("ul", "ol"):
        yield "\n".join(_items(element, 0))
    elif tag == "figure":
        yield from _figure(element)
    elif tag == "figcaption":
        yield _caption(element.text_content())
    elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        words = _line(element.text_content())
        yield f"{'#' * int(tag[1])} {words}" if words and tag != "h1" else words
    else:
        yield from _mixed(element, depth)


def _mixed(element: Any, depth: int) -> Iterator[str]:
    """Running words and parts in turn: words between two parts (or two <br>) are a paragraph."""
    words: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or _furniture(child):
            pass
        elif child.tag == "br":
            yield _line("".join(words))
            words = []
        elif child.tag in _PARTS or any(inner.tag in _PARTS for inner in child.iterdescendants()):
            yield _line("".join(words))
            words = []
            yield from _written(child, depth + 1)
        else:
            words.append(_inline(child))
        words.append(child.tail or "")
    yield _line("".join(words))


def _inline(element: Any) -> str:
    for broken in element.iter("br"):
        broken.tail = "\n" + (broken.tail or "")
    words = "".join(element.itertext())
    if element.tag in ("b", "strong") and words.strip() and element.getparent().tag in ("p", "div", "li"):
        return f"**{words.strip()}**"
    return words


def _items(listed: Any, depth: int) -> Iterator[str]:
    for item in listed.iterchildren("li"):
        nested = [child for child in item.iterdescendants("ul", "ol") if _nearest_list(child) is item]
        words = _line("".join(_shallow(item)))
        if words:
            yield f"{'  ' * depth}- {words}"
        if depth < _DEEPEST // 5:
            for inner in nested:
                yield from _items(inner, depth + 1)


def _nearest_list(listed: Any) -> Any:
    return next((up for up in listed.iterancestors("li")), None)


def _shallow(item: Any) -> Iterator[str]:
    """The words of a list item without those of the lists inside it."""
    yield item.text or ""
    for child in item:
        if child.tag not in ("ul", "ol") and isinstance(child.tag, str):
            yield from _shallow(child)
        yield child.tail or ""


def _figure(figure: Any) -> Iterator[str]:
    captions = [caption.text_content() for caption in figure.iter("figcaption")]
    for table in figure.iter("table"):
        yield from _table(table)
    for caption in captions or [figure.text_content()]:
        yield _caption(caption)


def _caption(words: str) -> str:
    line = _line(words)
    return line if not line or line[0] in "▲▼◀▶△▽" else f"▲{line}"


def _table(table: Any) -> Iterator[str]:
    for caption in table.iterchildren("caption"):
        yield _line(caption.text_content())
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    if table.xpath(".//table") or max((len(row) for row in rows), default=0) < 2:
        for row in rows:  # a table for the sake of layout
            for cell in row:
                yield from _mixed(cell, 0)
        return
    lines = []
    taken: dict[int, int] = {}
    for row in rows:
        lines.append("\t".join(_row(row, taken)).rstrip("\t"))
    yield "\n".join(line for line in lines if line.strip())


def _row(row: Any, taken: dict[int, int]) -> list[str]:
    """The cells of a row; a merged one is followed, and underlain, by empty ones."""
    cells: list[str] = []

    def skip() -> None:
        while taken.get(len(cells), 0) > 0:
            taken[len(cells)] -= 1
            cells.append("")

    for cell in row.iterchildren("td", "th"):
        skip()
        wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
        for column in range(len(cells), len(cells) + wide):
            taken[column] = deep - 1
        cells += [_line(cell.text_content()), *[""] * (wide - 1)]
    skip()
    return cells


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() and len(value) < 5 else 1
