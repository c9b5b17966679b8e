"""Equal-length rewritings of a text.

`fold` is the view that patterns and gazetteers match on. It maps single code points to single code points
(so its length is the text's by construction, and `fold(a + b) == fold(a) + fold(b)`): full-width digits and
letters to ASCII, ASCII brackets to full-width ones, Hong Kong variants and Traditional characters to one
Simplified form. A rule or an alias is therefore written once, in Traditional, and matches Traditional,
Simplified, mixed and mis-scanned script. What is printed never comes from a view.

Folding is coarser than conversion: 餘/余, 於/于, 後/后, 鐘/鍾 become one. Where the printed character
decides (a surname 余 is not an 餘), look at the plain text.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

_WIDTH = {
    **{code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)},  # ０-９
    **{code: code - 0xFEE0 for code in range(0xFF21, 0xFF3B)},  # Ａ-Ｚ
    **{code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)},  # ａ-ｚ
    ord("％"): ord("%"),
    ord("﹪"): ord("%"),
    ord("．"): ord("."),
    ord("＄"): ord("$"),
    ord("﹩"): ord("$"),
    ord("＋"): ord("+"),
    ord("／"): ord("/"),
    ord("＆"): ord("&"),
}
# The radicals, which look like characters: ⼆ is 二.
_RADICALS = {code: ord(normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
# Only in texts: a pattern needs its ASCII brackets for itself.
_TEXT_ONLY = {
    ord("("): ord("（"),
    ord(")"): ord("）"),
    ord("﹙"): ord("（"),
    ord("﹚"): ord("）"),
    ord("\u3000"): ord(" "),
    ord("\u00a0"): ord(" "),
    ord("\u2009"): ord(" "),
    ord("\u202f"): ord(" "),
    ord("•"): ord("·"),
    ord("‧"): ord("·"),
    ord("・"): ord("·"),
    ord("･"): ord("·"),
    ord("˙"): ord("·"),
    ord("﹒"): ord("·"),
    ord("•"): ord("·"),
    ord("–"): ord("-"),
    ord("—"): ord("-"),
    ord("─"): ord("-"),
    ord("－"): ord("-"),
    ord("−"): ord("-"),
    ord("‑"): ord("-"),
    ord("～"): ord("~"),
    ord("〜"): ord("~"),
    ord("∼"): ord("~"),
    ord("﹑"): ord("、"),
    ord("､"): ord("、"),
    ord(";"): ord("；"),
}
# Variants that OpenCC's t2s characters leave apart, but that the press uses as one.
_VARIANTS = {
    "着": "著", "裡": "裏", "衛": "衞", "綫": "線", "匯": "滙", "週": "周", "臺": "台", "檯": "台",
    "颱": "台", "説": "說", "爲": "為", "啓": "啟", "産": "產", "羣": "群", "峯": "峰", "牀": "床",
    "麪": "麵", "嚐": "嘗", "户": "戶", "戸": "戶", "内": "內", "囯": "國", "敎": "教", "溫": "温",
    "緖": "緒", "歷": "曆", "姸": "妍", "珮": "佩", "污": "汙", "槪": "概", "眞": "真", "淸": "清",
    "靑": "青", "强": "強", "研": "硏", "吿": "告", "録": "錄", "顔": "顏", "鄕": "鄉", "銹": "鏽",
    "麽": "麼", "悅": "悦", "稅": "税", "脫": "脫", "閱": "閲", "銳": "鋭", "衆": "眾", "冊": "册",
    "兑": "兌", "粧": "妝", "畧": "略", "閙": "鬧", "汚": "污", "敍": "敘", "痺": "痹", "値": "值",
    "戯": "戲", "戱": "戲", "効": "效", "鬪": "鬥", "鬭": "鬥", "郞": "郎", "塡": "填", "尙": "尚",
    "寛": "寬", "囘": "回", "犂": "犁", "躱": "躲", "両": "兩", "亜": "亞", "沢": "澤", "辺": "邊",
    "桜": "櫻", "斉": "齊", "斎": "齋", "髙": "高", "擧": "舉", "鉄": "鐵", "鐡": "鐵", "頼": "賴",
    "嶋": "島", "鵞": "鵝",
}  # fmt: skip


@cache
def _single_characters() -> dict[int, int]:
    """OpenCC's Traditional -> Simplified characters: first choice of each, single code points only."""
    from extractor.text.opencc_tables import t2s_characters

    return {ord(source): ord(target) for source, target in t2s_characters().items()}


def _table(text_side: bool) -> dict[int, int]:
    simplified = _single_characters()
    table = dict(simplified)
    for variant, standard in _VARIANTS.items():
        known = simplified.get(ord(standard)) or simplified.get(ord(variant)) or ord(standard)
        table[ord(variant)] = table[ord(standard)] = known
    # the two zeros are one numeral; 零 and ○ both read as 〇
    for zero in "〇○零":
        table[ord(zero)] = ord("〇")
    table.update(_WIDTH)
    table.update({code: table.get(plain, plain) for code, plain in _RADICALS.items()})
    if text_side:
        table.update(_TEXT_ONLY)
    # one step must be enough: fold(fold(x)) == fold(x)
    return {source: table.get(target, target) for source, target in table.items()}


@cache
def _text_table() -> dict[int, int]:
    return _table(text_side=True)


@cache
def _pattern_table() -> dict[int, int]:
    return _table(text_side=False)


def fold(text: str) -> str:
    """`text` as patterns see it, code point for code point."""
    folded = text.translate(_text_table())
    assert len(folded) == len(text), "a view must have the length of its text"
    return folded


def fold_pattern(pattern: str) -> str:
    """A regular expression as it must be written to match folded text; its ASCII syntax stays."""
    return pattern.translate(_pattern_table())


_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]")


def is_han(character: str) -> bool:
    """Whether `character` is a Han ideograph."""
    return _HAN.match(character) is not None
