"""Runs to draw: a small town's week that has a bit of everything, hostile articles, nothing, and very much."""

import json
from pathlib import Path

from lxml import html

from extractor.batch import run
from extractor.model.resources import rules_path
from extractor.report import report
from extractor.store import run_outputs

TOWN = {
    "works": (
        "2026-03-02",
        "山城日報",
        "渠務署展開河道工程\n\n渠務署昨日公布，向香港大學撥款2000萬元，於3月16日展開河道研究。\n\n"
        "渠務署署長岑偉業表示，署方每年撥款500萬元維修。\n",
    ),
    "ranking": (
        "2026-03-04",
        "山城日報",
        "兩間大學排名上升\n\n《亞洲大學綜合評級》今日公布，香港大學由第3位升至第2位，香港科技大學由第11位升至第8位。\n",
    ),
    "lab": (
        "2026-03-05",
        "湖邊周報",
        "新實驗室揭牌\n\n香港大學的合成化學全國重點實驗室昨日揭牌。香港大學校長陸倩文出席，創新科技署署長岑可兒致辭。\n\n"
        "創新科技署向香港中文大學撥款120萬美元。\n",
    ),
    "market": (
        "2026-04-01",
        "湖邊周報",
        "街市重開\n\n街市4月3日重開，共有120個攤檔，3月30日已有30檔遷入。工程耗資約4000萬港元。\n",
    ),
}


HOSTILE = (
    "</p><script>alert(1)</script>\n\n"
    "渠務署昨日<img src=x onerror=alert(2)>向\"'><svg onload=alert(3)>香港大學撥款2000萬元&amp;&#x3c;。"
    "署長岑偉業<b>於</b>3月16日\x07\u202e\ue000到場{n}%s。</style><style>*{display:none}</style>\n"
)


def write_town(folder: Path, articles=None) -> Path:
    folder.mkdir(parents=True)
    for name, (published, publisher, text) in (TOWN if articles is None else articles).items():
        head = f"---\npublished: {published}\npublisher: {publisher}\n---\n"
        (folder / f"{name}.md").write_text(head + text, encoding="utf-8")
    return folder


def write_much(folder: Path, count: int) -> Path:
    """One JSONL file of so many short articles, every one with other names, sums and days."""
    folder.mkdir(parents=True)
    surnames = "陳李黃張林梁吳劉蔡楊"
    with (folder / "much.jsonl").open("w", encoding="utf-8") as file:
        for n in range(count):
            day, month, year = n % 28 + 1, n // 28 % 12 + 1, 2015 + n % 11
            name = surnames[n % 10] + chr(0x4E50 + n % 97) + chr(0x6587 + n % 89)
            text = (
                f"第{n}號工程動工\n\n{year}年{month}月{day}日，創新科技署向香港大學撥款{n % 5000 + 1}萬元。"
                f"渠務署署長{name}出席。"
            )
            row = {
                "id": f"n{n:05}",
                "text": text,
                "published": f"{year}-{month:02}-{day:02}",
                "publisher": f"晨報{n % 30}",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return folder


def make_run(inputs, out: Path) -> Path:
    run(list(inputs), out, rules_path(), workers=1, keep=False)
    return out


def make_page(folder: Path, inputs, out: Path) -> Path:
    report(folder, out, list(inputs), rules_path())
    return out


def parsed(path: Path):
    return html.fromstring(path.read_bytes())


def section(page, name):
    (found,) = page.xpath(f'//section[@id="{name}"]')
    return found


def in_language(element, language: str) -> str:
    """The words of an element as the page shows them in one language, without titles."""
    other = {"zh": "en", "en": "zh"}[language]
    copy = html.fromstring(html.tostring(element, encoding="unicode"))
    for hidden in copy.xpath(f'.//*[@class="{other}"]|.//title'):
        hidden.drop_tree()
    return copy.text_content()


def sentence_of(page, href: str):
    """The list item that a link leads to."""
    (found,) = page.xpath(f'//*[@id="{href.removeprefix("#")}"]')
    return found


def rows_of(page, name, number=0):
    """The rows of a table of a section, a list of cells each."""
    tables = section(page, name).xpath(".//table")
    return [row.xpath("./th|./td") for row in tables[number].xpath("./tbody/tr")]


def outputs(folder: Path):
    return list(run_outputs(folder))
