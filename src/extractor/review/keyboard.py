"""Single keys from a terminal, none lost that was pressed while the screen was drawn."""

from __future__ import annotations

import os
import select
import sys
from types import TracebackType
from typing import Any

import click

try:
    import termios
    import tty
except ImportError:  # Windows has neither; click reads its keys, and there none is dropped
    termios = None  # type: ignore[assignment]


class Keyboard:
    """Keys one by one while the context is entered. The terminal stays in that mode between two keys:

    switching it for each key, as `click.getchar` does, throws away what was typed ahead.
    """

    def __init__(self) -> None:
        self._before: list[Any] | None = None

    def __enter__(self) -> Keyboard:
        if termios is not None and sys.stdin.isatty():
            self._before = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin, termios.TCSADRAIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)
            self._before = None

    def key(self) -> str:
        """The next key; an arrow key as its escape sequence, "q" at the end of the input or for Ctrl-C."""
        try:
            if self._before is None:
                return click.getchar()
            return self._read() or "q"
        except (EOFError, KeyboardInterrupt):
            return "q"

    def _read(self) -> str:
        file = sys.stdin.fileno()
        read = os.read(file, 1)
        if read == b"\x1b":
            while len(read) < 3 and select.select([file], [], [], 0.02)[0]:
                read += os.read(file, 1)
        while read and read[0] >= 0xC0 and len(read) < 4:  # the rest of one UTF-8 character
            try:
                return read.decode()
            except UnicodeDecodeError:
                read += os.read(file, 1)
        return read.decode(errors="replace")

    def ask(self, question: str) -> str | None:
        """A line of text, typed with the terminal's own editing; None for Ctrl-C."""
        self.__exit__(None, None, None)
        try:
            return input(question)
        except (EOFError, KeyboardInterrupt):
            return None
        finally:
            self.__enter__()
