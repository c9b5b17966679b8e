"""What the rules do: their examples, how often each fires, and what a changed rule would change."""

from extractor.rulecheck.check import Miss, check_and_report, check_example, check_rule, check_rules, list_rules
from extractor.rulecheck.statistics import Statistics, collect, render_statistics
from extractor.rulecheck.trial import Trial, render_trial, try_file

__all__ = [
    "Miss",
    "Statistics",
    "Trial",
    "check_and_report",
    "check_example",
    "check_rule",
    "check_rules",
    "collect",
    "list_rules",
    "render_statistics",
    "render_trial",
    "try_file",
]
