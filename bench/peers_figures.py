"""Amounts and quantities against other people's test suites; every disagreement is printed.

    python bench/peers_figures.py CASES      # CASES holds recognizers/*.json and duckling/*.json

The suites are read, never copied. 元 counts as CNY there. What press usage reads differently is listed in
`PRESS_DIFFERS` with its reason, and counted apart.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from extractor import Extractor
from extractor.text.views import fold

PRESS_DIFFERS = {
    r"折": "a discount stays in tenths: 九折 is 9 折, not 90 %",
    r"个百分点|個百分點|百 分 点": "percentage points are no percentage; the unit is printed",
    r"比特币": "has no ISO 4217 code: a quantity, counted in 個",
    r"人民币美元": "a currency without a figure is no sum",
    r"五角大楼|一位是": "a name; no unit of storage in the press",
    r"三块|7块|一块|三块四分": "塊 counts pieces in Hong Kong; money is 塊錢",
    r"個半|個九|米九|米六": "spoken forms without a numeral",
    r"[0-9一-龥] [一-龥0-9] |[一二三四五六七八九十百] [一二三四五六七八九十百]": "spaced numerals, joined by reading",
    r"[0-9]k": "k as a thousand",
    r"千分|万分|百万分": "other fractions than hundredths are printed as fractions",
    r"千米|千克|千瓦|千比特|千字节|兆|公斤|毫克|^三斤$|cm|厘米|公分|1500g": "the unit is printed, not converted",
    r"斤半|3斤5|六斤八|9两|万两|三十两|1234两": "mixed measures, and taels without gold, are left out",
    r"大乐透": "a bare sum behind a word of money is found too",
    r"日本銭|三蚊零四|毫八": "spoken fractions of a unit that the press does not print",
    r"2021072113": "exact decimals, where the suite has a rounded float",
    r"五分|二十分|25分|两毛|两角": "分, 毛 and 角 alone are no money in the press",
    r"带动就业": "the suite leaves counts of people out of its dimensions",
    r"七成 六|点五$|點五$|百分 点|百分 點": "spaced numerals, joined by reading",
    r"5-20%": "a range, where the suite takes its end only",
    r"五元六角-": "two sums, where the suite has an interval",
    r"8'|foots": "feet as a stroke, and misspelt English",
}
_PAIRS = (("CurrencyModel", "amounts"), ("PercentModel", "quantities"), ("DimensionModel", "quantities"))


def cases(folder: Path) -> Iterator[tuple[str, str, str, list[tuple[str, Decimal | None, str]]]]:
    """Suite, kind, input, and the expected (surface, value, unit)."""
    for name, kind in _PAIRS:
        for case in json.loads((folder / "recognizers" / f"{name}.json").read_text("utf-8")):
            wanted = []
            for row in case["Results"]:
                resolution = row["Resolution"]
                value = resolution.get("value")
                unit = "%" if value and value.endswith("%") else resolution.get("isoCurrency", "")
                wanted.append((row["Text"], _number(value), unit))
            yield name, kind, case["Input"], wanted
    for name, kind in (("money", "amounts"), ("quantity", "quantities"), ("distance", "quantities")):
        for case in json.loads((folder / "duckling" / f"{name}.json").read_text("utf-8")):
            numbers = re.findall(r"[0-9.]+", case["value"])
            value = Decimal(numbers[0]) if len(numbers) == 1 else None
            if "Cent" in case["value"] and value is not None:
                value /= 100
            yield name, kind, case["text"], [(case["text"], value, "")]


def _number(written: str | None) -> Decimal | None:
    try:
        return None if written is None else Decimal(written.rstrip("%"))
    except InvalidOperation:
        return None


def agrees(found: list[tuple[str, Decimal | None, str]], wanted: list[tuple[str, Decimal | None, str]]) -> bool:
    """Whether the values (and units, where the suite has ours) are the same, in order."""
    if len(found) != len(wanted):
        return False
    return all(
        (mine[1] == theirs[1] or theirs[1] is None) and (not theirs[2] or mine[2] == theirs[2])
        for mine, theirs in zip(found, wanted, strict=True)
    )


def main(folder: Path) -> int:
    extractor = Extractor(default_currency="CNY")
    counts: dict[str, list[int]] = {}
    for suite, kind, text, wanted in cases(folder):
        records = getattr(extractor.extract(text), kind)
        unit = "currency" if kind == "amounts" else "unit"
        found = [(r.mentions[0].text, r.value if r.value is not None else r.min, getattr(r, unit)) for r in records]
        if suite == "PercentModel":
            found = [row for row in found if row[2] == "%"]
        total = counts.setdefault(suite, [0, 0, 0])
        total[0] += 1
        if agrees(found, wanted):
            total[1] += 1
            continue
        reason = next((why for pattern, why in PRESS_DIFFERS.items() if re.search(fold(pattern), fold(text))), None)
        total[2] += reason is not None
        print(f"{suite}: 「{text}」 expected {wanted}, found {found}" + (f"  [{reason}]" if reason else ""))
    for suite, (cases_, same, known) in counts.items():
        print(f"{suite}: {same}/{cases_} the same, {known} differ for a known reason, {cases_ - same - known} else")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
