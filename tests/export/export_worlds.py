"""Extractions to export: what the corpus gives, and one article that is hostile to every format."""

import json
from decimal import Decimal
from pathlib import Path

from extractor.batch import run
from extractor.model.records import Amount, Extraction, Mention, Organization, Warned
from extractor.model.resources import rules_path
from extractor.store import write_atomically

TEXT = '=HYPERLINK("x")\n𨋢\t𨋢內，+85@「甲\r乙」公司；獲\n撥款\n180000000000000000000.000000000001元。'


def mention(words: str, rule: str = "organization.x") -> Mention:
    start = TEXT.index(words)
    return Mention(start=start, end=start + len(words), text=words, block="paragraph", rule=rule)


def hostile() -> Extraction:
    """Formulas, astral characters, quotes, line ends, and figures at the edge of a column and beyond it."""
    head = {
        "id": "中/=cmd",
        "source": "中/=cmd.txt",
        "sha256": "0" * 64,
        "headline": "'=1+1",
        "bylines": ["@甲", '"乙"'],
    }
    edge = Decimal("180000000000000000000.000000000001")
    return Extraction(
        article=head,
        ruleset={"sha256": "1" * 64},
        organizations=[
            Organization(name="=甲", category="other", aliases=["+85", "a,b"], mentions=[mention("+85@「甲\r乙」公司")]),
            Organization(name="-x", category="company", mentions=[mention("𨋢內"), mention("獲\n撥款\n1")]),
        ],
        amounts=[
            Amount(value=edge, min=edge, max=edge, qualifier="exact", currency="HKD", currency_basis="stated",
                   purpose="\t修", mentions=[mention("180000000000000000000.000000000001元", "amount.x")]),
            Amount(value=Decimal("1e30"), qualifier="nearly", currency="HKD", currency_basis="inferred",
                   mentions=[mention("元", "amount.y")]),
            Amount(value=Decimal("0.1234567890123"), qualifier="nearly", currency="HKD", currency_basis="inferred",
                   mentions=[mention("。", "amount.z")]),
        ],
        warnings=[Warned(code="x", message="=1\n2")],
    )  # fmt: skip


def make_run(folder: Path) -> Path:
    """The outputs of the whole corpus."""
    run(Path("corpus"), folder, rules_path(), workers=1)
    return folder


def put(folder: Path, extraction: Extraction) -> Path:
    write_atomically(folder / f"{extraction.article.id}.json", extraction.to_json().encode())
    return folder


def load(path: Path):
    return json.loads(path.read_text("utf-8"))
