"""Posts: the title with the organization it belongs to."""

import pytest


@pytest.fixture(scope="module")
def posts(extractor):
    def find(text):
        people = extractor.extract(text).people
        return {person.name: [(post.title, post.organization) for post in person.positions] for person in people}

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("創新科技署署長陳泊然到場。", {"陳泊然": [("署長", "創新科技署")]}),
        ("香港科技大學土木工程系教授陳泊然到場。", {"陳泊然": [("土木工程系教授", "香港科技大學")]}),
        ("香港科技大學的陳泊然教授到場。", {"陳泊然": [("教授", "香港科技大學")]}),
        ("香港科技大學邀請教授陳泊然到場。", {"陳泊然": [("教授", None)]}),
        ("香港特區行政長官陳泊然到場。", {"陳泊然": [("行政長官", "香港特別行政區政府")]}),
        ("美國總統陳泊然到場。", {"陳泊然": [("美國總統", None)]}),
        ("創新科技署昨日公布結果，署長陳泊然到場。", {"陳泊然": [("署長", "創新科技署")]}),
        ("創新科技署昨日公布結果，署方副署長陳泊然到場。", {"陳泊然": [("副署長", "創新科技署")]}),
        ("創新科技署昨日公布結果，會長陳泊然到場。", {"陳泊然": [("會長", None)]}),
        ("體育政策學者陳泊然到場。", {"陳泊然": [("體育政策學者", None)]}),
        ("體育政策學者陳泊然（香港大學）到場。", {"陳泊然": [("體育政策學者", "香港大學")]}),
        ("期間主席陳泊然到場。", {"陳泊然": [("主席", None)]}),
        ("是否代表陳泊然說話？總監陳泊然離開。", {"陳泊然": [("總監", None)]}),
        ("香港大學講座教授陳泊然到場。陳泊然教授說好。", {"陳泊然": [("講座教授", "香港大學")]}),
        ("【大公報訊】記者陳泊然報道：工程動工。", {"陳泊然": [("記者", "大公報")]}),
    ],
)
def test_titles_and_their_bodies(posts, text, expected):
    assert posts(text) == expected
