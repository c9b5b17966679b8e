"""Runs every code block of README.md, CONTRIBUTING.md and docs/: what the documentation shows is so.

`console` blocks are run line by line (`$ command`, then its output; `...` stands for anything) in a copy of
the project; `python` blocks are executed; `toml` blocks are rule files, loaded together with the packaged
rules, their examples checked; `json` and `yaml` blocks must be what they say.
"""

import doctest
import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import yaml
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent
_CHECKER = doctest.OutputChecker()


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A copy of what a reader has in front of them, thrown away afterwards."""
    folder = tmp_path_factory.mktemp("docs")
    for name in ("corpus", "rules", "outputs/golden", "gold"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    return folder


def run_console(example):
    command, expected = None, []
    steps = []
    for line in [*example.parsed.splitlines(), "$ "]:
        if line.startswith("$ "):
            if command is not None:
                steps.append((command, "\n".join(expected)))
            command, expected = line[2:], []
        else:
            expected.append(line)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for command, wanted in steps:
        done = subprocess.run(
            command, shell=True, cwd=example.namespace["workplace"], env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        if wanted and not _CHECKER.check_output(f"{wanted}\n", done.stdout, doctest.ELLIPSIS):
            raise AssertionError(f"$ {command}\nexpected:\n{wanted}\nfound:\n{done.stdout}")


def run_rules(example):
    from extractor.rulebook import load
    from extractor.rulecheck import check_rules

    folder = example.namespace["workplace"] / f"rules-of-line-{example.line}"
    shutil.copytree(ROOT / "rules", folder)
    source = textwrap.dedent(example.parsed)
    kind = {"date": "dates", "quantity": "quantities", "person": "people"}
    prefix = source.split('id = "', 1)[1].split(".")[0]
    name = f"{kind.get(prefix, prefix + 's')}/shown_in_the_docs.toml"
    (folder / name).write_text(source, encoding="utf-8")
    misses = list(check_rules(load(folder), "shown_in_the_docs"))
    assert not misses, "\n".join(map(str, misses))


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("console", run_console),
        CodeBlockParser("toml", run_rules),
        CodeBlockParser("json", lambda example: json.loads(example.parsed) and None),
        CodeBlockParser("yaml", lambda example: list(yaml.safe_load_all(example.parsed)) and None),
    ],
    patterns=["README.md", "CONTRIBUTING.md", "docs/*.md"],
    fixtures=["workplace"],
).pytest()
