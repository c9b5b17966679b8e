"""The outputs of a run together with the articles that they were made of, read again from the run's inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.model.article import Article
from extractor.model.errors import StoreError
from extractor.model.records import Extraction
from extractor.reading import find_inputs, read_path
from extractor.shelf import shelf
from extractor.store import run_outputs


def with_texts(run: Path, corpus: Sequence[Path]) -> Iterator[tuple[Extraction, Article]]:
    """Every extraction of `run` with its article, in the order of the inputs, one at a time.

    `corpus` holds the inputs of the run, as many as there were. StoreError when an article changed since the
    run, and at the end when texts are missing.
    """
    with shelf() as held:
        held.put((extraction.article.source, extraction) for extraction in run_outputs(run))
        for source, article in _articles(corpus):
            extraction = held.take(source)
            if extraction is None:
                continue
            if extraction.article.sha256 != article.sha256:
                raise StoreError(f"{source}: changed since the run; run `extractor run` again first")
            yield extraction, article
        missing = held.keys()
    if missing:
        raise StoreError(
            f"{missing[0]}: the text of this article{f' and {len(missing) - 1} more' if len(missing) > 1 else ''} is "
            f"not in the corpus; name the inputs of the run with --corpus"
        )


def _articles(corpus: Sequence[Path]) -> Iterator[tuple[str, Article]]:
    """(source as the run calls it, article) of everything in the inputs of the run."""
    for root in corpus:
        prefix = f"{root.resolve().name}/" if len(corpus) > 1 and root.is_dir() else ""
        for path in find_inputs(root):
            for found in read_path(path, root if root.is_dir() else None):
                if isinstance(found, Article):
                    yield prefix + found.source, found
