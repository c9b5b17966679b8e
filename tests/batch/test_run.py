import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from extractor.batch import run
from extractor.batch.ledger import LEDGER
from extractor.batch.show import failure_lines
from extractor.model.errors import StoreError, UsageError
from extractor.model.resources import rules_path


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "inner").mkdir(parents=True)
    (folder / "one.txt").write_text("---\npublished: 2025-08-26\n---\n\n市區昨日有雨。\n", encoding="utf-8")
    (folder / "inner/two.md").write_text("# 標題\n\n三所大學獲撥款2000萬元。\n", encoding="utf-8")
    rows = [
        {"id": f"row-{n}", "text": f"甲校{n}月{n}日公布，取錄{n}00名學生。", "published": "2025-08-26"}
        for n in (1, 2, 3)
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


def go(corpus, out, **more):
    return run(corpus, out, rules_path(), **more)


def test_every_article_gets_its_output(corpus, tmp_path):
    summary = go(corpus, tmp_path / "out")
    assert summary.written == 5
    assert not summary.failures
    assert list(outputs(tmp_path / "out")) == [
        "inner/two.json", "one.json", "row-1.json", "row-2.json", "row-3.json",
    ]  # fmt: skip


def test_nothing_is_done_twice(corpus, tmp_path):
    out = tmp_path / "out"
    go(corpus, out)
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*.json")}
    again = go(corpus, out)
    assert (again.written, again.unchanged) == (0, 5)
    assert stamps == {path: path.stat().st_mtime_ns for path in out.rglob("*.json")}


def test_only_what_changed_is_done_again(corpus, tmp_path):
    out = tmp_path / "out"
    go(corpus, out)
    (corpus / "one.txt").write_text("---\npublished: 2025-08-27\n---\n\n市區昨日有雨。\n", encoding="utf-8")
    again = go(corpus, out)
    assert (again.written, again.unchanged) == (1, 4)


def test_an_output_that_was_touched_is_made_again(corpus, tmp_path):
    out = tmp_path / "out"
    go(corpus, out)
    before = outputs(out)
    (out / "one.json").write_text("{}", encoding="utf-8")
    (out / "row-2.json").unlink()
    go(corpus, out)
    assert outputs(out) == before


def test_outputs_of_articles_that_are_gone_are_removed(corpus, tmp_path):
    out = tmp_path / "out"
    go(corpus, out)
    (corpus / "one.txt").unlink()
    assert go(corpus, out).removed == 1
    assert "one.json" not in outputs(out)


def test_a_ledger_that_is_none_is_begun_anew(corpus, tmp_path):
    out = tmp_path / "out"
    go(corpus, out)
    before = outputs(out)
    (out / LEDGER).write_bytes(b"no database" * 1000)
    again = go(corpus, out)
    assert (again.written, again.complete) == (5, True)
    assert outputs(out) == before


def test_bad_articles_are_named_and_set_aside_while_the_rest_goes_on(corpus, tmp_path):
    (corpus / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "matter.md").write_text("---\npublished: 2025-02-31\n---\n文。\n", encoding="utf-8")
    with (corpus / "rows.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "broken", "text": \n')
    summary = go(corpus, tmp_path / "out")
    assert summary.written == 5
    named = {failure.source for failure in summary.failures}
    assert named == {"bad.txt", "empty.txt", "matter.md", "rows.jsonl#4"}
    again = go(corpus, tmp_path / "out")
    assert {failure.source for failure in again.failures} == named, "what failed is named again"
    assert (again.written, again.set_aside, again.complete) == (0, 4, False)


@pytest.mark.parametrize("workers", [1, 2])
def test_two_articles_with_one_id_the_first_keeps_it(corpus, tmp_path, workers):
    (corpus / "zz.txt").write_text("---\nid: one\n---\n另一篇。\n", encoding="utf-8")
    out = tmp_path / "out"
    summary = go(corpus, out, workers=workers)
    assert [failure.source for failure in summary.failures] == ["zz.txt"]
    assert "one.txt" in summary.failures[0].error
    assert json.loads((out / "one.json").read_bytes())["article"]["source"] == "one.txt"


def test_an_id_cannot_leave_the_folder(corpus, tmp_path):
    (corpus / "zz.txt").write_text("---\nid: ../../evil\n---\n另一篇。\n", encoding="utf-8")
    summary = go(corpus, tmp_path / "out")
    assert [failure.source for failure in summary.failures] == ["zz.txt"]
    assert not (tmp_path / "evil.json").exists()


def test_the_bytes_are_the_same_for_any_number_of_workers_and_any_hash_seed(corpus, tmp_path):
    go(corpus, tmp_path / "one", workers=1)
    go(corpus, tmp_path / "two", workers=2)
    assert outputs(tmp_path / "one") == outputs(tmp_path / "two")
    for seed in ("0", "4711"):
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "extractor", "run", str(corpus), "--out", str(out), "--quiet"],
            env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
        )  # fmt: skip
        assert outputs(out) == outputs(tmp_path / "one")


def test_two_runs_on_one_folder_do_not_mix(corpus, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with FileLock(out / ".lock"), pytest.raises(StoreError, match="another run"):
        go(corpus, out)


def test_a_missing_folder_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        go(tmp_path / "nowhere", tmp_path / "out")


def test_a_touched_output_with_its_old_size_is_seen(corpus, tmp_path):
    out = tmp_path / "out"
    go(corpus, out)
    before = outputs(out)
    (out / "one.json").write_bytes(before["one.json"][::-1])
    assert go(corpus, out).written == 1
    assert outputs(out) == before


def test_a_copied_run_is_known_by_its_bytes(corpus, tmp_path):
    import shutil

    go(corpus, tmp_path / "out")
    shutil.copytree(tmp_path / "out", tmp_path / "copy", copy_function=shutil.copyfile)
    assert go(corpus, tmp_path / "copy").written == 0


def test_after_a_crash_outputs_are_known_by_their_bytes_alone(corpus, tmp_path):
    """A power cut may leave a file with its size and time, and zeros in it."""
    from extractor.batch.ledger import Ledger

    out = tmp_path / "out"
    go(corpus, out)
    before = outputs(out)
    path = out / "one.json"
    stat = path.stat()
    path.write_bytes(bytes(stat.st_size))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    ledger = Ledger(out)
    with ledger.step():
        ledger.set_meta("going", "yes")
    ledger.close()
    go(corpus, out)
    assert outputs(out) == before


def test_a_folder_without_articles_says_what_was_looked_for(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.docx").write_bytes(b"PK")
    summary = run(tmp_path / "corpus", tmp_path / "out", rules_path())
    assert any(".txt, .md" in line for line in failure_lines(summary, tmp_path / "out"))


def test_a_file_whose_name_is_not_utf_8_is_set_aside(corpus, tmp_path):
    try:
        (corpus / os.fsdecode(b"a\xff.txt")).write_text("昨日有雨。", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    for _ in range(2):
        summary = go(corpus, tmp_path / "out")
        assert [failure.source for failure in summary.failures] == ["a\\xff.txt"]
        assert "the name is not UTF-8" in summary.failures[0].error
        assert (summary.written + summary.unchanged, summary.complete) == (5, False)
