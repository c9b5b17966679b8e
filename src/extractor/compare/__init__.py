"""Which fact of one extraction is which of another, and what changed between them. Pure functions."""

from extractor.compare.diff import CLASSES, PLACES, Change, FieldChange, compare, only

__all__ = ["CLASSES", "PLACES", "Change", "FieldChange", "compare", "only"]
