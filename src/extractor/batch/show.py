"""What a person, or a server's log, sees of a run."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from extractor.batch.closing import SET_ASIDE
from extractor.batch.options import Progress, RunSummary
from extractor.batch.reports import Report
from extractor.model.kinds import KINDS
from extractor.reading import SUFFIXES

_EVERY = 5.0
_SHOWN = 20


@dataclass(slots=True)
class Watch:
    """What a run is told to call while it goes on."""

    progress: Callable[[Progress], None] | None = None
    set_aside: Callable[[Report], None] | None = None
    finished: Callable[[RunSummary], None] = field(default=lambda _: None)


@contextmanager
def watching(quiet: bool, log: str | None) -> Iterator[Watch]:
    """A JSON log on stderr when asked for; else a progress bar there when a person watches; else nothing."""
    if log == "json":
        yield json_log(sys.stderr, time.monotonic)
    elif quiet or not sys.stderr.isatty():
        yield Watch()
    else:
        with _bar() as update:
            yield Watch(update)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )

    begun = time.monotonic()
    columns = [TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()]
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("reading", total=None)

        def update(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, description=_said(progress, begun))

        yield update


def _said(progress: Progress, begun: float) -> str:
    seconds = max(time.monotonic() - begun, 1e-9)
    parts = [f"{progress.articles:,} articles", f"{progress.articles / seconds:,.0f}/s"]
    if progress.unchanged:
        parts.append(f"{progress.unchanged:,} unchanged")
    if progress.failures:
        parts.append(f"{progress.failures:,} set aside")
    return " · ".join(parts)


def json_log(stream: IO[str], clock: Callable[[], float]) -> Watch:
    """One JSON object a line: `progress` every five seconds, `set_aside` at once, `finished` at the end."""
    begun = clock()
    last = begun

    def say(event: str, **fields: Any) -> None:
        stream.write(json.dumps({"event": event, **fields}, ensure_ascii=False) + "\n")
        stream.flush()

    def progress(p: Progress) -> None:
        nonlocal last
        now = clock()
        if now - last < _EVERY and p.done < p.total:
            return
        last = now
        seconds = max(now - begun, 1e-9)
        left = None if not p.done else round(seconds * (p.total - p.done) / p.done, 1)
        say(
            "progress", bytes=p.done, bytes_total=p.total, articles=p.articles, unchanged=p.unchanged,
            set_aside=p.failures, articles_per_second=round(p.articles / seconds, 1), seconds=round(seconds, 1),
            seconds_left=left,
        )  # fmt: skip

    def set_aside(report: Report) -> None:
        say("set_aside", **{name: report.row()[name] for name in ("source", "id", "error", "type", "place", "rule")})

    def finished(summary: RunSummary) -> None:
        say(
            "finished", complete=summary.complete, written=summary.written, unchanged=summary.unchanged,
            removed=summary.removed, set_aside=summary.set_aside, totals=summary.totals,
            seconds=round(clock() - begun, 1),
        )  # fmt: skip

    return Watch(progress, set_aside, finished)


def failure_lines(summary: RunSummary, out: Path) -> Iterator[str]:
    """The articles that were set aside, the first of them by name, and where to read more; or that there was none."""
    if summary.inputs == 0:
        yield f"no articles there: looked for files ending in {', '.join(SUFFIXES)}"
    for failure in summary.failures[:_SHOWN]:
        yield f"set aside: {failure.error}"
    if summary.set_aside > _SHOWN:
        yield f"set aside: {summary.set_aside - _SHOWN} more"
    if summary.set_aside:
        yield f"reports and copies of the inputs: {(out / SET_ASIDE / 'report.jsonl').as_posix()}"


def summary_lines(summary: RunSummary) -> Iterator[str]:
    """The counts of a run, then what the outputs now hold, a line a kind with the names met most often."""
    state = "complete" if summary.complete else "NOT complete"
    yield (
        f"{state}: {summary.written} articles extracted, {summary.unchanged} unchanged, {summary.removed} removed, "
        f"{summary.set_aside} set aside"
    )
    for kind in KINDS:
        names = summary.names.get(kind, Counter())
        most = sorted(names.items(), key=lambda item: (-item[1], item[0]))[:5]
        yield f"{kind:>14} {summary.totals.get(kind, 0):>6}   {'　'.join(name for name, _ in most)}".rstrip()
