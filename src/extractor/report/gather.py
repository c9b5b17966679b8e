"""A run -> counts and first sentences of everything that the page draws, in one pass."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from extractor.model.article import Article
from extractor.model.kinds import KINDS
from extractor.model.records import Amount, Extraction, Person, Ranking
from extractor.report.names import Names, listed
from extractor.report.sentences import Sentences, printable
from extractor.report.tally import Quote, Source, Tally
from extractor.texts import with_texts

LANES = ("money", "ranking", "laboratory", "post", "figure", "alone")
"""What stands in the sentence of a date: the first of these."""
SET_ASIDE_SHOWN = 50


class Period(NamedTuple):
    """First and last ISO day of a date."""

    start: str
    end: str


class Sum(NamedTuple):
    """A sum of money as written; two articles that write the same of the same payer and recipient share one."""

    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    qualifier: str
    basis: str
    period: str
    each: str
    purpose: str

    @property
    def size(self) -> Decimal | None:
        """What it is ordered and drawn by: its value, else its upper bound, else its lower one."""
        return next((one for one in (self.value, self.max, self.min) if one is not None), None)


class Index(NamedTuple):
    """A list in which somebody has a place. Empty where the text does not say."""

    title: str
    scope: str
    category: str


class Place(NamedTuple):
    """A place in a list. None where the text does not say."""

    subject: str
    edition: int | None
    rank: int | None
    band: int | None
    tied: bool
    previous_rank: int | None
    streak_years: int | None


@dataclass(slots=True)
class LabSeen:
    """A laboratory of one host."""

    category: str
    tally: Tally = field(default_factory=Tally)
    statuses: set[str] = field(default_factory=set)


@dataclass
class Census:
    """What a run says, counted. Every key is what the records say; every tally has its first sentences."""

    articles: Tally = field(default_factory=Tally)
    days: dict[Period, dict[str, Tally]] = field(default_factory=dict)
    undated: int = 0
    funding: dict[str, dict[tuple[str, str], dict[Sum, Tally]]] = field(default_factory=dict)
    rankings: dict[Index, dict[Place, Tally]] = field(default_factory=dict)
    issuers: dict[Index, str] = field(default_factory=dict)
    labs: dict[str, dict[str, LabSeen]] = field(default_factory=dict)
    posts: dict[str, dict[str, dict[str, Tally]]] = field(default_factory=dict)
    postless: int = 0
    categories: dict[str, str] = field(default_factory=dict)
    published: dict[str, Tally] = field(default_factory=dict)
    publishers: dict[str, Tally] = field(default_factory=dict)
    bases: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    warnings: dict[str, Tally] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    rulesets: set[str] = field(default_factory=set)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    set_aside_count: int = 0
    complete: bool = False
    names: Names = field(default_factory=Names)


def gather(run: Path, corpus: Sequence[Path], rules: Path) -> Census:
    """Count everything in a run; `rules` has the gazetteers with the English names.

    StoreError where the run, or the texts it was made of, cannot be read.
    """
    census = Census(complete=(run / ".complete").is_file(), names=Names(*listed(rules)))
    for extraction, article in with_texts(run, corpus):
        _count(census, extraction, article)
    report = run / "set-aside" / "report.jsonl"
    if report.is_file():
        with report.open("rb") as lines:
            for line in lines:
                census.set_aside_count += 1
                if len(census.set_aside) < SET_ASIDE_SHOWN:
                    said = json.loads(line)
                    census.set_aside.append((printable(str(said["source"])), printable(str(said["error"]))))
    return census


def _count(census: Census, extraction: Extraction, article: Article) -> None:
    head = extraction.article
    parts = (head.published, head.id, head.source, head.headline, head.publisher, head.published_basis)
    sentences = Sentences(article, Source(*(_clean(part) for part in parts)))
    opening = sentences.opening()
    census.articles.add(opening)
    census.published.setdefault(_clean(head.published), Tally()).add(opening)
    census.publishers.setdefault(_clean(head.publisher), Tally()).add(opening)
    census.bases[head.published_basis or ""] += 1
    census.rulesets.add(printable(extraction.ruleset.sha256))
    for kind in KINDS:
        for record in getattr(extraction, kind):
            census.kinds[kind].add(_first(sentences, record))
    for body in extraction.organizations:
        census.categories.setdefault(_clean(body.name), body.category)
    for amount in extraction.amounts:
        _count_amount(census, amount, _first(sentences, amount))
    for ranking in extraction.rankings:
        _count_ranking(census, ranking, _first(sentences, ranking))
    for person in extraction.people:
        _count_person(census, person, sentences)
    _count_labs(census, extraction, sentences)
    _count_dates(census, extraction, sentences)
    for warning in extraction.warnings:
        place = opening if warning.start is None else sentences.quote(warning.start, warning.end or warning.start + 1)
        code = printable(warning.code)
        census.warnings.setdefault(code, Tally()).add(place)
        census.messages.setdefault(code, printable(warning.message))


def _clean(text: str | None) -> str:
    return printable(text) if text else ""


def _first(sentences: Sentences, record: Any) -> Quote:
    mention = record.mentions[0]
    return sentences.quote(mention.start, mention.end, mention.rule)


def _count_amount(census: Census, amount: Amount, quote: Quote) -> None:
    said = Sum(
        amount.value, amount.min, amount.max, amount.qualifier, amount.currency_basis,
        _clean(amount.period), _clean(amount.each), _clean(amount.purpose),
    )  # fmt: skip
    pairs = census.funding.setdefault(_clean(amount.currency), {})
    sums = pairs.setdefault((_clean(amount.payer), _clean(amount.recipient)), {})
    sums.setdefault(said, Tally()).add(quote)


def _count_ranking(census: Census, ranking: Ranking, quote: Quote) -> None:
    index = Index(_clean(ranking.index), _clean(ranking.scope), _clean(ranking.category))
    place = Place(
        _clean(ranking.subject), ranking.edition, ranking.rank, ranking.band, ranking.tied, ranking.previous_rank,
        ranking.streak_years,
    )  # fmt: skip
    if ranking.publisher:
        census.issuers.setdefault(index, _clean(ranking.publisher))
    census.rankings.setdefault(index, {}).setdefault(place, Tally()).add(quote)


def _count_person(census: Census, person: Person, sentences: Sentences) -> None:
    census.names.learn(_clean(person.name), _clean(person.name_en))
    if not person.positions:
        census.postless += 1
    for post in person.positions:
        quotes = (sentences.quote(mention.start, mention.end, mention.rule) for mention in person.mentions)
        quote = next((one for one in quotes if post.title in one.sentence), None) or _first(sentences, person)
        holders = census.posts.setdefault(_clean(post.organization), {}).setdefault(_clean(post.title), {})
        holders.setdefault(_clean(person.name), Tally()).add(quote)


def _count_labs(census: Census, extraction: Extraction, sentences: Sentences) -> None:
    for lab in extraction.labs:
        census.names.learn(_clean(lab.name), _clean(lab.name_en))
        for host in lab.hosts or [""]:
            labs = census.labs.setdefault(_clean(host), {})
            seen = labs.setdefault(_clean(lab.name), LabSeen(lab.category))
            seen.tally.add(_first(sentences, lab))
            if lab.status:
                seen.statuses.add(lab.status)


def _count_dates(census: Census, extraction: Extraction, sentences: Sentences) -> None:
    company = dict(_company(extraction, sentences))
    for record in extraction.dates:
        start, end = record.start or record.end, record.end or record.start
        if record.type not in ("DATE", "TIME") or start is None or end is None:
            census.undated += 1
            continue
        lane = LANES[company.get(sentences.number(record.mentions[0].start), len(LANES) - 1)]
        lanes = census.days.setdefault(Period(start, end), {})
        lanes.setdefault(lane, Tally()).add(_first(sentences, record))


def _company(extraction: Extraction, sentences: Sentences) -> Iterator[tuple[int, int]]:
    """(sentence, lane) of every fact that is no date, the lane that comes first in LANES last."""
    for lane, kind in ((4, "quantities"), (3, "people"), (2, "labs"), (1, "rankings"), (0, "amounts")):
        for record in getattr(extraction, kind):
            if kind != "people" or record.positions:
                for mention in record.mentions:
                    yield sentences.number(mention.start), lane
