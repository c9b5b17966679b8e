"""The public class: rules loaded once, articles extracted one by one or as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from extractor import pipeline
from extractor.model.article import Article
from extractor.model.currencies import checked_currency
from extractor.model.errors import ReadingError, UsageError
from extractor.model.records import Extraction
from extractor.model.resources import rules_path
from extractor.pipeline import Failure
from extractor.reading import Unreadable, article_from_row, article_from_text
from extractor.rulebook import load
from extractor.store import digest


class Extractor:
    """Extracts laboratories, people, organizations, amounts, quantities, rankings and dates from articles.

    >>> from datetime import date
    >>> record = Extractor().extract("昨日公布的名單有三所大學。", published=date(2025, 8, 26))
    >>> record.dates[0].value
    '2025-08-25'
    """

    def __init__(self, rules: str | Path | None = None, default_currency: str = "HKD") -> None:
        """Load the rules in the folder `rules` (None: the packaged ones).

        `default_currency` is the ISO 4217 code of a bare 元 that nothing in an article decides.
        Raises RuleError for a broken rule file, UsageError for a currency that is no ISO 4217 code.
        """
        self.default_currency = checked_currency(default_currency, "default_currency")
        self.rulebook = load(Path(rules) if rules is not None else rules_path())

    def extract(self, text: str, *, published: date | str | None = None, **metadata: Any) -> Extraction:
        """All facts in `text`, an article without front matter or markup of its own.

        `published` is the day that relative dates hang on (a date or an ISO day); `metadata` may give id,
        publisher, headline, url. The same text, metadata and rules always give the same answer.
        Raises UsageError when `text` is no string or `published` no day.
        """
        if not isinstance(text, str):
            raise UsageError(f"text is {type(text).__name__}; expected the article's text as a string")
        article = article_from_text(text, published=_day(published), **metadata)
        return pipeline.extract(article, self.rulebook, default_currency=self.default_currency)

    def extract_many(self, articles: Iterable[str | Mapping[str, Any] | Article]) -> Iterator[Extraction | Failure]:
        """Extract a stream, in order and in constant memory.

        An article is a text, a mapping with `text` and any metadata of the contract, or an `Article`. One
        that cannot be read or extracted is yielded as a `Failure`; it does not stop the rest.
        """
        read = (self._read(article, number) for number, article in enumerate(articles, 1))
        return pipeline.extract_many(read, self.rulebook, default_currency=self.default_currency)

    def _read(self, article: str | Mapping[str, Any] | Article, number: int) -> Article | Unreadable:
        if isinstance(article, Article):
            return article
        where = f"article#{number}"
        if not isinstance(article, str | Mapping):
            said = f"{where}: it is {type(article).__name__}; expected a text, or a mapping with the text under 'text'."
            return Unreadable(where, f"article-{number}", ReadingError(said))
        row = {"text": article} if isinstance(article, str) else dict(article)
        text = row.get("text")
        sha256 = digest(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b"")
        try:
            return article_from_row(row, where, f"article-{number}", sha256)
        except ReadingError as error:
            return Unreadable(where, f"article-{number}", error)


def _day(published: Any) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except (TypeError, ValueError):
        raise UsageError(f"published is {published!r}; expected a date, or a day such as 2025-08-26") from None
