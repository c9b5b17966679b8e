"""Expressions that are dates only in the right company: a bare 25日, 25號, 14年, 三點, 首三個月."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.kinds.dates.cues import Cues
from extractor.kinds.dates.forms import DAYTIME, Length, Mention

_YEARS = range(1500, 2200)
_LAST_DAY_IN_WORDS = 10
_DAY_IN_WORDS = re.compile("[月（][一二三四五六七八九十廿]{1,3}日")
_YEAR_LISTED = re.compile("[12][0-9]{3}[、及和與与]")
"""In front of 15年 in 2014、15年: it is a year."""
_LATE_CENTURY = 60
"""67年 is the year 1967; nobody serves so many years."""


def decide(mention: Mention, folded: str, cues: Cues) -> str | None:
    """None when the mention stands; else why it is no temporal expression. May turn it into a length."""
    if mention.shape == "length":
        if mention.traits.get("or_length"):
            _take_tail(mention, folded, cues)
        return _lone_length(mention, folded, cues)
    if mention.shape != "point":
        return None
    point = mention.point
    _hedge_point(mention, folded, cues)
    if mention.traits.get("gloss_only") and mention.gloss is None:
        return "a fraction or a count, no gloss"
    if "otherwise" in mention.traits:
        return _fall_back(mention)
    if mention.traits.get("needs_company"):
        return "needs a day or a year in front of it"
    if point.day_ref == 0 and cues.before("generic_day_before", folded, mention.start):
        return "the day of any such deed, no day that was told of"
    if mention.to is not None and point.parts() == {"weekday"} and cues.after("habit_after", folded, mention.end):
        mention.shape = "set"
    return _lone_point(mention, folded, cues)


def _lone_point(mention: Mention, folded: str, cues: Cues) -> str | None:
    """As `decide`, for a point that needs no company."""
    point = mention.point
    if mention.traits.get("season_of_sport") and cues.clause("sport_cue", folded, mention.start, mention.end):
        return "a season of sport"
    ranks = point.ranks()
    if ranks and ranks[0] >= DAYTIME:
        return _lone_time(mention, folded, cues)
    if point.year is not None and point.year not in _YEARS and point.month is None and point.calendar is None:
        return "not a year of our time"
    if point.year_two is not None:
        return _two_digit_year(mention, folded, cues)
    spoken = mention.traits.get("spoken")
    if point.day is not None and point.parts() <= ({"day", "weekday", "mod"} if spoken else {"day", "weekday"}):
        return _lone_day(mention, folded, cues)
    if point.parts() == {"month"} and cues.before("ordinal", folded, mention.start):
        return "an ordinal"
    return None


def _hedge_point(mention: Mention, folded: str, cues: Cues) -> None:
    """約2020年, 2030年前後: the hedge beside a point bounds it."""
    if mention.point.mod is not None or mention.to is not None:
        return
    front = cues.before("point_hedge", folded, mention.start)
    behind = cues.after("point_hedge_after", folded, mention.end)
    if front is not None:
        mention.point.mod = cues.value("point_hedge", front)
    elif behind is not None:
        mention.point.mod = cues.value("point_hedge_after", behind[0])


def _fall_back(mention: Mention) -> str | None:
    """首三個月 without a year: the length behind its first character."""
    months = mention.point.months
    if mention.traits["otherwise"] != "length" or months is None:
        return "needs a year in front of it"
    mention.shape = "length"
    mention.length = Length([(Decimal(months), "M")])
    mention.start += 1
    return None


def _lone_time(mention: Mention, folded: str, cues: Cues) -> str | None:
    point = mention.point
    if point.hour is None:
        return (
            None
            if mention.traits.get("behind_gloss") and mention.end - mention.start > 1
            else "a part of a day without its day"
        )
    small = folded[mention.start : mention.start + 1]
    if point.tod is None and point.minute is None and not (small.isdigit() and small.isascii()):
        return "an hour in words without its part of the day"
    weak = mention.traits.get("weak_clock") and point.tod is None and point.pm is None
    if weak and not cues.after("updated_after", folded, mention.end):
        return "a number of points or a score, no time"
    return None


def _two_digit_year(mention: Mention, folded: str, cues: Cues) -> str | None:
    """97年, 03年 are years; 14年 is one only with a month. A length's cue in front makes it a length."""
    point, number = mention.point, mention.point.year_two or 0
    if point.month is not None or point.calendar is not None:
        return None
    if _YEAR_LISTED.match(folded, max(mention.start - 5, 0), mention.start):
        return None
    written = folded[mention.start : mention.start + 2]
    is_year = number >= _LATE_CENTURY or written.startswith(("0", "〇")) or not written.isascii()
    beside = cues.before("length_before", folded, mention.start) or cues.after("length_after", folded, mention.end)
    if is_year and not beside:
        return None
    mention.shape, mention.length = "length", Length([(Decimal(number), "Y")])
    return _lone_length(mention, folded, cues)


def _lone_day(mention: Mention, folded: str, cues: Cues) -> str | None:
    """A bare 25日 or 25號: a day of the month, a number of days, or neither."""
    number = mention.point.day or 0
    if mention.gloss is not None:
        return None
    start, end = mention.start, mention.end
    if mention.traits.get("spoken"):
        told = cues.before("day_before", folded, start) or cues.after("day_after", folded, end)
        return None if told else "a number, not said to be a day"
    if cues.before("ordinal", folded, start):
        return "an ordinal"
    if _counts_days(folded, start, end, cues):
        mention.shape = "length"
        upper = Decimal(mention.to.day) if mention.to is not None and mention.to.day else None
        mention.length, mention.to = Length([(Decimal(number), "D")], upper), None
        _take_tail(mention, folded, cues)
        return _lone_length(mention, folded, cues)
    in_words = not folded[start].isdigit() or not folded[start].isascii()
    if in_words and number <= _LAST_DAY_IN_WORDS and not _company(mention, folded, cues):
        return _days_in_words(mention, number, folded, cues)
    return None


def _days_in_words(mention: Mention, number: int, folded: str, cues: Cues) -> str | None:
    """四日收集了十箱: four days, unless the article writes its days of the month in words, or it is 一日."""
    if number == 1 or _DAY_IN_WORDS.search(folded) or mention.to is not None:
        return "a small number in words, not said to be a day"
    mention.shape, mention.length = "length", Length([(Decimal(number), "D")])
    _take_tail(mention, folded, cues)
    return _lone_length(mention, folded, cues)


def _counts_days(folded: str, start: int, end: int, cues: Cues) -> bool:
    """Whether the words beside a bare 3日 make it a length: 為期, 不少於 (but 於 alone a day)."""
    day, length = cues.before("day_before", folded, start), cues.before("length_before", folded, start)
    if length is not None and (day is None or len(length) > len(day)):
        return True
    return day is None and cues.after("length_after", folded, end) is not None


def _take_tail(mention: Mention, folded: str, cues: Cues) -> None:
    """45日後: what bounds a length belongs to it."""
    tail = cues.after("length_tail", folded, mention.end)
    if tail is not None and mention.length is not None and mention.length.direction is None:
        mention.end = tail.end()
        mention.length.direction = cues.value("length_tail", tail[0])


def _company(mention: Mention, folded: str, cues: Cues) -> bool:
    return bool(
        cues.before("day_before", folded, mention.start)
        or cues.after("day_after", folded, mention.end)
        or mention.to is not None
    )


def _measured(mention: Mention, folded: str, cues: Cues) -> bool:
    """Whether the words beside a length say that it is one."""
    return bool(
        (mention.length and mention.length.direction)
        or cues.before("length_before", folded, mention.start)
        or cues.after("length_after", folded, mention.end)
    )


def _lone_length(mention: Mention, folded: str, cues: Cues) -> str | None:
    """Lengths take the hedge in front of them; an ordinal or an age is none."""
    length = mention.length
    if mention.traits.get("needs_company"):
        return "needs a longer unit in front of it"
    if cues.before("ordinal", folded, mention.start):
        return "an ordinal"
    if length is None:
        return "no length"
    if cues.after("all_around", folded, mention.start) and not _measured(mention, folded, cues):
        return "all around, no length"
    hedge = cues.before("length_hedge", folded, mention.start)
    stretch = cues.before("stretch", folded, mention.start)
    if stretch is not None and hedge is not None and len(stretch) > len(hedge):
        hedge = None  # 最近兩星期 is no 近兩星期
    recent = cues.before("recent_hedge", folded, mention.start) is not None
    if recent and cues.after("since_word", folded, mention.end):
        length.direction = length.direction or "past"
    elif hedge is not None and length.mod is None:
        length.mod = cues.value("length_hedge", hedge)
    behind = cues.after("length_hedge_after", folded, mention.end)
    if behind is not None and length.mod is None:
        length.mod = cues.value("length_hedge_after", behind[0])
    if stretch is not None and length.direction is None:
        length.direction = cues.value("stretch", stretch)
    return None
