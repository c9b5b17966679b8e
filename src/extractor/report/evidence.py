"""Which sentences the page shows, and under which number: where every point, bar, cell and row leads to."""

from __future__ import annotations

from typing import Any

from extractor.report.markup import el, link
from extractor.report.tally import Quote, Tally
from extractor.report.wording import Both, same, say

SHOWN = 5
"""Sentences that the list of a group shows; the others are counted."""
_CLIP = 60


class Evidence:
    """Numbers sentences and groups of them in the order in which something first leads there."""

    def __init__(self) -> None:
        self._quotes: dict[Quote, int] = {}
        self._groups: dict[tuple[Both, tuple[Quote, ...], int], int] = {}

    @property
    def count(self) -> int:
        """How many sentences have a number."""
        return len(self._quotes)

    def quote(self, quote: Quote) -> str:
        """The address of a sentence."""
        return f"#q{self._quotes.setdefault(quote, len(self._quotes) + 1)}"

    def number(self, quote: Quote) -> int:
        """The number of a sentence."""
        return self._quotes.setdefault(quote, len(self._quotes) + 1)

    def of(self, tally: Tally, title: Both) -> str:
        """The address of the one sentence of a tally, or of the list of its sentences."""
        if tally.count == 1:
            return self.quote(tally.quotes[0])
        shown = tally.quotes[:SHOWN]
        for quote in shown:
            self.quote(quote)
        key = (title, tuple(shown), tally.count)
        return f"#g{self._groups.setdefault(key, len(self._groups) + 1)}"

    def mark(self, tally: Tally, title: Both) -> Any:
        """A link as it stands in a table: the number of the one sentence, or how many there are."""
        address = self.of(tally, title)
        if tally.count == 1:
            return link(address, address[2:], cls="ref")
        return link(address, say("sentences_n", n=tally.count), cls="ref")

    def section(self) -> list[Any]:
        """The sentences by number, and the lists of them."""
        quotes = el("ol", [self._quoted(quote, number) for quote, number in self._quotes.items()], cls="quotes")
        groups = el("ul", [self._listed(key, number) for key, number in self._groups.items()], cls="groups")
        return [quotes, groups]

    def _quoted(self, quote: Quote, number: int) -> Any:
        sentence = quote.sentence
        said = [sentence[: quote.start], el("mark", sentence[quote.start : quote.end]), sentence[quote.end :]]
        if quote.start == quote.end:
            said = [sentence]
        return el(
            "li", _close(), el("blockquote", el("p", said), lang="zh-Hant-HK"), _origin(quote),
            id=f"q{number}", value=str(number),
        )  # fmt: skip

    def _listed(self, key: tuple[Both, tuple[Quote, ...], int], number: int) -> Any:
        title, quotes, count = key
        rows = [
            el("li", link(self.quote(quote), _clipped(quote), lang="zh-Hant-HK"), el("small", _where(quote)))
            for quote in quotes
        ]
        more = el("p", say("more_sentences", n=count - len(quotes)), cls="note") if count > len(quotes) else None
        return el("li", _close(), el("h3", title), el("ul", rows), more, id=f"g{number}")


def _close() -> Any:
    return link("#closed", "×", cls="close", title="Esc ×", aria_label="關閉 / close")


def _clipped(quote: Quote) -> list[Any]:
    """The mention with a few words on both sides."""
    low, high = max(quote.start - _CLIP // 2, 0), min(max(quote.end, quote.start + 1) + _CLIP // 2, len(quote.sentence))
    before = ("…" if low else "") + quote.sentence[low : quote.start]
    after = quote.sentence[quote.end : high] + ("…" if high < len(quote.sentence) else "")
    return [before, el("mark", quote.sentence[quote.start : quote.end]) if quote.end > quote.start else None, after]


def _where(quote: Quote) -> list[Any]:
    source = quote.source
    parts: list[Any] = [el("time", source.published) if source.published else say("undated")]
    if source.publisher:
        parts.append(source.publisher)
    parts.append(source.headline or source.id)
    return [part for one in parts for part in (" · ", one)][1:]


def _origin(quote: Quote) -> Any:
    """The article of a sentence, its path, and the rule that found the mention."""
    tail: list[Any] = [el("code", quote.source.path)]
    if quote.rule:
        tail += [" · ", same(""), el("code", quote.rule)]
    return el("footer", el("cite", _where(quote)), el("div", tail))
