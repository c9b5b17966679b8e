"""Who and what a whole run speaks of: entities merged over its articles, and what in them a person should settle."""

from extractor.entities.closing import keep_entities
from extractor.entities.verb import print_findings, settle_finding

__all__ = ["keep_entities", "print_findings", "settle_finding"]
