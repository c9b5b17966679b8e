"""A run -> report.html."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.model.errors import StoreError
from extractor.report.gather import gather
from extractor.report.page import page
from extractor.store import write_atomically


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report was made of, and how large it is in bytes."""

    articles: int
    size: int
    complete: bool


def report(run: Path, out: Path, corpus: Sequence[Path], rules: Path) -> Reported:
    """Write the page of the outputs in `run` to the file `out`.

    `corpus` holds the inputs of that run, `rules` the gazetteers that know English names.

    StoreError where the run or its texts cannot be read, or `out` cannot be written; UsageError when the library
    that draws is not installed. `out` is the old file or the new one, whole.
    """
    if out.is_dir():
        raise StoreError(f"{out}: is a folder; --out names the file of the report")
    census = gather(run, corpus, rules)
    content = page(census)
    write_atomically(out, content)
    return Reported(census.articles.count, len(content), census.complete)


def told(done: Reported, out: Path) -> Iterator[str]:
    """What a person is told of a report."""
    plural = "" if done.articles == 1 else "s"
    yield f"{out.as_posix()}: {done.articles} article{plural} on one page of {max(done.size // 1000, 1)} kB"
    if not done.complete:
        yield "the run was not complete; the page says so"
