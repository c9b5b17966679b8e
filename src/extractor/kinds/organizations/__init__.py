"""Organizations: bodies that a gazetteer lists, and others by the words that they are named with."""

from extractor.kinds.organizations.recognize import recognize
from extractor.kinds.organizations.resolve import resolve

__all__ = ["recognize", "resolve"]
