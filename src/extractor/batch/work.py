"""What a worker does: bytes in, outputs and reports out. It knows no disk, so it runs on any machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from extractor.batch.laidout import pack, unpack
from extractor.batch.reports import Report, report
from extractor.batch.units import Form, as_stream
from extractor.model.article import Article
from extractor.model.errors import ExtractorError, ReadingError
from extractor.model.kinds import KINDS

if TYPE_CHECKING:
    from extractor.rulebook import Rulebook

COUNTED = (*KINDS, "warnings")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Task:
    """One unit to do. `laid_out` is what an earlier run kept of it; then `payload` is only for reports."""

    key: str
    source: str
    form: Form
    first: int
    payload: bytes
    laid_out: bytes | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Tasks that travel together. `compact` asks for one line an article instead of the indented form."""

    tasks: tuple[Task, ...]
    default_currency: str
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """The output of one article."""

    id: str
    source: str
    content: bytes
    counts: tuple[int, ...]
    names: tuple[tuple[str, str], ...]
    """(kind, name) of its entities: what a summary shows."""
    raw: bytes | None = None
    suffix: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of one task. `laid_out` is to be kept for later runs (None: nothing new to keep)."""

    key: str
    made: list[Made] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    laid_out: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One article of a task, not read yet."""

    where: str
    name: str
    raw: bytes
    suffix: str
    article: Article | None = None
    columns: Mapping[str, Any] | None = None


def do_job(job: Job, rulebook: Rulebook) -> list[Outcome]:
    """Do every task of a job, in order; failures are reported, never raised."""
    return [do_task(task, rulebook, job.default_currency, compact=job.compact) for task in job.tasks]


def do_task(task: Task, rulebook: Rulebook, default_currency: str, *, compact: bool) -> Outcome:
    """Read the articles of one unit and extract them."""
    outcome = Outcome(task.key)
    if task.form == "broken":
        reason = task.payload.decode("utf-8", "surrogateescape")
        outcome.reports.append(
            report(ReadingError(reason), source=task.source, id=_name(task.source), raw=None, suffix="")
        )
        return outcome
    articles = []
    rows, cached = _rows(task)
    for row in rows:
        article = row.article or _read(row, outcome)
        if article is not None:
            articles.append(article)
            _extract(article, row, outcome, rulebook, default_currency, compact)
    if not cached and articles and len(articles) == len(rows):
        outcome.laid_out = pack(articles)
    return outcome


def _name(source: str) -> str:
    return PurePosixPath(source).with_suffix("").as_posix()


def _rows(task: Task) -> tuple[list[_Row], bool]:
    """The articles of a task, and whether they are laid out already."""
    rows = list(_raw_rows(task))
    if task.laid_out is None:
        return rows, False
    try:
        articles = unpack(task.laid_out)
    except ValueError:
        return rows, False
    if [article.source for article in articles] != [row.where for row in rows]:
        return rows, False
    return [replace(row, article=article) for row, article in zip(rows, articles, strict=True)], True


def _raw_rows(task: Task) -> Iterator[_Row]:
    name = _name(task.source)
    if task.form == "file":
        yield _Row(task.source, name, task.payload, PurePosixPath(task.source).suffix)
    elif task.form == "lines":
        for number, line in enumerate(task.payload.split(b"\n"), task.first):
            if line.strip():
                raw = line.removeprefix(_BOM) if number == 1 else line
                yield _Row(f"{task.source}#{number}", f"{name}-{number}", raw, ".jsonl")
    else:
        from extractor.reading import row_as_line

        for number, row in enumerate(_table(task.payload).to_pylist(), task.first):
            raw = row_as_line(row).encode()
            yield _Row(f"{task.source}#{number}", f"{name}-{number}", raw, ".jsonl", columns=row)


def _table(payload: bytes):  # type: ignore[no-untyped-def]  # pyarrow has no types
    import pyarrow

    with pyarrow.ipc.open_stream(payload) as stream:
        return stream.read_all()


def _read(row: _Row, outcome: Outcome) -> Article | None:
    from extractor.reading import article_from_bytes, article_of_columns, article_of_line

    try:
        if row.columns is not None:
            return article_of_columns(row.columns, row.where, row.name)
        if row.suffix == ".jsonl":
            return article_of_line(row.raw, row.where, row.name)
        return article_from_bytes(row.raw, row.where)
    except Exception as error:  # one bad article never stops a batch, whatever is wrong with it
        outcome.reports.append(_told(error, row, row.name, None))
        return None


def _extract(
    article: Article, row: _Row, outcome: Outcome, rulebook: Rulebook, default_currency: str, compact: bool
) -> None:
    from extractor import pipeline

    try:
        found = pipeline.extract(article, rulebook, default_currency=default_currency)
        content = (found.model_dump_json() + "\n" if compact else found.to_json()).encode()
    except Exception as error:  # as above
        outcome.reports.append(_told(error, row, article.id, rulebook))
        return
    outcome.made.append(
        Made(
            article.id,
            article.source,
            content,
            tuple(len(getattr(found, name)) for name in COUNTED),
            tuple((kind, row.name) for kind in KINDS[:3] for row in getattr(found, kind)),
            row.raw,
            row.suffix,
        )
    )


def _told(error: Exception, row: _Row, article_id: str, rulebook: Rulebook | None) -> Report:
    return report(error, source=row.where, id=article_id, raw=row.raw, suffix=row.suffix, rulebook=rulebook)


def singles(task: Task) -> list[Task]:
    """The same work, one task an article: to find the one that kills a worker."""
    if task.form in ("file", "broken"):
        return [task]
    if task.form == "lines":
        return [
            replace(task, first=number, payload=line, laid_out=None)
            for number, line in enumerate(task.payload.split(b"\n"), task.first)
            if line.strip()
        ]
    table = _table(task.payload)
    return [
        replace(task, first=task.first + index, payload=as_stream(table.slice(index, 1).to_batches()[0]), laid_out=None)
        for index in range(table.num_rows)
    ]


def died(task: Task) -> Outcome:
    """The outcome of a task with one article whose worker died over it."""
    row = next(_raw_rows(task))
    error = ExtractorError(
        f"{row.where}: the process that extracted it died (killed, out of memory, or a crash in a library)"
    )
    return Outcome(task.key, reports=[_told(error, row, row.name, None)])
