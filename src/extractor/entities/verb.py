"""What `extractor entities` prints and writes: the findings of a run, and a person's decision about one."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.entities.places import FINDINGS, FOLDER, SETTLED
from extractor.model.errors import StoreError, UsageError

if TYPE_CHECKING:
    from extractor.entities.lines import Finding, Relation, Seen


def findings_of(run: Path, rules: Path) -> list[Finding]:
    """What a run found that does not fit together, less what has been settled since.

    A folder of outputs without entities (an accepted one) is looked through, and nothing is written there.
    Raises StoreError when there is no run.
    """
    from pydantic import ValidationError

    from extractor.entities.gather import KINDS
    from extractor.entities.lines import Finding
    from extractor.entities.making import make_entities
    from extractor.entities.settled import Settlement, read_settled

    path = run / FOLDER / FINDINGS
    if not path.is_file():
        with tempfile.TemporaryDirectory(prefix="extractor-entities-") as folder:
            return make_entities(run, rules, Path(folder))
    try:
        with path.open("rb") as lines:
            found = [Finding.model_validate_json(line) for line in lines]
    except ValidationError as error:
        raise StoreError(f"{path}: written by another version of this program. Run `extractor run` again.") from error
    settled = read_settled(rules)
    settlements = {kind: Settlement(settled, kind) for kind in KINDS}
    return [one for one in found if not settlements[one.kind].settles(one.a.name, one.b.name, one.about)]


def print_findings(run: Path, rules: Path, form: str) -> Iterator[str]:
    """The findings, as sentences for a reader or one JSON object a line."""
    found = findings_of(run, rules)
    if form == "json":
        yield from (json.dumps(one.model_dump(mode="json"), ensure_ascii=False) for one in found)
        return
    for one in found:
        about = f" · {one.about}" if one.about else ""
        yield f"{one.id}  {one.code.replace('_', ' ')} · {one.kind}{about}"
        yield from (f"    {side.name}  ({_told(side.seen)})" for side in (one.a, one.b))
        yield f"    {one.evidence}"
    count = f"{len(found)} finding{'' if len(found) == 1 else 's'}"
    if not found:
        yield "no findings: nothing waits to be settled"
    else:
        yield f"{count}; settle one with `extractor entities --same ID` or `--different ID` and `--reason`"


def _told(seen: Seen) -> str:
    articles = f"{seen.articles} article{'' if seen.articles == 1 else 's'}"
    first, last = (one.published or "undated" for one in (seen.first, seen.last))
    if seen.articles == 1:
        return f"{articles}: {seen.first.article}, {first}"
    when = first if first == last else f"{first} to {last}"
    return f"{articles}, {when}: {seen.first.article}, {seen.last.article}"


def settle_finding(run: Path, rules: Path, identifier: str, relation: Relation, reason: str, by: str | None) -> str:
    """Write a person's decision about a finding into `rules/settled.jsonl`; the line, for the person to see.

    `same` says that the finding's first name is its second, which is the right one. Raises UsageError for an
    unknown id or a missing reason, RuleError when the decision contradicts another.
    """
    from extractor.entities.lines import Settled
    from extractor.entities.settled import append_settled

    if not reason.strip():
        raise UsageError("a decision needs a --reason: say on what it rests")
    fitting = [one for one in findings_of(run, rules) if one.id == identifier]
    if not fitting:
        raise UsageError(f"no finding {identifier!r} waits in {run}; `extractor entities {run}` lists all that do")
    one = fitting[0]
    about = one.about if relation == "different" else None
    settled = Settled(kind=one.kind, a=one.a.name, b=one.b.name, relation=relation, about=about, reason=reason, by=by)
    append_settled(rules, settled)
    sentence = f"{settled.a} is {'' if relation == 'same' else 'not '}{settled.b}"
    return f"settled in {SETTLED}: {sentence}. The next `extractor run` obeys it."
