from datetime import date

import pytest

from extractor.kinds.dates import calendar


@pytest.mark.parametrize(
    ("year", "sunday"), [(2000, (4, 23)), (2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25))]
)
def test_easter(year, sunday):
    assert calendar.easter(year) == date(year, *sunday)


@pytest.mark.parametrize(
    ("spec", "year", "day"),
    [
        ("07-01", 2022, date(2022, 7, 1)),
        ("lunar:08-15", 2025, date(2025, 10, 6)),
        ("lunar:01-01", 2026, date(2026, 2, 17)),
        ("lunar:01-01:-1", 2025, date(2025, 1, 28)),
        ("easter:-2", 2025, date(2025, 4, 18)),
        ("solar:清明", 2025, date(2025, 4, 4)),
        ("solar:冬至", 1984, date(1984, 12, 22)),
        ("solar:驚蟄", 2025, date(2025, 3, 5)),
        ("nth:05-sun-2", 2025, date(2025, 5, 11)),
        ("02-29", 2025, None),
    ],
)
def test_named_day(spec, year, day):
    assert calendar.named_day(spec, year) == day


def test_a_month_may_lie_over_the_turn_of_the_year():
    assert calendar.shift_month(2025, 11, 3) == (2026, 2)
    assert calendar.shift_month(2025, 1, -1) == (2024, 12)


def test_days_that_are_none():
    assert calendar.make_date(2025, 6, 31) is None
    assert calendar.shift(date.max, 1) is None


def test_every_listed_holiday_has_a_day(rulebook):
    for spec in {*rulebook.words("holiday").values(), *rulebook.words("event_day").values()}:
        assert calendar.named_day(spec, 2028) is not None, spec
