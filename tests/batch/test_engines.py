"""The same bytes from a Dask cluster, one of whose workers is killed; and from a plain function over Arrow."""

import json
import os
import signal

import pyarrow
import pyarrow.parquet
import pytest
from batch_worlds import contents, make_corpus

from extractor.batch import run
from extractor.batch.arrow import OUTPUT, extract_batch, extract_batches, extract_table
from extractor.batch.engines import engine_of
from extractor.batch.parcel import packed_rules, unpacked_rules
from extractor.model.errors import StoreError, UsageError
from extractor.model.resources import rules_fingerprint, rules_path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return make_corpus(tmp_path_factory.mktemp("corpus") / "corpus", files=4, rows=400)


@pytest.fixture(scope="module")
def local(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("local")
    run(corpus, out, rules_path(), workers=1)
    return contents(out)


def test_a_dask_cluster_with_a_worker_killed_writes_the_same_bytes(corpus, local, tmp_path):
    distributed = pytest.importorskip("distributed", reason="Dask distributed is an extra")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        killed = []

        def kill(progress):
            if not killed and progress.articles:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        run(corpus, tmp_path / "out", rules_path(), engine="dask", address=cluster.scheduler_address, progress=kill)
    assert killed
    assert contents(tmp_path / "out") == local


def test_a_scheduler_that_is_not_there_is_said(corpus, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="Dask distributed is an extra")

    def refuse(*_, **__):
        raise OSError("Timed out trying to connect")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(StoreError, match="no Dask scheduler answers"):
        run(corpus, tmp_path / "out", rules_path(), engine="dask", address="tcp://127.0.0.1:1")


def test_the_engine_dask_needs_an_address():
    with pytest.raises(UsageError, match="--address"):
        engine_of("dask", None, None, None)


def test_without_dask_the_extra_is_named(corpus, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"extractor\[dask\]"):
        run(corpus, tmp_path / "out", rules_path(), engine="dask", address="tcp://127.0.0.1:1")


def test_the_rules_arrive_whole():
    parcel = packed_rules(rules_path())
    assert packed_rules(rules_path()) == parcel
    folder = unpacked_rules(parcel, rules_fingerprint(rules_path()))
    assert rules_fingerprint(folder) == rules_fingerprint(rules_path())


def test_a_record_batch_gives_what_a_run_over_its_file_gives(tmp_path):
    rows = [{"id": f"r{n}", "text": f"甲校昨日取錄{n + 1}00名學生。", "published": "2025-08-26"} for n in range(5)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "batch.parquet")
    run(tmp_path / "batch.parquet", tmp_path / "out", rules_path(), workers=1)
    named = [{**row, "source": f"batch.parquet#{n}"} for n, row in enumerate(rows, 1)]
    batch = pyarrow.RecordBatch.from_pylist(named)
    found = extract_batch(batch)
    assert found.schema == OUTPUT
    assert found["error"].null_count == 5
    for row in found.to_pylist():
        assert row["output"].encode() == (tmp_path / "out" / f"{row['id']}.json").read_bytes()
    assert extract_table(pyarrow.Table.from_batches([batch])).to_batches()[0] == found
    assert list(extract_batches(iter([batch, batch]))) == [found, found]


def test_a_bad_row_of_a_batch_is_told_and_stops_nothing():
    batch = pyarrow.RecordBatch.from_pylist(
        [{"id": "a", "text": None}, {"id": None, "text": "文。"}, {"id": "c", "text": "昨日有3人。"}]
    )
    rows = extract_batch(batch).to_pylist()
    assert [row["error"] is None for row in rows] == [False, False, True]
    assert json.loads(rows[2]["output"])["article"]["id"] == "c"
