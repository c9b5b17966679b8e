"""Years, their parts, decades and centuries; the year that the text is telling of."""

from __future__ import annotations

from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.discourse import Discourse, Said
from extractor.kinds.dates.forms import Point
from extractor.kinds.dates.meaning import Basis, Meaning, Place
from extractor.kinds.dates.moment import Moment

_TWO_DIGIT_PIVOT = 50


def full_year(two_digits: int, anchor: Anchor) -> int:
    """97 is 1997, 03 is 2003: the century that leaves the year near."""
    latest = (anchor.year or 2000 + _TWO_DIGIT_PIVOT) + 10
    return 2000 + two_digits if 2000 + two_digits <= latest else 1900 + two_digits


def said_year(point: Point, place: Place, talk: Discourse) -> tuple[int, Basis] | None:
    """The year that the point itself says, and where it comes from; None when it says none."""
    if point.year is not None:
        return point.year, "explicit"
    if point.year_two is not None:
        return full_year(point.year_two, talk.anchor), "published"
    if point.year_offset is not None and talk.anchor.year is not None:
        return talk.anchor.year + point.year_offset, "published"
    if point.year_ref is not None:
        said = talk.last_with_year(place.block, goals=False) or talk.last_with_year()
        if said is not None and said.moment.year is not None:
            return said.moment.year + point.year_ref, "context"
    return None


def year_or_part(point: Point, place: Place, talk: Discourse) -> Meaning | None:
    """A year, a part of one, or something longer."""
    if point.bc_year is not None:
        return Meaning(Moment("year", point.bc_year, bc=True), "explicit", True)
    if point.century is not None or point.century_offset is not None or point.decade is not None:
        return _long_ago(point, talk.anchor)
    if point.quarter_offset is not None:
        return _quarter(point.quarter_offset, place, talk)
    said = said_year(point, place, talk)
    year: int | None = None
    basis: Basis = "published"
    if said is not None:
        year, basis = said
    if point.calendar is not None:
        return _double_year(point, year, basis, talk.anchor)
    own = said is not None
    if year is None and not (point.year_offset is not None or point.year_ref is not None):
        year, basis, own = _year_of_part(point, place, talk)
    if point.part is not None:
        return Meaning(Moment("part", year, part=point.part), basis, own)
    if point.months is not None:
        return Meaning(Moment("part", year, part="01", last_part=f"{point.months:02d}"), basis, own)
    return Meaning(Moment("year", year), basis, own)


def _quarter(offset: int, place: Place, talk: Discourse) -> Meaning:
    """上季, 本季: so many quarters from that of the day of writing; 上季 from the one told of in its sentence."""
    anchor, said = talk.anchor, talk.last_part(place.sentence)
    if offset < 0 and said is not None and (said.moment.part or "").startswith("Q") and said.moment.year is not None:
        index = said.moment.year * 4 + int((said.moment.part or "Q1")[1]) - 1 + offset
        return Meaning(Moment("part", index // 4, part=f"Q{index % 4 + 1}"), "context", True)
    if anchor.year is None or anchor.month is None:
        return Meaning(Moment("part", anchor.year, part="QX"), "published")
    index = anchor.year * 4 + (anchor.month - 1) // 3 + offset
    return Meaning(Moment("part", index // 4, part=f"Q{index % 4 + 1}"), "published")


def _year_of_part(point: Point, place: Place, talk: Discourse) -> tuple[int | None, Basis, bool]:
    """The year of 年底, 第三季, 上半年: the one told of in the sentence, else that of the day of writing."""
    told = told_year(place, talk) or _closed_year(place, talk)
    if told is not None and told.place.sentence == place.sentence and not point.year_context:
        return told.moment.year, "context", True
    anchor = talk.anchor
    over = anchor.year is not None and talk.closed == anchor.year - 1 and not place.future
    if over and point.year_context and point.mod is None:
        return talk.closed, "context", True  # 年內 in results is the year that they close
    late = point.part in ("Q4", "H2") or point.mod == "END"
    just_over = anchor.month is not None and anchor.month <= 2 and late and not place.future
    if anchor.year is not None and just_over:
        return anchor.year - 1, "published", False
    return anchor.year, "published", False


def _closed_year(place: Place, talk: Discourse) -> Said | None:
    """截至去年底止全年…，下半年: the year whose accounts the sentence tells of."""
    said = talk.not_compared(place.sentence)
    return said if said is not None and said.moment.mod == "END" and said.moment.grain == "year" else None


def _long_ago(point: Point, anchor: Anchor) -> Meaning:
    base = None
    basis: Basis = "explicit"
    if point.century is not None:
        base = (point.century - 1) * 100
    elif point.century_offset is not None:
        basis = "published"
        base = None if anchor.year is None else anchor.year // 100 * 100 + 100 * point.century_offset
        base = 1900 if base is None and point.century_offset == -1 else base
    if point.decade is None:
        return Meaning(Moment("century", base), basis)
    if point.decade >= 1000:
        return Meaning(Moment("decade", point.decade), "explicit")
    if base is None:
        base, basis = (2000 if point.decade < 20 + 10 and point.decade in (10, 20) else 1900), "context"
    return Meaning(Moment("decade", base + point.decade), basis)


def _double_year(point: Point, year: int | None, basis: Basis, anchor: Anchor) -> Meaning:
    """A fiscal or academic year, or a season: the two years it lies in."""
    if point.season_year is not None and anchor.year is not None:
        first = anchor.year
        begins = {"fiscal": 4, "academic": 9}.get(point.calendar or "", 8)
        if anchor.month is not None and anchor.month < begins:
            first -= 1
        year, basis = first + point.season_year, "published"
    last = None if year is None else year + 1
    return Meaning(Moment("year", year, last_year=last, calendar=point.calendar), basis, True)


def told_year(place: Place, talk: Discourse) -> Said | None:
    """What the text was telling of when it named a month: same sentence, or the block's last dated moment."""
    said = talk.last_with_year(place.block)
    if said is not None and said.compared:
        said = talk.not_compared(place.sentence)
    if said is None or not said.own_year:
        return None
    if (said.moment.year or 0) < (talk.anchor.year or 0) and place.appointed:
        return None
    fine = said.moment.grain in ("day", "month", "part")
    if said.place.sentence == place.sentence:
        near = place.start - said.place.end <= 12
        return said if fine or near or not said.relative else None
    ahead = place.future and talk.anchor.year is not None and (said.moment.year or 0) < talk.anchor.year
    return said if fine and not ahead else None
