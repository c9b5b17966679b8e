"""Encodings are decided on evidence, and refused when in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.errors import EncodingError
from extractor.reading.decode import decode

TRADITIONAL = "香港的大學昨日公布，校方將會成立三間新的研究中心，並在明年開始運作。"
SIMPLIFIED = "香港的大学昨日公布，校方将会成立三间新的研究中心，并在明年开始运作。"
HKSCS = "校方在鰂魚涌和深水埗的中心，將會於明年開始運作，居民都說好。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "big5hkscs", "gb18030"])
def test_every_encoding_of_the_contract_is_read(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
def test_simplified_text_is_read(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), "a.txt") == SIMPLIFIED


def test_hong_kong_characters_of_big5() -> None:
    assert decode(HKSCS.encode("big5hkscs"), "a.txt") == HKSCS


@given(st.lists(st.sampled_from(list(TRADITIONAL + SIMPLIFIED)), min_size=40, max_size=200).map("".join))
def test_a_legacy_encoding_is_read_right_or_refused(text: str) -> None:
    raw = text.encode("gb18030")
    try:
        assert decode(raw, "a.txt") == text
    except EncodingError as error:
        assert "a.txt" in str(error)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200))
def test_utf8_is_always_utf8(text: str) -> None:
    assert decode(("香港，" + text).encode(), "a.txt") == "香港，" + text


def test_newlines_are_made_one() -> None:
    assert decode("一\r\n二\r三\n".encode(), "a.txt") == "一\n二\n三\n"


def test_truncated_big5_is_refused_with_its_offset() -> None:
    raw = (TRADITIONAL * 3).encode("big5hkscs")[:-1]
    with pytest.raises(
        EncodingError, match=rf"a\.txt: byte {len(raw) - 1}: reads as Big5-HKSCS .*Tried: UTF-8.*save it"
    ):
        decode(raw, "a.txt")


def test_truncated_utf8_is_refused_with_its_offset() -> None:
    raw = TRADITIONAL.encode()[:-1]
    with pytest.raises(EncodingError, match=rf"byte {len(raw) - 2}: reads as UTF-8 up to"):
        decode(raw, "a.txt")


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"abc\0def",
        bytes(range(256)) * 10,
        "déjà vu, où êtes-vous".encode("latin-1"),
        "これは日本語のテストです。".encode("shift_jis"),
        b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10",
        "香港".encode("utf-16")[:-1],
        "a\0b".encode("utf-16"),
    ],
)
def test_what_is_no_text_of_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(EncodingError, match=r"^a\.txt: byte \d+: .*UTF-8( text)?\.$"):
        decode(raw, "a.txt")


def test_a_declared_encoding_decides_only_what_characters_leave_open() -> None:
    short = "焗釀".encode("big5hkscs")
    with pytest.raises(EncodingError):
        decode(short, "a.html")
    assert decode(TRADITIONAL.encode("big5hkscs"), "a.html", declared="gb2312") == TRADITIONAL


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "a.txt") == ""
