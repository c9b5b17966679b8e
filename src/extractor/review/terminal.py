"""The review in a terminal: the same changes, the same groups, the same keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from extractor.model.errors import ExtractorError
from extractor.review.actions import act
from extractor.review.session import Item, Session
from extractor.review.values import one_line
from extractor.review.view import detail

KEYS = {
    "j": "next change", "k": "the one before", "a": "accept", "r": "reject, with a reason", "s": "skip",
    "u": "undo", "J": "next group", "K": "the group before", "A": "accept all that waits in this group",
    "R": "reject all that waits in this group", "e": "make a rejected change an example of its rule",
    "g": "make a rejected change a line of gold", "?": "this help", "q": "leave; what was decided is saved",
}  # fmt: skip
_MARKS = {"": "", "old": "red strike", "new": "green underline", "both": "black on yellow"}
_ARROWS = {"\x1b[B": "j", "\x1b[A": "k"}
_AROUND = 160
"""Code points of the article shown on either side of a change."""


class TerminalReview:
    """One review at a keyboard. `read_key` gives one key, `ask` the answer to a question (None: never mind)."""

    def __init__(
        self,
        session: Session,
        console: Console,
        read_key: Callable[[], str],
        ask: Callable[[str], str | None],
    ) -> None:
        self.session = session
        self.console = console
        self.read_key = read_key
        self.ask = ask
        self.order = [item for items in session.groups().values() for item in items]
        self.at = next((n for n, item in enumerate(self.order) if item.status == "open"), 0)
        self.saying = ""

    def run(self) -> None:
        """Show and decide until the reviewer leaves."""
        if not self.order:
            self.console.print("nothing differs: the run equals the accepted output")
            return
        while True:
            self.console.clear()
            self.console.print(self._screen())
            key = self.read_key()
            if key in ("q", "\x03", "\x04", ""):
                return
            self.saying = ""
            try:
                self.press(key)
            except ExtractorError as error:
                self.saying = str(error)

    def press(self, key: str) -> None:
        """What a key does. Raises the package's errors; unknown keys say where the help is."""
        verbs: dict[str, Callable[[], None]] = {
            "j": lambda: self._move(1), "s": lambda: self._move(1), "k": lambda: self._move(-1),
            "J": lambda: self._move_group(1), "K": lambda: self._move_group(-1),
            "a": lambda: self._decide("accept", self._this()), "A": lambda: self._decide("accept", self._group()),
            "r": lambda: self._reject(self._this()), "R": lambda: self._reject(self._group()),
            "u": self._undo, "e": lambda: self._act("example"), "g": lambda: self._act("gold"), "?": self._help,
        }  # fmt: skip
        verbs.get(_ARROWS.get(key, key), self._unknown)()

    @property
    def item(self) -> Item:
        """The change that is shown."""
        return self.order[self.at]

    def _this(self) -> list[str]:
        return [self.item.key] if self.item.status != "accepted" else []

    def _group(self) -> list[str]:
        return [one.key for one in self.order if one.group == self.item.group and one.status == "open"]

    def _decide(self, verb: str, keys: list[str], reason: str = "") -> None:
        if keys:
            self.saying = act(self.session, verb, {"keys": keys, "reason": reason})["message"]
            self._advance()

    def _reject(self, keys: list[str]) -> None:
        if not keys:
            return
        what = "this change" if len(keys) == 1 else f"{len(keys)} changes"
        reason = self.ask(f"Why is {what} wrong? (Enter: no reason, Ctrl-C: never mind) ")
        if reason is not None:
            self._decide("reject", keys, reason)

    def _act(self, verb: str) -> None:
        self.saying = act(self.session, verb, {"keys": [self.item.key]})["message"]

    def _undo(self) -> None:
        answer = act(self.session, "undo", {})
        self.saying = answer["message"]
        if answer["items"]:
            key = answer["items"][0]["key"]
            self.at = next(n for n, item in enumerate(self.order) if item.key == key)

    def _help(self) -> None:
        table = Table.grid(padding=(0, 2))
        for key, meaning in KEYS.items():
            table.add_row(Text(key, style="bold"), meaning)
        self.console.clear()
        self.console.print(Panel(table, title="Keys", expand=False))
        self.read_key()

    def _unknown(self) -> None:
        self.saying = "no such key; ? shows the keys"

    def _move(self, step: int) -> None:
        if 0 <= self.at + step < len(self.order):
            self.at += step
        else:
            self.saying = "that was the last one" if step > 0 else "that was the first one"

    def _move_group(self, step: int) -> None:
        here = self.item.group
        groups = list(dict.fromkeys(item.group for item in self.order))
        wanted = groups.index(here) + step
        if 0 <= wanted < len(groups):
            self.at = next(n for n, item in enumerate(self.order) if item.group == groups[wanted])
        else:
            self._move(step * len(self.order))

    def _advance(self) -> None:
        count = len(self.order)
        for step in range(1, count + 1):
            if self.order[(self.at + step) % count].status == "open":
                self.at = (self.at + step) % count
                return
        self.saying += "; nothing waits any more"

    def _screen(self) -> RenderableType:
        item = self.item
        shown = detail(self.session, item.key)
        left = sum(one.status == "open" for one in self.order)
        inside = [one for one in self.order if one.group == item.group]
        head = Text.assemble(
            (f"{left} wait", "bold"), f"  {item.group}  ",
            (f"{inside.index(item) + 1} of {len(inside)} in this group", "dim"),
        )  # fmt: skip
        title = Text.assemble(
            (one_line(item.change.label), "bold"), f"  {item.change.article}  ", (item.status, "cyan")
        )
        if item.reason:
            title.append(f": {one_line(item.reason)}")
        parts: list[RenderableType] = [head, title, self._fields(shown["fields"]), self._article(shown["text"])]
        for rule in (*shown["evidence"], *shown["rules"]):
            parts.append(self._rule(rule))
        keys = "  ".join(f"{key} {re.split('[,;]', meaning)[0]}" for key, meaning in KEYS.items() if key in "arsu?q")
        parts.append(Text(self.saying or keys, style="yellow" if self.saying else "dim"))
        return Group(*parts)

    @staticmethod
    def _fields(fields: list[dict[str, Any]]) -> Table:
        table = Table("field", "accepted", "new", expand=True)
        for field in fields:
            style = ("red", "green") if field["changed"] else ("dim", "dim")
            table.add_row(
                field["name"],
                Text(one_line(field["old"]), style=style[0]),
                Text(one_line(field["new"]), style=style[1]),
            )
        return table

    @staticmethod
    def _article(text: dict[str, Any]) -> RenderableType:
        if text["missing"]:
            return Text("The article is not in the corpus; name its folder with --corpus.", style="yellow")
        return Panel(Text.assemble(*_excerpt(text["segments"])), title="article", title_align="left")

    @staticmethod
    def _rule(rule: dict[str, Any]) -> Text:
        text = Text.assemble(
            (rule["id"], "bold"), f"  {rule['state']}  {rule.get('why', '')}  ", (rule.get("place", ""), "dim")
        )
        for row in rule["diff"]:
            if row["op"] != "same" or rule["state"] == "changed":
                sign, style = {"old": ("-", "red"), "new": ("+", "green"), "same": (" ", "dim")}[row["op"]]
                line = one_line("".join(part for part, _ in row["parts"]))
                text.append(f"\n  {sign} {line}", style=style)
        return text


def _excerpt(segments: list[list[str]]) -> Iterator[tuple[str, str]]:
    """The marked stretches with some text around them; what lies between is left out."""
    for index, (words, mark) in enumerate(segments):
        if mark:
            yield _visible(words), _MARKS[mark]
            continue
        before = index > 0
        after = index + 1 < len(segments)
        if len(words) > 2 * _AROUND or not (before and after):
            head = words[:_AROUND] if before else ""
            tail = words[-_AROUND:] if after else ""
            gap = " … " if len(head) + len(tail) < len(words) else ""
            yield _visible(f"{head}{gap}{tail}" if gap else words), ""
        else:
            yield _visible(words), ""


def _visible(words: str) -> str:
    """Line ends stay; what could steer the terminal does not."""
    return "\n".join(one_line(line) for line in words.split("\n"))
