"""Where the entities of a run and what was settled of them lie. Apart, so that a glance at them loads nothing else."""

from __future__ import annotations

FOLDER = "entities"
"""Below the folder of the run. No file in it ends in `.json`: outputs of articles are never looked for there."""
FINDINGS = "findings.jsonl"
FILES = ("labs.jsonl", "people.jsonl", "organizations.jsonl", FINDINGS)
SETTLED = "settled.jsonl"
"""Below the folder of the rules."""
APART = "@"
"""Between a name and what tells its bearer from others."""
