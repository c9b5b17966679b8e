"""Equal-length rewritings of a text.

`fold` is the view that patterns and gazetteers match on. It maps single code points to single code points
(so its length is the text's by construction, and `fold(a + b) == fold(a) + fold(b)`): full-width digits and
letters to ASCII, ASCII brackets to full-width ones, Hong Kong variants and Traditional characters to one
Simplified form. A rule or an alias is therefore written once, in Traditional, and matches Traditional,
Simplified, mixed and mis-scanned script. What is printed never comes from a view.

`pair_quotes` writes the quotes that no single code point tells (‘ ’ and the typewriter's) as 「」, where a pair
of them quotes Chinese: its length is the text's too.

Folding is coarser than conversion: 餘/余, 於/于, 後/后, 鐘/鍾 become one. Where the printed character
decides (a surname 余 is not an 餘), look at the plain text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

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
    **dict(zip(map(ord, "“”〝〞〟｢｣﹁﹂﹃﹄"), map(ord, "「」「」」「」「」『』"), strict=True)),
}
# Radicals and compatibility ideographs, which text taken out of a PDF holds for the characters that they look like.
# Unicode names the characters of most; it counts the others as components, but fonts draw them as characters.
_COMPONENTS = dict(
    zip(
        map(ord, "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲"),
        map(ord, "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙龜亀"),
        strict=True,
    )
)
_RADICALS = {
    code: ord(named)
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    if len(named := unicodedata.normalize("NFKC", chr(code))) == 1 and named != chr(code)
} | _COMPONENTS
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SINGLE = re.compile(r"‘([^‘’\n]{0,40}[㐀-䶿一-鿿][^‘’\n]{0,40})’")
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


def ideographs(text: str) -> str:
    """`text` with radicals and compatibility ideographs (⼆, ⻩, 金) written as the ideographs that they look like."""
    return text.translate(_RADICALS) if _LOOKALIKE.search(text) else text


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


def rewritten() -> list[int]:
    """The code points that `fold` knows, in order; it leaves all others alone."""
    return sorted(_text_table())


def fold(text: str) -> str:
    """`text` as patterns see it, code point for code point."""
    return _fold_name(text) if len(text) < _LONGEST_NAME else _fold(text)


def _fold(text: str) -> str:
    folded = text.translate(_text_table())
    assert len(folded) == len(text), "a view must have the length of its text"
    return folded


_LONGEST_NAME = 24  # names and words are folded again and again
_fold_name = lru_cache(maxsize=1 << 15)(_fold)


def fold_pattern(pattern: str) -> str:
    """A regular expression as it must be written to match folded text; its ASCII syntax stays."""
    return pattern.translate(_pattern_table())


def pair_quotes(folded: str) -> str:
    """`folded` with ‘…’ and "…" around Chinese as 「…」; an apostrophe, an inch and a quote without its pair stay."""
    if "’" in folded:
        folded = _SINGLE.sub(_single, folded)
    if '"' in folded:
        folded = "\n".join([_paired(line) if '"' in line else line for line in folded.split("\n")])
    return folded


def _single(quoted: re.Match[str]) -> str:
    """『…』 inside double quotes, else 「…」: some papers quote with the single ones alone."""
    opened = quoted.string.rfind("「", max(quoted.start() - 60, 0), quoted.start())
    inner = opened >= 0 and quoted.string.find("」", opened, quoted.start()) < 0
    return f"『{quoted[1]}』" if inner else f"「{quoted[1]}」"


def _paired(line: str) -> str:
    """A line whose typewriter's quotes come in pairs; none opens behind a digit, as an inch does."""
    pieces = line.split('"')
    if len(pieces) % 2 == 0 or any(piece[-1:].isdigit() for piece in pieces[:-1:2]):
        return line
    written = [pieces[0]]
    for inside, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        chinese = _HAN.search(inside) or _HAN.match(written[-1][-1:]) or _HAN.match(behind[:1])
        written += [f"「{inside}」" if chinese else f'"{inside}"', behind]
    return "".join(written)


_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]")


def is_han(character: str) -> bool:
    """Whether `character` is a Han ideograph."""
    return _HAN.match(character) is not None
