"""Bytes -> text, strictly: what the evidence does not decide is refused, and nothing is ever replaced.

Valid UTF-8 is UTF-8: no other encoding makes multi-byte UTF-8 by accident over more than a few characters.
The rest is decided by reading the bytes in every encoding that can be meant and asking how many of the
characters beyond ASCII are among those that the press uses most: about three in five under the right
encoding, hardly one in twenty under a wrong one. Why no general detector: docs/decisions/0005.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from extractor.model.errors import EncodingError
from extractor.reading.lexicon import words

_CANDIDATES = ("big5hkscs", "gb18030")
_UTF16 = ("utf-16-le", "utf-16-be")
_NAMES = {
    "utf-8": "UTF-8", "big5hkscs": "Big5-HKSCS", "gb18030": "GB18030",
    "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALIASES = {
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "big5hkscs",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "cp936": "gb18030",
    "utf-8": "utf-8", "utf8": "utf-8",
    "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_NUL = "a NUL character, so this is not text. Save the article as UTF-8 text."
_SAMPLE = 6000
_CLEAR = 0.3
_MARGIN = 3.0
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\v\x1a\x1b")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One encoding tried: the text (or None), its score, and where it broke."""

    encoding: str
    text: str | None
    score: float
    offset: int | None
    weight: float = 1.0

    @property
    def claim(self) -> float:
        """The score, less by what could not be read."""
        return self.score * self.weight


def decode(raw: bytes, source: str, declared: str | None = None) -> str:
    """The text of `raw` with newlines made LF and without a byte order mark.

    `source` is the path for messages; `declared` an encoding that the input itself names (a page's meta
    charset), which decides only where the characters leave it open. Raises EncodingError with the path, the
    byte offset, what was tried and what to do.
    """
    return _unix(_decoded(raw, source, declared))


def _unix(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(raw: bytes, source: str, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _with_mark(raw, mark, encoding, source)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        broken: int | None = error.start
    else:
        if 0 not in raw:
            text = _refuse_binary(text, raw, source)
            return _weighed(raw, source, declared, None) if _two_bytes_by_chance(text) else text
        broken = None
    if (wide := _utf16_without_mark(raw)) is not None:
        return wide
    if (nul := raw.find(0)) >= 0:
        raise EncodingError(f"{source}: byte {nul}: {_NUL}")
    return _weighed(raw, source, declared, broken)


def _with_mark(raw: bytes, mark: bytes, encoding: str, source: str) -> str:
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + len(mark)
        raise EncodingError(
            f"{source}: byte {offset}: has the byte order mark of {_NAMES[encoding]} but is not valid "
            f"{_NAMES[encoding]} there ({error.reason}). The file may be cut off; save it again as UTF-8."
        ) from error
    nul = text.find("\0")
    if nul >= 0:
        offset = len(mark) + len(text[:nul].encode(encoding))
        raise EncodingError(f"{source}: byte {offset}: {_NUL}")
    return text


def _two_bytes_by_chance(text: str) -> bool:
    """Whether `text` may be UTF-8 by accident: nothing beyond two-byte sequences, C1 controls among them."""
    return len(text) < _SAMPLE and "\u0080" <= max(text, default="") < "\u0800" and bool(_C1.search(text))


def _refuse_binary(text: str, raw: bytes, source: str) -> str:
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > 8 and controls * 20 > len(raw):
        raise EncodingError(
            f"{source}: byte 0: {controls} of {len(raw)} bytes are control characters, so this is not text. "
            "Save the article as UTF-8 text."
        )
    return text


def _utf16_without_mark(raw: bytes) -> str | None:
    """`raw` as UTF-16 when exactly one byte order gives clear text."""
    if len(raw) < 4 or len(raw) % 2:
        return None
    found = []
    for encoding in _UTF16:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _share_of_press(text) >= 2 * _CLEAR - 0.1:
            found.append(text)
    return found[0] if len(found) == 1 else None


def _weighed(raw: bytes, source: str, declared: str | None, broken: int | None) -> str:
    readings = [_read_as(raw, "utf-8", broken), *(_read_as(raw, name, None) for name in _CANDIDATES)]
    whole = sorted((reading for reading in readings if reading.text is not None), key=lambda r: -r.score)
    if whole:
        best = whole[0]
        rival = max((reading.claim for reading in readings if reading is not best), default=0.0)
        if best.score >= _CLEAR and best.score >= _MARGIN * rival:
            return best.text or ""
        named = _ALIASES.get((declared or "").strip().lower().replace("_", "-"))
        for reading in whole:
            if reading.encoding == named and reading.score > 0 and reading.score >= rival:
                return reading.text or ""
    raise _in_doubt(readings, source)


def _read_as(raw: bytes, encoding: str, broken: int | None) -> _Reading:
    """`raw` read as `encoding`; where it breaks, the part before is judged, and weighs by its length."""
    text: str | None = None
    if broken is None:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            broken = error.start
    if text is not None:
        return _Reading(encoding, text, _frequent_share(text), None)
    offset = broken or 0
    judged = raw[: min(offset, 4 * _SAMPLE)].decode(encoding, "ignore")
    return _Reading(encoding, None, _frequent_share(judged), offset, offset / len(raw))


def _in_doubt(readings: list[_Reading], source: str) -> EncodingError:
    tried = ", ".join(
        f"{_NAMES[r.encoding]} ({f'breaks at {r.offset}' if r.text is None else f'{r.score:.0%} likely'})"
        for r in readings
    )
    likely = max(readings, key=lambda reading: (reading.score, reading.offset or 0))
    if likely.score >= _CLEAR and likely.text is None:
        reason = f"reads as {_NAMES[likely.encoding]} up to byte {likely.offset} and breaks there"
        offset = likely.offset or 0
    else:
        offset = readings[0].offset or 0
        reason = "is not UTF-8 there, and no other encoding is clear"
    return EncodingError(
        f"{source}: byte {offset}: {reason}. Tried: {tried}. The file may be cut off or of another encoding; "
        "save it again as UTF-8."
    )


@cache
def _frequent() -> frozenset[str]:
    return frozenset("".join(words("frequent_characters")))


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]


def _frequent_share(text: str) -> float:
    """Of the characters beyond ASCII in `text` (three samples of a long one), the share of frequent ones."""
    beyond = [character for character in _sample(text) if character > "\x7f"]
    frequent = _frequent()
    return sum(character in frequent for character in beyond) / len(beyond) if beyond else 0.0


def _share_of_press(text: str) -> float:
    """The share of all characters that are frequent ones or printable ASCII."""
    sample = _sample(text)
    frequent = _frequent()
    good = sum(c in frequent or " " <= c <= "~" or c in "\t\r\n" for c in sample)
    return good / len(sample) if sample else 0.0
