"""Measured figures that are no money: counts, percentages, multiples, areas, computing power, …"""

from extractor.kinds.quantities.recognize import recognize
from extractor.kinds.quantities.resolve import resolve

__all__ = ["recognize", "resolve"]
