"""Metadata under the names that archives use, and refused when they cannot be what they say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractor.model.errors import MetadataError
from extractor.reading.metadata import read_metadata


def test_names_of_archives() -> None:
    found = read_metadata(
        {
            "title": "題",
            "date": "2020-08-05 23:01:27",
            "source": "某報",
            "author": "記者陳小文",
            "tags": ["x"],
        },
        "a",
    )
    assert (found.headline, found.published, found.publisher, found.bylines) == (
        "題", date(2020, 8, 5), "某報", ("陳小文",),
    )  # fmt: skip


def test_the_contract_name_wins() -> None:
    assert read_metadata({"date": "2020-01-01", "published": "2020-01-02"}, "a").published == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2025, 8, 26), date(2025, 8, 26)),
        (datetime(2025, 8, 25, 17, 0, tzinfo=UTC), date(2025, 8, 26)),
        ("2025-08-25T17:00:00Z", date(2025, 8, 26)),
        ("2025-08-26T00:30:00+08:00", date(2025, 8, 26)),
        ("2025年8月26日", date(2025, 8, 26)),
        ("2025/8/26", date(2025, 8, 26)),
        (20250826, date(2025, 8, 26)),
        (None, None),
        ("", None),
    ],
)
def test_days(value: Any, day: date | None) -> None:
    assert read_metadata({"published": value}, "a").published == day


@pytest.mark.parametrize("value", ["2025-02-30", "2025-13-01", "昨日", [1], {"a": 1}, True, "0000-01-01", 1.5])
def test_impossible_days_are_refused(value: Any) -> None:
    with pytest.raises(MetadataError, match=r"^a\.md: date is .*2025-08-26.*leave the key out\.$"):
        read_metadata({"date": value}, "a.md")


@pytest.mark.parametrize("value", ["../x", "/etc/x", "a//b", "a\\..\\b", "x" * 300, "a\nb/..", [1], "a:b", ".", "a\0b"])
def test_an_id_stays_inside_the_output_folder(value: Any) -> None:
    with pytest.raises(MetadataError, match=r"^a\.md: id is "):
        read_metadata({"id": value}, "a.md")


def test_numbers_may_be_ids() -> None:
    assert read_metadata({"id": 12}, "a").id == "12"
