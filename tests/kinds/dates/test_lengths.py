from datetime import date
from decimal import Decimal

import pytest

from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.forms import Length
from extractor.kinds.dates.lengths import distant, period, reach

DAY = date(2025, 8, 26)


@pytest.mark.parametrize(
    ("amounts", "upper", "value"),
    [
        ([(3, "Y")], None, "P3Y"),
        ([(15, "H"), (20, "N")], None, "PT15H20M"),
        ([(8, "D"), (20, "H")], None, "P8DT20H"),
        ([("1.5", "M")], None, "P1.5M"),
        ([(3, "Y")], 5, "P3Y/P5Y"),
        ([(100, "D")], None, "P100D"),
    ],
)
def test_period(amounts, upper, value):
    length = Length([(Decimal(number), unit) for number, unit in amounts], Decimal(upper) if upper else None)
    assert period(length) == value


@pytest.mark.parametrize(
    ("number", "unit", "direction", "value"),
    [
        (3, "Y", "before", "2022"),
        (10, "M", "after", "2026-06"),
        (4, "D", "after", "2025-08-30"),
        (1, "W", "before", "2025-W34"),
        (2000, "Y", "before", None),
        (3, "H", "before", None),
    ],
)
def test_distant(number, unit, direction, value):
    found = distant(Length([(Decimal(number), unit)], direction=direction), DAY)
    assert (found and found.value()) == value


def test_reach():
    past = Length([(Decimal(5), "Y")], direction="past")
    assert reach(past, Anchor.at(DAY)) == (date(2020, 8, 26), DAY)
    assert reach(past, Anchor(None)) == (None, None)
    leap = Length([(Decimal(1), "Y")], direction="past")
    assert reach(leap, Anchor.at(date(2024, 2, 29))) == (date(2023, 2, 28), date(2024, 2, 29))
