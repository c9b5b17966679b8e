"""What the words state: figures with their units, and what only looks like one."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.kinds.quantities.counted import Counted
from extractor.kinds.quantities.guards import Guards
from extractor.model.values import Figure, bounded, spanned
from extractor.rulebook import Match, Scan
from extractor.rulebook.figures import HEDGE_LEADS, FigureReader, figure_between, share_magnitude
from extractor.rulebook.table_units import bare_cells
from extractor.text.numerals import read, read_exact, read_percent

_JOINED = re.compile(r"[A-Za-z0-9%/+-]$")  # 3-5: a stroke, not a minus


def recognize(scan: Scan) -> list[Counted]:
    """All figures with a unit, in order."""
    reader, guards = scan.figures, Guards(scan)
    found: list[Counted] = []
    for match in scan.settle(scan.candidates("quantities"), guards.allows):
        if not match.rule.blocks:
            found.extend(_read(match, scan, reader))
    return sorted([*found, *_in_tables(scan, found)], key=lambda one: (one.start, one.end))


def _in_tables(scan: Scan, found: list[Counted]) -> list[Counted]:
    """Bare figures in tables whose head or note names a unit."""
    units, measures = scan.rulebook.folded_words("unit"), scan.rulebook.folded_words("measure")
    taken = {one.start for one in found}
    cells = []
    for cell in bare_cells(scan):
        if (cell.unit not in units and cell.unit not in measures) or cell.start in taken:
            continue
        value = read_exact(scan.analysis.folded[cell.start : cell.end])
        size = read_exact("一" + cell.magnitude) if cell.magnitude else Decimal(1)
        if value is not None and size is not None:
            figure = bounded(value * size, "exact")
            place = cell.start, cell.end, "quantity.table_cell"
            cells.append(Counted(*place, figure, cell.printed, measured=True, item=cell.head or None))
    return cells


def _read(match: Match, scan: Scan, reader: FigureReader) -> list[Counted]:
    rule = match.rule
    if rule.set.get("list"):
        return _read_list(match, scan, reader)
    figure = _figure(match, scan)
    if figure is None:
        scan.lost("quantities", rule.id, match.start, match.end, "the numeral states no figure")
        return []
    end, unit = match.end, _unit(match, scan)
    sign = _sign(match.start, scan)
    if sign:
        figure = figure.scaled(Decimal(-1))
    start = match.start - sign
    if match.slot("number") is not None and scan.analysis.folded[start] in HEDGE_LEADS:
        start += 1  # 逾百宗: the hedge is no part of the mention
    figure = reader.bound(figure, start, end)
    item = match.slot("item")
    printed = _told(match, scan) if item is None else scan.analysis.plain[item.start : item.end]
    return [Counted(start, end, rule.id, figure, unit, _measured(match), rule.set.get("change"), printed)]


def _told(match: Match, scan: Scan) -> str | None:
    """The item that the unit itself names, as printed: 6710億個⟨參數⟩."""
    slot = match.slot("unit")
    listed = slot.value if slot is not None and isinstance(slot.value, dict) else {}
    return scan.analysis.plain[match.end - len(listed["item"]) : match.end] if "item" in listed else None


def _sign(start: int, scan: Scan) -> int:
    """How many characters of a minus stand in front: 負3.9%, -22.2%, 零下5度."""
    folded = scan.analysis.folded
    if folded.endswith("〇下", 0, start):
        return 2
    before = folded[start - 1 : start]
    if before == "负" and not folded.endswith(("自负", "欠负", "抱负"), 0, start):
        return 1
    if before == "-" and not _JOINED.search(folded, max(0, start - 2), start - 1):
        return 1
    return 0


def _measured(match: Match) -> bool:
    return not (match.rule.id.startswith("quantity.count") or match.rule.set.get("count"))


def _unit(match: Match, scan: Scan) -> str:
    """The unit to print: as printed, % for every percentage."""
    slot = match.slot("unit")
    if slot is not None:
        listed = slot.value if isinstance(slot.value, dict) else {}
        return str(listed.get("as") or _printed_unit(scan, slot.start, slot.end))
    return str(match.rule.set.get("unit", ""))


def _printed_unit(scan: Scan, start: int, end: int) -> str:
    printed = scan.analysis.plain[start:end]
    return "%" if scan.analysis.folded[start:end] == "%" else printed


def _figure(match: Match, scan: Scan) -> Figure | None:
    folded, asked = scan.analysis.folded, match.rule.set
    if "value" in asked:
        return bounded(Decimal(asked["value"]), match.value("half_word") or "exact")
    if asked.get("tenths"):
        return _tenths(match, folded)
    below, number, high = match.slot("below"), match.slot("number"), match.slot("high")
    above = match.slot("above")
    if above is not None:
        below_text = folded[match.start : match.start + 1] if below is None else folded[below.start : below.end]
        return read(f"{below_text}分之{folded[above.start : above.end]}")
    if number is None:
        return None
    if high is not None:
        return figure_between(folded[number.start : number.end], folded[high.start : high.end])
    figure = read(folded[number.start : number.end])
    if figure is None or figure.value is None:
        return figure
    if match.text("more"):
        return bounded(figure.value, "more_than")
    if asked.get("discount") and figure.value >= 10:
        return figure.scaled(Decimal("0.1"))
    decimals = match.slot("decimals")
    if decimals is not None:  # 一米八五
        return read(f"{folded[number.start : number.end]}点{folded[decimals.start : decimals.end]}")
    if folded[match.end - 1] == "半":
        return bounded(figure.value + Decimal("0.5"), figure.qualifier)
    return figure


def _tenths(match: Match, folded: str) -> Figure | None:
    high = match.slot("high")
    number = match.slot("number")
    assert number is not None
    half = match.slot("half")
    if high is None and half is not None:
        whole = read_percent(folded[match.start : half.start])  # 一成二半
        return None if whole is None or whole.value is None else bounded(whole.value + Decimal("0.5"), "exact")
    if high is None:
        return read_percent(folded[match.start : match.end])
    low = read_percent(folded[number.start : number.end] + "成" + (match.text("half") or ""))
    top = read_percent(folded[high.start : match.end])
    if low is None or top is None or low.min is None or top.max is None or low.min >= top.max:
        return None
    return spanned(low.min, top.max)


def _read_list(match: Match, scan: Scan, reader: FigureReader) -> list[Counted]:
    """Each figure of a list with the unit that stands behind the last: 5、7及9人."""
    folded = scan.analysis.folded
    spans = reader.numerals_in(match.start, match.end)
    last = folded[spans[-1][0] : spans[-1][1]]
    unit, measured = _unit(match, scan), _measured(match)
    rule = match.rule.id
    if len(spans) == 2 and folded[spans[0][1]] == "、" and _neighbours(folded, spans):
        figure = figure_between(_completed(folded[spans[0][0] : spans[0][1]], last), last)
        return [] if figure is None else [Counted(match.start, match.end, rule, figure, unit, measured)]
    found = []
    for start, end in spans:
        surface = share_magnitude(folded[start:end], last)
        figure = read(surface)
        if figure is None:
            return []
        stop = match.end if (start, end) == spans[-1] else end
        figure = reader.bound(figure, start, stop)
        found.append(Counted(start, stop, rule, figure, unit, measured, tail=match.end))
    return found


_DIGITS = "一二三四五六七八九"


def _neighbours(folded: str, spans: list[tuple[int, int]]) -> bool:
    """Whether 三、四名 or 5、6次 says "or": two neighbouring digits."""
    first, second = (_digit(folded[start:end]) for start, end in spans)
    if first is None or second is None:
        return _tens(*(folded[start:end] for start, end in spans))
    return second == first + 1


def _tens(first: str, second: str) -> bool:
    """Whether 20、30宗 says "or": two neighbouring tens in digits."""
    whole = first.isdigit() and second.isdigit() and len(first) == len(second) == 2
    return whole and first[1] == second[1] == "0" and int(second) == int(first) + 10


def _completed(first: str, second: str) -> str:
    """三 of 三、四十 is 三十."""
    return first + second[1:] if len(second) > 1 and not second[0].isascii() else first


def _digit(numeral: str) -> int | None:
    """The first digit of 四 or 四十 or 5; None for longer numerals in digits."""
    if numeral[0].isascii():
        return int(numeral) if len(numeral) == 1 else None
    head = numeral[0].replace("两", "二")
    return _DIGITS.index(head) + 1 if head in _DIGITS else None
