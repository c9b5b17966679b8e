"""What is wrong usage, and that it is told in one sentence with the exit code of the contract."""

import pytest
from click.testing import CliRunner

from extractor.cli import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere"], "no such folder"),
        (["run", "corpus", "--out", "README.md"], "README.md: a file; --out names the folder"),
        (["run", "corpus", "--currency", "XX"], "--currency is 'XX'; expected an ISO 4217 code"),
        (["run", "corpus", "--rules", "nowhere"], "nowhere: no such rules folder"),
        (["run", "corpus", "--address", "tcp://a:1", "--out", "nowhere"], "only with --engine dask"),
        (["text", "nowhere"], "nowhere: no such file"),
        (["show", "corpus"], "corpus: a folder"),
        (["explain", "nowhere", "x"], "nowhere: no such file"),
        (["diff", "nowhere", "nowhere"], "no such folder of outputs"),
        (["check", "nowhere", "nowhere"], "no such folder of outputs"),
        (["review", "nowhere", "nowhere"], "no such folder of outputs"),
        (["export", "nowhere"], "no such folder of outputs"),
        (["evaluate", "nowhere"], "no such folder or file of gold"),
        (["evaluate", "gold/floors.json"], "expected a file ending in .gold"),
        (["rules", "--rules", "nowhere"], "no such rules folder"),
        (["rules", "check", "nowhere"], "no rule file has that in its name"),
        (["rules", "stats", "nowhere"], "no such folder"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(arguments, said):
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
