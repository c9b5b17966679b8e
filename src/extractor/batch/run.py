"""Run over a folder: plan, extract in one or several processes, write, set aside what fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from filelock import FileLock, Timeout

from extractor.batch.plan import (
    Done,
    append_journal,
    conditions,
    is_current,
    read_journal,
    write_journal,
)
from extractor.model.errors import ExtractorError, StoreError
from extractor.pipeline import Failure, extract_many
from extractor.reading import find_inputs, read_path
from extractor.rulebook import Rulebook, load
from extractor.rulebook.load import fingerprint
from extractor.store import digest, output_path, write_atomically

SET_ASIDE = ".set-aside.jsonl"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: inputs done of all, articles written, failures so far."""

    done: int
    total: int
    articles: int
    failures: int


@dataclass(slots=True)
class RunSummary:
    """What a run did. `failures` are the articles set aside, each with its reason."""

    inputs: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """One input to do, small enough to send to another process."""

    corpus: str
    path: str
    out: str
    default_currency: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: the digest of each output that was written, and its failures."""

    source: str
    sha256: str
    articles: dict[str, str]
    failures: list[Failure]


def run(
    corpus: Path,
    out: Path,
    rules: Path,
    *,
    default_currency: str = "HKD",
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> RunSummary:
    """Bring the outputs in `out` up to date with the articles in `corpus` and the rules in `rules`.

    Only inputs that are new or changed, or whose rules or code changed, are done. `workers` processes (None:
    as many as are worth it). Outputs of articles that are gone are removed. Raises UsageError for a missing
    corpus, RuleError for broken rules, StoreError when another run holds `out` or it cannot be written.
    """
    inputs = find_inputs(corpus)
    wanted = conditions(fingerprint(rules), default_currency)
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / ".lock", timeout=0):
            return _run_locked(corpus, out, rules, inputs, wanted, default_currency, workers, progress)
    except Timeout:
        raise StoreError(f"{out}: another run is writing there; wait for it, or name another --out") from None


def _run_locked(
    corpus: Path,
    out: Path,
    rules: Path,
    inputs: list[Path],
    wanted: str,
    default_currency: str,
    workers: int | None,
    progress: Callable[[Progress], None] | None,
) -> RunSummary:
    journal = read_journal(out)
    summary = RunSummary(inputs=len(inputs))
    kept: dict[str, Done] = {}
    jobs: list[Job] = []
    for path in inputs:
        source = _source(path, corpus)
        entry = journal.get(source)
        if entry is not None and is_current(entry, digest(path.read_bytes()), wanted, out):
            kept[source] = entry
            summary.unchanged += len(entry.articles)
        else:
            jobs.append(Job(str(corpus), str(path), str(out), default_currency))
    owners = {article: source for source, entry in kept.items() for article in entry.articles}
    contested: dict[str, None] = {}
    for count, outcome in enumerate(_outcomes(jobs, rules, workers), 1):
        entry = _settle(outcome, wanted, owners, contested, summary)
        kept[outcome.source] = entry
        append_journal(out, entry)
        if progress is not None:
            progress(Progress(count, len(jobs), summary.written, len(summary.failures)))
    _restore(contested, corpus, out, rules, default_currency)
    summary.removed = _remove_stale(out, journal, owners)
    write_journal(out, kept.values())
    _write_set_aside(out, kept)
    return summary


def _source(path: Path, corpus: Path) -> str:
    return path.name if path == corpus else path.relative_to(corpus).as_posix()


def _restore(contested: Iterable[str], corpus: Path, out: Path, rules: Path, default_currency: str) -> None:
    """Write the outputs of inputs once more whose article ids a later input had taken and overwritten."""
    for job in (Job(str(corpus), str(corpus / source), str(out), default_currency) for source in contested):
        do(job, load(rules))


def _settle(
    outcome: Outcome, wanted: str, owners: dict[str, str], contested: dict[str, None], summary: RunSummary
) -> Done:
    """Count one outcome; an id that another input already has is a failure of the later one."""
    failures = list(outcome.failures)
    articles = {}
    for article_id, output in outcome.articles.items():
        owner = owners.setdefault(article_id, outcome.source)
        if owner != outcome.source:
            contested[owner] = None
            failures.append(
                Failure(
                    outcome.source,
                    f"{outcome.source}: the article id {article_id!r} is already that of {owner}; "
                    f"give one of them another id in its front matter, or another file name",
                )
            )
        else:
            articles[article_id] = output
    summary.written += len(articles)
    summary.failures.extend(failures)
    reasons = [{"source": failure.source, "error": failure.error} for failure in failures]
    return Done(outcome.source, outcome.sha256, wanted, articles, reasons)


def _remove_stale(out: Path, journal: dict[str, Done], owners: dict[str, str]) -> int:
    """Remove outputs that this program wrote for articles that are no longer there."""
    removed = 0
    for entry in journal.values():
        for article_id in entry.articles:
            path = output_path(out, article_id)
            if article_id not in owners and path.exists():
                path.unlink()
                removed += 1
    return removed


def _write_set_aside(out: Path, kept: dict[str, Done]) -> None:
    import json  # noqa: PLC0415

    rows = [
        json.dumps({"input": source, **failure}, ensure_ascii=False) + "\n"
        for source, entry in sorted(kept.items())
        for failure in entry.failures
    ]
    path = out / SET_ASIDE
    if rows:
        write_atomically(path, "".join(rows).encode())
    elif path.exists():
        path.unlink()


def _outcomes(jobs: list[Job], rules: Path, workers: int | None) -> Iterator[Outcome]:
    """Do the jobs, in order; in this process when that is quicker than starting others."""
    if workers is None:
        workers = min(os.cpu_count() or 1, 1 + len(jobs) // 200)
    if workers <= 1 or len(jobs) <= 1:
        rulebook = load(rules) if jobs else None
        for job in jobs:
            assert rulebook is not None
            yield do(job, rulebook)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start_worker, (str(rules),)) as pool:
        yield from pool.map(_do_in_worker, jobs, chunksize=max(1, min(32, len(jobs) // (workers * 4))))


_worker_rulebook: Rulebook | None = None


def _start_worker(rules: str) -> None:
    global _worker_rulebook  # noqa: PLW0603  (a process has one rulebook, loaded once)
    _worker_rulebook = load(Path(rules))


def _do_in_worker(job: Job) -> Outcome:
    assert _worker_rulebook is not None
    return do(job, _worker_rulebook)


def do(job: Job, rulebook: Rulebook) -> Outcome:
    """Read one input, extract its articles and write their outputs; failures are returned, not raised."""
    corpus, path, out = Path(job.corpus), Path(job.path), Path(job.out)
    source = _source(path, corpus)
    articles: dict[str, str] = {}
    failures: list[Failure] = []
    try:
        sha256 = digest(path.read_bytes())
    except OSError as error:
        return Outcome(source, "", {}, [Failure(source, f"{source}: cannot be read: {error.strerror}")])
    read = read_path(path, corpus)
    for extraction in extract_many(read, rulebook, default_currency=job.default_currency):
        if isinstance(extraction, Failure):
            failures.append(extraction)
            continue
        article_id = extraction.article.id
        if article_id in articles:
            failures.append(Failure(extraction.article.source, _doubled(extraction.article.source, article_id)))
            continue
        try:
            content = extraction.to_json().encode()
            write_atomically(output_path(out, article_id), content)
            articles[article_id] = digest(content)
        except ExtractorError as error:
            failures.append(Failure(extraction.article.source, str(error)))
    return Outcome(source, sha256, articles, failures)


def _doubled(source: str, article_id: str) -> str:
    return f"{source}: the article id {article_id!r} stands there twice; every article needs an id of its own"
