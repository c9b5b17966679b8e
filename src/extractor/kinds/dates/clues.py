"""Clues to the day of writing that an article gives itself, each as a test that a day passes or fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.kinds.dates import calendar
from extractor.kinds.dates.cues import cues_of
from extractor.kinds.dates.days import (
    Test,
    Written,
    around,
    between,
    in_month,
    in_year,
    no_day,
    since,
    until,
)
from extractor.kinds.dates.forms import Mention, Point
from extractor.kinds.dates.glosses import says_day_of_month
from extractor.rulebook import Scan

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
        return in_year(written.year - relative.year_offset)
    if relative.month_offset is not None and relative.day is None and written.month is not None:
        return in_month((written.month - relative.month_offset - 1) % 12 + 1)
    if not says_day_of_month(written):
        return None
    if relative.day_offset is not None:
        return _away(written, written.weekday, relative.day_offset)
    if relative.weekday is None:
        return None
    if relative.week_offset is not None:
        return _away(written, relative.weekday, 7 * relative.week_offset + relative.weekday - 1, 6)
    return _near_weekday(relative.weekday, written) if written.year is None else None


def _away(written: Point, weekday: int | None, days: int, more: int = 0) -> Test:
    """The days that lie so many days in front of the written one, and up to `more` days after that."""
    if written.weekday not in (None, weekday):
        return no_day
    day = Written(written.year, written.month, written.day or 1, weekday)
    return around(day, days, more - days)


def _near_weekday(weekday: int, written: Point) -> Test:
    """A weekday with its date: such a day must lie near (in the year around, when its month is said)."""
    if written.month is not None:
        return around(Written(None, written.month, written.day or 1, weekday), _SAME_YEAR_REACH, _SAME_YEAR_REACH)
    return _away(written, weekday, _NEAR, 2 * _NEAR)


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
        if cues.before("until_word", folded, mention.start) is not None:
            yield Clue(words, "has come", since(first))
        elif cues.clause("future_cue", folded, mention.start, mention.end):
            yield Clue(words, "is still to come", until(first if day else calendar.month_last(year, month or 12)))
        elif cues.clause("done_cue", folded, mention.start, mention.end):
            yield Clue(words, "has come", since(first))


def dateline_clues(mentions: list[Mention], scan: Scan) -> Iterator[Clue]:
    """A line with hardly more than a date: the day of publication, or the day of the event in the banner."""
    analysis = scan.analysis
    cues = cues_of(scan.rulebook)
    told: tuple[str, int, int] | None = None
    for mention in mentions:
        point = mention.point
        if point.day is None or mention.to is not None or mention.gloss is not None:
            continue
        full = calendar.make_date(point.year or 0, point.month or 0, point.day)
        if full is None:
            continue
        words = analysis.plain[mention.start : mention.end]
        if cues.before("publication_label", analysis.folded, mention.start) is not None:
            yield Clue(words, "is given as the day of publication", _after(full, 0, 0), stated=True)
        elif _is_banner(mention, scan):
            told = told or _banner_day(mentions)
            yield Clue(words, told[0], _after(full, *told[1:]))


def _after(day: date, first: int, last: int) -> Test:
    """The days from `first` to `last` days after `day`."""
    return between(day.toordinal() + first, day.toordinal() + last)


def _is_banner(mention: Mention, scan: Scan) -> bool:
    """Whether nothing but a place stands beside the date on its line, and its block ends there."""
    plain = scan.analysis.plain
    block = scan.analysis.block_at(mention.start)
    reach = max(mention.start - _BANNER_LENGTH - 1, 0)
    start = plain.rfind("\n", reach, mention.start) + 1
    if (not start and reach) or block.end - max(block.start, start) > _BANNER_LENGTH:
        return False
    end = plain.find("\n", mention.end, mention.end + _BANNER_LENGTH + 1)
    rest = plain[start : mention.start] + plain[mention.end : end if end >= 0 else mention.end + _BANNER_LENGTH + 1]
    return len(rest) <= _BANNER_LENGTH and not any(mark in rest for mark in "，。：；！？")


def _banner_day(mentions: list[Mention]) -> tuple[str, int, int]:
    """What the day of a banner is to the day of writing: in words, and within how many days after it that lies."""
    offsets = {one.point.day_offset for one in mentions if one.shape == "point"}
    if -1 in offsets and 0 not in offsets:
        return "is the banner's day, which the text calls yesterday", 1, 1
    if 0 in offsets and -1 not in offsets:
        return "is the banner's day, which the text calls today", 0, 0
    return "is the banner's day", 0, 2
