"""Small patterns that find where a numeral may stand, for the exact grammars of `numeral_fragments`.

The exact fragments take 10 to 90 ms each to compile, and a rulebook uses them in a hundred patterns. So a
rule is first tried with the small pattern in their place, which matches at least what the exact one does;
what it finds is then checked by the exact one, compiled once for all rules (`exact_end`).
"""

from __future__ import annotations

import re
from functools import cache

from extractor.text.numeral_fragments import FRAGMENTS
from extractor.text.views import fold_pattern

_HAN = "〇一二三四五六七八九兩十廿卅卌百千萬億兆壹貳叁肆伍陸柒捌玖拾佰仟"
_LEAD = "數幾上過逾超破近"
# 陸 and 伍 also end words (大陸三地), so the formal digits close no numeral.
_GUARD = f"(?<![0-9][0-9])(?<![〇一二三四五六七八九兩十廿卅卌百千萬億兆][{_HAN}])"
_START = f"[0-9{_HAN}{_LEAD}]{_GUARD}"
_SHARE_START = f"[0-9{_HAN}{_LEAD}負]{_GUARD}"
_INSIDE = f"0-9,. {_HAN}多餘幾數點來以計"
_SMALL = f"[0-9一二三四五六七八九十廿卅卌]{_GUARD}[0-9一二三四五六七八九十]{{0,2}}"

SEARCH: dict[str, str] = {
    name: fold_pattern(pattern)
    for name, pattern in {
        "number": f"{_START}[{_INSIDE}]*",
        "cardinal": f"{_START}[{_INSIDE}]*",
        "integer_han": f"[{_HAN}]{_GUARD}[0-9,. {_HAN}點]*",
        "fraction": f"{_START}[{_INSIDE}分之/]*",
        "percent": f"{_SHARE_START}[{_INSIDE}{_LEAD}分之成半%]*",
        "percent_point": f"{_SHARE_START}[{_INSIDE}{_LEAD}個百分點]*",
        "int1_2": _SMALL,
        "year4": f"[12一二]{_GUARD}[0-9〇一二三四五六七八九]{{3}}",
    }.items()
}
"""For each exact fragment that is slow to compile or to search for: a small pattern that matches at least the same."""


@cache
def _exact(name: str) -> re.Pattern[str]:
    return re.compile(FRAGMENTS[name])


def exact_end(name: str, folded: str, start: int) -> int:
    """Where the exact numeral of the fragment `name` that begins at `start` ends; -1 if none begins there."""
    found = _exact(name).match(folded, start)
    return found.end() if found else -1
