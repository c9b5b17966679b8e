"""Strict precision, recall and F1 of organization mentions on an IOB2 file.

    python bench/organizations.py CASES_DIR        # reads every *.iob2 below it

A mention is right when its first and last character are. The files are encyclopaedic text: foreign, historical
and military bodies, teams among them, which the press of Hong Kong seldom names; what they are good for is the
left boundary of names that no gazetteer lists.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extractor.kinds import labs, organizations
from extractor.model.resources import rules_path
from extractor.reading import article_from_text
from extractor.rulebook import Rulebook, load
from extractor.text.analyse import analyse

Span = tuple[int, int]


def sentences(path: Path) -> Iterator[tuple[str, set[Span]]]:
    """Every sentence of an IOB2 file, its words joined, with the spans of its organizations."""
    text, spans, start = "", set(), None
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        columns = line.split("\t")
        tag = columns[2] if len(columns) > 2 and not line.startswith("#") else "O"
        if start is not None and tag != "I-ORG" and not line.startswith("#"):
            spans.add((start, len(text)))
            start = None
        if tag == "B-ORG":
            start = len(text)
        if len(columns) > 2 and not line.startswith("#"):
            text += columns[1]
        elif not line and text:
            yield text, spans
            text, spans, start = "", set(), None


def found(text: str, rulebook: Rulebook) -> set[Span]:
    """The spans of the organizations and research units that the program finds in a sentence."""
    scan = rulebook.scan(analyse(article_from_text(text)))
    bodies, _ = organizations.resolve(organizations.recognize(scan), scan)
    units, _ = labs.resolve(labs.recognize(scan), scan)
    spans = {(unit.start, unit.end) for unit in units}
    spans |= {
        (body.start, body.end)
        for body in bodies
        if not any(start <= body.start and body.end <= end for start, end in spans)
    }
    return spans


def main(folder: Path, show: bool) -> None:
    """Print one line a file; with `show`, every difference too."""
    rulebook = load(rules_path())
    for path in sorted(folder.rglob("*.iob2")):
        right = wrong = missed = 0
        for text, wanted in sentences(path):
            got = found(text, rulebook)
            right, wrong, missed = right + len(got & wanted), wrong + len(got - wanted), missed + len(wanted - got)
            if show and got != wanted:
                names = [text[a:b] for a, b in sorted(got - wanted)], [text[a:b] for a, b in sorted(wanted - got)]
                print(f"+{names[0]} -{names[1]}  {text[:60]}")
        precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(
            f"{path.name}: ORG P {precision:.3f} R {recall:.3f} F1 {f1:.3f} "
            f"({right} right, {wrong} wrong, {missed} missed)"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--show" in sys.argv)
