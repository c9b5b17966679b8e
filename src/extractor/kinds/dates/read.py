"""A match of a rule -> what it states: its slots read as parts of a point, a length or a set."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractor.kinds.dates.forms import POINT_PARTS, Fixed, Length, Mention, Point, Unit
from extractor.rulebook import Match
from extractor.text.numerals import read, read_exact, read_small, read_year

_Reader = Callable[[str], int | None]
_Derive = Callable[[dict[str, Any], str], bool]

_ROC_EPOCH = 1911
_LONGEST_PLAN = 10
"""Fiscal years from one to another are no more than these."""
_TENFOLD = 10
"""數十年 is a range of tens: more than ten is all it tells."""
_LIMITS = {
    "month": (1, 12), "months": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59), "second": (0, 59),
    "week": (1, 53), "weekday": (1, 7),
}  # fmt: skip
_HALVES: dict[Unit, tuple[Decimal, Unit]] = {"Y": (Decimal(6), "M"), "H": (Decimal(30), "N"),
                                             "N": (Decimal(30), "S"), "D": (Decimal(12), "H")}  # fmt: skip
_MODS = {"more_than": "MORE_THAN", "approximate": "APPROX", "nearly": "LESS_THAN"}


def _whole(text: str) -> int | None:
    number = read_exact(text)
    return None if number is None or number != number.to_integral_value() else int(number)


def _positional_or_small(text: str) -> int | None:
    small = read_small(text)
    return small if small is not None else read_year("19" + text)


_READERS: dict[str, _Reader] = {
    "year": read_year,
    "year_two": _positional_or_small,
    "bc_year": _whole,
    "months": read_small,
    "month": read_small,
    "day": read_small,
    "days": read_small,
    "hour": read_small,
    "minute": read_small,
    "second": read_small,
    "decade": _whole,
    "century": _whole,
    "number": _whole,
    "season_year": _whole,
    "week": read_small,
}


_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def _number(reader: Callable[[str], int | None], written: str) -> int | None:
    """The number that a reader gives; numerals of dates are few."""
    return reader(written.strip())


def mention_of(match: Match) -> Mention | None:
    """What a match states; None when a slot holds no possible value (13月, 25時)."""
    traits = match.rule.set
    shape = traits.get("shape", "point")
    if shape == "length" or (shape == "set" and "n" in match.classes):
        length = length_of(match)
        if length is None:
            return None
        return Mention(match.start, match.end, match.rule.id, shape, length=length, traits=traits)
    said = _said(match)
    if said is None:
        return None
    if "plan" in said:
        first, _, last = str(said["plan"]).partition("/")
        fixed = Fixed(str(said["plan"]), f"{first}-01-01", f"{last}-12-31")
        return Mention(match.start, match.end, match.rule.id, shape, fixed=fixed, traits=traits)
    points = _points(said)
    if points is None:
        return _many(match, said)
    length = Length([_plain_unit(Decimal(1), said["period"])]) if "period" in said else None
    traits = {} if "strong" in said else traits
    return Mention(match.start, match.end, match.rule.id, shape, *points, length=length, traits=traits)


def _many(match: Match, said: dict[str, Any]) -> Mention | None:
    """44日 is no day of a month: so many days, where the rule says that it may be a length."""
    unit, number = match.rule.set.get("or_length"), said.get("day")
    if unit is None or number is None:
        return None
    return Mention(match.start, match.end, match.rule.id, "length", length=Length([(Decimal(number), unit)]),
                   traits=match.rule.set)  # fmt: skip


def _points(said: dict[str, Any]) -> tuple[Point, Point | None] | None:
    """The point that is stated, and the one that ends its interval; None when one of them cannot be."""
    if not _in_order(said):
        return None
    if said.keys() <= POINT_PARTS:
        return (Point(**said), None) if _possible(said) else None
    parts = {name: value for name, value in said.items() if name in POINT_PARTS}
    if not _possible(parts):
        return None
    later = {name[:-3]: value for name, value in said.items() if name.endswith("_to")}
    if not later:
        return Point(**parts), None
    ends = {name: value for name, value in later.items() if name in POINT_PARTS}
    return (Point(**parts), Point(**ends)) if _possible(ends) else None


def _in_order(said: dict[str, Any]) -> bool:
    """Whether the end of a range comes after its beginning, and a double year is two neighbours."""
    last = said.get("year_to")
    if "calendar" in said and last is not None:
        if not 1 <= last - said["year"] <= _LONGEST_PLAN:
            return False
        if last == said["year"] + 1:
            del said["year_to"]
        else:  # 2022年至2025年度: up to the one that ends in 2025
            said["year_to"], said["calendar_to"] = last - 1, said["calendar"]
        return True
    if last is not None and last <= said["year"]:
        return False
    if "tens" in said:
        said["decade"] *= 10
    return True


def _said(match: Match) -> dict[str, Any] | None:
    """Every slot's value: a word's own (a table gives several parts), else its text as a numeral."""
    said: dict[str, Any] = dict(match.rule.set)
    found = match.found
    if found is None:
        return said
    for name, derive, reader in _slots(tuple(match.classes)):
        written = found[name]
        if written is None:
            continue
        values = match.classes[name]
        value = values.get(written) if values else None
        if isinstance(value, dict):
            later = "_to" if name.endswith("_to") else ""
            said.update({part + later: one for part, one in value.items()})
        elif value is not None:
            said[name] = value
        elif derive is not None:
            if not derive(said, written):
                return None
        elif reader is not None:
            number = _number(reader, written)
            if number is None:
                return None
            said[name] = number
    return said


@lru_cache(maxsize=_KEPT)
def _slots(names: tuple[str, ...]) -> tuple[tuple[str, _Derive | None, _Reader | None], ...]:
    """The slots of a rule that say something, each with what reads it."""
    return tuple(
        (name, _DERIVED.get(name), _READERS.get(name.removesuffix("_to")))
        for name in names
        if not name.startswith("_") and name != "span"
    )


def _roc(said: dict[str, Any], text: str) -> bool:
    number = _whole(text)
    if number is not None:
        said["year"] = number + _ROC_EPOCH
    return number is not None


def _era(said: dict[str, Any], text: str) -> bool:
    number = 1 if text == "元" else _whole(text)
    if number is not None:
        said["year"] = said.pop("era_first") + number - 1
    return number is not None


def _short_year(said: dict[str, Any], text: str) -> bool:
    """2019至24年, 2024/25: the century of the first year."""
    number = _positional_or_small(text)
    if number is not None and "year_two" in said:
        return bool(number == (said["year_two"] + 1) % 100)
    if number is not None and "year" in said:
        said["year_to"] = said["year"] // 100 * 100 + number % 100
    return number is not None


def _year_two_words(said: dict[str, Any], text: str) -> bool:
    number = read_year("二〇" + text)
    if number is not None:
        said["year_two"] = number % 100
    return number is not None


def _decade_digits(said: dict[str, Any], text: str) -> bool:
    said["decade"] = int(text) // 10
    return True


def _half_hour(said: dict[str, Any], text: str) -> bool:
    said["minute"] = 30
    return True


def _quarter_hour(said: dict[str, Any], text: str) -> bool:
    number = read_small(text)
    if number is not None and number <= 3:
        said["minute"] = number * 15
    return number is not None and number <= 3


def _quarter(said: dict[str, Any], text: str) -> bool:
    said["part"] = f"Q{text}"
    return True


def _first_quarters(said: dict[str, Any], text: str) -> bool:
    number = read_small(text)
    if number is not None and 1 <= number <= 4:
        said["part"], said["part_to"] = "Q1", f"Q{number}"
        return True
    return False


def _lunar_month(said: dict[str, Any], text: str) -> bool:
    number = {"正": 1, "冬": 11, "腊": 12}.get(text) or read_small(text)
    if number is not None:
        said["month"] = number
    return number is not None


def _lunar_day(said: dict[str, Any], text: str) -> bool:
    number = read_small(text.removeprefix("初"))
    if number is not None:
        said["day"] = number
    return number is not None


def _weekend(said: dict[str, Any], text: str) -> bool:
    said["weekend"] = True
    return True


def _modified(mod: str) -> _Derive:
    def derive(said: dict[str, Any], text: str) -> bool:
        said["mod"] = mod
        return True

    return derive


def _eve(said: dict[str, Any], text: str) -> bool:
    said["eve"] = True
    return True


def _strong(said: dict[str, Any], text: str) -> bool:
    said["strong"] = True
    return True


_DERIVED: dict[str, _Derive] = {
    "roc_year": _roc,
    "era_year": _era,
    "short_year": _short_year,
    "decade_digits": _decade_digits,
    "year_two_words": _year_two_words,
    "short_year_words": _short_year,
    "half_hour": _half_hour,
    "quarter_hour": _quarter_hour,
    "first_quarters": _first_quarters,
    "quarter_number": _quarter,
    "lunar_month": _lunar_month,
    "lunar_day": _lunar_day,
    "lunar_first": _lunar_day,
    "fuzz": _modified("APPROX"),
    "strong": _strong,
    "eve": _eve,
    "middle": _modified("MID"),
    "before": _modified("BEFORE"),
    "after": _modified("AFTER"),
    "before_plain": _modified("BEFORE"),
    "after_plain": _modified("AFTER"),
    "before_sure": _modified("BEFORE"),
    "after_sure": _modified("AFTER"),
    "until": _modified("ON_OR_BEFORE"),
    "since": _modified("ON_OR_AFTER"),
    "weekend": _weekend,
}


def _possible(parts: dict[str, Any]) -> bool:
    for name, value in parts.items():
        limits = _LIMITS.get(name)
        if limits is not None and not limits[0] <= value <= limits[1]:
            return False
    return True


def length_of(match: Match) -> Length | None:
    """The length that the slots n, unit, half, n_to, fuzz and direction state."""
    slots, values = _taken(match), match.classes

    def value(name: str) -> Any:
        """What the word in the slot says, else the rule's constant of that name."""
        listed = values[name] if name in slots else None
        said = listed.get(slots[name]) if listed else None
        return match.rule.set.get(name) if said is None else said

    unit = value("unit") or value("unit_year")
    half, lead = "half" in slots, "lead_half" in slots
    counted = _counted(slots, value("mod"), lead)
    if counted is None:
        return None
    number, upper, mod = counted
    if unit == "Y" and number.adjusted() == 3 and number % 10 and not mod:
        return None  # a calendar year, not so many years
    number, unit = _plain_unit(number, unit)
    amounts: list[tuple[Decimal, Unit]] = [(number, unit)] if number or not (half or lead) else []
    if (half or lead) and value("unit") == "C":
        amounts = [(number + 50, "Y")]
    elif half or lead:
        amounts = _with_half(amounts, unit)
    if "more" in slots:
        mod = "MORE_THAN"
    return Length(amounts, upper, mod, value("direction"))


def _counted(slots: dict[str, str], mod: str | None, lead: bool) -> tuple[Decimal, Decimal | None, str | None] | None:
    """How many units the slots n and n_to state, up to how many, and what their fuzz says."""
    written, last = slots.get("n"), slots.get("n_to")
    upper = None
    if written is None:
        number = Decimal(1) if not lead else Decimal(0)
    else:
        figure = read(written.strip().replace("、", ""))
        if figure is None or (figure.min is None and figure.max is None):
            return None
        number = figure.min if figure.min is not None else figure.max or Decimal(0)
        if "fraction" in slots:
            number += Decimal(f"0.{slots['fraction']}")
        if figure.qualifier == "range" and figure.max is not None and figure.max < number * _TENFOLD:
            upper = figure.max
        elif figure.qualifier == "range":
            mod = mod or "MORE_THAN"
        mod = mod or _MODS.get(figure.qualifier)
    if last is not None:
        upper = read_exact(last.strip())
        if upper is None or upper <= number:
            return None
    return number, upper, mod


def _taken(match: Match) -> dict[str, str]:
    """The slots that take part in a match, and what stands in them."""
    if match.found is None:
        return {}
    return {name: text for name, text in match.found.groupdict().items() if text is not None}


_COMPOUND_UNITS: dict[str, tuple[int, Unit]] = {"Q": (3, "M"), "C": (100, "Y"), "B": (6, "M")}


def _plain_unit(number: Decimal, unit: str) -> tuple[Decimal, Unit]:
    """Quarters and half years as months, centuries as years."""
    factor, plain = _COMPOUND_UNITS.get(unit, (1, unit))
    return number * factor, plain  # type: ignore[return-value]


def _with_half(amounts: list[tuple[Decimal, Unit]], unit: Unit) -> list[tuple[Decimal, Unit]]:
    """一年半 is eighteen months; half a month or week stays a decimal, for it has no exact days."""
    number = amounts[0][0] if amounts else Decimal(0)
    if unit == "Y":
        return [(number * 12 + 6, "M")]
    if unit in _HALVES:
        return [*amounts, _HALVES[unit]]
    return [(number + Decimal("0.5"), unit)]
