"""The tables of the dataset: their columns, types, keys and what they mean. Rows come from `export.rows`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.columns import PRECISION, SCALE

ColumnType = Literal["string", "integer", "boolean", "decimal", "date", "strings"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `strings` is a list of strings, `decimal` a `decimal128(38, 12)`, `date` a day."""

    name: str
    type: ColumnType
    why: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its primary key, and (columns, other table, its columns) of every reference to another one."""

    name: str
    why: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


_ARTICLE = Column("article_id", "string", "the article", required=True)
_RECORD = Column("record", "integer", "number of the record in its article and kind, from 1", required=True)
_TO_ARTICLE = (("article_id",), "articles", ("article_id",))


def _s(name: str, why: str, *, required: bool = False) -> Column:
    return Column(name, "string", why, required)


def _kind(name: str, why: str, *columns: Column) -> Table:
    return Table(name, why, (_ARTICLE, _RECORD, *columns), ("article_id", "record"), (_TO_ARTICLE,))


def _part(name: str, of: str, number: str, why: str, *columns: Column) -> Table:
    count = Column(number, "integer", f"its place among those of the record in {of}, from 1", required=True)
    key = ("article_id", "record", number)
    to_record = (("article_id", "record"), of, ("article_id", "record"))
    return Table(name, why, (_ARTICLE, _RECORD, count, *columns), key, (_TO_ARTICLE, to_record))


_FIGURE = (
    Column("value", "decimal", "the figure as written, null for a range"),
    Column("min", "decimal", "the lower bound, if known"),
    Column("max", "decimal", "the upper bound, if known"),
    _s("qualifier", "exact, approximate, at_least, more_than, at_most, less_than, nearly or range", required=True),
)

TABLES: tuple[Table, ...] = (
    Table(
        "articles", "one row an article",
        (
            _ARTICLE,
            _s("source", "the article's path below its corpus, with #row in a JSONL or Parquet file", required=True),
            _s("sha256", "digest of the bytes it was read from", required=True),
            _s("headline", "its headline"), _s("publisher", "its medium"),
            Column("bylines", "strings", "who wrote it"),
            Column("published", "date", "its publication day"),
            _s("published_basis", "what the day comes from: metadata, dateline or inferred"),
            _s("url", "where it was published"),
            _s("ruleset_sha256", "the rules it was extracted by", required=True),
        ), ("article_id",),
    ),
    _kind(
        "labs", "laboratories, research centres and institutes, one row an article and laboratory",
        _s("name", "canonical name, without its host's", required=True), _s("kb_id", "id in the gazetteer"),
        _s("name_en", "English name"), _s("category", "kind of laboratory", required=True),
        _s("status", "new or reorganized"),
    ),
    _part("lab_hosts", "labs", "host_number", "the hosts of a laboratory",
          _s("host", "canonical name of the organization", required=True)),
    _kind(
        "people", "people, one row an article and person",
        _s("name", "name as printed", required=True), _s("name_en", "English name, if the text gives it"),
        Column("aliases", "strings", "other forms in the article"),
    ),
    _part("positions", "people", "position_number", "the posts of a person",
          _s("title", "the title held", required=True), _s("organization", "canonical name of the organization")),
    _kind(
        "organizations", "organizations, one row an article and organization",
        _s("name", "canonical name", required=True), _s("kb_id", "ROR id, or id in the gazetteer"),
        _s("category", "kind of organization", required=True), Column("aliases", "strings", "forms in the article"),
    ),
    _kind(
        "amounts", "sums of money, one row a mention", *_FIGURE,
        _s("currency", "ISO 4217", required=True), _s("currency_basis", "stated or inferred", required=True),
        _s("period", "TIMEX3 set: P1Y for each year"), _s("each", "for each of what"), _s("payer", "who pays"),
        _s("recipient", "who receives"), _s("purpose", "what for, as printed"),
    ),
    _kind(
        "quantities", "other figures, one row a mention", *_FIGURE,
        _s("unit", "measure word or unit as printed; % for every percentage; null for a bare figure"),
        _s("item", "what is counted or measured"), _s("change", "increase or decrease"), _s("basis", "against what"),
    ),
    _kind(
        "rankings", "places in lists, one row a mention",
        _s("subject", "who or what is ranked"), _s("index", "the list's title"), _s("publisher", "who publishes it"),
        Column("edition", "integer", "its year"), _s("scope", "where"), _s("category", "its sub-table"),
        Column("rank", "integer", "the place"), Column("band", "integer", "100 for the first hundred"),
        Column("tied", "boolean", "shared with others", required=True),
        Column("previous_rank", "integer", "the place before"),
        Column("streak_years", "integer", "years in a row"),
    ),
    _kind(
        "dates", "temporal expressions, one row a mention",
        _s("type", "TIMEX3 type: DATE, TIME, DURATION or SET", required=True),
        _s("value", "TIMEX3 value", required=True), _s("mod", "TIMEX3 modifier"),
        Column("start", "date", "first day, if known"), Column("end", "date", "last day, inclusive, if known"),
        _s("basis", "what missing parts came from: explicit, published or context", required=True),
    ),
    Table(
        "mentions", "where every record stands, one row a mention",
        (
            _ARTICLE, _s("kind", "the table of the record", required=True), _RECORD,
            Column("mention", "integer", "number of the mention of the record, from 1", required=True),
            Column("start", "integer", "first code point in the article's text", required=True),
            Column("end", "integer", "behind the last code point", required=True),
            _s("text", "the words, markup inside them and all", required=True),
            _s("block", "the block they stand in", required=True),
            _s("rule", "the rule that found them", required=True),
        ), ("article_id", "kind", "record", "mention"), (_TO_ARTICLE,),
    ),
    Table(
        "warnings", "what a reader must know before trusting a record",
        (
            _ARTICLE, Column("warning", "integer", "number of the warning in its article, from 1", required=True),
            _s("code", "what kind of warning", required=True), _s("message", "the warning", required=True),
            Column("start", "integer", "first code point that it speaks of"),
            Column("end", "integer", "behind the last one"),
        ), ("article_id", "warning"), (_TO_ARTICLE,),
    ),
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}


def arrow_schema(table: Table):  # type: ignore[no-untyped-def]  # pyarrow has no types
    """The Arrow schema of a table."""
    import pyarrow

    types = {
        "string": pyarrow.string(), "integer": pyarrow.int64(), "boolean": pyarrow.bool_(),
        "decimal": pyarrow.decimal128(PRECISION, SCALE), "date": pyarrow.date32(),
        "strings": pyarrow.list_(pyarrow.string()),
    }  # fmt: skip
    return pyarrow.schema(
        [pyarrow.field(one.name, types[one.type], nullable=not one.required) for one in table.columns]
    )
