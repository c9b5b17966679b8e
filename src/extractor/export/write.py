"""`extractor export`: a run -> a dataset in a folder, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.export.annotations import ANNOTATIONS
from extractor.export.describe import Census, card, descriptor
from extractor.export.docbin import docbin
from extractor.export.release import changes_since, write_changes
from extractor.export.rows import rows_of
from extractor.export.sinks import SINKS
from extractor.model.errors import StoreError, UsageError
from extractor.store import run_outputs
from extractor.texts import with_texts

ANNOTATED = {**ANNOTATIONS, "spacy": docbin}
FORMATS = (*SINKS, *ANNOTATED)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: articles, rows by table, changes since the last release (None: not asked), gaps."""

    articles: int
    rows: dict[str, int]
    changes: int | None
    complete: bool


def export(
    run: Path,
    out: Path,
    form: str = "parquet",
    *,
    previous: Path | None = None,
    corpus: Sequence[Path] = (),
    quality: Path | None = None,
) -> Exported:
    """Write the dataset of the outputs in `run` into `out`, which it replaces when all of it is written.

    `form` is one of FORMATS; annotation formats need the articles' texts out of `corpus`. `previous` is the
    last release. Raises StoreError for a folder that holds something else, or a full disk;
    UsageError for a run that is none, a format that does not exist, or needs a library that is not installed.
    """
    if form not in FORMATS:
        raise UsageError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    _refuse_other(out)
    if not run.is_dir():
        raise UsageError(f"{run}: no such folder of outputs; `extractor run` makes one")
    building = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        building.mkdir(parents=True)
        done = _write(run, building, form, previous, corpus, quality)
        _swap(building, out)
    except OSError as error:
        raise StoreError(f"{out}: cannot be written: {error.strerror or error}. Nothing was changed there.") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return done


def _refuse_other(out: Path) -> None:
    """A folder with anything in it that is no dataset is not ours to replace."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not (out / "datapackage.json").is_file():
        raise StoreError(f"{out}: holds something that is no dataset; name another --out, or empty it")


def _swap(building: Path, out: Path) -> None:
    old = building.with_name(building.name + ".old")
    if out.exists():
        out.replace(old)
    building.replace(out)
    shutil.rmtree(old, ignore_errors=True)


def _write(
    run: Path, folder: Path, form: str, previous: Path | None, corpus: Sequence[Path], quality: Path | None
) -> Exported:
    census = Census()
    if form in SINKS:
        with SINKS[form](folder) as sink:
            for extraction in run_outputs(run):
                census.count(extraction)
                for table, row in rows_of(extraction):
                    census.rows[table] += 1
                    sink.write(table, row)
    else:
        _annotate(run, folder, form, corpus, census)
    changes = None
    if previous is not None:
        changes = write_changes(folder, changes_since(previous, run_outputs(run)))
    complete, set_aside = (run / ".complete").is_file(), _count_lines(run / "set-aside" / "report.jsonl")
    said = descriptor(folder, form, census)
    (folder / "datapackage.json").write_bytes((json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode())
    told = card(form, census, complete=complete, set_aside=set_aside, quality=quality, changes=changes is not None)
    (folder / "README.md").write_bytes(told.encode())
    return Exported(census.rows["articles"], dict(census.rows), changes, complete)


def _count_lines(path: Path) -> int:
    if not path.is_file():
        return 0
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def _annotate(run: Path, folder: Path, form: str, corpus: Sequence[Path], census: Census) -> None:
    """Write the articles of the corpus that the run has. StoreError when a text is missing."""
    with ANNOTATED[form](folder) as sink:
        for extraction, article in with_texts(run, corpus):
            census.count(extraction)
            census.rows["articles"] += 1
            sink.write(extraction, article.text)


def told(done: Exported, out: Path) -> Iterator[str]:
    """What a person is told of an export."""
    counts = ", ".join(f"{count} {name}" for name, count in sorted(done.rows.items()) if name != "articles")
    yield f"{out.as_posix()}: {done.articles} articles" + (f", {counts}" if counts else "")
    if done.changes is not None:
        yield f"{done.changes} changes since the last release: {(out / 'CHANGES.md').as_posix()}"
    if not done.complete:
        yield "the run was not complete: see its set-aside/report.jsonl; the dataset card says so"
