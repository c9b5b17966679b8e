"""Who does the jobs: this process, several on this machine, or a Dask cluster. The outcomes come in order.

Only a window of jobs is under way at a time, so memory does not grow with the batch. A worker that dies (out
of memory, killed) costs nothing but time: its job is done again article by article, and an article over
which a worker dies alone is set aside.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from extractor.batch.fingerprints import code_fingerprint
from extractor.batch.work import Job, Outcome, Task, died, do_job, singles
from extractor.model.errors import StoreError, UsageError

if TYPE_CHECKING:
    from extractor.rulebook import Rulebook

ALONE = 200
"""Up to that many tasks are done in this process when nobody says how many: starting others takes longer."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What every worker must have in common with the run: where the rules are, and what they and the code are."""

    rules: str
    rules_sha256: str
    code_sha256: str


class Engine(Protocol):
    """Does jobs and hands out their outcomes in the order of the jobs."""

    def outcomes(self, jobs: Iterable[Job]) -> Generator[list[Outcome], None, None]:
        """One list of outcomes a job, one outcome a task."""
        ...


@cache
def rulebook_of(terms: Terms) -> Rulebook:
    """The rulebook of a run, loaded once a process. StoreError when it or the code is no longer what it was."""
    from extractor.rulebook import load

    rulebook = load(Path(terms.rules))
    if rulebook.sha256 != terms.rules_sha256:
        raise StoreError(f"{terms.rules}: the rules changed while the run was going on; run again")
    if code_fingerprint() != terms.code_sha256:
        raise StoreError(
            "a worker runs another version of this program (or of a library) than the run; "
            "install the same one everywhere and run again"
        )
    return rulebook


class Alone:
    """Everything in this process."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def outcomes(self, jobs: Iterable[Job]) -> Generator[list[Outcome], None, None]:
        """See `Engine`."""
        for job in jobs:
            yield do_job(job, rulebook_of(self._terms))


class Processes:
    """Several processes on this machine."""

    def __init__(self, terms: Terms, workers: int) -> None:
        self._terms, self._workers = terms, workers
        self._apart: ProcessPoolExecutor | None = None

    def outcomes(self, jobs: Iterable[Job]) -> Generator[list[Outcome], None, None]:
        """See `Engine`."""
        pool = self._pool(self._workers)
        waiting: deque[tuple[Job, Future[list[Outcome]]]] = deque()
        stream = iter(jobs)
        try:
            while True:
                _fill(waiting, stream, partial(_submit, pool), 4 * self._workers)
                if not waiting:
                    return
                job, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    pool.shutdown(cancel_futures=True)
                    yield _one_by_one(job, self._rescued)
                    pool = self._pool(self._workers)
                    waiting = deque((other, _submit(pool, other)) for other, _ in waiting)
        finally:
            pool.shutdown(cancel_futures=True)
            if self._apart is not None:
                self._apart.shutdown()

    def _rescued(self, job: Job) -> list[Outcome] | None:
        """The outcome of a job in a process apart; None when that dies."""
        if self._apart is None:
            self._apart = self._pool(1)
        try:
            return self._apart.submit(_do_here, job).result()
        except BrokenProcessPool:
            self._apart.shutdown()
            self._apart = None
            return None

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (self._terms,))


def _submit(pool: ProcessPoolExecutor, job: Job) -> Future[list[Outcome]]:
    try:
        return pool.submit(_do_here, job)
    except BrokenProcessPool as error:
        future: Future[list[Outcome]] = Future()
        future.set_exception(error)
        return future


_terms: Terms | None = None


def _start_worker(terms: Terms) -> None:
    """Remember the terms, and end with the run: a worker whose parent was killed must not stay behind."""
    global _terms  # noqa: PLW0603  (a worker process serves one run)
    _terms = terms
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _do_here(job: Job) -> list[Outcome]:
    assert _terms is not None
    return do_job(job, rulebook_of(_terms))


def _one_by_one(job: Job, rescued: Callable[[Job], list[Outcome] | None]) -> list[Outcome]:
    """The outcomes of a job over which a worker died: whole, else task by task, else article by article."""
    whole = rescued(job)
    return whole if whole is not None else [_of_task(job, task, rescued) for task in job.tasks]


def _of_task(job: Job, task: Task, rescued: Callable[[Job], list[Outcome] | None]) -> Outcome:
    parts = [task] if len(job.tasks) == 1 else None
    done = rescued(replace(job, tasks=(task,))) if parts is None else None
    if done is not None:
        return done[0]
    merged = Outcome(task.key)
    for single in singles(task):
        done = rescued(replace(job, tasks=(single,)))
        outcome = done[0] if done is not None else died(single)
        merged.made += outcome.made
        merged.reports += outcome.reports
    return merged


class Dask:
    """The workers of a Dask cluster, which need this program in the same version, and nothing else: articles and
    rules are sent to them.
    """

    def __init__(self, terms: Terms, address: str) -> None:
        self._terms, self._address = terms, address

    def outcomes(self, jobs: Iterable[Job]) -> Generator[list[Outcome], None, None]:
        """See `Engine`. Raises UsageError without Dask, StoreError when the cluster cannot be reached."""
        try:
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise UsageError(
                'the engine dask needs Dask distributed; install it with `pip install "extractor[dask]"`'
            ) from error
        from extractor.batch.parcel import packed_rules

        parcel = packed_rules(Path(self._terms.rules))
        try:
            client: Any = Client(self._address, timeout="15s", set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise StoreError(f"{self._address}: no Dask scheduler answers there: {error}") from error
        with client:
            rules = client.submit(_same, parcel, pure=False)

            def submit(job: Job) -> Any:
                return client.submit(_do_far, job, rules, self._terms, pure=False)

            def rescued(job: Job) -> list[Outcome] | None:
                try:
                    done: list[Outcome] = submit(job).result()
                except KilledWorker:
                    return None
                return done

            yield from self._in_order(jobs, client, submit, rescued, KilledWorker)

    def _in_order(
        self, jobs: Iterable[Job], client: Any, submit: Callable[[Job], Any],
        rescued: Callable[[Job], list[Outcome] | None], killed: type[Exception],
    ) -> Generator[list[Outcome], None, None]:  # fmt: skip
        waiting: deque[tuple[Job, Any]] = deque()
        stream = iter(jobs)
        while True:
            _fill(waiting, stream, submit, 4 * max(2, sum(client.nthreads().values())))
            if not waiting:
                return
            job, future = waiting.popleft()
            try:
                yield future.result()
            except killed:
                yield _one_by_one(job, rescued)


def _fill(waiting: deque[tuple[Job, Any]], stream: Iterator[Job], submit: Callable[[Job], Any], most: int) -> None:
    """Hand out jobs until `most` of them wait; no more are read ahead, so that memory stays bounded."""
    for job in stream:
        waiting.append((job, submit(job)))
        if len(waiting) >= most:
            return


def _same(content: bytes) -> bytes:
    return content


def _do_far(job: Job, parcel: bytes, terms: Terms) -> list[Outcome]:
    """Do a job on a machine that knows nothing of the run but what it is sent."""
    from extractor.batch.parcel import unpacked_rules

    folder = unpacked_rules(parcel, terms.rules_sha256)
    return do_job(job, rulebook_of(replace(terms, rules=str(folder))))


def engine_of(name: str, address: str | None, workers: int | None, terms: Terms, *, guarded: bool = False) -> Engine:
    """The engine that a user asked for. `guarded`: articles may kill the process, so never do them in this one.

    Raises UsageError for one that does not exist or lacks its address."""
    if name == "dask":
        if not address:
            raise UsageError("--engine dask needs --address, the scheduler's: tcp://host:8786")
        return Dask(terms, address)
    if name != "local":
        raise UsageError(f"no engine {name!r}; there are local and dask")
    if workers is None and guarded:
        return Processes(terms, os.cpu_count() or 1)
    if workers is None:
        return _AsItComes(terms)
    return Alone(terms) if workers == 1 else Processes(terms, workers)


class _AsItComes:
    """This process for a few articles, all processors for many."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def outcomes(self, jobs: Iterable[Job]) -> Generator[list[Outcome], None, None]:
        """See `Engine`."""
        held: list[Job] = []
        stream = iter(jobs)
        size = 0
        for job in stream:
            held.append(job)
            size += sum(1 if task.form == "file" else task.payload.count(b"\n") for task in job.tasks)
            if size > ALONE:
                break
        workers = os.cpu_count() or 1
        many = size > ALONE and workers > 1
        engine: Engine = Processes(self._terms, workers) if many else Alone(self._terms)
        yield from engine.outcomes(chain(held, stream))
