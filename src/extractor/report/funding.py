"""Funding: sums by payer and recipient, a drawing a currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.report.canvas import Canvas, Row
from extractor.report.drawing import GUTTER, WIDE, figure, fit, fitted, legend, text_width
from extractor.report.evidence import Evidence
from extractor.report.gather import Census, Sum
from extractor.report.markup import el, folded, table
from extractor.report.names import Names
from extractor.report.tally import Tally, together
from extractor.report.wording import Both, joined, known, phrases, same, say
from extractor.report.wording import figure as worded

_CURRENCIES, _ROWS, _LISTED, POINTS = 4, 12, 40, 40
Pair = tuple[str, str]
_SHORT = ((12, "萬億", "tn"), (9, "", "bn"), (8, "億", ""), (6, "", "m"), (4, "萬", ""), (3, "", "k"))


@dataclass(frozen=True)
class Flow:
    """What one payer pays one recipient, the largest first; either name may be empty. `of` is the currency."""

    of: str
    payer: str
    recipient: str
    names: Names
    sums: list[tuple[Sum, Tally]]

    @property
    def largest(self) -> Decimal:
        """The size of its largest sum."""
        return self.sums[0][0].size or Decimal(0)

    @property
    def drawn(self) -> list[tuple[Sum, Tally]]:
        """Its largest sums, as far as they have a place on a logarithmic axis."""
        return [(said, tally) for said, tally in self.sums if said.size is not None and said.size > 0][:POINTS]

    def fitted(self, width: float) -> Both:
        """Its name, both sides cut alike where it is wider than `width` pixels."""
        if not self.payer and not self.recipient:
            return self.name
        texts = []
        for payer, recipient in zip(*self._sides(), strict=True):
            room = width - text_width(" → ")
            left = max(room / 2, room - text_width(recipient))
            cut = fitted(payer, left)
            texts.append(f"{cut} → {fitted(recipient, room - text_width(cut))}")
        return Both(*texts)

    def _sides(self) -> tuple[Both, Both]:
        payer, recipient = (self.names.of(one) if one else same("?") for one in (self.payer, self.recipient))
        return payer, recipient

    @property
    def name(self) -> Both:
        """Payer → recipient, whoever is known."""
        if not self.payer and not self.recipient:
            return say("neither_said")
        payer, recipient = self._sides()
        return Both(f"{payer.zh} → {recipient.zh}", f"{payer.en} → {recipient.en}")


def funding(census: Census, evidence: Evidence) -> list[Any]:
    """The section: a drawing and a table for each of the currencies with most sums, the others counted."""
    if not census.funding:
        return [el("p", say("no_money"), cls="empty")]
    counts = {
        currency: sum(tally.count for sums in pairs.values() for tally in sums.values())
        for currency, pairs in census.funding.items()
    }
    order = sorted(counts, key=lambda currency: (-counts[currency], currency))
    parts: list[Any] = [el("p", say("funding_lead"), cls="lead")]
    for number, currency in enumerate(order[:_CURRENCIES], 1):
        parts += _currency(number, currency, census, evidence, counts[currency])
    if order[_CURRENCIES:]:
        rest = joined([same(f"{currency} {counts[currency]:,}") for currency in order[_CURRENCIES:]], zh="、")
        parts.append(el("p", say("other_currencies", rest=rest), cls="note"))
    return parts


def _flows(currency: str, census: Census) -> tuple[list[Flow], Flow | None]:
    """Sums with a payer or a recipient, the largest first; and those with neither."""
    found = []
    for (payer, recipient), sums in sorted(census.funding[currency].items()):
        sized = [(said, tally) for said, tally in sums.items() if said.size is not None]
        sized.sort(key=lambda pair: (-(pair[0].size or 0), str(pair[0])))
        if sized:
            found.append(Flow(currency, payer, recipient, census.names, sized))
    known_ones = [flow for flow in found if flow.payer or flow.recipient]
    known_ones.sort(key=lambda flow: (-flow.largest, flow.payer, flow.recipient))
    return known_ones, next((flow for flow in found if not flow.payer and not flow.recipient), None)


def _currency(number: int, currency: str, census: Census, evidence: Evidence, count: int) -> list[Any]:
    flows, stray = _flows(currency, census)
    shown = [*flows[:_ROWS], *([stray] if stray else [])]
    if not shown:
        return []
    name = Both(f"{currency} {known('currency', currency).zh}", f"{currency} {known('currency', currency).en}")
    if f"currency_{currency}" not in phrases():
        name = same(currency)
    notes = []
    if len(flows) > _ROWS:
        notes.append(say("flows_left_out", n=len(flows) - _ROWS))
    left_out = sum(len(flow.sums) - len(flow.drawn) for flow in shown)
    if left_out:
        notes.append(say("sums_left_out", n=left_out, m=POINTS))
    inks = legend(("money", say("currency_stated")), ("money hollow", say("currency_inferred")))
    drawn = figure(
        f"funding-{number}", say("sums_in", currency=name, n=count),
        lambda width: _draw(shown, evidence, width),
        el("p", [part for one in notes for part in (one, " ")], cls="note") if notes else None,
        legend=inks,
    )  # fmt: skip
    return [drawn, _table(flows, stray, name, evidence)]


def wording(said: Sum) -> Both:
    """A sum as a person says it: about 20 million a year, for each 實驗室."""
    if said.value is None and said.min is not None and said.max is not None:
        low, high = worded(said.min), worded(said.max)
        parts = [Both(f"{low.zh}至{high.zh}", f"{low.en} to {high.en}")]
    else:
        size = worded(said.size or Decimal(0))
        before = Both("", "") if said.qualifier == "exact" else known("qualifier", said.qualifier)
        parts = [Both(before.zh + size.zh, f"{before.en} {size.en}".strip())]
    if said.period:
        parts.append(known("period", said.period))
    if said.each:
        parts.append(say("for_each", each=said.each))
    return joined(parts, zh=" ", en=" ")


def _title(flow: Flow, said: Sum) -> Both:
    money = wording(said)
    return Both(f"{flow.name.zh}：{flow.of} {money.zh}", f"{flow.name.en}: {flow.of} {money.en}")


def _domain(flows: Sequence[Flow]) -> tuple[int, int]:
    """The powers of ten around all positive figures."""
    sums = [said for flow in flows for said, _ in flow.drawn]
    sizes = [bound for said in sums for bound in (said.size, said.min, said.max) if bound and bound > 0]
    if not sizes:
        return 0, 1
    low, high = min(sizes).adjusted(), max(sizes).adjusted()
    return low, high if max(sizes) == Decimal(10) ** high and high > low else high + 1


def _draw(flows: Sequence[Flow], evidence: Evidence, width: int) -> Canvas:
    wide = width == WIDE
    left, right, lane = (GUTTER + 8, 150, 34) if wide else (12, 16, 46)
    low, high = _domain(flows)
    first, last = 10**low, 10**high
    canvas = Canvas(
        width, lane * len(flows) + 34, left=left, right=right, bottom=34,
        scale={"type": "log", "domain": [first, last]},
    )  # fmt: skip
    _grid(canvas, low, high, lane * len(flows))
    levels = [number * lane + (17 if wide else 32) for number in range(len(flows))]
    canvas.rules([{"x": first, "x2": last, "y": y, "y2": y, "ink": "line"} for y in levels])
    _points(canvas, flows, levels, evidence)
    labels: list[Row] = []
    values: list[Row] = []
    for number, flow in enumerate(flows):
        y = number * lane + (17 if wide else 10)
        whole = evidence.of(together(tally for _, tally in flow.sums), flow.name)
        name = flow.fitted(GUTTER - 14 if wide else width - 125)
        labels.append({"x": first, "y": y, "href": whole, "tip": flow.name, "text": name})
        said, tally = flow.sums[0]
        value = fit(wording(said), 138 if wide else 116)
        values.append({"x": last, "y": y, "ink": "soft", "text": value, "href": evidence.of(tally, _title(flow, said))})
    canvas.texts(labels, align="right" if wide else "left", dx=-18 if wide else -12)
    canvas.texts(values, align="left" if wide else "right", dx=14 if wide else 16)
    return canvas


def _points(canvas: Canvas, flows: Sequence[Flow], levels: Sequence[int], evidence: Evidence) -> None:
    """Every drawn sum at its size, from end to end if it is a range; hollow where the currency is inferred."""
    points: dict[bool, list[Row]] = {True: [], False: []}
    spans: list[Row] = []
    for flow, y in zip(flows, levels, strict=True):
        for said, tally in flow.drawn:
            tip = _title(flow, said)
            where: Row = {"x": float(said.size or 0), "y": y, "ink": "money"}
            points[said.basis == "inferred"].append({**where, "href": evidence.of(tally, tip), "tip": tip})
            if said.value is None and said.min and said.max and said.min > 0:
                spans.append({**where, "x": float(said.min), "x2": float(said.max), "y2": y})
    canvas.rules(spans, width=3)
    canvas.symbols(points[True], size=75, hollow=True)
    canvas.symbols(points[False], size=105)


def _grid(canvas: Canvas, low: int, high: int, height: int) -> None:
    every = 1 if canvas.inner / (high - low) > 44 else 2
    ticks = range(low, high + 1)
    canvas.rules([{"x": 10**k, "x2": 10**k, "y": 0, "y2": height, "ink": "band"} for k in ticks])
    canvas.texts(
        [{"x": 10**k, "y": height + 16, "text": _short(k), "ink": "soft"} for k in ticks if (high - k) % every == 0],
        size=11, align="center",
    )  # fmt: skip


def _short(power: int) -> Both:
    """A power of ten on an axis: 1億, 100m."""
    words = []
    for language in (1, 2):
        size, word = next(((one[0], one[language]) for one in _SHORT if one[language] and one[0] <= power), (0, ""))
        words.append(f"{10 ** (power - size):,}{word}" if power >= 0 else f"{Decimal(10) ** power}")
    return Both(*words)


def _table(flows: list[Flow], stray: Flow | None, name: Both, evidence: Evidence) -> Any:
    rows: list[list[Any]] = []
    every = [(flow, said, tally) for flow in flows for said, tally in flow.sums]
    neither = [(stray, said, tally) for said, tally in stray.sums] if stray else []
    listed = [*every[:_LISTED], *neither[: _LISTED // 4]]
    total = len(every) + len(neither)
    for flow, said, tally in listed:
        rows.append([
            _named(flow, flow.payer), _named(flow, flow.recipient), wording(said), said.purpose,
            known("basis", said.basis) if said.basis == "inferred" else "", evidence.mark(tally, _title(flow, said)),
        ])  # fmt: skip
    heads = [say(key) for key in ("payer", "recipient", "sum", "purpose", "currency_word", "sentence")]
    caption = say("sums_listed", n=len(listed), of=total)
    return folded(say("sums_summary", currency=name), table(heads, rows, caption))


def _named(flow: Flow, name: str) -> Any:
    return flow.names.of(name) if name else el("span", say("not_said"), cls="gap")
