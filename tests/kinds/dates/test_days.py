"""Sets of days as stretches give the same days as asking every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from extractor.kinds.dates.days import Written, around, between, common, count, each, in_month, in_year

FIRST, LAST = date(2019, 3, 5), date(2022, 9, 8)
WINDOW = FIRST.toordinal(), LAST.toordinal()
DAYS = [FIRST + timedelta(by) for by in range((LAST - FIRST).days + 1)]
ANY = st.none()


def is_as_written(day: date, written: Written) -> bool:
    said = (day.year, day.month, day.day, day.isoweekday())
    return all(part is None or part == true for part, true in zip(written, said, strict=True))


@given(
    st.builds(
        Written,
        ANY | st.integers(2018, 2023),
        ANY | st.integers(1, 12),
        st.integers(1, 31),
        ANY | st.integers(1, 7),
    ),
    st.integers(-9, 9),
    st.integers(0, 6),
)
def test_days_around_a_written_day(written, before, more):
    expected = [
        day for day in DAYS if any(is_as_written(day + timedelta(before - by), written) for by in range(more + 1))
    ]
    assert list(each(around(written, before, more - before)(*WINDOW))) == expected


def test_months_and_years():
    assert list(each(in_month(9)(*WINDOW))) == [day for day in DAYS if day.month == 9]
    assert list(each(in_year(2020)(*WINDOW))) == [day for day in DAYS if day.year == 2020]
    assert in_year(0)(*WINDOW) == ()


def test_what_is_common():
    assert common(((1, 5), (8, 9)), ((4, 8),)) == ((4, 5), (8, 8))
    assert common(((1, 5),), ()) == ()
    assert count(((4, 5), (8, 8))) == 3


def test_equal_tests_are_one():
    assert between(3, 4) is between(3, 4)
    assert around(Written(None, None, 8, None), 1, -1) is around(Written(None, None, 8, None), 1, -1)
