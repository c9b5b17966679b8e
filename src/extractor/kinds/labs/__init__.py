"""Laboratories, research centres and institutes."""

from extractor.kinds.labs.recognize import recognize
from extractor.kinds.labs.resolve import resolve

__all__ = ["recognize", "resolve"]
