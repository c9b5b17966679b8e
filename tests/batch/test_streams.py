"""Several inputs, shards, what is done again and what is not, reports, memory, logs."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from batch_worlds import command, contents, make_corpus

from extractor import pipeline
from extractor.batch import fingerprints, run, work
from extractor.batch.closing import COMPLETE, KEPT, SET_ASIDE
from extractor.batch.show import json_log
from extractor.model.errors import StoreError, UsageError
from extractor.model.resources import rules_path


def go(corpus, out, **more):
    return run(corpus, out, rules_path(), **{"workers": 1, **more})


def outputs(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.json"))}


def rows(folder: Path, name: str, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    listed = [
        {"id": f"{name}-{n}", "text": f"甲校取錄{n + 1}00名學生。", "published": date(2025, 8, 26)}
        for n in range(count)
    ]
    if name.endswith("parquet"):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(listed), folder / name)
    else:
        said = "".join(json.dumps(row, default=str) + "\n" for row in listed)
        (folder / name).write_text(said, encoding="utf-8")
    return folder / name


def test_several_inputs_become_one_batch(tmp_path):
    make_corpus(tmp_path / "monday", files=2, rows=2, failing=False)
    one, two = rows(tmp_path, "tuesday.jsonl", 3), rows(tmp_path, "old.parquet", 70)
    summary = go([tmp_path / "monday", one, two], tmp_path / "out")
    assert (summary.written, summary.complete) == (4 + 3 + 70, True)
    said = json.loads((tmp_path / "out/monday/text-00.json").read_bytes())
    assert said["article"]["source"] == "monday/text-00.md"
    assert json.loads((tmp_path / "out/old.parquet-69.json").read_bytes())["article"]["source"] == "old.parquet#70"


def test_two_inputs_of_one_name_are_wrong_usage(tmp_path):
    make_corpus(tmp_path / "a/x"), make_corpus(tmp_path / "b/x")
    with pytest.raises(UsageError, match="two inputs are called 'x'"):
        go([tmp_path / "a/x", tmp_path / "b/x"], tmp_path / "out")


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_shards_are_bounded_by_input_rows_alone(tmp_path, form):
    corpus = make_corpus(tmp_path / "corpus", files=5, rows=150)
    go(corpus, tmp_path / "one", form=form, shards=40)
    go(corpus, tmp_path / "two", form=form, shards=40, workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    # 156 rows in order; the first, an empty file, and the 75th, whose id another has, are set aside
    listed = sorted(path.name for path in (tmp_path / "one").glob("part-*"))
    assert listed == [f"part-0000{n}.{form}" for n in range(4)]
    if form == "jsonl":
        shards = [(tmp_path / "one" / name).read_bytes().splitlines() for name in listed]
        assert [len(shard) for shard in shards] == [39, 39, 40, 36]
        go(corpus, tmp_path / "files")
        alone = {json.loads(text)["article"]["id"]: json.loads(text) for text in outputs(tmp_path / "files").values()}
        assert [json.loads(line) for shard in shards for line in shard] == [
            alone[json.loads(line)["article"]["id"]] for shard in shards for line in shard
        ]
    else:
        table = pyarrow.parquet.read_table(tmp_path / "one" / listed[1])
        assert table.num_rows == 39
        assert str(table.schema.field("quantities").type.value_type.field("value").type) == "decimal128(38, 12)"


def test_a_changed_row_makes_its_shard_anew_and_no_other(tmp_path):
    path = rows(tmp_path / "corpus", "rows.jsonl", 200)
    go(path, tmp_path / "out", shards=100)
    stamps = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in ("part-00000.jsonl", "part-00001.jsonl")}
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[150] = json.dumps({**json.loads(lines[150]), "text": "乙校取錄900名學生。"}) + "\n"
    path.write_text("".join(lines), encoding="utf-8")
    again = go(path, tmp_path / "out", shards=100)
    assert again.complete
    now = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in stamps}
    assert now["part-00000.jsonl"] == stamps["part-00000.jsonl"]
    go(path, tmp_path / "fresh", shards=100)
    assert {n: b for n, b in contents(tmp_path / "out").items() if n.startswith("part")} == {
        n: b for n, b in contents(tmp_path / "fresh").items() if n.startswith("part")
    }


def test_fewer_rows_leave_no_shard_behind(tmp_path):
    path = rows(tmp_path / "corpus", "rows.jsonl", 200)
    go(path, tmp_path / "out", shards=50)
    rows(tmp_path / "corpus", "rows.jsonl", 60)
    go(path, tmp_path / "out", shards=50)
    go(path, tmp_path / "fresh", shards=50)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_another_output_form_takes_the_place_of_the_first(tmp_path):
    path = rows(tmp_path / "corpus", "rows.jsonl", 20)
    for out in (tmp_path / "out", tmp_path / "fresh"):
        go(path, out, shards=10) if out.name == "fresh" else go(path, out)
    go(path, tmp_path / "out", shards=10)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_the_first_article_keeps_its_id_however_they_came(tmp_path):
    """An article that comes later, but stands in front, gives what one run over both gives; and back again."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "b.md").write_text("---\nid: same\n---\n乙校取錄200人。\n", encoding="utf-8")
    (corpus / "c.md").write_text("---\nid: same\n---\n丙校取錄300人。\n", encoding="utf-8")
    assert [failure.source for failure in go(corpus, tmp_path / "out").failures] == ["c.md"]
    only_two = contents(tmp_path / "out")
    (corpus / "a.md").write_text("---\nid: same\n---\n甲校取錄100人。\n", encoding="utf-8")
    assert [failure.source for failure in go(corpus, tmp_path / "out").failures] == ["b.md", "c.md"]
    go(corpus, tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    (corpus / "a.md").unlink()
    go(corpus, tmp_path / "out")
    assert contents(tmp_path / "out") == only_two


def test_new_rules_need_no_new_reading(tmp_path, monkeypatch):
    corpus = make_corpus(tmp_path / "corpus", files=3, rows=70, failing=False)
    go(corpus, tmp_path / "out")
    before = contents(tmp_path / "out")
    monkeypatch.setattr(work, "_read", lambda *_: pytest.fail("read again"))
    again = go(corpus, tmp_path / "out", default_currency="USD")
    assert again.written == 73
    monkeypatch.undo()
    go(corpus, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_what_was_kept_is_not_trusted_blindly(tmp_path):
    corpus = make_corpus(tmp_path / "corpus", files=3, rows=3, failing=False)
    go(corpus, tmp_path / "out")
    before = outputs(tmp_path / "out")
    for path in (tmp_path / "out" / KEPT).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-9])
    go(corpus, tmp_path / "out", default_currency="USD")
    go(corpus, tmp_path / "out")
    assert outputs(tmp_path / "out") == before


def test_nothing_is_kept_of_articles_that_are_gone_or_when_not_wanted(tmp_path):
    corpus = make_corpus(tmp_path / "corpus", files=3, rows=3, failing=False)
    kept = lambda: [path for path in (tmp_path / "out" / KEPT).rglob("*") if path.is_file()]  # noqa: E731
    go(corpus, tmp_path / "out")
    assert len(kept()) == 4
    (corpus / "text-00.md").unlink()
    (corpus / "inner/text-02.md").write_text("丁校取錄400人。", encoding="utf-8")
    go(corpus, tmp_path / "out")
    assert len(kept()) == 3
    go(corpus, tmp_path / "bare", keep=False)
    assert not (tmp_path / "bare" / KEPT).exists()


def test_code_beside_the_way_of_an_article_costs_nothing():
    listed = set(fingerprints._ROOMS)
    assert "kinds" in listed
    assert not {"batch", "review", "export", "cli.py"} & listed


@pytest.fixture
def breaking(monkeypatch):
    """A pipeline that breaks, with a rule at work, over articles that hold 丁校."""
    real = pipeline.extract
    tries = []

    def breaks(article, rulebook, **more):
        tries.append(article.id)
        if "丁校" in article.text:
            rule = rulebook.rule("date.relative_day") if "date.relative_day" in rulebook.rank else rulebook.rules[0]
            raise ZeroDivisionError(f"broken over {rule.id}")
        return real(article, rulebook, **more)

    monkeypatch.setattr(pipeline, "extract", breaks)
    return tries


def test_a_failure_is_told_so_that_it_can_be_seen_again(tmp_path, breaking):
    corpus = make_corpus(tmp_path / "corpus", files=1, rows=3, failing=False)
    (corpus / "bad.md").write_text("丁校取錄400人。", encoding="utf-8")
    summary = go(corpus, tmp_path / "out")
    assert (summary.set_aside, summary.complete) == (1, False)
    assert not (tmp_path / "out" / COMPLETE).exists()
    (row,) = map(json.loads, (tmp_path / "out" / SET_ASIDE / "report.jsonl").read_text("utf-8").splitlines())
    assert row["source"] == "bad.md"
    assert row["type"] == "ZeroDivisionError"
    assert row["place"].startswith("batch/work.py:")
    assert row["rule"].split(" ")[1].endswith(")")
    assert ".toml:" in row["rule"]
    copy = tmp_path / "out" / SET_ASIDE / row["input"]
    assert copy.read_bytes() == (corpus / "bad.md").read_bytes()
    assert str(tmp_path) not in json.dumps(row)


def test_a_failure_is_tried_again_when_something_changed_and_not_otherwise(tmp_path, breaking):
    corpus = make_corpus(tmp_path / "corpus", files=1, rows=0, failing=False)
    (corpus / "bad.md").write_text("丁校取錄400人。", encoding="utf-8")
    go(corpus, tmp_path / "out")
    breaking.clear()
    again = go(corpus, tmp_path / "out")
    assert breaking == []
    assert [failure.source for failure in again.failures] == ["bad.md"]
    go(corpus, tmp_path / "out", default_currency="USD")
    assert "bad" in breaking
    (corpus / "bad.md").write_text("戊校取錄400人。", encoding="utf-8")
    mended = go(corpus, tmp_path / "out", default_currency="USD")
    assert mended.complete
    assert not (tmp_path / "out" / SET_ASIDE).exists()
    assert json.loads((tmp_path / "out" / COMPLETE).read_bytes())["articles"] == 2


def test_an_article_that_kills_its_worker_is_set_aside_and_no_other(tmp_path):
    """The worker process dies over one line: found among its neighbours, named, the rest done."""
    corpus = make_corpus(tmp_path / "corpus", files=3, rows=100, failing=False)
    with (corpus / "rows.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"id": "killer", "text": "這一篇要命。"}) + "\n")
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from extractor import pipeline\n"
        "real = pipeline.extract\n"
        "def dies(article, *rest, **more):\n"
        "    if '要命' in article.text: os._exit(9)\n"
        "    return real(article, *rest, **more)\n"
        "pipeline.extract = dies\n"
        "if __name__ == '__main__':\n"
        "    from extractor.batch import run\n"
        "    from extractor.model.resources import rules_path\n"
        "    s = run(Path(sys.argv[1]), Path(sys.argv[2]), rules_path(), workers=2)\n"
        "    print(s.written, [f.error for f in s.failures])\n"
    )
    (tmp_path / "deadly.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "deadly.py", corpus, tmp_path / "out"], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("103 ['rows.jsonl#101: the process that extracted it died"), done.stdout + done.stderr


def test_rules_that_change_under_a_run_stop_it(tmp_path, monkeypatch):
    corpus = make_corpus(tmp_path / "corpus", files=1, rows=0, failing=False)
    monkeypatch.setattr(sys.modules["extractor.batch.run"], "rules_fingerprint", lambda _: "0" * 64)
    with pytest.raises(StoreError, match="the rules changed"):
        go(corpus, tmp_path / "out")


def test_a_million_rows_need_no_more_memory_than_a_few(tmp_path):
    """The parent's memory, measured on 2,000 and on 40,000 rows with the extraction itself left out."""
    program = (
        "import sys, resource\n"
        "from pathlib import Path\n"
        "from extractor.batch import engines, run, work\n"
        "from extractor.model.resources import rules_path\n"
        "def made(job, rulebook):\n"
        "    return [work.Outcome(t.key, [work.Made(r.name, r.where, b'{}\\n' * 300, (0,) * 8, ()) for r in "
        "work._raw_rows(t)]) for t in job.tasks]\n"
        "import extractor.entities\n"
        "extractor.entities.keep_entities = lambda *_: ''\n"
        "engines.do_job, engines.rulebook_of = made, lambda terms: None\n"
        "run(Path(sys.argv[1]), Path(sys.argv[2]), rules_path(), workers=1, form='jsonl', shards=5000)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = []
    for count in (2_000, 40_000):
        path = tmp_path / f"{count}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for n in range(count):
                file.write(json.dumps({"text": f"第{n}篇" + "文" * 200}) + "\n")
        done = subprocess.run(
            [sys.executable, "-c", program, path, tmp_path / f"out-{count}"], capture_output=True, text=True, check=True
        )
        peaks.append(int(done.stdout))
    assert peaks[1] - peaks[0] < 30_000, f"{peaks} KiB"


def test_the_log_says_each_event_on_a_line(tmp_path):
    corpus = make_corpus(tmp_path / "corpus", files=3, rows=2, failing=False)
    (corpus / "empty.txt").write_bytes(b"")
    done = subprocess.run(
        command(corpus, tmp_path / "out", "--log", "json"), capture_output=True, text=True, check=False
    )
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 1
    assert [event["event"] for event in events if event["event"] != "progress"] == ["set_aside", "finished"]
    assert events[-1]["set_aside"] == 1
    assert events[-1]["complete"] is False
    last = [event for event in events if event["event"] == "progress"][-1]
    assert last["bytes"] == last["bytes_total"] > 0
    assert last["seconds_left"] == 0
    assert last["articles"] == 5


def test_a_progress_line_has_the_rate_and_the_time_left():
    import io

    from extractor.batch import Progress

    stream, now = io.StringIO(), iter([0.0, 10.0, 11.0])
    watch = json_log(stream, lambda: next(now))
    watch.progress(Progress(25, 100, 50, 0, 1))
    watch.progress(Progress(30, 100, 60, 0, 1))
    assert json.loads(stream.getvalue()) == {
        "event": "progress", "bytes": 25, "bytes_total": 100, "articles": 50, "unchanged": 0, "set_aside": 1,
        "articles_per_second": 5.0, "seconds": 10.0, "seconds_left": 30.0,
    }  # fmt: skip


def test_quiet_says_nothing_but_failures(tmp_path):
    corpus = make_corpus(tmp_path / "corpus", files=1, rows=1, failing=False)
    done = subprocess.run(command(corpus, tmp_path / "out"), capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
