"""A run that is killed at any moment goes on where it was, and ends with the bytes of one that never was."""

import os
import random
import resource
import shutil
import subprocess
import time
from pathlib import Path

import psutil
import pytest
from batch_worlds import command, contents, make_corpus, start

from extractor import store
from extractor.batch import places, run
from extractor.batch.closing import COMPLETE
from extractor.model.errors import StoreError
from extractor.model.resources import rules_path

FORMS = [(), ("--shards", "40"), ("--shards", "64", "--format", "parquet")]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return make_corpus(tmp_path_factory.mktemp("corpus") / "corpus", files=120)


@pytest.fixture(scope="module")
def whole(corpus, tmp_path_factory):
    """By form: what a run leaves that nobody killed, and how long it took."""
    found = {}
    for form in FORMS:
        out = tmp_path_factory.mktemp("whole")
        begun = time.monotonic()
        done = subprocess.run(command(corpus, out, "--workers", "1", *form), capture_output=True, check=False)
        assert done.returncode == 1, "two articles are set aside"
        found[form] = contents(out), time.monotonic() - begun
    return found


@pytest.mark.parametrize("form", FORMS, ids=["files", "jsonl", "parquet"])
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_it_ends_with_the_same_bytes(corpus, whole, tmp_path, form, seed):
    """SIGKILL three times between the ledger's beginning and the end; a run that was quicker does not count."""
    draw = random.Random(seed)
    out, kills, longest = tmp_path / "out", 0, whole[form][1]
    while kills < 3:
        process = start(corpus, out, "--workers", "1", *form)
        wait_for(lambda: (out / ".ledger.sqlite-wal").exists() or process.poll() is not None)  # noqa: B023
        time.sleep(draw.uniform(0, longest))
        if process.poll() is None:
            kills += 1
        else:
            shutil.rmtree(out)
            longest *= 0.8
        process.kill()
        process.communicate()
    last = subprocess.run(command(corpus, out, "--workers", "1", *form), capture_output=True, check=False)
    assert last.returncode == 1, last.stderr
    assert contents(out) == whole[form][0]


class Killed(BaseException):
    """Stands for the moment of the kill: nothing in the program catches it."""


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_killed_at_every_single_write_it_ends_with_the_same_bytes(tmp_path, monkeypatch, form):
    corpus = make_corpus(tmp_path / "corpus", files=4, rows=6, failing=False)
    options = {"form": form, "shards": 3 if form == "jsonl" else None, "workers": 1}
    assert run(corpus, tmp_path / "whole", rules_path(), **options).complete
    assert (tmp_path / "whole" / COMPLETE).exists()
    real, moment = os.replace, 0
    while True:
        moment += 1
        left = moment

        def replace(source, target):
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed
            real(source, target)

        monkeypatch.setattr(Path, "replace", replace)
        out = tmp_path / f"out-{moment}"
        try:
            run(corpus, out, rules_path(), **options)
            break
        except Killed:
            assert not (out / COMPLETE).exists()
        monkeypatch.undo()
        run(corpus, out, rules_path(), **options)
        assert contents(out) == contents(tmp_path / "whole"), f"killed at write {moment}"
    assert moment > 6


def test_workers_do_not_outlive_a_killed_run(tmp_path):
    corpus = make_corpus(tmp_path / "corpus", rows=20_000)
    process = start(corpus, tmp_path / "out", "--workers", "2")
    parent = psutil.Process(process.pid)
    children = []
    while len(children) < 3 and process.poll() is None:  # two workers, and Python's own tracker of resources
        children = parent.children(recursive=True)
        time.sleep(0.01)
    assert len(children) >= 3
    process.kill()
    process.communicate()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive


def test_two_runs_at_once_leave_what_one_does(corpus, whole, tmp_path):
    out = tmp_path / "out"
    racers = [start(corpus, out, "--workers", "1") for _ in range(3)]
    told = [racer.communicate()[1].decode() for racer in racers]
    assert sum("another run is writing" in said for said in told) >= 1
    assert contents(out) == whole[()][0]


@pytest.mark.parametrize("form", FORMS[:2], ids=["files", "jsonl"])
def test_a_full_disk_is_said_and_the_next_run_goes_on(corpus, whole, tmp_path, monkeypatch, form):
    options = {"shards": 40} if form else {}
    real, left = store.write_atomically, 5

    def full(path, content, **more):
        nonlocal left
        left -= 1
        if left < 0:
            error = StoreError(f"{path}: cannot be written: No space left on device.")
            raise error from OSError(28, "No space left on device")
        real(path, content, **more)

    monkeypatch.setattr(places, "write_atomically", full)
    with pytest.raises(StoreError, match="No space left"):
        run(corpus, tmp_path / "out", rules_path(), workers=1, **options)
    assert not (tmp_path / "out" / COMPLETE).exists()
    monkeypatch.undo()
    run(corpus, tmp_path / "out", rules_path(), workers=1, **options)
    assert contents(tmp_path / "out") == whole[form][0]


def test_files_that_cannot_grow_stop_the_run_with_a_sentence(corpus, whole, tmp_path):
    """The kernel itself refuses: no file of the run may grow beyond 60 kB, the ledger neither."""
    limit = 60_000
    done = subprocess.run(
        command(corpus, tmp_path / "out", "--workers", "1"), capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "run again" in done.stderr
    assert not (tmp_path / "out" / COMPLETE).exists()
    subprocess.run(command(corpus, tmp_path / "out", "--workers", "1"), capture_output=True, check=False)
    assert contents(tmp_path / "out") == whole[()][0]


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
