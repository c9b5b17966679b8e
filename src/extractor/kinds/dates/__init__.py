"""Temporal expressions (TIMEX3)."""

from extractor.kinds.dates.recognize import recognize
from extractor.kinds.dates.resolve import resolve

__all__ = ["recognize", "resolve"]
