"""Sums of money, with currency, rate, payer, recipient and purpose."""

from extractor.kinds.amounts.recognize import recognize
from extractor.kinds.amounts.resolve import resolve

__all__ = ["recognize", "resolve"]
