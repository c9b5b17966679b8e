"""Read the records of random articles by eye, beside their sentences, and what no record covers.

    python bench/press.py FOLDER [--n 30] [--seed 1] [--kind dates] [--match TEXT] [--uncovered]

Each sentence is printed once with every mention marked by its kind's letter, 「⟦d:昨日⟧」, and below it one
compact line a record. Then the numerals that no date, amount, quantity or ranking covers, and the names
(titles and name-like runs beside them) that no person, organization or laboratory covers: what to look for
when hunting for misses. Prints to read; nothing is written anywhere.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from extractor.model.analysis import Analysis
from extractor.model.article import Article
from extractor.model.records import KINDS, Extraction
from extractor.model.resources import rules_path
from extractor.pipeline import extract
from extractor.reading import find_inputs, read_path
from extractor.rulebook import Rulebook, load
from extractor.text.analyse import analyse
from extractor.text.figure_view import numeral_spans

LETTER = {"labs": "L", "people": "P", "organizations": "O", "amounts": "$", "quantities": "q", "rankings": "r",
          "dates": "d"}  # fmt: skip
SHOWN = {
    "amounts": ("value", "min", "max", "qualifier", "currency", "currency_basis", "period", "each", "payer",
                "recipient", "purpose"),
    "quantities": ("value", "min", "max", "qualifier", "unit", "item", "change", "basis"),
    "rankings": ("rank", "band", "subject", "index", "edition", "publisher", "scope", "category", "tied",
                 "previous_rank", "streak_years"),
    "dates": ("value", "mod", "basis"),
    "people": ("name", "name_en", "aliases", "positions"),
    "organizations": ("name", "category"),
    "labs": ("name", "category", "hosts", "status"),
}  # fmt: skip
FIGURES, NAMES = ("dates", "amounts", "quantities", "rankings"), ("labs", "people", "organizations")
NAME_LIKE = re.compile(
    r"[\u4e00-\u9fff·]{2,12}(?:實驗室|研究所|研究院|研究中心|大學|學院|公司|集團|協會|學會|委員會|基金會|中心|署|局|處)"
    r"|(?:教授|博士|先生|女士|校長|主席|局長|署長|司長|總監|經理|主任|議員|院長|會長|秘書長|記者)[\u4e00-\u9fff]{2,3}"
    r"|[\u4e00-\u9fff]{2,4}(?:教授|博士|先生|女士)"
)
Row = tuple[int, int, str, object]


def mentions(extraction: Extraction, kinds: tuple[str, ...] = KINDS) -> list[Row]:
    """(start, end, kind, record) of every mention, in text order."""
    rows = [(m.start, m.end, kind, record) for kind in kinds for record in getattr(extraction, kind)
            for m in record.mentions]  # fmt: skip
    return sorted(rows, key=lambda row: (row[0], -row[1], row[2]))


def marked(text: str, start: int, end: int, rows: list[Row]) -> str:
    """The sentence with its mentions between ⟦ and ⟧; those inside others too."""
    opens: dict[int, str] = {}
    closes: dict[int, str] = {}
    for first, last, kind, _ in rows:
        opens[first] = opens.get(first, "") + f"⟦{LETTER[kind]}:"
        closes[last] = closes.get(last, "") + "⟧"
    parts = [closes.get(i, "") + opens.get(i, "") + text[i : i + 1] for i in range(start, end)]
    return " ".join(("".join(parts) + closes.get(end, "")).split())


def fields(kind: str, record: object) -> str:
    """A record on one line, without what is null."""
    shown = []
    for name in SHOWN[kind]:
        value = getattr(record, name)
        if isinstance(value, list):
            value = "+".join("@".join(str(p) for p in one.model_dump().values() if p) if hasattr(one, "model_dump")
                             else str(one) for one in value)  # fmt: skip
        if name in ("min", "max") and getattr(record, "qualifier", None) in ("exact", "approximate"):
            continue
        if value not in (None, "", False, "exact", "stated"):
            shown.append(f"{name}={value}")
    return " ".join(shown)


def sentences(analysis: Analysis) -> Iterator[tuple[int, int]]:
    for sentence in analysis.sentences:
        if sentence.end > sentence.start:
            yield analysis.extent(sentence.start, sentence.end)


def uncovered(analysis: Analysis, extraction: Extraction) -> Iterator[str]:
    """Numerals and names that no record covers, each in its context."""
    text = analysis.article.text
    figures = [row[:2] for row in mentions(extraction, FIGURES + NAMES)]
    names = [row[:2] for row in mentions(extraction, NAMES)]

    def free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
        return not any(first < end and start < last for first, last in taken)

    for start, end in numeral_spans(analysis.folded):
        first, last = analysis.extent(start, end)
        if free(first, last, figures) and text[first:last] not in ("一", "〇"):
            yield f"number  {context(text, first, last)}"
    for found in NAME_LIKE.finditer(text):
        if free(found.start(), found.end(), names):
            yield f"name    {context(text, found.start(), found.end())}"


def context(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[max(start - 10, 0) : start]}⟦{text[start:end]}⟧{text[end : end + 10]}".split())


def show(article: Article, rulebook: Rulebook, kinds: tuple[str, ...], only_uncovered: bool) -> Iterator[str]:
    extraction, analysis = extract(article, rulebook), analyse(article)
    head = extraction.article
    yield f"\n━━ {article.id}  published {head.published} ({head.published_basis})  {article.headline or ''}"
    rows = mentions(extraction, kinds)
    for start, end in sentences(analysis) if not only_uncovered else ():
        inside = [row for row in rows if start <= row[0] < end]
        if not inside:
            continue
        yield marked(article.text, start, end, inside)
        for first, last, kind, record in inside:
            if kind not in NAMES or first == record.mentions[0].start:  # type: ignore[attr-defined]
                yield f"    {LETTER[kind]} {article.text[first:last]!r}: {fields(kind, record)}"
    for warning in extraction.warnings if not only_uncovered else ():
        yield f"  ! {warning.code}: {warning.message}"
    wanted = ("number",) * bool(set(kinds) & set(FIGURES)) + ("name",) * bool(set(kinds) & set(NAMES))
    yield from (f"  ? {line}" for line in uncovered(analysis, extraction) if line.startswith(wanted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--n", type=int, default=30, help="so many articles")
    parser.add_argument("--seed", type=int, default=1, help="which ones: the same seed gives the same articles")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind (may be given again)")
    parser.add_argument("--match", help="only articles that hold this text")
    parser.add_argument("--uncovered", action="store_true", help="only what no record covers")
    options = parser.parse_args()
    paths = find_inputs(options.folder)
    random.Random(options.seed).shuffle(paths)
    rulebook, left = load(rules_path()), options.n
    for path in paths:
        for article in read_path(path, options.folder if options.folder.is_dir() else None):
            if left == 0:
                return
            if isinstance(article, Article) and (options.match or "") in article.text:
                left -= 1
                print("\n".join(show(article, rulebook, tuple(options.kind or KINDS), options.uncovered)))


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.exit(0)
