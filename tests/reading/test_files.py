"""From paths to articles: what is read, what is set aside, and that the rest goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from extractor.model.article import Article
from extractor.model.errors import EncodingError, ReadingError
from extractor.reading import Unreadable, article_from_text, read_path, text_of

ARTICLE = "---\npublished: 2025-08-26\n---\n\n# 兩大學獲獎\n\n【某某日報訊】記者陳小文報道：甲大學獲得獎項。\n"


def _write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_an_article(tmp_path: Path) -> None:
    path = _write(tmp_path, "2025/a.md", ARTICLE)
    (article,) = read_path(path, tmp_path)
    assert isinstance(article, Article)
    assert (article.id, article.source) == ("2025/a", "2025/a.md")
    assert (article.headline, article.publisher, article.bylines) == ("兩大學獲獎", "某某日報", ("陳小文",))
    assert article.published == date(2025, 8, 26)
    assert article.text == text_of(path) == ARTICLE.split("---\n", 2)[2]
    assert len(article.sha256) == 64


def test_bad_rows_are_named_and_the_rest_read(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "rows.jsonl",
        b'\xef\xbb\xbf{"id": "one", "text": "\xe7\x94\xb2", "date": "2025-08-26"}\n'
        b'{"text": "\\ud800"}\n\n{"id": "x"}\n[1]\n{broken\n{"text": 5}\n{"text": "\xff"}\n'
        + b"[" * 100_000
        + b'\n{"text": "\xe4\xb9\x99"}\n',
    )
    found = list(read_path(path, tmp_path))
    assert [(a.id, a.source) for a in found if isinstance(a, Article)] == [
        ("one", "rows.jsonl#1"), ("rows-10", "rows.jsonl#10"),
    ]  # fmt: skip
    bad = [item for item in found if isinstance(item, Unreadable)]
    assert [item.source.split("#")[1] for item in bad] == ["2", "4", "5", "6", "7", "8", "9"]
    assert all(str(item.error).startswith(item.source) for item in bad)
    assert isinstance(bad[0].error, EncodingError)


def test_parquet_rows(tmp_path: Path) -> None:
    table = pyarrow.table(
        {"id": ["a", None, "c"], "text": ["甲", "乙", None], "published": [date(2025, 8, 26), None, None]}
    )
    pyarrow.parquet.write_table(table, tmp_path / "rows.parquet")
    first, second, third = read_path(tmp_path / "rows.parquet", tmp_path)
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Unreadable)
    assert (first.id, first.published, second.id) == ("a", date(2025, 8, 26), "rows-2")
    assert "rows.parquet#3: the column 'text'" in str(third.error)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""), ("a.txt", b" \n"), ("a.txt", b"\xff\xfe\xff"), ("a.txt", b"a\0b"),
        ("a.md", "---\npublished: 2025-02-30\n---\n文"),
        ("a.md", "---\nid: ../x\n---\n文"), ("a.parquet", b"no"), ("a.html", b""), ("a.html", b"\x00\x01"),
    ],
)  # fmt: skip
def test_a_bad_file_is_set_aside_with_a_message(tmp_path: Path, name: str, content: bytes | str) -> None:
    (found,) = read_path(_write(tmp_path, name, content), tmp_path)
    assert isinstance(found, Unreadable)
    assert str(found.error).startswith(name)
    assert str(found.error).endswith(".")
    with pytest.raises(ReadingError):
        text_of(tmp_path / name)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    for name in ("gone.txt", "gone.jsonl"):
        (found,) = read_path(tmp_path / name, tmp_path)
        assert isinstance(found, Unreadable) and "cannot be opened" in str(found.error)


def test_article_from_text() -> None:
    article = article_from_text("甲\r\n乙", published=date(2025, 8, 26), id="x")
    assert (article.text, article.id, article.published) == ("甲\n乙", "x", date(2025, 8, 26))
    with pytest.raises(EncodingError, match="surrogate"):
        article_from_text("甲\ud800")


def test_characters_lost_before_are_warned_of() -> None:
    (warning,) = article_from_text("甲\ufffd乙").warnings
    assert (warning.code, warning.start, warning.end) == ("lost_characters", 1, 2)


def test_a_file_that_is_longer_than_any_article_is_refused_quickly(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("市區昨日有雨，" * 300_001, encoding="utf-8")
    (found,) = read_path(path)
    assert "Split the file into articles" in str(found.error)
