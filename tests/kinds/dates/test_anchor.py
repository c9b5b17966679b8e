from datetime import date

from extractor.kinds.dates.anchor import Anchor


def test_common_parts():
    days = [date(2026, month, 10) for month in range(1, 13)]
    assert Anchor.common(days) == Anchor(None, 2026, None, 10)
    assert Anchor.common(days[:1]) == Anchor.at(days[0])


def test_moving_keeps_what_is_certain():
    known = Anchor(None, 2026, None, 10)
    assert known.moved(-2) == Anchor(None, 2026, None, 8)
    assert known.moved(-10) == Anchor(None)
    assert Anchor.at(date(2026, 1, 1)).moved(-1) == Anchor.at(date(2025, 12, 31))
