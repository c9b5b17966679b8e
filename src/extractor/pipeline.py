"""The way of one article, and of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor import records
from extractor.kinds import amounts, dates, labs, organizations, people, quantities, rankings
from extractor.model.article import Article
from extractor.model.findings import Findings
from extractor.model.records import Extraction
from extractor.model.trace import Trace
from extractor.reading import Unreadable
from extractor.rulebook import Rulebook, Scan
from extractor.text.analyse import analyse


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be extracted: where it came from, and the error as one sentence."""

    source: str
    error: str


def extract(
    article: Article, rulebook: Rulebook, *, default_currency: str = "HKD", trace: Trace | None = None
) -> Extraction:
    """All facts of one article. The article, the rules and the currency alone decide the answer."""
    scan = rulebook.scan(analyse(article), trace)
    return records.assemble(find(scan, default_currency), scan)


def find(scan: Scan, default_currency: str) -> Findings:
    """Recognize and resolve every kind."""
    dating = dates.resolve(dates.recognize(scan), scan, scan.analysis.article.published)
    sums, sum_warnings = amounts.resolve(amounts.recognize(scan), scan, default_currency)
    figures, figure_warnings = quantities.resolve(quantities.recognize(scan), scan)
    places, place_warnings = rankings.resolve(rankings.recognize(scan), scan, dating.published, dating.dates)
    bodies, body_warnings = organizations.resolve(organizations.recognize(scan), scan)
    units, unit_warnings = labs.resolve(labs.recognize(scan), scan)
    persons, person_warnings = people.resolve(people.recognize(scan), scan)
    warnings = [
        *dating.warnings, *sum_warnings, *figure_warnings, *place_warnings, *body_warnings, *unit_warnings,
        *person_warnings,
    ]  # fmt: skip
    return Findings(dating, sums, figures, places, bodies, persons, units, warnings)


def extract_many(
    articles: Iterable[Article | Unreadable], rulebook: Rulebook, *, default_currency: str = "HKD"
) -> Iterator[Extraction | Failure]:
    """Extract a stream in order; what cannot be extracted is yielded as a `Failure` in its place."""
    for article in articles:
        if isinstance(article, Unreadable):
            yield Failure(article.source, str(article.error))
            continue
        try:
            yield extract(article, rulebook, default_currency=default_currency)
        except Exception as error:  # one bad article never stops a batch, whatever went wrong in it
            yield Failure(article.source, f"{article.source}: {type(error).__name__}: {error}")
