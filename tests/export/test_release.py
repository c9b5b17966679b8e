"""What a reader of the last release must know."""

import pytest
from export_worlds import load

from extractor.export import export
from extractor.export.sinks import SINKS
from extractor.model.errors import StoreError
from extractor.store import run_outputs, write_atomically


@pytest.fixture
def two_runs(corpus_run, tmp_path):
    """The corpus, and the same with one fact changed, one removed, one found by another rule, an article gone and one come."""
    extractions = list(run_outputs(corpus_run))
    for extraction in extractions:
        write_atomically(tmp_path / "old" / f"{extraction.article.id}.json", extraction.to_json().encode())
    first, second, third = [e for e in extractions if len(e.dates) > 2 and e.amounts][:3]
    first.dates[0].value = "1999-01-01"
    first.dates[0].mentions[0].rule = "date.other"
    del second.amounts[0]
    third.article.id = "brand-new"
    for extraction in extractions:
        write_atomically(tmp_path / "new" / f"{extraction.article.id}.json", extraction.to_json().encode())
    return tmp_path, first, second


@pytest.mark.parametrize("form", SINKS)
def test_added_removed_changed_and_what_caused_each(two_runs, form):
    if form == "duckdb":
        pytest.importorskip("duckdb", reason="DuckDB is an extra")
    folder, first, second = two_runs
    export(folder / "old", folder / "last", form)
    done = export(folder / "new", folder / "next", form, previous=folder / "last")
    changes = load(folder / "next/CHANGES.json")
    assert done.changes == len(changes)
    (value,) = [c for c in changes if c["article"] == first.article.id and c["change"] == "value changed"]
    assert value["fields"][0]["new"] == "1999-01-01"
    assert value["cause"].endswith("→ date.other")
    (gone,) = [c for c in changes if c["article"] == second.article.id]
    assert (gone["change"], gone["kind"]) == ("removed", "amounts")
    assert gone["cause"].startswith("amount.")
    causes = {c["cause"] for c in changes if c["article"] == "brand-new"}
    assert causes == {"article added"}
    assert {c["cause"] for c in changes} >= {"article removed"}
    told = (folder / "next/CHANGES.md").read_text("utf-8")
    assert "1999-01-01" in told.replace("\\", "")
    assert "CHANGES.md" in (folder / "next/README.md").read_text("utf-8")


def test_nothing_changed_says_so(corpus_run, tmp_path):
    export(corpus_run, tmp_path / "last", "csv")
    assert export(corpus_run, tmp_path / "next", "parquet", previous=tmp_path / "last").changes == 0
    assert "No fact changed" in (tmp_path / "next/CHANGES.md").read_text("utf-8")
    assert load(tmp_path / "next/CHANGES.json") == []


def test_a_release_can_replace_the_one_it_is_compared_with(corpus_run, tmp_path):
    export(corpus_run, tmp_path / "out")
    assert export(corpus_run, tmp_path / "out", previous=tmp_path / "out").changes == 0


def test_a_changed_article_is_the_cause(corpus_run, tmp_path):
    export(corpus_run, tmp_path / "last")
    extraction = next(e for e in run_outputs(corpus_run) if e.dates)
    extraction.article.sha256 = "f" * 64
    extraction.dates[0].value = "1999-01-01"
    write_atomically(tmp_path / "run" / f"{extraction.article.id}.json", extraction.to_json().encode())
    export(tmp_path / "run", tmp_path / "next", previous=tmp_path / "last")
    mine = [c for c in load(tmp_path / "next/CHANGES.json") if c["article"] == extraction.article.id]
    assert {c["cause"] for c in mine} == {"article changed"}


def test_annotations_are_no_release_to_compare_with(corpus_run, tmp_path):
    from pathlib import Path

    export(corpus_run, tmp_path / "last", "doccano", corpus=[Path("corpus")])
    with pytest.raises(StoreError, match="can be read back"):
        export(corpus_run, tmp_path / "next", previous=tmp_path / "last")
