"""Comparing folders of outputs: accepted ones and those of the last run."""

from __future__ import annotations

from pathlib import Path

from extractor.compare.diff import Change
from extractor.model.errors import StoreError
from extractor.model.records import Extraction
from extractor.review.decisions import LOG, last_words, read_log
from extractor.review.merge import article_changes, same_but_rules
from extractor.store import output_files, read_output


def differing(old: Path, new: Path, *, begin: bool = False) -> list[tuple[str, Extraction | None, Extraction | None]]:
    """(article id, accepted output, new output) of every article whose outputs differ, rules aside.

    With `begin` a missing `old` is an empty one. Raises StoreError when a folder is missing or holds what is no
    output.
    """
    before = {} if begin and not old.exists() else dict(output_files(old))
    after = dict(output_files(new))
    found = []
    for article in sorted({*before, *after}):
        paths = before.get(article), after.get(article)
        if paths[0] and paths[1] and paths[0].read_bytes() == paths[1].read_bytes():
            continue
        accepted, extracted = (None if path is None else _read(path) for path in paths)
        if accepted is None or extracted is None or not same_but_rules(accepted, extracted):
            found.append((article, accepted, extracted))
    return found


def _read(path: Path) -> Extraction:
    try:
        return read_output(path)
    except StoreError as error:
        if path.is_file() and b"\n<<<<<<< " in b"\n" + path.read_bytes():
            raise StoreError(
                f"{path}: holds the marks of a merge conflict. Take either side whole (`git checkout --ours {path}` "
                f"or `--theirs`), run `extractor run`, and review what differs then."
            ) from error
        raise


def compare_folders(old: Path, new: Path) -> list[Change]:
    """All changes from the outputs in `old` to those in `new`, article by article.

    Raises StoreError when a folder is missing or holds what is no output.
    """
    return [change for _, before, after in differing(old, new) for change in article_changes(before, after)]


def check_folders(golden: Path, new: Path) -> list[str]:
    """A sentence for each article whose output is not the accepted one, byte for byte, rules aside.

    Changes that a reviewer has rejected are named, with the reason, until the rules are mended.
    """
    decided = last_words(read_log(golden / LOG))
    sentences = []
    for article, before, after in differing(golden, new):
        changes = article_changes(before, after)
        count = f"{len(changes)} change{'s' if len(changes) != 1 else ''}"
        if after is None:
            sentences.append(f"{article}: accepted, but not in {new}; was its article removed?")
        elif before is None:
            sentences.append(f"{article}: not accepted yet ({count}); read it and accept it with `extractor review`")
        else:
            sentences.append(f"{article}: differs from the accepted output ({count}); see `extractor diff`")
        for change in changes:
            decision = decided.get(change.id)
            if decision is not None and decision.decision == "reject":
                why = f": {decision.reason}" if decision.reason else ""
                sentences.append(
                    f"  rejected by {decision.by}, {decision.at[:10]}: "
                    f"{change.kind} 「{change.label}」 {change.change}{why}"
                )
    return sentences
