"""What is told of an article that was set aside: enough to see the failure again and to mend it."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extractor.model.errors import ExtractorError

if TYPE_CHECKING:  # a run that has nothing to do must not wait for the matcher to load
    from extractor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Report:
    """One failure. `raw` are the bytes of the article (None when the input cannot be opened at all).

    `place` is `file:line in function` inside this package, `trace` all such places from the outermost in,
    `rule` the id of the rule that was at work, with its file and line, if the failure shows one. `contested`
    is the article id that another article has.
    """

    source: str
    id: str
    sha256: str
    error: str
    type: str
    place: str | None = None
    trace: tuple[str, ...] = ()
    rule: str | None = None
    suffix: str = ""
    raw: bytes | None = None
    contested: str | None = None

    def row(self) -> dict[str, Any]:
        """The report as one JSON object, its input named by where a copy of it lies."""
        return {
            "source": self.source,
            "id": self.id,
            "error": self.error,
            "type": self.type,
            "place": self.place,
            "trace": list(self.trace),
            "rule": self.rule,
            "sha256": self.sha256,
            "input": None if self.raw is None else f"inputs/{self.input_name}",
        }

    @property
    def input_name(self) -> str:
        """The name of the copy of the input: by its content, so that it is kept once."""
        return hashlib.sha256(self.raw or b"").hexdigest()[:16] + self.suffix


def report(
    error: BaseException, *, source: str, id: str, raw: bytes | None, suffix: str, rulebook: Rulebook | None = None
) -> Report:
    """The report of an exception raised while reading or extracting the article at `source`."""
    on_purpose = isinstance(error, ExtractorError)
    said = str(error) if on_purpose else f"{source}: {type(error).__name__}: {error}"
    trace = _places(error.__traceback__)
    return Report(
        source=source,
        id=id,
        sha256=hashlib.sha256(raw or b"").hexdigest(),
        error=said,
        type=type(error).__name__,
        place=trace[-1] if trace else None,
        trace=trace,
        rule=None if on_purpose or rulebook is None else _rule_at_work(error.__traceback__, rulebook),
        suffix=suffix,
        raw=raw,
    )


def _places(trace: TracebackType | None) -> tuple[str, ...]:
    """The frames inside this package, by paths below it: the same on every machine."""
    package = Path(str(files("extractor")))
    places = []
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        if path.is_relative_to(package):
            places.append(f"{path.relative_to(package).as_posix()}:{frame.lineno} in {frame.name}")
    return tuple(places)


def _rule_at_work(trace: TracebackType | None, rulebook: Rulebook) -> str | None:
    """The rule that the innermost frame holding a rule, a match or a finding speaks of."""
    frames = []
    while trace is not None:
        frames.append(trace.tb_frame)
        trace = trace.tb_next
    for frame in reversed(frames):
        for held in frame.f_locals.values():
            rule = getattr(held, "rule", held)
            rule_id = rule if isinstance(rule, str) else getattr(rule, "id", None)
            if isinstance(rule_id, str) and rule_id in rulebook.rank:
                found = rulebook.rule(rule_id)
                return f"{found.id} ({found.file}:{found.line})"
    return None
