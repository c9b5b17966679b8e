"""What a kind hands to the records room: resolved mentions, in plain positions.

Every finding has `start`, `end` (plain positions, `[start, end)`) and `rule` (the id of the rule that found
it). A `Place` is a plain span that names something which another kind may know better (a payer, a host, a
title's organization): the records room looks whether a person, an organization or a laboratory stands
there, and otherwise takes the words as printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from extractor.model.article import PublishedBasis
from extractor.model.values import Figure
from extractor.model.warnings import Warning_


class Place(NamedTuple):
    """A plain span `[start, end)`."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class DateFinding:
    """A resolved temporal expression; `first` and `last` are its days, inclusive, where known."""

    start: int
    end: int
    rule: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    first: date | None = None
    last: date | None = None
    basis: Literal["explicit", "published", "context"] = "explicit"


@dataclass(slots=True)
class Dating:
    """All temporal expressions of an article, and the publication day that they hang on.

    `published` is None when neither metadata nor the article decide the day; `basis` says where it comes
    from; `explanation` tells, a sentence each, which clue removed which days.
    """

    dates: list[DateFinding]
    published: date | None
    basis: PublishedBasis | None
    warnings: list[Warning_] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class AmountFinding:
    """A sum of money. `payer`, `recipient` and `purpose` are places that the sentence gives, or None."""

    start: int
    end: int
    rule: str
    figure: Figure
    currency: str
    currency_basis: Literal["stated", "inferred"]
    period: str | None = None
    each: str | None = None
    payer: Place | None = None
    recipient: Place | None = None
    purpose: Place | None = None


@dataclass(slots=True, eq=False)
class QuantityFinding:
    """Any other measured figure. `at` is where its item stands, when the item is printed beside it."""

    start: int
    end: int
    rule: str
    figure: Figure
    unit: str
    item: str | None = None
    change: Literal["increase", "decrease"] | None = None
    basis: str | None = None
    at: Place | None = None


@dataclass(slots=True, eq=False)
class RankingFinding:
    """A place in a list. `subject` and `publisher` are places or ready names (from a gazetteer).

    `front` is set where the clause did not give the holder: the part of the sentence in front of the place,
    in which the records room may know a person or a body. `carried` is set when `subject` stands in front of
    that part: a person who leads a clause in it is nearer.
    """

    start: int
    end: int
    rule: str
    rank: int | None
    band: int | None = None
    subject: Place | str | None = None
    index: str | None = None
    publisher: Place | str | None = None
    edition: int | None = None
    scope: str | None = None
    category: str | None = None
    tied: bool = False
    previous_rank: int | None = None
    streak_years: int | None = None
    front: Place | None = None
    carried: bool = False


@dataclass(slots=True, eq=False)
class OrganizationFinding:
    """A mention of an organization under its canonical `name`; `entry` is its gazetteer entry, if listed.

    `place` is where the body has its seat (HK, CN, …) when that is known. `parent` is the canonical name of
    the body that it is a part of (大學 of a 學院), if the text or the gazetteer says so.
    """

    start: int
    end: int
    rule: str
    name: str
    kb_id: str | None = None
    category: str = "other"
    entry: Any = None
    parent: str | None = None


@dataclass(slots=True, eq=False)
class TitleSpan:
    """A title `[start, end)` held by a person: the words to print, and where its organization may stand.

    `organization` is the place of the words in front of the title that may name the body (the records room
    finds the organization there), None when the title stands alone. `body` is the organization's name when
    the article itself gives it (the medium of 本報記者). `behind` is set for a title behind the name
    (林振陽教授): its organization then stands in front of the name. `verb` marks a title that is a verb as well
    (代表, 主持): it is a post only beside an organization. `head` is where the title's head begins: a body may
    reach up to it (匯川證券｜分析員, though 證券分析員 is a title too); 0 when it is not known. `bracket` is what
    stands in brackets behind the name, which may be the body. `carried` is where the body of the title before
    stands, of which a unit in front of this title may be a part (A大學副校長兼電子工程系教授). `beside` is a
    title of the same person whose body is this one's too when it has none of its own (教授兼校長, 轉任顧問).
    """

    start: int
    end: int
    title: str
    organization: Place | None = None
    body: str | None = None
    behind: bool = False
    verb: bool = False
    head: int = 0
    bracket: Place | None = None
    carried: Place | None = None
    beside: TitleSpan | None = None


@dataclass(slots=True, eq=False)
class PersonFinding:
    """A mention of a person. `name` is the full name it stands for, as printed in the article.

    All findings of one `name` become one record. `alias` is set when the surface is another form of it
    (孫局長, 林鄭). `evidence` explains the decision, a sentence each, when the run
    is traced.
    """

    start: int
    end: int
    rule: str
    name: str
    name_en: str | None = None
    alias: str | None = None
    titles: list[TitleSpan] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    kb_id: str | None = None


@dataclass(slots=True, eq=False)
class LabFinding:
    """A mention of a laboratory. `name` is canonical, without its host; `host_places` may name hosts,
    and the subject of `maker_place` may be one; `keeper` is the academy that its name begins with.

    `entry` is its gazetteer entry, if one is listed and only one fits.
    """

    start: int
    end: int
    rule: str
    name: str
    category: str
    kb_id: str | None = None
    name_en: str | None = None
    entry: Any = None
    status: Literal["new", "reorganized"] | None = None
    host_places: list[Place] = field(default_factory=list)
    maker_place: Place | None = None
    keeper: str | None = None


@dataclass(slots=True)
class Findings:
    """Everything the kinds found in one article."""

    dating: Dating
    amounts: list[AmountFinding]
    quantities: list[QuantityFinding]
    rankings: list[RankingFinding]
    organizations: list[OrganizationFinding]
    people: list[PersonFinding]
    labs: list[LabFinding]
    warnings: list[Warning_] = field(default_factory=list)
