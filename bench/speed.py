"""Speed and memory of the whole pipeline, as ratios to bare `jieba.cut` on the same text in the same run.

    python bench/speed.py [FOLDER …] [--rounds N]

Prints, on one core and for each folder: characters a second of `jieba.cut` and of the pipeline from `Article`
to JSON, their ratio round by round, and where the time goes; then the start-up time of a fresh process up to
its first result, and the peak memory. Ratios are what counts: absolute figures are the machine's.

Without a folder: `bench/press/`, where a fact stands every fifty characters, as in the news of a Hong Kong
archive (671,000 characters of it counted), and `corpus/`, whose articles show as many forms as they can hold
(a fact every twelve characters).
"""

from __future__ import annotations

import argparse
import logging
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractor import pipeline
from extractor.kinds import amounts, dates, labs, organizations, people, quantities, rankings
from extractor.model.article import Article
from extractor.model.resources import rules_path
from extractor.reading import find_inputs, read_path
from extractor.records import assemble
from extractor.rulebook import Rulebook, load
from extractor.text.analyse import analyse


def read(folder: Path, characters: int) -> list[Article]:
    """Articles of a folder, over and over until they hold `characters`."""
    articles = [
        article for path in find_inputs(folder) for article in read_path(path, folder)
        if isinstance(article, Article)
    ]  # fmt: skip
    if not articles:
        sys.exit(f"{folder}: no readable article to measure on")
    total = sum(len(article.text) for article in articles)
    if total > characters:
        return articles
    return articles * (characters // total + 1)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def stages(articles: list[Article], rulebook: Rulebook) -> dict[str, float]:
    """Processor seconds of each step of the pipeline over all articles."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> object:
        start = time.process_time()
        value = work()
        spent[name] = spent.get(name, 0.0) + time.process_time() - start
        return value

    for article in articles:
        analysis = timed("analyse", lambda article=article: analyse(article))
        scan = timed("scan", lambda analysis=analysis: rulebook.scan(analysis))
        dating = timed("dates", lambda scan=scan, a=article: dates.resolve(dates.recognize(scan), scan, a.published))
        timed("amounts", lambda scan=scan: amounts.resolve(amounts.recognize(scan), scan, "HKD"))
        timed("quantities", lambda scan=scan: quantities.resolve(quantities.recognize(scan), scan))
        timed("rankings", lambda scan=scan, d=dating: rankings.resolve(rankings.recognize(scan), scan, d.published))
        timed("organizations", lambda scan=scan: organizations.resolve(organizations.recognize(scan), scan))
        timed("labs", lambda scan=scan: labs.resolve(labs.recognize(scan), scan))
        timed("people", lambda scan=scan: people.resolve(people.recognize(scan), scan))
        found = pipeline.find(scan, "HKD")
        record = timed("records", lambda found=found, scan=scan: assemble(found, scan))
        timed("json", lambda record=record: record.to_json())
    return spent


def start_up() -> float:
    """Wall seconds of a fresh process from nothing to its first result."""
    program = (
        "from datetime import date; from extractor import Extractor; "
        "Extractor().extract('政府昨日向三所大學撥款2000萬元。', published=date(2025, 8, 26))"
    )
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(folder: Path, rulebook: Rulebook, rounds: int, characters: int) -> None:
    """Print the figures of one folder."""
    import jieba

    articles = read(folder, characters)
    size = sum(len(article.text) for article in articles)

    def cut() -> None:
        for article in articles:
            for _ in jieba.cut(article.text):
                pass

    def extract() -> None:
        for article in articles:
            pipeline.extract(article, rulebook).to_json()

    extract()  # patterns compile on first use
    cut()
    times = [(seconds(cut), seconds(extract)) for _ in range(rounds)]
    ratios = sorted(bare / whole for bare, whole in times)
    print(f"{folder.as_posix()}: {size:,} characters, {len(articles)} articles, {rounds} rounds, one core")
    print(f"  jieba.cut       {size / statistics.median(bare for bare, _ in times):>12,.0f} characters/s")
    print(f"  whole pipeline  {size / statistics.median(whole for _, whole in times):>12,.0f} characters/s")
    print(f"  ratio           {statistics.median(ratios):.2f} × jieba.cut ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    spent = stages(articles, rulebook)
    total = sum(spent.values())
    parts = sorted(spent.items(), key=lambda item: -item[1])
    print("  " + ", ".join(f"{name} {part / total:.0%}" for name, part in parts))


def main() -> None:
    """Measure every folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", default=[Path("bench/press"), Path("corpus")])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--characters", type=int, default=150_000)
    options = parser.parse_args()

    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    rulebook = load(rules_path())
    for folder in options.folders:
        measure(folder, rulebook, options.rounds, options.characters)
    print(f"start-up: {start_up():.2f} s to the first result of a fresh process")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:,.0f} MiB (jieba's own dictionary included)")


if __name__ == "__main__":
    main()
