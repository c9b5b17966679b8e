"""How quickly the review page opens and answers, with 1,000 changes in 200 articles.

    python bench/review.py [--articles N]

Prints milliseconds: reading the folders, the page in a browser until its first change is shown, and for each key
the time from the key to the painted answer and to the saved decision. Needs chromium and playwright; without
them only the reading and the decisions themselves are measured.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "review"))
from review_folders import build, session

from extractor.review.server import ReviewServer

_PAINTED = """async (key) => {
  const before = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - before;
}"""
_SAVED = """async () => { const before = performance.now(); await queue; return performance.now() - before; }"""


def timed(name: str, action: Callable[[], Any]) -> Any:
    """Run, print how long it took, return the answer."""
    before = time.perf_counter()
    answer = action()
    print(f"{name:<46} {1000 * (time.perf_counter() - before):8.1f} ms")
    return answer


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=200, help="five changes each")
    articles = arguments.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        project = build(Path(folder), articles)
        opened = timed(f"reading {5 * articles} changes", lambda: session(project))
        for name, items in list(opened.groups().items())[:1]:
            keys = [item.key for item in items]
            timed(f"accepting {len(keys)} of '{name[:20]}…'", lambda keys=keys: opened.accept(keys))
            timed("undoing that", opened.undo)
        in_browser(session(project))


def in_browser(opened: Any) -> None:
    """The page itself, key by key."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print("no chromium or no playwright: the page itself was not measured")
        return
    server = ReviewServer(opened)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})

        def open_page() -> None:
            page.goto(server.url)
            page.wait_for_selector("#detail .running")

        timed("the page until its first change is shown", open_page)
        for key, name, times in (
            ("j", "next", 40), ("a", "accept", 40), ("u", "undo", 20), ("J", "next group", 3), ("K", "group before", 3),
            ("A", "accept a group", 2), ("u", "undo a group", 2), ("?", "help", 1),
        ):  # fmt: skip
            painted, saved = [], []
            for _ in range(times):
                painted.append(page.evaluate(_PAINTED, key))
                saved.append(painted[-1] + page.evaluate(_SAVED))
            print(
                f"  {key}  {name:<40} {statistics.median(painted):8.1f} ms shown (worst {max(painted):.1f}), "
                f"{statistics.median(saved):.1f} ms saved"
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
