"""Which titles a mention gets."""

import pytest


@pytest.fixture(scope="module")
def titles(people_of):
    def find(text):
        findings, _ = people_of(text)
        found = {}
        for person in findings:
            for title in person.titles:
                body = title.organization
                if title.beside is not None and body is not None and body.start == body.end:
                    body = title.beside.organization
                words = text[body.start : body.end] if body else ""
                found.setdefault(person.name, []).append((title.title, words))
        return found

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("運輸署署長陳泊然到場。", {"陳泊然": [("署長", "運輸署")]}),
        ("運輸署署理署長陳泊然到場。", {"陳泊然": [("署理署長", "運輸署")]}),
        ("港大的陳泊然教授到場。", {"陳泊然": [("教授", "港大的")]}),
        ("美國總統德拉圖爾到場。", {"德拉圖爾": [("美國總統", "")]}),
        ("運輸署（運署）署長陳泊然到場。", {"陳泊然": [("署長", "運輸署（運署）")]}),
        ("運輸署署長陳泊然、副署長何靖雯到場。", {"陳泊然": [("署長", "運輸署")], "何靖雯": [("副署長", "運輸署")]}),
        ("運輸署署長陳泊然、主席何靖雯到場。", {"陳泊然": [("署長", "運輸署")], "何靖雯": [("主席", "")]}),
        ("港大校長兼教授陳泊然到場。", {"陳泊然": [("校長", "港大"), ("教授", "港大")]}),
        ("總監陳泊然說，他認識何靖雯女士。", {"陳泊然": [("總監", "")]}),
        ("陳泊然（港大校長）與何靖雯（右）握手。", {"陳泊然": [("校長", "港大")]}),
        ("被告陳泊然否認控罪。", {}),
        ("與陳泊然主持節目的何靖雯教授到場。", {"何靖雯": [("教授", "主持節目的")]}),
    ],
)
def test_titles_beside_a_name(titles, text, expected):
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("文員陳泊然獲委任為運輸署署長。", {"陳泊然": [("運輸署", "署長")]}),
        (
            "文員陳泊然升任運輸署署長，接替何靖雯女士。",
            {"陳泊然": [("運輸署", "署長")], "何靖雯": [("運輸署", "署長")]},
        ),
        ("文員陳泊然接替何靖雯女士出任運輸署署長。", {"陳泊然": [("運輸署", "署長")], "何靖雯": [("運輸署", "署長")]}),
        ("文員陳泊然有意出任運輸署署長。", {}),
        ("文員陳泊然未獲委任為運輸署署長。", {}),
    ],
)
def test_changes_of_post(titles, text, expected):
    posts = {
        name: [(body, title) for title, body in listed if title != "文員"] for name, listed in titles(text).items()
    }
    assert {name: listed for name, listed in posts.items() if listed} == expected
