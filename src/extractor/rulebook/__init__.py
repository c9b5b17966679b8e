"""Rule files -> Rulebook; Rulebook + Analysis -> Scan, from which the kinds take their matches.

rulebook = load(rules_path())
scan = rulebook.scan(analysis)
for match in scan.matches("dates"): ...
"""

from extractor.rulebook.gazetteer import Entry
from extractor.rulebook.load import load
from extractor.rulebook.match import EntryHit, Match, Scan, Slot, WordHit
from extractor.rulebook.rulebook import Rulebook
from extractor.rulebook.schema import Rule

__all__ = ["Entry", "EntryHit", "Match", "Rule", "Rulebook", "Scan", "Slot", "WordHit", "load"]
