"""Which body a title means: the one in front of it, or one that the article named before (署方, 該院, a bare 署長)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.kinds.people.clauses import holds_word
from extractor.model.findings import Findings, LabFinding, OrganizationFinding, Place, TitleSpan
from extractor.rulebook import Rulebook, Scan
from extractor.text.views import fold

AROUND = "的之 \u3000（）()】訊讯專专電电」』》「『"
_LONGEST_UNIT = 16
_LONGEST_HEAD = 6
Body = OrganizationFinding | LabFinding


class Wanted(NamedTuple):
    """What a body's name may end with, its categories, and whether only the same paragraph counts."""

    endings: tuple[str, ...]
    categories: frozenset[str]
    near: bool


def body_in_front(place: Place, findings: Findings, scan: Scan) -> Body | None:
    """The last organization or laboratory of a place, if only a unit of it stands between it and the end."""
    inside = [one for one in _bodies(findings) if place.start <= one.start and one.end <= place.end]
    if not inside:
        return None
    last = max(inside, key=lambda one: (one.end, one.end - one.start))
    return last if _is_unit(last.end, place.end, scan) else None


def body_in_bracket(place: Place, findings: Findings) -> Body | None:
    """The body that a bracket behind a name consists of: 杜家晴（香港體育學院）."""
    return next((one for one in _bodies(findings) if (one.start, one.end) == place), None)


def _bodies(findings: Findings) -> list[Body]:
    return [*findings.organizations, *findings.labs]


def _is_unit(start: int, end: int, scan: Scan) -> bool:
    """Whether the words between a body and a title are a part of the body, and no clause."""
    words = scan.rulebook.folded_words
    stripped = scan.analysis.folded[start:end].strip(AROUND)
    if not stripped:
        return True
    if len(stripped) > _LONGEST_UNIT or holds_word(scan.analysis, start, end, _stops(scan.rulebook)):
        return False
    ends = stripped.endswith(tuple(words("unit_end")))
    return ends or stripped in words("title_field") or stripped in words("title_lead")


@lru_cache(maxsize=4)
def _stops(rulebook: Rulebook) -> frozenset[str]:
    """Words that a unit's name does not hold. The 的 between a body and its title is none of them."""
    return frozenset(rulebook.folded_words("title_stop")) - {"的"}


def body_named_before(title: TitleSpan, findings: Findings, scan: Scan) -> Body | None:
    """The nearest body before the title that can have it, when the title has no body of its own in front."""
    folded = scan.analysis.folded
    stretch = folded[title.organization.start : title.organization.end] if title.organization else ""
    wanted = _anaphor(stretch, scan.rulebook)
    if wanted is None and not stretch.strip(AROUND):
        wanted = _of_head(folded[title.start : title.end], scan.rulebook)
    if wanted is None:
        return None
    floor = scan.analysis.block_at(title.start).start if wanted.near else 0
    before = [one for one in _bodies(findings) if floor <= one.start and one.end <= title.start and _fits(one, wanted)]
    return max(before, key=lambda one: one.end, default=None)


def anaphor_length(stretch: str, rulebook: Rulebook) -> int:
    """How many characters at the end of a stretch are a word for a body named before; 0 when none are."""
    words = rulebook.folded_words("body_anaphor")
    return next((length for length in range(4, 1, -1) if stretch[-length:] in words), 0)


def _anaphor(stretch: str, rulebook: Rulebook) -> Wanted | None:
    length = anaphor_length(stretch, rulebook)
    return _parse(rulebook.folded_words("body_anaphor")[stretch[-length:]]) if length else None


def _of_head(title: str, rulebook: Rulebook) -> Wanted | None:
    words = rulebook.folded_words("title_body")
    for length in range(_LONGEST_HEAD, 1, -1):
        if title[-length:] in words:
            return _parse(words[title[-length:]])
    return None


@lru_cache(maxsize=256)
def _parse(value: str) -> Wanted:
    parts = value.removeprefix("^").split("|")
    endings = tuple(fold(part) for part in parts if not part.startswith("@"))
    categories = frozenset(part[1:] for part in parts if part.startswith("@"))
    return Wanted(endings, categories, value.startswith("^"))


def _fits(body: Body, wanted: Wanted) -> bool:
    return body.category in wanted.categories or fold(body.name).endswith(wanted.endings)
