"""Clues to the day of writing that an article gives itself, each as a test that a day passes or fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.kinds.dates import calendar
from extractor.kinds.dates.cues import Cues, cues_of
from extractor.kinds.dates.forms import Mention, Point
from extractor.kinds.dates.glosses import fits, says_day_of_month
from extractor.rulebook import Scan

Test = Callable[[date], bool]

_BANNER_LENGTH = 40
_NEAR = 7
_SAME_YEAR_REACH = 200


@dataclass(frozen=True, slots=True)
class Clue:
    """What one place in the text says of the day of writing. `stated`: the text names that day itself."""

    words: str
    says: str
    test: Test
    stated: bool = False


def gloss_clues(mentions: list[Mention], scan: Scan) -> Iterator[Clue]:
    """前日（8日）, 下周一（9月1日）, 8月25日（周一）, 去年（2024年）."""
    plain = scan.analysis.plain
    for mention in mentions:
        partner = mention.gloss
        if partner is None or mention.inner:
            continue
        words = plain[mention.start : partner.end + 1]
        for relative, written in ((mention.point, partner.point), (partner.point, mention.point)):
            test = gloss_test(relative, written)
            if test is not None:
                yield Clue(words, "both name one day", test)
                break


def gloss_test(relative: Point, written: Point) -> Test | None:
    """The test that a relative expression and its written gloss put a day of writing to."""
    if relative.year_offset is not None and relative.ranks() == written.ranks() and written.year is not None:
        return lambda day: day.year + (relative.year_offset or 0) == written.year
    if relative.month_offset is not None and relative.day is None and written.month is not None:
        return lambda day: calendar.shift_month(day.year, day.month, relative.month_offset or 0)[1] == written.month
    if not says_day_of_month(written):
        return None
    if relative.day_offset is not None:
        return lambda day: fits(day + timedelta(relative.day_offset or 0), written)
    if relative.week_offset is not None and relative.weekday is not None:
        return lambda day: fits(_weekday_in(day, relative.week_offset or 0, relative.weekday or 1), written)
    if relative.weekday is not None and written.year is None:
        return _weekday_test(relative.weekday, written)
    return None


def _weekday_in(day: date, weeks: int, weekday: int) -> date:
    return calendar.monday_of(day) + timedelta(7 * weeks + weekday - 1)


def _weekday_test(weekday: int, written: Point) -> Test:
    """A weekday with its date: such a day must lie near (in the year around, when its month is said)."""
    if written.month is None:
        return lambda day: any(
            near.isoweekday() == weekday and fits(near, written)
            for near in (day + timedelta(by) for by in range(-_NEAR, _NEAR + 1))
        )

    def test(day: date) -> bool:
        for year in (day.year - 1, day.year, day.year + 1):
            found = calendar.make_date(year, written.month or 1, written.day or 1)
            if found is None or abs((found - day).days) > _SAME_YEAR_REACH:
                continue
            if found.isoweekday() == weekday:
                return True
        return False

    return test


def bound_clues(mentions: list[Mention], scan: Scan) -> Iterator[Clue]:
    """Years that the text says have come (截至2026年, 已於…), and such as it says are still to come."""
    folded, cues = scan.analysis.folded, cues_of(scan.rulebook)
    for mention in mentions:
        year, month, day = mention.point.year, mention.point.month, mention.point.day
        if mention.shape != "point" or year is None or mention.to is not None or mention.point.calendar:
            continue
        words = scan.analysis.plain[mention.start : mention.end]
        first = calendar.make_date(year, month or 1, day or 1)
        if first is None:
            continue
        if _has_come(mention, folded, cues):
            yield Clue(words, "has come", lambda at, first=first: at >= first)  # type: ignore[misc]
        elif cues.clause("future_cue", folded, mention.start, mention.end):
            last = first if day else calendar.month_last(year, month or 12)
            yield Clue(words, "is still to come", lambda at, last=last: at <= last)  # type: ignore[misc]


def _has_come(mention: Mention, folded: str, cues: Cues) -> bool:
    if cues.before("until_word", folded, mention.start) is not None:
        return True
    return cues.clause("done_cue", folded, mention.start, mention.end) and not cues.clause(
        "future_cue", folded, mention.start, mention.end
    )


def dateline_clues(mentions: list[Mention], scan: Scan) -> Iterator[Clue]:
    """A line with hardly more than a date: the day of publication, or the day of the event in the banner."""
    analysis = scan.analysis
    cues = cues_of(scan.rulebook)
    for mention in mentions:
        point = mention.point
        full = calendar.make_date(point.year or 0, point.month or 0, point.day or 0)
        block = analysis.block_at(mention.start)
        if full is None or mention.to is not None or mention.gloss is not None:
            continue
        line_start = analysis.plain.rfind("\n", 0, mention.start) + 1
        if cues.before("publication_label", analysis.folded, mention.start) is not None:
            yield Clue(analysis.plain[mention.start : mention.end], "is given as the day of publication",
                       lambda day, full=full: day == full, stated=True)  # type: ignore[misc]  # fmt: skip
        elif block.end - max(block.start, line_start) <= _BANNER_LENGTH and _is_bare(mention, analysis.plain):
            yield _banner(mention, full, mentions, scan)


def _is_bare(mention: Mention, plain: str) -> bool:
    """Whether nothing but a place stands beside the date on its line."""
    start = plain.rfind("\n", 0, mention.start) + 1
    end = plain.find("\n", mention.end)
    rest = plain[start : mention.start] + plain[mention.end : end if end >= 0 else len(plain)]
    return len(rest) <= _BANNER_LENGTH and not any(mark in rest for mark in "，。：；！？")


def _banner(mention: Mention, full: date, mentions: list[Mention], scan: Scan) -> Clue:
    words = scan.analysis.plain[mention.start : mention.end]
    offsets = {one.point.day_offset for one in mentions if one.shape == "point"}
    if -1 in offsets and 0 not in offsets:
        return Clue(words, "is the banner's day, which the text calls yesterday",
                    lambda day: day == full + timedelta(1))  # fmt: skip
    if 0 in offsets and -1 not in offsets:
        return Clue(words, "is the banner's day, which the text calls today", lambda day: day == full)
    return Clue(words, "is the banner's day", lambda day: full <= day <= full + timedelta(2))
