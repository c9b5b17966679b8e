"""What a reviewer can do, by name: the page's and the terminal's verbs on a session."""

from __future__ import annotations

from typing import Any

from extractor.model.errors import UsageError
from extractor.review.session import Session
from extractor.review.to_example import add_example
from extractor.review.to_gold import add_gold
from extractor.review.view import summary


def act(session: Session, verb: str, body: dict[str, Any]) -> dict[str, Any]:
    """Do `accept`, `reject`, `undo`, `example` or `gold` with `keys` and a `reason`.

    Returns a `message` and the rows of the items that it concerned. Raises UsageError for what makes no sense,
    StoreError when it cannot be written.
    """
    if verb == "undo":
        keys = session.undo()
        message = f"took back {len(keys)}" if keys else "nothing to take back"
    else:
        keys, reason = _arguments(body)
        if verb == "accept":
            session.accept(keys, reason)
            message = f"accepted {len(keys)}"
        elif verb == "reject":
            session.reject(keys, reason)
            message = f"rejected {len(keys)}"
        elif verb in ("example", "gold"):
            if len(keys) != 1 or keys[0] not in session.items:
                raise UsageError("an example or a line of gold is made of one change")
            message = (add_example if verb == "example" else add_gold)(session, keys[0])
        else:
            raise UsageError(f"{verb!r}: there is no such action")
    return {"message": message, "items": [summary(session.items[key]) for key in keys]}


def _arguments(body: dict[str, Any]) -> tuple[list[str], str]:
    keys, reason = body.get("keys"), body.get("reason", "")
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        raise UsageError("'keys' must be a list of ids")
    if not isinstance(reason, str) or len(reason) > 2000:
        raise UsageError("'reason' must be a text of at most 2,000 characters")
    return keys, " ".join(reason.split())
