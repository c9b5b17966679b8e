"""What every expression means in this article: anchor, discourse and glosses put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.cues import Cues, cues_of
from extractor.kinds.dates.discourse import Discourse, Said
from extractor.kinds.dates.forms import DAYTIME, Length, Mention, Point
from extractor.kinds.dates.glosses import agreed_day, gloss_clash, weekdays_told
from extractor.kinds.dates.lengths import distant, pattern, period, reach
from extractor.kinds.dates.meaning import Basis, Look, Meaning, Place
from extractor.kinds.dates.moment import NO_DAYS, Bounds, Moment
from extractor.kinds.dates.points import resolve_point
from extractor.kinds.dates.publication import publication
from extractor.kinds.dates.telling import told
from extractor.kinds.dates.weeks import told_weekday
from extractor.model.findings import DateFinding, Dating
from extractor.model.trace import Step
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan

_SAME_STORY = 40
"""Code points within which a dated weekday tells what the bare one in front of it is."""
_SHOWN = 3
"""So many of the dates that stay open are named in the warning."""
Kind = Literal["DATE", "TIME", "DURATION", "SET"]


def resolve(mentions: list[Mention], scan: Scan, published: date | None) -> Dating:
    """All temporal expressions of an article resolved, and its publication day.

    `published` is the metadata day or None; then the article's own clues are asked.
    """
    day = publication(mentions, scan, published)
    resolver = _Resolver(scan, day.writing, day.warnings)
    resolver.weekdays = weekdays_told(mentions)
    resolver.foretell(mentions)
    for mention in mentions:
        resolver.resolve(mention)
    resolver.tell_open()
    return Dating(resolver.found, day.published, day.basis, day.warnings, day.explanation)


@dataclass
class _Resolver:
    scan: Scan
    anchor: Anchor
    warnings: list[Warning_]
    found: list[DateFinding] = field(default_factory=list)
    settled: dict[int, Meaning] = field(default_factory=dict)
    weekdays: dict[int, Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.talk = Discourse(self.anchor)
        self.cues: Cues = cues_of(self.scan.rulebook)
        self.folded = self.scan.analysis.folded

    def resolve(self, mention: Mention) -> None:
        """Resolve one mention and remember what it said."""
        if mention.shape == "length":
            finding = self._length(mention)
        elif mention.shape == "set":
            finding = self._set(mention)
        elif mention.fixed is not None:
            fixed = mention.fixed
            finding = _finding(mention, "DATE", fixed.value, fixed.days(), "explicit")
        else:
            finding = self._point(mention)
        if finding is not None:
            self.found.append(finding)

    def foretell(self, mentions: list[Mention]) -> None:
        """The days that the text gives with their years, for places in front of them that leave the year out."""
        for mention in mentions:
            point = mention.point
            year = point.year
            if point.year_offset is not None and self.anchor.year is not None:
                year = self.anchor.year + point.year_offset
            if mention.shape == "point" and year and point.month and point.day and not point.lunar:
                self.talk.foretell(point.month, point.day, year)

    def tell_open(self) -> None:
        """One warning for all that hangs on a day of writing that is not known."""
        if self.anchor.day is not None:
            return
        left = [one for one in self.found if one.type in ("DATE", "TIME") and "X" in one.value]
        if not left:
            return
        words = "、".join(f"「{self.scan.analysis.plain[one.start : one.end]}」" for one in left[:_SHOWN])
        message = (
            f"Neither the metadata nor the article tell the day of publication; {len(left)} dates that hang on "
            f"it stay open: {words}{'…' if len(left) > _SHOWN else ''}"
        )
        self.warnings.append(Warning_("unknown_publication_day", message, left[0].start, left[0].end))

    # --- points ---

    def _point(self, mention: Mention) -> DateFinding | None:
        self.talk.used = None
        place = self._place(mention)
        meaning = self._meaning(mention, place)
        if meaning is None:
            self._impossible(mention)
            return None
        end = None
        if mention.to is not None:
            end = self._interval_end(mention, meaning, place)
            if end is None:
                self._impossible(mention)
                return None
        if mention.point.day_ref is not None and meaning.moment.date() is None:
            self._unresolved(mention)
        self._remember(mention, place, end or meaning)
        self._explain(mention, meaning)
        moment = meaning.moment
        first, last = moment.bounds()
        value, mod = moment.value(), moment.mod
        if end is not None:
            value, last, mod = _from_to(moment, end.moment), end.moment.bounds()[1], mod or end.moment.mod
        kind: Kind = "TIME" if moment.is_time or (end is not None and end.moment.is_time) else "DATE"
        bounds = (first, last) if kind == "TIME" else _beyond(first, last, mod)
        return _finding(mention, kind, value, bounds, meaning.basis, mod)

    def _meaning(self, mention: Mention, place: Place) -> Meaning | None:
        partner = mention.gloss
        if partner is None and mention.point.parts() == {"weekday"} and mention.to is None:
            return self._bare_weekday(mention, place)
        if partner is None:
            return resolve_point(mention.point, place, self.talk)
        if mention.inner:
            settled = self.settled.get(id(mention))
            return settled if settled is not None else resolve_point(mention.point, place, self.talk)
        outer = resolve_point(mention.point, place, self.talk)
        inner = resolve_point(partner.point, place, self.talk)
        one, two = agreed_day(mention.point, outer, partner.point, inner, self.anchor)
        if (clash := gloss_clash(mention, partner, outer, one, self.scan)) is not None:
            self.warnings.append(clash)
        if two is not None:
            self.settled[id(partner)] = two
        return one

    def _bare_weekday(self, mention: Mention, place: Place) -> Meaning | None:
        """A weekday in a heading, or one that does not look back, is the one that the text dates right behind it."""
        weekday = mention.point.weekday or 0
        if self.cues.before("is_before", self.folded, mention.start):
            return told_weekday(weekday, place, self.talk)
        plain = resolve_point(mention.point, place, self.talk)
        told = self.weekdays.get(weekday)
        if told is None or told.start <= mention.start:
            return self.talk.same_weekday(weekday, place, plain)
        heading = self.scan.analysis.blocks[place.block].label in ("headline", "heading")
        if not heading and (told.start - mention.end > _SAME_STORY or place.past):
            return plain
        meaning = resolve_point(told.point, self._place(told), self.talk)
        if told.gloss is not None:
            inner = resolve_point(told.gloss.point, place, self.talk)
            meaning, _ = agreed_day(told.point, meaning, told.gloss.point, inner, self.anchor)
        return plain if meaning is None or meaning.moment.date() is None else meaning

    def _interval_end(self, mention: Mention, begin: Meaning, place: Place) -> Meaning | None:
        """The end of an interval is told in the light of its beginning, and does not come before it."""
        to = mention.to or Point()
        told = Discourse(self.anchor)
        told.say(self._said(mention, place, begin._replace(own_year=True)))
        start = begin.moment.date()
        if start is not None and to.parts() == {"weekday"} and to.weekday is not None:
            day = calendar.shift(start, (to.weekday - start.isoweekday()) % 7)
            return begin._replace(moment=Moment.of_day(day)) if day else None
        meaning = resolve_point(_shared(mention.point, to), place, told)
        if meaning is None:
            return None
        first, last = begin.moment.bounds()[0], meaning.moment.bounds()[1]
        if first is not None and last is not None and last < first:
            meaning = _a_year_later(meaning) if to.parts() <= {"month", "day", "mod"} else None
            if meaning is None:
                return None
        basis = meaning.basis if meaning.basis == "published" else begin.basis
        moment = _next_morning(begin.moment, meaning.moment)
        return Meaning(moment, basis, begin.own_year)

    def _place(self, mention: Mention) -> Place:
        analysis = self.scan.analysis
        index = analysis.sentence_index(mention.start)
        end = mention.gloss.end + 1 if mention.gloss and not mention.inner else mention.end
        outlook = self._hours if mention.point.ranks()[:1] >= [DAYTIME] else self._outlook
        block = analysis.sentences[index].block
        return Place(mention.start, end, index, block, outlook, analysis.blocks[block].label == "caption")

    def _hours(self, start: int, end: int) -> Look:
        """Whether the clause of a time without its day tells of daily hours."""
        habitual = self.cues.clause("habit_cue", self.folded, start, end)
        updated = self.cues.after("updated_after", self.folded, end) is not None
        return Look(False, False, habitual=habitual, updated=updated)

    def _outlook(self, start: int, end: int) -> Look:
        """Whether the words around look ahead, or back: those beside the mention before those of its clause."""
        cues, folded = self.cues, self.folded
        if cues.before("future_before", folded, start) or cues.after("future_after", folded, end):
            return Look(True, False, self._appointed(start, end))
        if cues.ahead("future_cue", folded, start):
            return Look(True, False, self._appointed(start, end))
        if cues.after("past_after", folded, end):
            return Look(False, True, over=cues.after("over_after", folded, end) is not None)
        future = cues.clause("future_cue", folded, start, end)
        past = not future and cues.clause("past_cue", folded, start, end)
        return Look(future, past, begins=not past and self._begins(start, end))

    def _begins(self, start: int, end: int) -> bool:
        """由周五起; 周五開始 alone only where the next clause looks ahead."""
        cues, folded = self.cues, self.folded
        word = cues.after("begins_after", folded, end)
        if word is None:
            return False
        behind = word.end() + 1
        begun = cues.before("from_before", folded, start) is not None
        return begun or cues.clause("future_cue", folded, behind, behind)

    def _appointed(self, start: int, end: int) -> bool:
        """將於12月15日開審 is still to come, whatever year the sentence tells of; 原定於 may be over."""
        word = self.cues.before("appointed_before", self.folded, start)
        if word is not None:
            return bool(self.cues.value("appointed_before", word))
        return self.cues.after("appointed_after", self.folded, end) is not None

    def _remember(self, mention: Mention, place: Place, meaning: Meaning) -> None:
        day = meaning.moment.date() if mention.point.eve else None
        if day is not None and (named := calendar.shift(day, 1)) is not None:
            meaning = meaning._replace(moment=Moment.of_day(named))  # 當日 behind 國慶前夕 is the named day
        moment = meaning.moment
        if moment.mod == "END" and self.cues.before("until_word", self.folded, mention.start):
            self.talk.closed = moment.year
        self.talk.say(self._said(mention, place, meaning))

    def _said(self, mention: Mention, place: Place, meaning: Meaning) -> Said:
        compared = self.cues.before("comparison_cue", self.folded, mention.start) is not None
        relative = mention.point.year_offset is not None
        return Said(place, meaning.moment, meaning.own_year, compared, relative)

    def _impossible(self, mention: Mention) -> None:
        words = self.scan.analysis.plain[mention.start : mention.end]
        self.scan.lost("dates", mention.rule, mention.start, mention.end, "there is no such day")
        message = f"「{words}」 is no day of the calendar; no date is reported."
        self.warnings.append(Warning_("impossible_date", message, mention.start, mention.end))

    def _unresolved(self, mention: Mention) -> None:
        words = self.scan.analysis.plain[mention.start : mention.end]
        message = f"「{words}」 refers to a day that could not be told; its value is left open."
        self.warnings.append(Warning_("unresolved_date", message, mention.start, mention.end))

    def _explain(self, mention: Mention, meaning: Meaning) -> None:
        if self.scan.trace is not None:
            for step in told(mention, meaning, self.talk, self.scan.analysis):
                self.scan.trace.steps.append(Step("dates", mention.start, mention.end, step))

    # --- lengths and sets ---

    def _length(self, mention: Mention) -> DateFinding | None:
        length = mention.length
        if length is None:
            return None
        if length.direction in ("before", "after"):
            base, basis = self._base_of(mention)
            moment = distant(length, base) if base is not None else None
            if self.scan.trace is not None and base is not None:
                step = f"counted from {base.isoformat()}"
                self.scan.trace.steps.append(Step("dates", mention.start, mention.end, step))
            if moment is not None and moment.value():
                self._remember_distant(mention, moment)
                mod = length.mod if length.mod == "APPROX" else None
                return _finding(mention, "DATE", moment.value(), moment.bounds(), basis, mod)
        days = reach(length, self.anchor)
        basis = "explicit" if days[0] is None else "published"
        return _finding(mention, "DURATION", period(length), days, basis, length.mod)

    def _remember_distant(self, mention: Mention, moment: Moment) -> None:
        """一年前的11月24日: the month behind is of that year."""
        place = self._place(mention)
        self.talk.say_year(Said(place, moment, own_year=True, compared=False, relative=True))

    def _base_of(self, mention: Mention) -> tuple[date | None, Basis]:
        """三年前 counts from the day of writing; 四日後 from the day told of, where one was told."""
        place = self._place(mention)
        if mention.length is not None and mention.length.direction == "after" and not place.future:
            since_deed = self.cues.before("deed_before", self.folded, mention.start)
            if since_deed or self.cues.after("now_after", self.folded, mention.end):
                return None, "context"
            said = self.talk.newest(place.block) or self.talk.not_compared(place.sentence)
            if said is None and {unit for _, unit in mention.length.amounts} <= {"D", "W"}:
                said = self.talk.last_day_over(place.block, back=1)
            return (_counted_from(said.moment, mention.length) if said is not None else None), "context"
        return self.anchor.day, "published"

    def _set(self, mention: Mention) -> DateFinding | None:
        if mention.point.parts() - {"mod"}:
            value = pattern(mention.point)
            if mention.to is not None:
                value = f"{value}/{pattern(mention.to)}"
            return _finding(mention, "SET", value, NO_DAYS, "explicit", mention.point.mod)
        if mention.length is None:
            return None
        return _finding(mention, "SET", period(mention.length), NO_DAYS, "explicit", mention.length.mod)


def _from_to(begin: Moment, end: Moment) -> str:
    """The value of an interval; 2023/24至2025/26年度 is 2023/2026."""
    if begin.last_year is not None and end.last_year is not None and begin.year is not None:
        return f"{begin.year}/{end.last_year}"
    return f"{begin.value()}/{end.value()}"


def _counted_from(moment: Moment, length: Length) -> date | None:
    """The day that 兩年後 or 三個月後 counts from: any day of the year, or of the month, that was told of."""
    units = {unit for _, unit in length.amounts}
    if moment.grain == "day" or (moment.grain == "month" and units <= {"Y", "M"}):
        return moment.bounds()[0]
    return moment.bounds()[0] if moment.grain in ("year", "part") and units == {"Y"} else None


def _a_year_later(meaning: Meaning) -> Meaning | None:
    """11月至2月 ends in the next year."""
    moment = meaning.moment
    if moment.year is None or moment.month is None:
        return None
    return meaning._replace(moment=moment._replace(year=moment.year + 1))


def _next_morning(begin: Moment, end: Moment) -> Moment:
    """晚上11時至上午7時 ends on the next day."""
    day = end.date()
    over = begin.hour is not None and end.hour is not None and end.hour < begin.hour
    if day is None or not over or begin.date() != day:
        return end
    moved = day + timedelta(1)
    return end._replace(year=moved.year, month=moved.month, day=moved.day)


def _shared(point: Point, to: Point) -> Point:
    """The end of an interval with what it shares with the beginning: 下午2時至5時, 本月24日至25日."""
    ranks = to.ranks()
    if ranks and ranks[0] >= DAYTIME:
        return to.but(tod=to.tod or (point.tod if to.pm is None else None))
    alone = to.day is not None and not to.month_named() and to.year is None
    if alone and point.day is not None and (to.day or 0) >= point.day:
        return to.but(month_offset=point.month_offset, month=point.month, year=point.year,
                      year_offset=point.year_offset)  # fmt: skip
    return to


def _beyond(first: date | None, last: date | None, mod: str | None) -> Bounds:
    """2030年前 ends before 2030 begins; 2047年後 begins when 2047 has ended."""
    if mod == "BEFORE" and first is not None:
        return None, date.fromordinal(max(first.toordinal() - 1, 1))
    if mod == "ON_OR_BEFORE":
        return None, last
    if mod == "ON_OR_AFTER":
        return first, None
    if mod == "AFTER" and last is not None:
        return date.fromordinal(last.toordinal() + 1), None
    return first, last


def _finding(
    mention: Mention, kind: Kind, value: str, days: Bounds, basis: Basis, mod: str | None = None
) -> DateFinding:
    return DateFinding(mention.start, mention.end, mention.rule, kind, value, mod, *days, basis)
