"""A saved page gives the story, its metadata and its layout, and nothing of the page around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.model.article import Article
from extractor.model.errors import ReadingError
from extractor.reading import read_path
from extractor.reading.html import read_page

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>大學獲捐款 - 某某日報</title>
<meta property="og:site_name" content="某某日報">
<meta property="article:published_time" content="2024-03-11T17:00:00Z">
<meta name="author" content="記者 陳小文"><link rel="canonical" href="https://example.org/1"></head>
<body>
<nav><ul><li><a href="/">主頁</a></li><li><a href="/a">港聞</a></li></ul></nav>
<article><h1>大學獲捐款</h1>
<p>城市的大學昨日宣布，獲校友捐出一億元，用於興建新的科學樓，預計於<b>2026年</b>落成啟用，可容納三百名研究人員。</p>
<figure><img src="a.jpg"><figcaption>校長出席儀式。</figcaption></figure>
<h2>三間實驗室受惠</h2><p>校方表示，款項將分三年發放，並會成立委員會監察用途，確保善用。<br>第二行的文字。</p>
<ul><li>材料實驗室</li><li>海洋中心<ul><li>分站</li></ul></li></ul>
<table><tr><th colspan="2">大學</th><th>金額</th></tr>
<tr><td rowspan="2">甲大學</td><td>理學院</td><td>100萬元</td></tr>
<tr><td>工學院</td><td>200萬元</td></tr></table><div class="share-bar">分享到朋友圈</div>
<div class="ad-slot">限時優惠，每月九十九元</div><div>廣告</div>
<ul><li><a href="/x">相關的另一篇新聞報道</a></li></ul>
<p>委員會將於下月舉行首次會議，並於年底前提交中期報告，校方歡迎各界提出意見。</p></article>
<footer>版權所有</footer><script>alert(1)</script></body></html>"""
TEXT = """大學獲捐款

城市的大學昨日宣布，獲校友捐出一億元，用於興建新的科學樓，預計於**2026年**落成啟用，可容納三百名研究人員。

▲校長出席儀式。

## 三間實驗室受惠

校方表示，款項將分三年發放，並會成立委員會監察用途，確保善用。

第二行的文字。

- 材料實驗室
- 海洋中心
  - 分站

大學\t\t金額
甲大學\t理學院\t100萬元
\t工學院\t200萬元

委員會將於下月舉行首次會議，並於年底前提交中期報告，校方歡迎各界提出意見。
"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("big5", "big5hkscs"), ("gb2312", "gb18030")])
def test_a_page(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.replace("{charset}", charset).encode(encoding))
    (article,) = read_path(path, tmp_path)
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert (article.headline, article.publisher, article.bylines) == ("大學獲捐款", "某某日報", ("陳小文",))
    assert (article.published, article.url) == (date(2024, 3, 12), "https://example.org/1")
    assert [block.label for block in article.blocks] == [
        "headline", "paragraph", "caption", "heading", "paragraph", "paragraph", "list", "list", "list",
        "table", "paragraph",
    ]  # fmt: skip
    cells = next(block for block in article.blocks if block.label == "table").cells
    assert [(c.row, c.column, c.width, c.header) for c in cells][:2] == [(0, 0, 2, True), (0, 2, 1, True)]
    assert [(c.row, c.column) for c in cells][-2:] == [(2, 1), (2, 2)]


def test_a_page_that_is_nested_beyond_reading_is_refused():
    page = (
        "<html><body><h1>題</h1>" + "<div>" * 10_000 + "市政府昨日撥款五千元。" + "</div>" * 10_000 + "</body></html>"
    )
    with pytest.raises(ReadingError, match="nested too deeply"):
        read_page(page.encode(), "deep.html")
