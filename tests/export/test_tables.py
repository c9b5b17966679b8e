"""Every format says the same: read back, it is what the run said, types and all."""

import csv
import json
from decimal import Decimal

import pyarrow.parquet
import pytest
from export_worlds import hostile, load, mention, put

from extractor.batch import run
from extractor.export import export, read_dataset
from extractor.export.describe import file_sha256
from extractor.export.sinks import SINKS, guarded, unguarded
from extractor.export.tables import TABLES
from extractor.model.columns import fits, fitted
from extractor.model.errors import StoreError, UsageError
from extractor.model.records import Quantity
from extractor.model.resources import rules_path
from extractor.store import run_outputs


@pytest.fixture(scope="module", params=SINKS)
def form(request):
    if request.param == "duckdb":
        pytest.importorskip("duckdb", reason="DuckDB is an extra")
    return request.param


@pytest.fixture(scope="module")
def dataset(corpus_run, form, tmp_path_factory):
    out = tmp_path_factory.mktemp("dataset") / form
    export(corpus_run, out, form)
    return out


def test_a_dataset_read_back_is_the_run(corpus_run, dataset):
    assert list(read_dataset(dataset)) == [fitted(extraction) for extraction in run_outputs(corpus_run)]


def test_what_is_hostile_to_a_format_comes_back_too(tmp_path, form):
    put(tmp_path / "run", hostile())
    export(tmp_path / "run", tmp_path / "out", form)
    (back,) = read_dataset(tmp_path / "out")
    assert back == fitted(hostile())
    assert back.amounts[0].value == Decimal("180000000000000000000.000000000001")
    assert back.amounts[1].value is None
    assert [warning.code for warning in back.warnings] == ["x", "figure_out_of_column", "figure_out_of_column"]
    assert format(Decimal("1e30"), "f") in back.warnings[1].message
    assert "0.1234567890123" in back.warnings[2].message


def test_the_bytes_are_the_same_twice(corpus_run, dataset, form, tmp_path):
    if form == "duckdb":
        pytest.skip("DuckDB does not promise equal bytes")
    export(corpus_run, tmp_path / "again", form)
    assert {p.name: p.read_bytes() for p in dataset.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()
    }


def test_every_key_is_unique_and_every_reference_leads_somewhere(dataset):
    from extractor.export.readback import _READERS, format_of

    rows = {table.name: list(_READERS[format_of(dataset)](dataset, table)) for table in TABLES}
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in rows[table.name]]
        assert len(set(keys)) == len(keys), table.name
        for fields, other, theirs in table.references:
            there = {tuple(row[name] for name in theirs) for row in rows[other]}
            assert {tuple(row[name] for name in fields) for row in rows[table.name]} <= there
    kinds = {(row["article_id"], row["kind"], row["record"]) for row in rows["mentions"]}
    assert kinds == {
        (row["article_id"], kind, row["record"])
        for kind in ("labs", "people", "organizations", "amounts", "quantities", "rankings", "dates")
        for row in rows[kind]
    }


def test_the_descriptor_is_true(dataset, form):
    said = load(dataset / "datapackage.json")
    assert said["format"] == form
    for resource in said["resources"]:
        path = dataset / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        assert resource["hash"] == f"sha256:{file_sha256(path)}"
    tables = said["resources"][0]["tables"] if form == "duckdb" else said["resources"]
    assert [table["name"] for table in tables] == [table.name for table in TABLES]
    assert tables[0]["rows"] == len(list(read_dataset(dataset)))


@pytest.mark.parametrize("form", ["csv", "spreadsheet", "parquet", "jsonl"])
def test_frictionless_agrees(corpus_run, tmp_path, form):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is a tool of development")
    export(corpus_run, tmp_path / "out", form)
    frictionless.Package.validate_descriptor(load(tmp_path / "out/datapackage.json"))
    if form == "csv":
        report = frictionless.validate(str(tmp_path / "out/datapackage.json"))
        assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]


def test_types_are_right_in_parquet(corpus_run, tmp_path):
    export(corpus_run, tmp_path / "out")
    schema = pyarrow.parquet.read_schema(tmp_path / "out/amounts.parquet")
    assert str(schema.field("value").type) == "decimal128(38, 12)"
    assert not schema.field("currency").nullable
    assert str(pyarrow.parquet.read_schema(tmp_path / "out/dates.parquet").field("start").type) == "date32[day]"
    people = pyarrow.parquet.read_schema(tmp_path / "out/people.parquet")
    assert str(people.field("aliases").type).startswith("list<")


def test_duckdb_joins_and_calculates(corpus_run, tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is an extra")
    export(corpus_run, tmp_path / "out", "duckdb")
    with duckdb.connect(str(tmp_path / "out/dataset.duckdb"), read_only=True) as connection:
        (total,) = connection.execute("SELECT sum(value) FROM amounts WHERE currency = 'HKD'").fetchone()
        (joined,) = connection.execute(
            "SELECT count(*) FROM amounts a JOIN mentions m ON m.article_id = a.article_id AND m.kind = 'amounts' "
            "AND m.record = a.record JOIN articles r ON r.article_id = a.article_id"
        ).fetchone()
        (count,) = connection.execute("SELECT count(*) FROM amounts").fetchone()
    expected = sum(
        amount.value
        for e in run_outputs(corpus_run)
        for amount in e.amounts
        if amount.currency == "HKD" and amount.value
    )
    assert (total, joined) == (expected, count)


def test_no_cell_of_the_spreadsheet_dialect_is_a_formula(tmp_path):
    put(tmp_path / "run", hostile())
    export(tmp_path / "run", tmp_path / "out", "spreadsheet")
    for path in (tmp_path / "out").glob("*.csv"):
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), cell


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "'x", "x", "", "''"])
def test_guarding_a_cell_can_be_undone(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("number", "right"),
    [("180000000000000000000", True), ("99999999999999999999999999.999999999999", True), ("1e26", False),
     ("0.000000000001", True), ("0.0000000000001", False), ("-5.5", True)],
)  # fmt: skip
def test_what_fits_a_column(number, right):
    assert fits(Decimal(number)) is right


@pytest.mark.parametrize("shards", [{"form": "jsonl", "shards": 10}, {"form": "parquet", "shards": 10}])
def test_a_sharded_run_gives_the_same_facts(corpus_run, tmp_path, shards):
    from pathlib import Path

    run(Path("corpus"), tmp_path / "run", rules_path(), workers=1, **shards)
    export(tmp_path / "run", tmp_path / "out")
    by_id = {extraction.article.id: extraction for extraction in read_dataset(tmp_path / "out")}
    assert by_id == {extraction.article.id: fitted(extraction) for extraction in run_outputs(corpus_run)}


def test_the_card_says_what_where_by_which_rules_how_good_and_what_is_missing(corpus_run, tmp_path):
    quality = tmp_path / "floors.json"
    quality.write_text(json.dumps({"gold": "x", "floors": {"labs.strict.precision": 99.5, "labs.strict.recall": 98}}))
    export(corpus_run, tmp_path / "out", quality=quality)
    told = (tmp_path / "out/README.md").read_text("utf-8")
    digest = next(run_outputs(corpus_run)).ruleset.sha256
    assert digest in told
    assert "| labs.strict | 99.5 | 98 |" in told
    assert "維港日報" in told
    for code in {warning.code for e in run_outputs(corpus_run) for warning in e.warnings}:
        assert f"`{code}`" in told
    assert "not complete" not in told
    report = {"kinds": {"labs": {"strict": {"precision": 0.9, "recall": 0.8}}}}
    quality.write_text(json.dumps(report))
    export(corpus_run, tmp_path / "out", quality=quality)
    assert "| labs.strict | 90.0 | 80.0 |" in (tmp_path / "out/README.md").read_text("utf-8")


def test_a_run_that_is_not_complete_is_said_so(tmp_path):
    put(tmp_path / "run", hostile())
    (tmp_path / "run/set-aside").mkdir()
    (tmp_path / "run/set-aside/report.jsonl").write_text("{}\n{}\n")
    assert not export(tmp_path / "run", tmp_path / "out").complete
    told = (tmp_path / "out/README.md").read_text("utf-8")
    assert "not complete" in told
    assert "2 articles were set aside" in told


def test_an_export_replaces_a_dataset_and_nothing_else(corpus_run, tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match="no dataset"):
        export(corpus_run, out)
    assert (out / "thesis.txt").exists()
    (out / "thesis.txt").unlink()
    export(corpus_run, out, "csv")
    export(corpus_run, out, "jsonl")
    assert not list(out.glob("*.csv"))
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("extractor.export.write.descriptor", full)
    with pytest.raises(StoreError, match="No space left"):
        export(corpus_run, out, "csv")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_wrong_calls_are_said(corpus_run, tmp_path):
    with pytest.raises(UsageError, match="no format"):
        export(corpus_run, tmp_path / "out", "xlsx")
    with pytest.raises(UsageError, match="no such folder"):
        export(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(StoreError, match="no dataset"):
        list(read_dataset(tmp_path))


def test_a_bare_figure_has_no_unit_in_any_format(tmp_path):
    """「人口突破750萬」: nothing stands there that could be its unit."""
    bare = Quantity(value=Decimal(5), min=Decimal(5), max=Decimal(5), qualifier="exact",
                    mentions=[mention("獲", "quantity.bare")])  # fmt: skip
    run = put(tmp_path / "run", hostile().model_copy(update={"quantities": [bare], "amounts": []}))
    for form in ("parquet", "csv", "spreadsheet", "jsonl"):
        export(run, tmp_path / form, form)
        (back,) = read_dataset(tmp_path / form)
        assert back.quantities == [bare]
