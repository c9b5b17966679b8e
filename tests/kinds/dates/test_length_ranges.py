"""Lengths that reach up to longer ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from extractor.kinds.dates.forms import Length
from extractor.kinds.dates.lengths import distant, period


def test_a_length_up_to_a_longer_one_keeps_both_units() -> None:
    assert period(Length([(Decimal(18), "M")], last=[(Decimal(4), "Y")])) == "P18M/P4Y"


def test_no_day_lies_a_range_of_lengths_ahead() -> None:
    far = Length([(Decimal(1), "Y")], direction="after", last=[(Decimal(2), "Y")])
    assert distant(far, date(2025, 8, 26)) is None
