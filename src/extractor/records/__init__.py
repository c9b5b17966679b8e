"""Findings -> Extraction: the only room that sees several kinds together."""

from extractor.records.assemble import assemble

__all__ = ["assemble"]
