"""Simplified characters, jieba's words, the spaCy `Doc`: the only file that knows those libraries."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from extractor.text.opencc_tables import t2s_characters, t2s_phrases
from extractor.text.views import fold, rewritten

if TYPE_CHECKING:
    from extractor.model.analysis import Analysis

# The library converts between these separators; no phrase crosses one (its own split_chars_re).
_SEPARATORS = (
    "\\s\\-,.?!*　，。、；：？！…“”‘’『』「」﹁﹂—－（）《》〈〉～．／＼"
    "︒︑︔︓︿﹀︹︺︙︐［﹇］﹈︕︖︰︳︴︽︾︵︶｛︷｝︸﹃﹄【︻】︼"
)


@cache
def _characters() -> dict[int, str]:
    return {ord(source): target for source, target in t2s_characters().items()}


@cache
def _stretches() -> re.Pattern[str]:
    """The stretches, separator to separator, that hold a phrase which is more than its characters."""
    table = _characters()
    phrases = [source for source, target in t2s_phrases().items() if source.translate(table) != target]
    tails: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        tails.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    # Branches that begin with a literal each: the engine looks for their first characters before it tries one.
    return re.compile("|".join(f"{head}(?:{'|'.join(rest)})" for head, rest in tails.items()))


_SEPARATOR = re.compile(f"[{_SEPARATORS}]")


@cache
def _phrases() -> dict[str, list[tuple[str, str]]]:
    """The phrases with their conversions, by their first characters."""
    phrases: dict[str, list[tuple[str, str]]] = {}
    for source, target in t2s_phrases().items():
        phrases.setdefault(source[0], []).append((source, target))
    return phrases


def _converted(stretch: str) -> str:
    """t2s of a stretch as the library makes it: the longest phrases first, of equal ones the leftmost."""
    characters, phrases = list(stretch.translate(_characters())), _phrases()
    held = [
        (-len(source), at, target)
        for at, character in enumerate(stretch)
        for source, target in phrases.get(character, ())
        if stretch.startswith(source, at)
    ]
    taken = bytearray(len(stretch))
    for length, at, target in sorted(held):
        if not any(taken[at : at - length]):
            taken[at : at - length] = b"\1" * -length
            characters[at : at - length] = [target, *[""] * (-length - 1)]
    return "".join(characters)


@cache
def _apart() -> re.Pattern[str]:
    """The characters that are not folded to their simplified forms."""
    characters = _characters()
    known = "".join(map(chr, sorted({*rewritten(), *characters})))
    pairs = zip(known, fold(known), strict=True)
    unlike = [one for one, folded in pairs if folded != characters.get(ord(one), one)]
    return re.compile(f"[{re.escape(''.join(unlike))}]")


def _from_folded(text: str, folded: str) -> str:
    """`text` in simplified characters, out of its folded view: that has them already, but for a few."""
    characters = _characters()
    pieces: list[str] = []
    position = 0
    for found in _apart().finditer(text):
        at = found.start()
        pieces += (folded[position:at], characters.get(ord(found[0]), found[0]))
        position = at + 1
    return "".join([*pieces, folded[position:]])


def simplify(text: str, folded: str | None = None) -> str:
    """OpenCC's t2s of `text`, exactly as opencc-python-reimplemented gives it, in the length of `text`.

    `folded` is `fold(text)`, where that is at hand: it makes the way shorter.
    """
    simplified = text.translate(_characters()) if folded is None else _from_folded(text, folded)
    match = _stretches().search(text)
    if match is None:
        return simplified
    pieces, position = [], 0
    while match is not None:
        start = _separator_before(text, match.start())
        following = _SEPARATOR.search(text, match.end())
        end = following.start() if following else len(text)
        converted = _converted(text[start:end])
        if len(converted) == end - start:
            pieces += [simplified[position:start], converted]
            position = end
        match = _stretches().search(text, end)
    return "".join([*pieces, simplified[position:]])


def _separator_before(text: str, position: int) -> int:
    while position > 0 and not _SEPARATOR.match(text[position - 1]):
        position -= 1
    return position


@cache
def _fast_cut() -> Any:
    import rjieba

    return rjieba.cut


@lru_cache(maxsize=1 << 16)
def part_of_speech(word: str) -> str:
    """What jieba's dictionary says a simplified `word` is (v, n, d, …); x for what is no word of it."""
    import rjieba

    if not rjieba.has_word(word):
        return "x"
    tagged = rjieba.tag(word)
    return str(tagged[0][1]) if len(tagged) == 1 else "x"


# What jieba keeps in its blocks; everything else is a token of one code point (and \r\n one of two).
_FOREIGN = re.compile("[^\u4e00-\u9fd5\\sa-zA-Z0-9+#&._%\\-，。、；：？！「」『』《》（）“”‘’…—·\"'/()\\[\\]:,;?!*=<>]")
_MIXED = re.compile(r"[+#&._%\-]")
_ASCII_PARTS = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# The only words of its dictionary that those parts would tear.
_ASCII_WORDS = frozenset(("AT&T", "c#", "C#", "c++", "C++"))


def cut(simplified: str) -> list[str]:
    """jieba's words of `simplified` (exact mode with its hidden Markov model), tiling it."""
    ends = word_ends(simplified)
    return [simplified[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def word_ends(simplified: str) -> list[int]:
    """Where jieba's words of `simplified` end, in order; each begins where the one before it ends."""
    if "\r\n" in simplified:
        return list(accumulate(map(len, _reference_cut(simplified))))
    safe = _FOREIGN.sub("。", simplified)
    words: list[str] = _fast_cut()(safe)
    ends = list(accumulate(map(len, words)))
    torn = {bisect_right(ends, mark.start()) for mark in _MIXED.finditer(safe)}
    further = [end for index in torn for end in _inner_ends(words[index], ends[index])]
    return sorted([*ends, *further]) if further else ends


def _inner_ends(word: str, end: int) -> list[int]:
    """Where the parts of a word of letters and marks (COVID-19) end, but for the last one."""
    if len(word) == 1 or not word.isascii() or word in _ASCII_WORDS:
        return []
    parts = [len(part) for part in _ASCII_PARTS.split(word) if part]
    return list(accumulate(parts, initial=end - len(word)))[1:-1]


@cache
def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning)
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", category=SyntaxWarning)
        import jieba
    jieba.setLogLevel(60)
    return jieba


def _reference_cut(simplified: str) -> list[str]:
    words: list[str] = _jieba().lcut(simplified)
    return words


@cache
def _vocabulary() -> Any:
    from spacy.vocab import Vocab

    return Vocab()


def doc(analysis: Analysis) -> Any:
    """The spaCy `Doc` of the analysis' words: ORTH as printed, NORM simplified, no spaces between."""
    from spacy.tokens import Doc

    words = [analysis.plain[start:end] for start, end in analysis.words]
    built = Doc(_vocabulary(), words=words, spaces=[False] * len(words))
    for token, (start, end) in zip(built, analysis.words, strict=True):
        token.norm_ = analysis.simplified[start:end]
    return built
