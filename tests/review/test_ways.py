"""Which way into a review is taken, and how the page is left."""

import http.client
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from extractor.review.articles import Articles
from extractor.review.commands import reviewer

EXTRACTOR = str(Path(sys.executable).with_name("extractor"))


def arguments(project, *more):
    return [
        EXTRACTOR, "review", str(project / "golden"), str(project / "run"), "--rules", str(project / "rules"),
        "--corpus", str(project / "corpus"), "--by", "Ada", *more,
    ]  # fmt: skip


def test_the_page_is_served_until_it_is_interrupted(project):
    process = subprocess.Popen(
        arguments(project, "--page", "--no-browser"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    address = next(found for line in process.stdout if (found := re.search(r"127\.0\.0\.1:(\d+)(/\?token=\S+)", line)))
    connection = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=10)
    connection.request("GET", address[2])
    assert connection.getresponse().status == 303
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    assert "15 changes wait for a decision" in out


def test_in_a_terminal_single_keys_decide(project):
    """A real pseudo-terminal: accept, reject with a reason, leave."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(EXTRACTOR, arguments(project, "--terminal"))
    shown = b""

    def until(words):
        nonlocal shown
        end = time.monotonic() + 30
        while words.encode() not in shown and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 65536)
        assert words.encode() in shown, shown[-2000:]

    until("15 wait")
    os.write(terminal, b"a")
    until("accepted 1")
    os.write(terminal, b"r")
    until("Why is this change wrong?")
    os.write(terminal, "不對\n".encode())
    until("rejected 1")
    os.write(terminal, b"jj\x1b[Aaaq")
    with suppress(OSError):  # what Linux says when the other end has gone
        while os.read(terminal, 65536):
            pass
    assert os.waitpid(child, 0)[1] == 0
    log = (project / "golden/decisions.jsonl").read_text("utf-8")
    assert log.count('"accept"') == 3, "no key typed ahead is lost"
    assert "不對" in log


def test_listing_writes_nothing(project):
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    done = subprocess.run(arguments(project), capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert "To decide:" in done.stdout
    folders = f"{project / 'golden'} {project / 'run'}"
    assert f"extractor review {folders} --corpus" in done.stdout, "what is printed works when it is copied"
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_a_row_of_a_file_of_articles_is_found_by_its_source(tmp_path):
    rows = ['{"id": "one", "text": "甲"}', '{"id": "two", "text": "乙"}']
    (tmp_path / "batch.jsonl").write_text("\n".join(rows), encoding="utf-8")
    articles = Articles(tmp_path)
    assert articles.get("batch.jsonl#2").text == "乙"
    assert articles.get("batch.jsonl#9") is None
    for outside in ("../secret.txt", "/etc/passwd", "batch.jsonl/../x", ""):
        assert articles.get(outside) is None


@pytest.mark.parametrize(("name", "wanted"), [("Ada  Wong", "Ada Wong")])
def test_who_decides_is_who_is_named(name, wanted):
    assert reviewer(name) == wanted
    assert reviewer(None)
