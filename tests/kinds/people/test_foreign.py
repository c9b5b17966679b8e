"""Dotted names and names in Latin script."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("總統約翰·史密斯到場。", ["約翰·史密斯"]),
        ("總統約翰‧史密斯到場。", ["約翰‧史密斯"]),
        ("教授Dennis Poon表示滿意。Poon離開。", ["Dennis Poon", "Poon=Dennis Poon"]),
        ("教授Dennis Müller表示滿意。", ["Dennis Müller"]),
        ("會員（Google Cloud Services）到場。", []),
        ("總監Hong Kong Times表示滿意。", []),
        ("產品Poonlike表示滿意。", []),
    ],
)
def test_foreign_names(named, text, found):
    assert named(text) == found
