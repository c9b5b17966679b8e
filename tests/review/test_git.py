"""Goldens in git: a change is a few readable lines, logs merge, a conflict is settled by looking again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from review_folders import build, session

from extractor.model.errors import StoreError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")
ATTRIBUTES = (Path(__file__).parents[2] / ".gitattributes").read_text("utf-8")


def git(folder, *arguments, check=True):
    identity = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=check, capture_output=True, text=True, env={**os.environ, **identity}
    )


@pytest.fixture
def repository(tmp_path):
    project = build(tmp_path / "repo", 2)
    shutil.move(project / "golden", project / "outputs/golden")
    (project / "golden").symlink_to(project / "outputs/golden")
    (project / ".gitattributes").write_text(ATTRIBUTES)
    git(project, "init", "-q", "-b", "main")
    first = next(iter(session(project).items))
    opened = session(project)
    opened.reject([first], "so that there is a log")
    git(project, "add", "outputs", ".gitattributes")
    git(project, "commit", "-qm", "goldens")
    return project


def accept(project, **wanted):
    opened = session(project)
    keys = [
        item.key for item in opened.items.values()
        if item.status == "open" and all(getattr(item.change, name) == value for name, value in wanted.items())
    ]  # fmt: skip
    opened.accept(keys)
    git(project, "commit", "-qam", "accepted")


def test_a_flipped_value_is_a_line_of_the_golden_and_a_line_of_the_log(repository):
    accept(repository, article="paper-0002", kind="dates", change="value changed")
    rows = git(repository, "show", "--numstat", "--format=").stdout.splitlines()
    counts = {row.split("\t")[2]: row.split("\t")[:2] for row in rows}
    assert counts["outputs/golden/paper-0002.json"] == ["2", "2"], "the value, and the ruleset's digest"
    assert counts["outputs/golden/decisions.jsonl"] == ["1", "0"]


def test_decisions_of_two_branches_merge_by_themselves(repository):
    git(repository, "checkout", "-qb", "other")
    accept(repository, article="paper-0001", change="removed")
    git(repository, "checkout", "-q", "main")
    accept(repository, article="paper-0002", change="removed")
    git(repository, "merge", "-q", "other")
    opened = session(repository)
    assert not [item for item in opened.items.values() if item.change.change == "removed"]


def test_a_conflict_is_settled_by_taking_a_side_and_reviewing_what_is_left(repository):
    git(repository, "checkout", "-qb", "other")
    accept(repository, article="paper-0002", kind="dates")
    git(repository, "checkout", "-q", "main")
    accept(repository, article="paper-0002", kind="dates", change="removed")
    assert git(repository, "merge", "-q", "other", check=False).returncode != 0
    with pytest.raises(StoreError, match="marks of a merge conflict"):
        session(repository)
    git(repository, "checkout", "--ours", "outputs/golden/paper-0002.json")
    opened = session(repository)
    known = [item for item in opened.items.values() if item.before]
    assert {item.change.kind for item in known} == {"dates"}, "the other side's decisions are in the log"
    assert {item.change.change for item in known} == {"value changed", "added"}
    opened.accept([item.key for item in known])
    left = {item.change.kind for item in session(repository).items.values() if item.change.article == "paper-0002"}
    assert left == {"amounts", "organizations"}
