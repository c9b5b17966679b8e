"""Text and metadata -> Article: blocks are laid out, and what metadata leave open is read off the page."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from extractor.model.article import Article
from extractor.model.errors import EncodingError, ReadingError
from extractor.model.warnings import Warning_
from extractor.reading.layout import lay_out
from extractor.reading.metadata import Metadata, bylines_in, headline_in

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACED = "\ufffd"
LONGEST = 2_000_000
"""Code points of the longest text that is taken for one article; a newspaper's whole day is shorter."""


def build_article(text: str, metadata: Metadata, *, id: str, source: str, sha256: str) -> Article:
    """The article of `text`; `id` and `source` are used where `metadata` give no id.

    Raises EncodingError when `text` holds half a surrogate pair or a NUL, which no file of text can hold, and
    ReadingError when it is longer than any article.
    """
    if (broken := _SURROGATE.search(text)) is not None:
        raise EncodingError(
            f"{source}: character {broken.start()}: half a surrogate pair ({broken[0]!r}), no character. "
            "Write the text again from its source."
        )
    if (nul := text.find("\0")) >= 0:
        raise EncodingError(f"{source}: character {nul}: a NUL character, so this is not text.")
    if len(text) > LONGEST:
        raise ReadingError(
            f"{source}: {len(text):,} characters; one article has at most {LONGEST:,}. Split the file into articles, "
            "for example one a line of a .jsonl file."
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = lay_out(text, metadata.headline, metadata.publisher)
    found = bylines_in(text, blocks)
    return Article(
        id=metadata.id or id,
        source=source,
        sha256=sha256,
        text=text,
        blocks=blocks,
        headline=metadata.headline or headline_in(text, blocks),
        publisher=metadata.publisher or found.publisher,
        bylines=tuple(dict.fromkeys((*(metadata.bylines or ()), *found.names))),
        published=metadata.published,
        url=metadata.url,
        warnings=_warnings(text),
    )


def article_from_text(
    text: str, *, id: str = "text", published: date | None = None, publisher: str | None = None,
    headline: str | None = None, url: str | None = None, bylines: tuple[str, ...] | None = None,
    source: str = "",
) -> Article:  # fmt: skip
    """The article of a text that is already at hand; front matter is not looked for.

    Raises EncodingError as `build_article` does. `sha256` is that of the text in UTF-8.
    """
    metadata = Metadata(id, headline, published, publisher, url, bylines)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return build_article(text, metadata, id=id, source=source or id, sha256=digest)


def _warnings(text: str) -> tuple[Warning_, ...]:
    """One warning about characters that were lost before the text reached us."""
    first = text.find(_REPLACED)
    if first < 0:
        return ()
    count = text.count(_REPLACED)
    message = f"the text holds U+FFFD {count} times: these characters were lost before it was saved"
    return (Warning_("lost_characters", message, first, first + 1),)
