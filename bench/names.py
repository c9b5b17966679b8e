"""People against Universal NER: strict precision, recall and F1 of the spans labelled PER.

    python bench/names.py CASES_DIR [dev|train] [--show]

CASES_DIR holds `uner/zh_gsd-<part>.iob2` (tokens joined without spaces between Han characters). The text is
Wikipedia's: foreign and historical names without titles, which press text has few of.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extractor.kinds import people
from extractor.model.resources import rules_path
from extractor.reading import article_from_text
from extractor.rulebook import Rulebook, load
from extractor.text.analyse import analyse

Span = tuple[int, int]


def sentences(path: Path) -> Iterator[tuple[str, set[Span]]]:
    """Each sentence of an IOB2 file: its text, and the spans of its people."""
    text, spans, tokens = "", set[Span](), list[tuple[str, str]]()
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line and not line.startswith("#"):
            _, form, label, *_ = line.split("\t")
            tokens.append((form, label))
        elif not line and tokens:
            spans = people_spans(text, tokens)
            yield text, spans
            tokens = []


def people_spans(text: str, tokens: list[tuple[str, str]]) -> set[Span]:
    """The PER spans of tokens that stand in `text` in order."""
    found: set[Span] = set()
    position, start = 0, -1
    end = 0
    for form, label in tokens:
        begin = text.index(form, position)
        position = begin + len(form)
        if start >= 0 and label != "I-PER":
            found.add((start, end))
            start = -1
        if label == "B-PER":
            start = begin
        end = position
    if start >= 0:
        found.add((start, end))
    return found


def ours(text: str, rulebook: Rulebook) -> set[Span]:
    """The spans that our kind finds in one sentence, read as an article of its own."""
    scan = rulebook.scan(analyse(article_from_text(text)))
    findings, _ = people.resolve(people.recognize(scan), scan)
    return {(found.start, found.end) for found in findings}


def main(arguments: list[str]) -> int:
    """Print strict P, R and F1; with --show every difference."""
    folder = Path(arguments[0])
    part = next((argument for argument in arguments[1:] if not argument.startswith("-")), "dev")
    rulebook = load(rules_path())
    hit = missed = extra = 0
    for text, gold in sentences(folder / "uner" / f"zh_gsd-{part}.iob2"):
        found = ours(text, rulebook)
        hit += len(gold & found)
        missed += len(gold - found)
        extra += len(found - gold)
        if "--show" in arguments:
            for sign, spans in (("-", gold - found), ("+", found - gold)):
                for start, end in sorted(spans):
                    print(
                        sign,
                        text[max(start - 12, 0) : start] + "⟦" + text[start:end] + "⟧" + text[end : end + 8],
                    )
    precision = hit / (hit + extra) if hit + extra else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    both = 2 * precision * recall / (precision + recall) if hit else 0.0
    print(f"people, UNER {part}: P {precision:.3f} R {recall:.3f} F {both:.3f}")
    print(f"{hit} right, {extra} extra, {missed} missed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
