"""The ways into a review: the page, the terminal, commands; which one is taken, and how it is left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shlex import quote
from typing import Any

from extractor.model.resources import rules_path
from extractor.review.commands import Wishes, fulfil, listing, replay, reviewer, standing_of
from extractor.review.session import Session, open_session


def review(golden: Path, run: Path, rules: Path, options: Mapping[str, Any], say: Callable[[str], Any]) -> int:
    """Review the changes from `golden` to `run` in the way that the command line's `options` ask for.

    Without a wish: the page when somebody sits at a terminal, else a list with the commands to use. Returns the
    exit code: 0. Raises UsageError for an unknown id or cause, StoreError when something cannot be written.
    """
    by = reviewer(options["by"])
    session = open_session(golden, run, options["corpus"], rules, by, options["gold"])
    wishes = Wishes(
        options["accept"], options["reject"], options["accept_cause"], options["reject_cause"],
        options["accept_known"], options["example"], options["gold_line"], options["reason"],
    )  # fmt: skip
    way = options["way"] or ("page" if sys.stdin.isatty() and sys.stdout.isatty() else "list")
    if options["replay"] is not None or wishes:
        if options["replay"] is not None:
            for line in replay(session, options["replay"]):
                say(line)
        if wishes:
            for line in fulfil(session, wishes):
                say(line)
    elif not session.items or way == "list":
        for line in listing(session, _call(golden, run, rules, options), everything=options["way"] == "list"):
            say(line)
    elif way == "terminal":
        _terminal(session)
    else:
        _page(session, options["port"], not options["no_browser"], say)
    if (way != "list" or wishes) and not any(True for _ in session.waiting()):
        session.refresh_rules()
    return 0


def _call(golden: Path, run: Path, rules: Path, options: Mapping[str, Any]) -> str:
    """The command as it was given, to which only a decision must be added."""
    said = ["extractor review"]
    if (golden, run) != (Path("outputs/golden"), Path("outputs/run")):
        said += [quote(str(golden)), quote(str(run))]
    usual = {"corpus": Path("corpus"), "gold": Path("gold"), "rules": rules_path()}
    for name, value in {"corpus": options["corpus"], "gold": options["gold"], "rules": rules}.items():
        if value != usual[name]:
            said += [f"--{name}", quote(str(value))]
    return " ".join(said)


def _page(session: Session, port: int, browser: bool, say: Callable[[str], Any]) -> None:
    """Serve the page until Ctrl-C."""
    from extractor.review.server import ReviewServer

    with ReviewServer(session, port) as server:
        say(f"{len(session.items)} changes. The page, for this machine only; the address works once:")
        say(f"  {server.url}")
        say("Ctrl-C ends it; every decision is saved when it is made.")
        sys.stdout.flush()
        if browser:
            import webbrowser

            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("")
    say(standing_of(session))


def _terminal(session: Session) -> None:
    from rich.console import Console

    from extractor.review.keyboard import Keyboard
    from extractor.review.terminal import TerminalReview

    with Keyboard() as keyboard:
        TerminalReview(session, Console(highlight=False), keyboard.key, keyboard.ask).run()
