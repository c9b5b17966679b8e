"""Comparing folders of outputs: accepted ones and those of the last run."""

from __future__ import annotations

from pathlib import Path

from extractor.review.diff import Change, compare, only
from extractor.store import output_files, read_output


def compare_folders(old: Path, new: Path) -> list[Change]:
    """All changes from the outputs in `old` to those in `new`, article by article.

    Raises StoreError when a folder is missing or holds what is no output.
    """
    before, after = dict(output_files(old)), dict(output_files(new))
    changes: list[Change] = []
    for article in sorted({*before, *after}):
        if article not in after:
            changes += only(read_output(before[article]), added=False)
        elif article not in before:
            changes += only(read_output(after[article]), added=True)
        elif before[article].read_bytes() != after[article].read_bytes():
            changes += compare(read_output(before[article]), read_output(after[article]))
    return changes


def check_folders(golden: Path, new: Path) -> list[str]:
    """A sentence for each article whose output is not the accepted one, byte for byte, rules aside."""
    before, after = dict(output_files(golden)), dict(output_files(new))
    differences = []
    for article in sorted({*before, *after}):
        if article not in after:
            differences.append(f"{article}: accepted, but not in {new}; was its article removed?")
        elif article not in before:
            differences.append(f"{article}: not accepted yet; read it and accept it with `extractor review`")
        elif _comparable(before[article]) != _comparable(after[article]):
            differences.append(f"{article}: differs from the accepted output; see `extractor diff`")
    return differences


def _comparable(path: Path) -> str:
    """An output without its ruleset digest, which changes with every rule, also where nothing else does."""
    record = read_output(path)
    return record.model_copy(update={"ruleset": None}).model_dump_json(exclude={"ruleset"})
