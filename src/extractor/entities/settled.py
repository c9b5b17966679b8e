"""What people have settled: lines of `rules/settled.jsonl`, which the merge and the findings obey.

The file lies beside the folders of the rules and not in one, since no article is read otherwise because of it:
the rules' fingerprint leaves it out, and a settled line makes no article be extracted again.
"""

from __future__ import annotations

import json
from pathlib import Path

from extractor.entities.lines import Kind, Relation, Settled
from extractor.entities.places import APART, SETTLED
from extractor.model.errors import RuleError
from extractor.store import write_atomically
from extractor.text.views import fold


def read_settled(rules: Path) -> list[Settled]:
    """All settled lines of a rules folder, in file order; none when there is no file.

    Raises RuleError with file, line and what was expected; so do two lines that contradict each other.
    """
    path = rules / SETTLED
    if not path.exists():
        return []
    found = []
    said: dict[tuple[str, ...], tuple[Relation, int]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        one = _line(line, f"{SETTLED}:{number}")
        pair = (one.kind, *sorted((key_of(one.a), key_of(one.b))), one.about or "")
        before = said.setdefault(pair, (one.relation, number))
        if before[0] != one.relation:
            raise RuleError(
                f"{SETTLED}:{number}: {one.a} and {one.b} are {one.relation} here and {before[0]} in line "
                f"{before[1]}; keep the line that is right"
            )
        found.append(one)
    return found


def _line(line: str, where: str) -> Settled:
    from pydantic import ValidationError

    try:
        one = Settled.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        raise RuleError(
            f"{where}: {at or 'the line'}: {first['msg']}; expected one JSON object with kind, a, b, relation "
            f"(same or different), reason, and perhaps about and by"
        ) from error
    for side in (one.a, one.b):
        if not all(part.strip() for part in side.split(APART)) or side.count(APART) > 1:
            raise RuleError(f"{where}: {side!r} is no name; expected a name, or a name@what-tells-it-from-others")
    if key_of(one.a) == key_of(one.b):
        raise RuleError(f"{where}: {one.a!r} and {one.b!r} are one name; expected two")
    if not one.reason.strip():
        raise RuleError(f"{where}: the reason is empty; say on what the decision rests")
    return one


def append_settled(rules: Path, one: Settled) -> None:
    """Put one more line at the end of the file. RuleError when it contradicts another line."""
    path = rules / SETTLED
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    line = json.dumps(one.model_dump(exclude_none=True), ensure_ascii=False) + "\n"
    write_atomically(path, before + line.encode(), durable=True)
    try:
        read_settled(rules)
    except RuleError:
        write_atomically(path, before, durable=True)
        raise


def key_of(name: str) -> str:
    """What a name is known by: its folded form in lower case, whatever the script it was printed in."""
    return fold(name).casefold()


class Settlement:
    """The settled lines of one kind, ready to be asked."""

    def __init__(self, lines: list[Settled], kind: Kind) -> None:
        """Take the lines of `kind`. RuleError when lines make a name the same as itself in a circle."""
        self._same: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._apart: dict[str, list[tuple[str, str]]] = {}
        self._different: set[tuple[str, str, str | None]] = set()
        for one in lines:
            if one.kind != kind:
                continue
            a, b = key_of(one.a), key_of(one.b)
            if one.relation == "same":
                self._same[a] = b
                self._names[b] = one.b.split(APART)[0]
            else:
                self._different |= {(a, b, one.about), (b, a, one.about)}
                self._tell_apart(one.a, one.b)
        for key in self._same:
            self.root(key)

    def _tell_apart(self, a: str, b: str) -> None:
        for side in (a, b):
            name, mark, what = side.partition(APART)
            if mark:
                marks = self._apart.setdefault(key_of(name), [])
                if (key_of(what), what) not in marks:
                    marks.append((key_of(what), what))

    def root(self, key: str) -> str:
        """The key of what a key is the same as, itself if nothing."""
        seen = {key}
        while key in self._same:
            key = self._same[key]
            if key in seen:
                raise RuleError(f"{SETTLED}: {key!r} is the same as itself in a circle; take one of its lines out")
            seen.add(key)
        return key

    def key(self, name: str, told_by: list[str]) -> str:
        """The key of the entity that a name means in an article which tells so much of its bearer."""
        key = key_of(name)
        marks = self._apart.get(key)
        if marks:
            known = {key_of(what) for what in told_by}
            fitting = [mark for mark, _ in marks if mark in known]
            if len(fitting) == 1:
                key = f"{key}{APART}{fitting[0]}"
        return self.root(key)

    def name(self, key: str) -> str | None:
        """The name that a person said is the right one for a key."""
        return self._names.get(key)

    def mark(self, key: str) -> str | None:
        """What tells the entity of a key from others of its name, as it was written."""
        name, _, what = key.partition(APART)
        return next((written for mark, written in self._apart.get(name, ()) if mark == what), None)

    def settles(self, a: str, b: str, about: str | None = None) -> bool:
        """Whether a person has decided about the two names, in general or about this post."""
        return self.different(a, b, about) or self.root(key_of(a)) == self.root(key_of(b))

    def different(self, a: str, b: str, about: str | None = None) -> bool:
        """Whether a person has said that the two names are of two, in general or about this post."""
        one, other = key_of(a), key_of(b)
        return any((one, other, place) in self._different for place in (None, about))
