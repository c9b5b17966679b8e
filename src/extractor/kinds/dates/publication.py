"""The publication day, and the day of writing that relative words hang on.

Where the metadata are silent, the days of fifty years are put to the article's own clues. A day that alone
passes all of them is the publication day (`inferred`); else what the remaining days share is known, no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.clues import Clue, bound_clues, dateline_clues, gloss_clues, gloss_test
from extractor.kinds.dates.days import Days, Test, common, count, each
from extractor.kinds.dates.forms import Mention
from extractor.model.article import PublishedBasis
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan

_FIRST, _LAST = date(1990, 1, 1), date(2039, 12, 31)
_SHIFTS = (0, -1, 1, -2, 2, -3, 3)
"""Days by which the day of writing may differ from the metadata, the likeliest first."""
_SHOWN = 3


@dataclass(slots=True)
class Publication:
    """The publication day with its basis, and the day of writing as far as it is known."""

    published: date | None
    basis: PublishedBasis | None
    writing: Anchor
    warnings: list[Warning_] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)


def publication(mentions: list[Mention], scan: Scan, published: date | None) -> Publication:
    """The publication day by the metadata; without them, by what the article's own clues leave possible."""
    if published is None:
        return _deduce(mentions, scan)
    found = Publication(published, "metadata", Anchor.at(published))
    found.explanation.append(f"The metadata say {published.isoformat()}.")
    moved = _written_on(mentions, published)
    if moved != published:
        found.writing = Anchor.at(moved)
        message = (
            f"By its glosses the article was written for {moved.isoformat()}, not for its metadata date "
            f"{published.isoformat()}; relative days are counted from {moved.isoformat()}."
        )
        found.explanation.append(message)
        found.warnings.append(Warning_("gloss_contradicts_metadata", message))
    return found


def _written_on(mentions: list[Mention], published: date) -> date:
    """The day that most glosses of relative days agree on, the metadata day when they are split."""
    votes: Counter[int] = Counter()
    weeks: list[set[int]] = []
    day = published.toordinal()
    for mention in mentions:
        partner = mention.gloss
        if partner is None or mention.inner:
            continue
        test = gloss_test(mention.point, partner.point)
        passing = each(test(day + min(_SHIFTS), day + max(_SHIFTS))) if test is not None else ()
        shifts = {one.toordinal() - day for one in passing}
        if mention.point.week_offset is not None:
            weeks.append(shifts)
        elif shifts and mention.point.day_offset is not None:
            votes[min(shifts, key=_SHIFTS.index)] += 1
    if not votes:
        return published
    for shift in list(votes):  # 上周三（12日） speaks for every day of the week behind
        votes[shift] += sum(shift in one for one in weeks)
    votes[0] = votes[0] if 0 in votes else sum(0 in one for one in weeks)
    best, count = max(votes.items(), key=lambda vote: (vote[1], -_SHIFTS.index(vote[0])))
    return published + timedelta(best) if count > votes[0] or best == 0 else published


def _deduce(mentions: list[Mention], scan: Scan) -> Publication:
    clues = [
        *dateline_clues(mentions, scan),
        *gloss_clues(mentions, scan),
        *bound_clues(mentions, scan),
    ]
    if not clues:
        return Publication(None, None, Anchor(None))
    days, explanation, stated = _remaining(clues)
    anchor = Anchor.common(each(days))
    if anchor.day is None:
        return Publication(None, None, anchor, explanation=explanation)
    return Publication(anchor.day, "dateline" if stated else "inferred", anchor, explanation=explanation)


def _remaining(clues: Iterable[Clue]) -> tuple[Days, list[str], bool]:
    """The days that pass the clues, one by one; a clue that would leave none is set aside and said so."""
    days: Days = ((_FIRST.toordinal(), _LAST.toordinal()),)
    explanation, stated, passed = [], False, set[Test]()
    for clue in clues:
        if clue.test in passed:
            continue
        left = common(days, clue.test(days[0][0], days[-1][1]))
        if not left:
            explanation.append(f"「{clue.words}」 {clue.says}: contradicts the other clues, set aside.")
            continue
        passed.add(clue.test)
        if left != days:
            explanation.append(f"「{clue.words}」 {clue.says}: {_told(left)}.")
            stated = stated or (clue.stated and count(left) == 1)
        days = left
    return days, explanation, stated


def _told(days: Days) -> str:
    if count(days) <= _SHOWN:
        return "leaves " + ", ".join(day.isoformat() for day in each(days))
    return f"leaves {count(days)} days"
