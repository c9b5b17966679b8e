"""What the batch room spares, as ratios within one run: nothing to do, new rules only, kept articles.

    python bench/batch.py [FOLDER] [--articles N]

A full run, then a run with nothing to do (in fresh processes, start-up included), then one whose rules have
another digest, with and without what was kept of the reading. Ratios are what counts.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor.batch.laidout import pack, unpack
from extractor.model.article import Article
from extractor.model.resources import rules_path
from extractor.reading import find_inputs, read_path


def seconds(*command: str) -> float:
    """Processor seconds of the extractor's command in a process of its own (and its children)."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    silent = subprocess.DEVNULL
    subprocess.run([sys.executable, "-m", "extractor", *command], stdout=silent, stderr=silent, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copies(folder: Path, into: Path, count: int) -> Path:
    """`count` article files, the folder's own over and over under new names."""
    paths = [path for path in find_inputs(folder) if path.suffix in (".md", ".txt")]
    into.mkdir()
    for number in range(count):
        path = paths[number % len(paths)]
        raw = path.read_bytes()
        (into / f"{number:06}{path.suffix}").write_bytes(raw.replace(b"\nid: ", b"\nold_id: "))
    return into


def spared(articles: list[Article], paths: list[Path], root: Path) -> float:
    """How many times dearer reading is than taking the same articles from what was kept."""
    packed = [pack([article]) for article in articles]
    begun = time.process_time()
    for path in paths:
        list(read_path(path, root))
    read = time.process_time() - begun
    begun = time.process_time()
    for content in packed:
        unpack(content)
    return read / (time.process_time() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("corpus"))
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        corpus = copies(options.folder, work / "corpus", options.articles)
        rules = shutil.copytree(rules_path(), work / "rules")
        command = ["run", str(corpus), "--workers", "1", "--quiet", "--rules", str(rules), "--out"]
        full = seconds(*command, str(work / "out"))
        nothing = min(seconds(*command, str(work / "out")) for _ in range(3))
        bare = seconds(*command, str(work / "bare"), "--no-keep")
        edited = next(rules.glob("dates/*.toml"))
        kept, afresh = [], []
        for number in range(2):
            edited.write_text(f"{edited.read_text('utf-8')}\n# edited {number}\n", encoding="utf-8")
            kept.append(seconds(*command, str(work / "out")))
            afresh.append(seconds(*command, str(work / "bare"), "--no-keep"))
        paths = find_inputs(corpus)[:500]
        articles = [found for path in paths for found in read_path(path, corpus) if isinstance(found, Article)]
        print(f"articles               {options.articles}, {options.folder}, one worker, processor seconds")
        print(f"full run               {full:8.2f} s   {full / options.articles * 1e3:.2f} ms an article")
        print(f"keeping what was read  {full / bare:8.3f} × the run without keeping it")
        print(f"nothing to do          {nothing:8.3f} s   {nothing / full:.2%} of the full run")
        print(f"one kind's rules edited, reading kept   {min(kept) / full:.1%} of the full run")
        print(f"one kind's rules edited, read afresh    {min(afresh) / full:.1%} of the full run")
        print(f"reading an article     {spared(articles, paths, corpus):8.1f} × taking it from what was kept")


if __name__ == "__main__":
    main()
