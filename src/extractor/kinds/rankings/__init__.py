"""Places in lists: recognize what the words state, resolve what it means in this article."""

from extractor.kinds.rankings.recognize import recognize
from extractor.kinds.rankings.resolve import resolve

__all__ = ["recognize", "resolve"]
