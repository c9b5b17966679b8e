"""The output: one `Extraction` an article, by the contract. Keys stand in the order written here."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

from extractor.model.article import BlockLabel, PublishedBasis
from extractor.model.kinds import KINDS as KINDS  # noqa: PLC0414  (as many import it from here)
from extractor.model.values import Qualifier

SCHEMA_VERSION: Literal[1] = 1


def plain_number(number: Decimal) -> int | float | str:
    """`number` as JSON writes it: an integer when it is whole, else the shortest float that is exact.

    A decimal that a double cannot hold exactly in its shortest form is written as a string, so that no
    digit is ever lost.
    """
    if number == number.to_integral_value():
        return int(number)
    as_float = float(number)
    return as_float if Decimal(repr(as_float)) == number else plain_digits(number)


def plain_digits(number: Decimal) -> str:
    """All digits of `number`, without exponent or trailing zeros; no context rounds it, as normalize() would."""
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


Number = Annotated[
    Decimal,
    PlainSerializer(plain_number, return_type=int | float | str, when_used="json"),
    WithJsonSchema({"type": ["integer", "number", "string"]}),
]


class Record(BaseModel):
    """Base of all output objects: unknown keys refused, values not coerced silently."""

    model_config = ConfigDict(extra="forbid", validate_default=False)


class Mention(Record):
    """Where something stands: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str
    block: BlockLabel
    rule: str


class Lab(Record):
    """A named research unit."""

    name: str
    kb_id: str | None = None
    name_en: str | None = None
    category: Literal[
        "state_key_laboratory", "key_laboratory", "joint_laboratory", "laboratory", "research_centre",
        "research_institute",
    ]  # fmt: skip
    hosts: list[str] = []
    status: Literal["new", "reorganized"] | None = None
    mentions: list[Mention]


class Position(Record):
    """A post: the title as held, and the canonical organization it belongs to, or null."""

    title: str
    organization: str | None = None


class Person(Record):
    """A person, with every post that the article gives."""

    name: str
    name_en: str | None = None
    aliases: list[str] = []
    positions: list[Position] = []
    mentions: list[Mention]


class Organization(Record):
    """An organization under its canonical name."""

    name: str
    kb_id: str | None = None
    category: Literal["university", "government", "company", "media", "international", "institution", "other"]
    aliases: list[str] = []
    mentions: list[Mention]


class Amount(Record):
    """A sum of money."""

    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    qualifier: Qualifier
    currency: str
    currency_basis: Literal["stated", "inferred"]
    period: str | None = None
    each: str | None = None
    payer: str | None = None
    recipient: str | None = None
    purpose: str | None = None
    mentions: list[Mention]


class Quantity(Record):
    """Any other measured figure."""

    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    qualifier: Qualifier
    unit: str | None = None
    item: str | None = None
    change: Literal["increase", "decrease"] | None = None
    basis: str | None = None
    mentions: list[Mention]


class Ranking(Record):
    """A place in a list."""

    subject: str | None = None
    index: str | None = None
    publisher: str | None = None
    edition: int | None = None
    scope: str | None = None
    category: str | None = None
    rank: int | None = None
    band: int | None = None
    tied: bool = False
    previous_rank: int | None = None
    streak_years: int | None = None
    mentions: list[Mention]


class Date(Record):
    """A temporal expression by TIMEX3 (ISO 24617-1)."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    start: str | None = None
    end: str | None = None
    basis: Literal["explicit", "published", "context"]
    mentions: list[Mention]


class Warned(Record):
    """A warning, with the place it speaks of, if it speaks of one."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class ArticleHead(Record):
    """What is known of the article itself."""

    id: str
    source: str
    sha256: str
    headline: str | None = None
    publisher: str | None = None
    bylines: list[str] = []
    published: str | None = None
    published_basis: PublishedBasis | None = None
    url: str | None = None


class RulesetHead(Record):
    """The fingerprint of the rules that were in force."""

    sha256: str


class Extraction(Record):
    """Everything found in one article."""

    schema_version: Literal[1] = SCHEMA_VERSION
    article: ArticleHead
    ruleset: RulesetHead
    labs: list[Lab] = []
    people: list[Person] = []
    organizations: list[Organization] = []
    amounts: list[Amount] = []
    quantities: list[Quantity] = []
    rankings: list[Ranking] = []
    dates: list[Date] = []
    warnings: list[Warned] = []

    def to_json(self) -> str:
        """The bytes of the contract, as text: indented by 2, Chinese unescaped, one newline at the end."""
        return self.model_dump_json(indent=2) + "\n"
