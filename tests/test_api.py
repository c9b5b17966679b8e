"""The public class with what tired callers hand to it."""

from datetime import date, datetime

import pytest

from extractor import Extractor, Failure, UsageError


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize("day", [date(2025, 8, 26), datetime(2025, 8, 26, 9, 30), "2025-08-26"])
def test_a_day_may_be_written(extractor, day):
    record = extractor.extract("校方昨日公布。", published=day)
    assert (record.article.published, record.dates[0].value) == ("2025-08-26", "2025-08-25")


@pytest.mark.parametrize("day", ["yesterday", "2025-02-30", 20250826])
def test_what_is_no_day_is_told(extractor, day):
    with pytest.raises(UsageError, match="published is .*; expected a date"):
        extractor.extract("校方昨日公布。", published=day)


@pytest.mark.parametrize("text", [None, b"x", 5])
def test_what_is_no_text_is_told(extractor, text):
    with pytest.raises(UsageError, match="expected the article's text as a string"):
        extractor.extract(text)


def test_no_bad_article_stops_the_stream(extractor):
    bad = [5, None, ["text"], {"text": None}, {}, {"text": "昨日", "published": "soon"}, "\ud800", b"x"]
    found = list(extractor.extract_many([*bad, "三所大學。"]))
    assert [isinstance(one, Failure) for one in found] == [True] * len(bad) + [False]
    assert all(one.error.startswith(f"article#{n}: ") for n, one in enumerate(found[:-1], 1))


@pytest.mark.parametrize("currency", ["XX", "hkd", "ABC", None])
def test_a_currency_is_one_of_iso_4217(currency):
    with pytest.raises(UsageError, match="ISO 4217"):
        Extractor(default_currency=currency)
