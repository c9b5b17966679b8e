"""What a person sees of a run: a progress bar while it goes on, a summary at its end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.batch.run import Progress, RunSummary
from extractor.model.errors import StoreError
from extractor.model.records import KINDS, Extraction
from extractor.store import output_files, read_output


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """A progress bar on stderr when a person watches; nothing on a pipe or when `quiet`."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  (only where somebody looks)
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress as Bar,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("reading", total=None)

        def update(progress: Progress) -> None:
            note = f"{progress.articles} articles" + (
                f", {progress.failures} set aside" if progress.failures else ""
            )
            bar.update(task, completed=progress.done, total=progress.total, description=note)

        yield update


def summary_lines(summary: RunSummary, out: Path) -> Iterator[str]:
    """The counts of a run, then what the outputs now hold, a line a kind with its newest examples."""
    yield (
        f"{summary.written} articles extracted, {summary.unchanged} unchanged, {summary.removed} removed, "
        f"{len(summary.failures)} set aside"
    )
    counts: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for _, path in output_files(out):
        try:
            record = read_output(path)
        except StoreError:
            continue
        for kind in KINDS:
            rows = getattr(record, kind)
            counts[kind] += len(rows)
            names[kind].update(_label(kind, row, record) for row in rows)
    for kind in KINDS:
        most = sorted(names[kind].items(), key=lambda item: (-item[1], item[0]))[:5]
        yield f"{kind:>14} {counts[kind]:>6}   {'　'.join(name for name, _ in most)}"


def _label(kind: str, row: object, record: Extraction) -> str:
    """A few words for one record."""
    if kind in ("labs", "people", "organizations"):
        return str(getattr(row, "name"))  # noqa: B009  (the kinds differ, the attribute does not)
    mention = getattr(row, "mentions")[0]  # noqa: B009
    return str(mention.text).replace("\n", " ")
