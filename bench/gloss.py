"""The press as its own answer key: hide the bracketed gloss behind a relative expression, resolve, compare.

    python bench/gloss.py FOLDER [--limit N] [--show N] [--rules DIR]

FOLDER holds articles (.md with a `date:` or `published:` line in their front matter). Every 周三（6日） and
昨日（5日） is read twice: as printed, and without its gloss. Prints how often the two agree, by kind of word, and
how often the gloss itself resolves to a day that it names. `moved` counts day words (昨日, 今早) whose gloss is no such
day by the metadata: the article was not written on its metadata day, or it quotes; no resolver can know it unglossed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from extractor.kinds import dates
from extractor.model.findings import DateFinding
from extractor.model.resources import rules_path
from extractor.reading import article_from_text
from extractor.rulebook import Rulebook, load
from extractor.text.analyse import analyse
from extractor.text.numerals import read_small

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DAY = re.compile(r"^(?:date|published): \"?(\d{4}-\d\d-\d\d)", re.MULTILINE)
_WORD = (
    r"[上下本今]?(?:周|週|星期|禮拜)[一二三四五六日]|昨[日天晚早晨午]?|今[日天晚早晨午]?|明[日天晚早]?"
    r"|前[日天晚]|後[日天]"
)
_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十廿]{1,3}"
_GLOSS = re.compile(
    rf"(?<!至)(?P<word>{_WORD})"
    rf"(?P<gloss>[（(](?:(?P<month>{_NUMBER})月)?(?P<day>{_NUMBER})[日號][）)])"
)


def days_of(text: str, published: date, rulebook: Rulebook) -> list[DateFinding]:
    """The dates of a text, by the dates kind alone."""
    scan = rulebook.scan(analyse(article_from_text(text, published=published)))
    return dates.resolve(dates.recognize(scan), scan, published).dates


def found_at(findings: list[DateFinding], start: int) -> DateFinding | None:
    """The finding that covers a position."""
    return next((found for found in findings if found.start <= start < found.end), None)


def days_named(found: DateFinding | None) -> list[date]:
    """The days that a finding names: of 周二前 the Tuesday, of an interval both ends."""
    if found is None:
        return []
    return [date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", found.value)]


def main() -> None:
    """Read the folder, print the score and the first disagreements."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=4000)
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--rules", type=Path, default=rules_path())
    options = parser.parse_args()
    rulebook = load(options.rules)
    score: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for path in sorted(options.folder.glob("*.md"))[: options.limit]:
        source = path.read_text("utf-8")
        front = _FRONT.match(source)
        said = _DAY.search(front[1]) if front else None
        if front is None or said is None:
            continue
        text, published = source[front.end() :], date.fromisoformat(said[1])
        glosses = list(_GLOSS.finditer(text))
        if not glosses:
            continue
        shown = _compare(path.name, text, published, glosses, rulebook, score, shown, options.show)
    total: Counter[str] = Counter()
    for kind, counts in sorted(score.items()):
        total += counts
        print(f"{kind:8} {dict(sorted(counts.items()))}")
    judged = total["right"] + total["wrong"] + total["missed"]
    glossed = total["kept"] + total["lost"]
    print(f"without the gloss {total['right']}/{judged} = {total['right'] / max(judged, 1):.2%}; "
          f"with it {total['kept']}/{glossed} = {total['kept'] / max(glossed, 1):.2%}")  # fmt: skip


def _compare(
    name: str, text: str, published: date, glosses: list[re.Match[str]], rulebook: Rulebook,
    score: dict[str, Counter[str]], shown: int, limit: int,
) -> int:  # fmt: skip
    printed = days_of(text, published, rulebook)
    for gloss in glosses:
        kind = "weekday" if re.search("[周週期拜]", gloss["word"]) else "day"
        if kind == "weekday" and gloss["word"][0] in "上下本今":
            kind = "week+" + kind
        hidden = text[: gloss.start("gloss")] + text[gloss.end("gloss") :]
        truth = found_at(printed, _plain_start(text, gloss.start("word")))
        blind = found_at(days_of(hidden, published, rulebook), _plain_start(hidden, gloss.start("word")))
        wanted = _number(gloss["day"])
        named = days_named(truth)
        if any(day.day == wanted for day in named):
            score[kind]["kept"] += 1
        else:
            score[kind]["lost"] += 1
        seen = days_named(blind)
        if not seen:
            verdict = "missed"
        else:
            agreed = seen[:1] == named[:1] and any(day.day == wanted for day in named)
            verdict = "right" if agreed else "moved" if kind == "day" else "wrong"
        score[kind][verdict] += 1
        if verdict not in ("right", "moved") and shown < limit:
            shown += 1
            around = text[max(gloss.start() - 14, 0) : gloss.end() + 14].replace("\n", " ")
            print(f"{name} {published} ({published.isoweekday()}) {around!r}: "
                  f"gloss {truth and truth.first}, blind {blind and blind.first}")  # fmt: skip
    return shown


def _plain_start(text: str, position: int) -> int:
    """The plain position of a text position."""
    return analyse(article_from_text(text)).locate(position)


def _number(written: str) -> int:
    return read_small(written) or 0


if __name__ == "__main__":
    main()
