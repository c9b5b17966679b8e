"""The reading tool of `bench/` runs on our own corpus and shows records beside their sentences."""

import subprocess
import sys


def press(*arguments):
    command = [sys.executable, "bench/press.py", "corpus", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_press_prints_records_beside_their_sentences():
    shown = press("--n", "1", "--match", "粵港聯合實驗室")
    assert "━━ plaque-ceremony-joint-labs  published 2026-03-18 (metadata)" in shown
    assert "⟦d:昨日⟧（⟦d:17日⟧）" in shown
    assert "    d '昨日': value=2026-03-17" in shown


def test_press_prints_the_same_for_the_same_seed_and_only_what_is_asked_for():
    assert press("--n", "2", "--seed", "7") == press("--n", "2", "--seed", "7")
    assert "⟦d:" not in press("--n", "3", "--kind", "amounts")
    assert all(line.startswith(("━━", "  ?")) for line in press("--n", "3", "--uncovered").split("\n") if line)
