"""How a run is to be made, and what it tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from extractor.batch.places import SHARD_ARTICLES, OutputForm
from extractor.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: bytes of the inputs behind it, of all; articles written, unchanged, set aside so far."""

    done: int
    total: int
    articles: int
    unchanged: int
    failures: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that was set aside: where it came from, and the error as one sentence."""

    source: str
    error: str


@dataclass(slots=True)
class RunSummary:
    """What a run did, and what stands there now.

    `failures` are the first thousand articles set aside; `set_aside` says how many there are. `complete` is
    true when the outputs hold every article of the inputs. `totals` counts the records of every kind.
    """

    inputs: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    set_aside: int = 0
    complete: bool = False
    failures: list[Failure] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    names: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is to be made. `shards` is how many articles a shard has (None: one file an article)."""

    default_currency: str = "HKD"
    workers: int | None = None
    form: OutputForm = "json"
    shards: int | None = None
    engine: str = "local"
    address: str | None = None
    keep: bool = True
    """Whether to keep what was read, so that new rules need no new reading."""


def checked(options: Options) -> Options:
    """The options with what follows from them. Raises UsageError for what does not go together."""
    if options.address is not None and options.engine != "dask":
        raise UsageError(f"--address {options.address} is of use only with --engine dask; add it, or leave both out")
    if options.form not in ("json", "jsonl", "parquet"):
        raise UsageError(f"no output format {options.form!r}; there are json, jsonl and parquet")
    if options.form == "json":
        return options if options.shards is None else replace(options, form="jsonl")
    return replace(options, shards=options.shards or SHARD_ARTICLES)
