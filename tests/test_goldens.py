"""The run over the corpus equals the accepted output, article by article.

The goldens are read by eye and accepted with `extractor review` (or `pytest --force-regen`, after reading the
difference). The ruleset's digest, which changes with every rule, is taken over from the golden.
"""

import json
from pathlib import Path

import pytest

from extractor import pipeline
from extractor.reading import find_inputs, read_path
from extractor.store import output_files

CORPUS, GOLDEN = Path("corpus").resolve(), Path("outputs/golden").resolve()
ARTICLES = [article for path in find_inputs(CORPUS) for article in read_path(path, CORPUS)]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_output_is_the_golden(article, rulebook, file_regression):
    extraction = pipeline.extract(article, rulebook)
    path = GOLDEN / f"{article.id}.json"
    if path.exists():
        extraction.ruleset.sha256 = json.loads(path.read_text("utf-8"))["ruleset"]["sha256"]
    file_regression.check(extraction.to_json(), fullpath=path, extension=".json", encoding="utf-8")


def test_every_golden_has_its_article():
    goldens = {article_id for article_id, _ in output_files(GOLDEN)}
    assert goldens == {article.id for article in ARTICLES}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_every_mention_is_its_place_in_the_text(article, rulebook):
    extraction = pipeline.extract(article, rulebook)
    for kind in ("labs", "people", "organizations", "amounts", "quantities", "rankings", "dates"):
        rows = getattr(extraction, kind)
        firsts = [row.mentions[0].start for row in rows]
        assert firsts == sorted(firsts), "records stand in the order of their first mention"
        for row in rows:
            for mention in row.mentions:
                assert article.text[mention.start : mention.end] == mention.text
                assert mention.text.strip() == mention.text != ""
                block = next(b for b in article.blocks if b.start <= mention.start < b.end)
                assert (mention.block, mention.end <= block.end) == (block.label, True)
    for warning in extraction.warnings:
        assert warning.start is None or 0 <= warning.start <= warning.end <= len(article.text)


def test_the_corpus_shows_what_the_press_writes():
    """At least sixteen articles of our own, in every form that can be read."""
    assert len(ARTICLES) >= 16
    suffixes = {path.suffix for path in find_inputs(CORPUS)}
    assert {".txt", ".md", ".html", ".jsonl"} <= suffixes
