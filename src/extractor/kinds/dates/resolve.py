"""What every expression means in this article: anchor, discourse and glosses put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from extractor.kinds.dates import calendar
from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.cues import Cues, cues_of
from extractor.kinds.dates.discourse import Discourse, Said
from extractor.kinds.dates.forms import DAYTIME, Mention, Point
from extractor.kinds.dates.glosses import agreed_day, gloss_clash
from extractor.kinds.dates.lengths import distant, pattern, period, reach
from extractor.kinds.dates.meaning import Basis, Meaning, Place
from extractor.kinds.dates.moment import NO_DAYS, Bounds, Moment
from extractor.kinds.dates.points import resolve_point
from extractor.kinds.dates.publication import publication
from extractor.kinds.dates.telling import told
from extractor.model.findings import DateFinding, Dating
from extractor.model.trace import Step
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


def resolve(mentions: list[Mention], scan: Scan, published: date | None) -> Dating:
    """All temporal expressions of an article resolved, and its publication day.

    `published` is the metadata day or None; then the article's own clues are asked.
    """
    day = publication(mentions, scan, published)
    resolver = _Resolver(scan, day.writing, day.warnings)
    for mention in mentions:
        resolver.resolve(mention)
    return Dating(resolver.found, day.published, day.basis, day.warnings, day.explanation)


@dataclass
class _Resolver:
    scan: Scan
    anchor: Anchor
    warnings: list[Warning_]
    found: list[DateFinding] = field(default_factory=list)
    settled: dict[int, Meaning] = field(default_factory=dict)

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
            value, last, mod = f"{value}/{end.moment.value()}", end.moment.bounds()[1], mod or end.moment.mod
        kind: Kind = "TIME" if moment.is_time or (end is not None and end.moment.is_time) else "DATE"
        bounds = (first, last) if kind == "TIME" else _beyond(first, last, mod)
        return _finding(mention, kind, value, bounds, meaning.basis, mod)

    def _meaning(self, mention: Mention, place: Place) -> Meaning | None:
        partner = mention.gloss
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
        basis = begin.basis if meaning.basis == "explicit" else meaning.basis
        moment = _next_morning(begin.moment, meaning.moment)
        return Meaning(moment, basis, begin.own_year)

    def _place(self, mention: Mention) -> Place:
        analysis = self.scan.analysis
        index = analysis.sentence_index(mention.start)
        end = mention.gloss.end + 1 if mention.gloss and not mention.inner else mention.end
        return Place(mention.start, end, index, analysis.sentences[index].block, self._outlook)

    def _outlook(self, start: int, end: int) -> tuple[bool, bool, bool]:
        """Whether the words around look ahead, or back: those beside the mention before those of its clause."""
        cues, folded = self.cues, self.folded
        if cues.before("future_before", folded, start) or cues.after("future_after", folded, end):
            return True, False, self._appointed(start, end)
        if cues.ahead("future_cue", folded, start):
            return True, False, self._appointed(start, end)
        if cues.after("past_after", folded, end):
            return False, True, False
        future = cues.clause("future_cue", folded, start, end)
        return future, not future and cues.clause("past_cue", folded, start, end), False

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
                mod = length.mod if length.mod == "APPROX" else None
                return _finding(mention, "DATE", moment.value(), moment.bounds(), basis, mod)
        days = reach(length, self.anchor)
        basis = "explicit" if days[0] is None else "published"
        return _finding(mention, "DURATION", period(length), days, basis, length.mod)

    def _base_of(self, mention: Mention) -> tuple[date | None, Basis]:
        """三年前 counts from the day of writing; 四日後 from the day told of, where one was told."""
        place = self._place(mention)
        if mention.length is not None and mention.length.direction == "after" and not place.future:
            if self.cues.before("deed_before", self.folded, mention.start):
                return None, "context"
            said = self.talk.newest(place.block)
            return (said.moment.date() if said is not None else None), "context"
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
