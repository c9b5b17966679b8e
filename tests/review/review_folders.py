"""A small project on disk for the tests of reviewing: rules, corpus, goldens, a run, as many changes as wanted."""

import json
from pathlib import Path

from review_worlds import body, day, extraction, mention, sum_of

from extractor.compare import compare
from extractor.model.records import ArticleHead
from extractor.review.session import open_session
from extractor.review.snapshot import take, write_snapshot
from extractor.rulebook import load
from extractor.store import output_path

DATES = """\
# The days of the tests.
anchor = 2025-08-26

[words]
day_word = ["昨日", "前日"]

[[rule]]
id = "date.day_word"
why = "A day word alone."
pattern = '{day_word}'
examples = [
    "校方⟦昨日|2025-08-25⟧宣布",  # the plain case
]

[[rule]]
id = "date.month_day"
why = "A month and its day."
pattern = '[0-9]{1,2}月[0-9]{1,2}日'
examples = ["⟦8月1日|2025-08-01⟧開幕"]
"""
AMOUNTS = """\
anchor = 2025-08-26

[[rule]]
id = "amount.plain"
why = "A sum with its currency."
pattern = '五千元'
examples = ["付了⟦五千元|5000 HKD⟧"]
"""
TEXT = "第{n}號工程開工\n\n【山城日報訊】渠務處昨日宣布，第{n}號工程撥款五千元，於8月1日展開。\n\n處方說，工人<b>前日</b>已經到場，另撥五千元清理河道。\n"


def place(text, words, nth=1):
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start


def write(folder: Path, record) -> None:
    path = output_path(folder, record.article.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record.to_json(), encoding="utf-8")


def outputs(number: int, article: str, text: str):
    """The accepted and the new output of one article: five changes of five kinds."""
    org = body("渠務署", mention("渠務處", place(text, "渠務處"), "organization.x"))
    old = extraction(
        article,
        dates=[
            day("2025-08-25", "昨日", place(text, "昨日"), rule="date.day_word"),
            day("2025-08-01", "8月1日", place(text, "8月1日"), rule="date.month_day"),
        ],
        amounts=[sum_of(5000, "五千元", place(text, "五千元"), "amount.plain")],
        organizations=[org],
    )
    new = extraction(
        article,
        rules="1",
        dates=[
            day("2025-08-24", "昨日", place(text, "昨日"), rule="date.day_word"),
            day("2025-08-24", "前日", place(text, "前日"), rule="date.day_word"),
        ],
        amounts=[
            sum_of(5000, "五千元", place(text, "五千元"), "amount.plain"),
            sum_of(5000, "五千元", place(text, "五千元", 2), "amount.plain"),
        ],
        organizations=[body("渠務處", mention("渠務處", place(text, "渠務處"), "organization.x"))],
    )
    head = {"headline": f"第{number}號工程開工", "publisher": "山城日報", "published": "2025-08-26"}
    for record in (old, new):
        record.article = ArticleHead(id=article, source=f"{article}.txt", sha256="0", **head)
    return old, new


def build(folder: Path, articles: int, text: str = TEXT) -> Path:
    """Write the project below `folder`; every article has five changes."""
    rules = folder / "rules"
    for name, content in (("dates/days.toml", DATES), ("amounts/sums.toml", AMOUNTS)):
        (rules / name).parent.mkdir(parents=True, exist_ok=True)
        (rules / name).write_text(content, encoding="utf-8")
    write_snapshot(folder / "golden", take(load(rules)))
    changed = DATES.replace("pattern = '{day_word}'", "pattern = '(?:就在)?{day_word}'")
    (rules / "dates/days.toml").write_text(changed, encoding="utf-8")
    (folder / "corpus").mkdir()
    (folder / "gold").mkdir()
    for number in range(1, articles + 1):
        article = f"paper-{number:04}"
        words = text.format(n=number)
        (folder / "corpus" / f"{article}.txt").write_text(words, encoding="utf-8")
        old, new = outputs(number, article, words)
        assert len(compare(old, new)) == 5
        write(folder / "golden", old)
        write(folder / "run", new)
    return folder


def session(folder: Path, by: str = "Ada"):
    return open_session(folder / "golden", folder / "run", folder / "corpus", folder / "rules", by, folder / "gold")


def log(folder: Path):
    path = folder / "golden" / "decisions.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
