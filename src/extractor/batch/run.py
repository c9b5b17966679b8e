"""One run: pass over the inputs, do what is not done, write it, set aside what fails, say when it is complete.

The order of writing makes every moment safe to be killed at: the ledger says what will be written, the outputs
are written and renamed into place, the ledger says that they are. What a run finds `pending` it does again.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from extractor.batch.closing import COMPLETE, KEPT, SET_ASIDE, sweep, write_complete, write_reports
from extractor.batch.engines import Terms, engine_of
from extractor.batch.fingerprints import code_fingerprint, conditions, reading_fingerprint
from extractor.batch.ledger import Ledger
from extractor.batch.options import Failure, Options, Progress, RunSummary, checked
from extractor.batch.places import PIECES, Files, Places, Shards, without
from extractor.batch.reports import Report
from extractor.batch.units import Corpus, Unit, corpora, total_bytes, units
from extractor.batch.work import COUNTED, Job, Outcome, Task
from extractor.model.errors import StoreError, UsageError
from extractor.model.resources import rules_fingerprint
from extractor.store import output_path, write_atomically

_JOB_UNITS, _JOB_BYTES = 32, 1 << 18
_NAMED = 100_000


def run(
    corpus: Path | Sequence[Path],
    out: Path,
    rules: Path,
    *,
    progress: Callable[[Progress], None] | None = None,
    set_aside: Callable[[Report], None] | None = None,
    **options: Any,
) -> RunSummary:
    """Bring the outputs in `out` up to date with the articles in `corpus` and the rules in `rules`.

    `corpus` is a folder or file of articles, or several; `options` are those of `Options`. Only units that are
    new or changed, or whose rules or code changed, are done; outputs of articles that are gone are removed.
    Raises UsageError for a missing corpus or an `out` that is a file, RuleError for broken rules, StoreError when
    another run holds `out` or it cannot be written; what was done until then is kept and the next run goes on.
    """
    inputs = corpora([corpus] if isinstance(corpus, Path) else list(corpus))
    chosen = checked(Options(**options))
    rules_sha256 = rules_fingerprint(rules)
    terms = Terms(str(rules), rules_sha256, code_fingerprint())
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: a file; --out names the folder that the outputs go into")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / ".lock", timeout=0):
            ledger = Ledger(out)
            try:
                return _Run(inputs, out, ledger, terms, chosen, progress, set_aside).go()
            finally:
                ledger.close()
    except Timeout:
        raise StoreError(f"{out}: another run is writing there; wait for it, or name another --out") from None
    except (OSError, sqlite3.Error) as error:
        where, why = getattr(error, "filename", None) or out, getattr(error, "strerror", None) or error
        raise StoreError(f"{where}: {why}. What was done is kept; run again to go on.") from error


class _Run:
    """The state of one run, as long as it holds the folder."""

    def __init__(
        self, inputs: list[Corpus], out: Path, ledger: Ledger, terms: Terms, options: Options,
        progress: Callable[[Progress], None] | None, set_aside: Callable[[Report], None] | None,
    ) -> None:  # fmt: skip
        self._inputs, self._out, self._ledger = inputs, out, ledger
        self._terms, self._options = terms, options
        self._progress, self._told = progress, set_aside
        self._crashed = bool(ledger.meta("going"))
        self._wanted = conditions(terms.rules_sha256, options.default_currency)
        self._places: Places = Shards(out, ledger, options.form)
        if options.form == "json":
            self._places = Files(out, ledger, doubting=self._crashed)
        self._summary = RunSummary()
        self._total = 0
        self._rows = 0
        self._touched = False
        self._under_way: dict[str, tuple[Unit, int | None]] = {}

    def go(self) -> RunSummary:
        """Do everything."""
        if self._crashed:
            sweep(self._out, self._ledger)
        self._adopt_form()
        if self._progress is not None:
            self._total = total_bytes(self._inputs)
        o = self._options
        engine = engine_of(o.engine, o.address, o.workers, self._terms, guarded=self._crashed)
        while True:
            self._ledger.begin_pass()
            self._rows = 0
            self._summary.unchanged = self._summary.inputs = 0
            with closing(engine.outcomes(self._jobs())) as stream:
                for outcomes in stream:
                    self._settle(outcomes)
            self._places.settled(None)
            if not self._clear_away():
                break
        return self._close()

    # What is to be done -----------------------------------------------------------------------------------

    def _jobs(self) -> Iterator[Job]:
        """The jobs of what is not current, in input order."""
        held: list[Task] = []
        size = 0
        last = None
        for ordinal, unit in enumerate(units(self._inputs, self._options.shards)):
            self._summary.inputs += unit.source != last
            last = unit.source
            shard = None if self._options.shards is None else self._rows // self._options.shards
            self._rows += unit.rows
            self._ledger.see(unit.key, ordinal)
            task = self._task_of(unit, shard)
            if task is not None:
                held.append(task)
                size += len(unit.payload)
            elif ordinal % 256 == 0:
                self._report(unit.position)
            if len(held) >= _JOB_UNITS or size >= _JOB_BYTES:
                yield self._job(held)
                held, size = [], 0
        if held:
            yield self._job(held)

    def _job(self, held: list[Task]) -> Job:
        return Job(tuple(held), self._options.default_currency, self._options.form != "json")

    def _task_of(self, unit: Unit, shard: int | None) -> Task | None:
        """What is to be done for a unit; None when it is current."""
        entry = self._ledger.entry(unit.key)
        if (
            entry is not None
            and (entry.sha256, entry.conditions) == (unit.sha256, self._wanted)
            and self._places.current(unit.key, entry, shard)
        ):
            self._summary.unchanged += entry.articles
            return None
        kept = None
        if self._options.keep and unit.form != "broken":
            with suppress(OSError):
                kept = self._kept_path(self._kept_name(unit)).read_bytes()
        self._under_way[unit.key] = (unit, shard)
        return Task(unit.key, unit.source, unit.form, unit.first, unit.payload, kept)

    def _kept_name(self, unit: Unit) -> str:
        known = f"{reading_fingerprint()} {unit.sha256} {unit.form} {unit.key}"
        return sha256(known.encode("utf-8", "surrogateescape")).hexdigest()

    def _kept_path(self, name: str) -> Path:
        return self._out / KEPT / name[:2] / name[2:]

    # What was done ----------------------------------------------------------------------------------------

    def _settle(self, outcomes: list[Outcome]) -> None:
        """Note what will be written, write it, note that it is written."""
        self._touch()
        done = [(*self._under_way.pop(outcome.key), outcome) for outcome in outcomes]
        shard = done[0][1]
        if shard is not None:
            self._places.settled(shard)
        for unit, _, _ in done:
            self._drop_kept(unit)
        with self._ledger.step():
            for unit, number, outcome in done:
                self._claim(unit, outcome)
                self._note(unit, number, outcome)
        for unit, number, outcome in done:
            lost = self._places.write(unit.key, number, outcome.made)
            self._keep(unit, outcome)
            if lost:
                with self._ledger.step():
                    for one in lost:
                        self._ledger.disown(one.id)
                    outcome.reports += lost
                    outcome.made = without(outcome.made, lost)
                    self._note(unit, number, outcome)
            self._copy_inputs(outcome.reports)
        self._remove_doomed()
        with self._ledger.step():
            for unit, _, outcome in done:
                self._ledger.set_stamps(self._places.stamps(outcome.made))
                self._ledger.set_state(unit.key, "done")
        for unit, _, outcome in done:
            self._count(outcome)
            self._report(unit.position)

    def _claim(self, unit: Unit, outcome: Outcome) -> None:
        """Take the ids of the articles; of two articles with one id, the first in the inputs has it."""
        before = {article_id for article_id, _, _ in self._ledger.outputs(unit.key)}
        taken: dict[str, None] = {}
        kept = []
        for made in outcome.made:
            error = self._claim_error(unit, made.id, made.source, taken)
            if error is None:
                taken[made.id] = None
                kept.append(made)
                self._ledger.own(made.id, unit.key, sha256(made.content).hexdigest())
                continue
            owned = made.id not in taken and self._ledger.owner(made.id) is not None
            contested = made.id if owned else None  # an id that nobody may have is not waited for
            outcome.reports.append(
                Report(
                    made.source,
                    made.id,
                    sha256(made.raw or b"").hexdigest(),
                    error,
                    "ReadingError",
                    suffix=made.suffix,
                    raw=made.raw,
                    contested=contested,
                )
            )
        outcome.made = kept
        for article_id in sorted(before - taken.keys()):
            self._ledger.disown(article_id)

    def _claim_error(self, unit: Unit, article_id: str, source: str, taken: dict[str, None]) -> str | None:
        try:
            output_path(self._out, article_id)
        except StoreError as error:
            return f"{source}: {error}"
        if article_id in taken:
            return f"{source}: the article id {article_id!r} stands there twice; every article needs an id of its own"
        owner = self._ledger.owner(article_id)
        if owner is None or owner[0] == unit.key:
            return None
        if self._ledger.before(owner[0], unit.key):
            return (
                f"{source}: the article id {article_id!r} is already that of {owner[1]}; "
                f"give one of them another id in its front matter, or another file name"
            )
        self._ledger.set_state(owner[0], "stale")
        self._ledger.mark_contesting(article_id)
        return None

    def _note(self, unit: Unit, shard: int | None, outcome: Outcome) -> None:
        counts = [sum(column) for column in zip(*(made.counts for made in outcome.made), strict=True)]
        kept = self._kept_name(unit) if self._options.keep and unit.form != "broken" else None
        self._ledger.write_unit(
            unit.key, unit.source, unit.sha256, self._wanted, shard, self._places.piece(outcome.made), kept,
            counts or [0] * len(COUNTED), len(outcome.made),
        )  # fmt: skip
        self._ledger.set_failures(unit.key, outcome.reports)

    def _keep(self, unit: Unit, outcome: Outcome) -> None:
        if self._options.keep and outcome.laid_out is not None:
            write_atomically(self._kept_path(self._kept_name(unit)), outcome.laid_out)

    def _drop_kept(self, unit: Unit) -> None:
        """Take away what was kept of the unit as it was."""
        entry = self._ledger.entry(unit.key)
        if entry is not None and entry.laid_out not in (None, self._kept_name(unit)):
            self._kept_path(str(entry.laid_out)).unlink(missing_ok=True)

    def _copy_inputs(self, reports: list[Report]) -> None:
        for one in reports:
            if one.raw is not None:
                path = self._out / SET_ASIDE / "inputs" / one.input_name
                if not path.exists():
                    write_atomically(path, one.raw)
            if self._told is not None:
                self._told(one)

    def _remove_doomed(self) -> None:
        doomed = self._ledger.doomed()
        if doomed:
            self._summary.removed += self._places.remove(doomed)
            with self._ledger.step():
                self._ledger.absolve(doomed)

    def _count(self, outcome: Outcome) -> None:
        self._summary.written += len(outcome.made)
        self._summary.set_aside += len(outcome.reports)
        for made in outcome.made:
            for kind, name in made.names:
                counted = self._summary.names.setdefault(kind, Counter())
                if name in counted or len(counted) < _NAMED:
                    counted[name] += 1

    def _report(self, position: int) -> None:
        if self._progress is not None:
            s = self._summary
            self._progress(Progress(position, self._total, s.written, s.unchanged, s.set_aside))

    # Beginning and end ------------------------------------------------------------------------------------

    def _touch(self) -> None:
        """Take the word `complete` back before anything changes."""
        if not self._touched:
            (self._out / COMPLETE).unlink(missing_ok=True)
            with self._ledger.step():
                self._ledger.set_meta("going", "yes")
            self._touched = True

    def _adopt_form(self) -> None:
        """Clear away the outputs of a run that wrote them in another form."""
        form = f"{self._options.form} {self._options.shards or ''}".strip()
        before = self._ledger.meta("outputs")
        if before == form:
            return
        if before is not None:
            self._touch()
            if before == "json":
                ids = [article for key in self._ledger.vanished() for article, _, _ in self._ledger.outputs(key)]
                Files(self._out, self._ledger).remove([*ids, *self._ledger.doomed()])
            for _, name, _, _ in self._ledger.shards():
                (self._out / name).unlink(missing_ok=True)
            for folder in (PIECES, KEPT):
                shutil.rmtree(self._out / folder, ignore_errors=True)
        with self._ledger.step():
            self._ledger.empty()
            self._ledger.set_meta("outputs", form)

    def _clear_away(self) -> bool:
        """Forget units that are gone; whether another pass is needed for what this one has upset."""
        gone = self._ledger.vanished()
        if gone:
            self._touch()
            with self._ledger.step():
                for key in gone:
                    self._forget(key)
        self._remove_doomed()
        if gone or self._touched:
            with self._ledger.step():
                self._ledger.mark_freed()
        return self._ledger.unfinished() > 0

    def _forget(self, key: str) -> None:
        entry = self._ledger.entry(key)
        for article_id, _, _ in self._ledger.outputs(key):
            self._ledger.disown(article_id)
        if entry is not None and entry.laid_out is not None:
            self._kept_path(entry.laid_out).unlink(missing_ok=True)
        if entry is not None and entry.shard is not None:
            self._ledger.mark_shard(entry.shard)
        self._ledger.remove_unit(key)

    def _close(self) -> RunSummary:
        """Write the reports and, if all is there, the word `complete`."""
        if isinstance(self._places, Shards) and self._options.shards:
            self._places.remove_beyond(-(-self._rows // self._options.shards))
            shutil.rmtree(self._out / PIECES, ignore_errors=True)
        summary, totals = self._summary, self._ledger.totals()
        summary.totals = totals
        summary.set_aside = totals["set_aside"]
        summary.complete = not summary.set_aside
        summary.unchanged = max(0, totals["articles"] - summary.written)
        summary.failures = [Failure(*row) for row in write_reports(self._out, self._ledger)]
        self._merge_entities()
        if self._touched and hasattr(os, "sync"):
            os.sync()  # the outputs first: a power cut must leave neither the word nor the stamps without the deed
        if summary.complete:
            write_complete(self._out, self._ledger, self._terms, self._options.default_currency, summary.inputs)
        else:
            (self._out / COMPLETE).unlink(missing_ok=True)
        if self._touched:
            with self._ledger.step():
                self._ledger.set_meta("going", "")
        self._report(self._total)
        return summary

    def _merge_entities(self) -> None:
        """Bring the entities of the whole run up to date with its outputs."""
        from extractor.entities import keep_entities

        before = self._ledger.meta("entities")
        stamp = keep_entities(self._out, Path(self._terms.rules), self._ledger.articles(), before)
        if stamp != before:
            with self._ledger.step():
                self._ledger.set_meta("entities", stamp)
