"""What the opening and the ending of a block say about it: #, bullets, ▲, 註：, 某某攝, 相關新聞刊A3."""

from __future__ import annotations

import re
from functools import cache

from extractor.reading.bylines import read_byline
from extractor.reading.lexicon import either
from extractor.reading.lines import ends_sentence

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+\S")
_CAPTION = re.compile(r"[\s*_（(【]*[▲▼◀▶△▽◁▷▴▾◂▸]")
_FIGURE = re.compile(r"!\[|\{\{[<%]|</?(?:figure|figcaption|img|video|iframe|picture)\b", re.IGNORECASE)
_STARRED = re.compile(r"(?:\\\*|＊|※|\*(?=[^\s*])(?!.{0,300}\*))\s*")
_NUMBERED_NOTE = re.compile(r"\**[\[［【](?:註|注|Note\s?)?\d{1,3}[\]］】]\**[\s：:︰]*\S")
_RUNNING_NUMBER = r"[一二三四五六七八九十]{1,3}"
_BULLETS = "•●○■□◆◇★☆▪▫◼◾♦❖➢➤✔✓☑✅🔸🔹🔺🔴🔵⚫⬤◉◎▇・‧·．﹒►→👉◦∙"
_MARKER = re.compile(
    rf"(?P<bullet>[{_BULLETS}]\ufe0f?)|(?P<dash>[-+*–－─—](?=[\s\u3000])|-(?=[㐀-鿿《「]))"
    rf"|(?P<arabic>\d{{1,2}}(?:[.．](?!\d)|、(?!\d)|[)）]))|(?P<letter>[A-Za-z][.)）](?=\s*[㐀-鿿]))"
    rf"|(?P<bracket>[（(](?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[)）])|(?P<circled>[①-⑳❶-❿⓵-⓾㈠-㈩])"
    rf"|(?P<han>{_RUNNING_NUMBER}、(?![一二三四五六七八九十]))|(?P<round>[（(]{_RUNNING_NUMBER}[）)])"
)
_RANKS = {"han": 0, "round": 1, "arabic": 2, "bracket": 3, "circled": 4, "letter": 5}
_BOLD_ONLY = re.compile(r"(?:\*\*|__)(?=\S)([^。；]{1,50}?)(?:\*\*|__)\Z")
# The questions of an interview are headings of one kind, however many sentences they have.
_BOLD_QUESTION = re.compile(r"(\*\*|__)(?:問|记者|記者|提問|[QＱ]\d{0,2})[：:︰](?:(?!\1).)+\1\Z")
_LONGEST_QUESTION = 200
_BOLD_TAIL = re.compile(r"[^*]{1,60}\*\*\Z")
_NO_HEADING_END = re.compile(r"[。，,、；;…]\**\Z")
_ONLY_SIGNS = re.compile(r"[\W_]+\Z")
_OPENING = 400
_LONGEST_CAPTION = 160


def heading_level(block: str) -> int:
    """The level 1 to 6 of a `#` heading, 0 when `block` is none."""
    found = _HEADING.match(block[:_OPENING])
    return len(found[1]) if found else 0


def is_caption(block: str) -> bool:
    """Whether `block` belongs to a picture: ▲, an image's markup, 圖為…, …某某攝."""
    opening = block[:_OPENING]
    if _CAPTION.match(opening) or _FIGURE.match(opening):
        return True
    if len(block) > _LONGEST_CAPTION:
        return False
    return bool(_caption_word().match(opening) or _credited().search(block))


@cache
def _caption_word() -> re.Pattern[str]:
    return re.compile(rf"[\s*（(]*(?:{either('caption_word')})")


@cache
def _credited() -> re.Pattern[str]:
    """A picture's credit at the end: （某某攝）, 。某某攝, 資料圖片."""
    credit = either("caption_credit")
    return re.compile(
        rf"(?:[（(／/。？！」\s][^。，（(\s]{{0,12}}[攝摄]|[（(／/。？！][^。，（(\s]{{0,12}}(?:{credit})|^[㐀-鿿]{{2,4}}[攝摄])"
        r"[）)]?\**\Z"
    )


def is_footnote(block: str) -> bool:
    """Whether `block` is a note to the story, its source, or a pointer to another page."""
    opening = block[:_OPENING]
    if _note_word().match(opening) or _NUMBERED_NOTE.match(opening) or _STARRED.match(opening):
        return not _ONLY_SIGNS.match(opening)
    return len(block) <= 40 and bool(_page_reference().match(block))


@cache
def _note_word() -> re.Pattern[str]:
    return re.compile(
        rf"[\s*_\\＊※（(【\[#]*(?:{either('footnote_word')})\d{{0,2}}[\s*_）)】\]]*[：:︰]|[\s（(【*_]*(?:編者按|編按|编者按)"
    )


@cache
def _page_reference() -> re.Pattern[str]:
    page = r"[A-Za-z]{1,2}\s?\d{1,2}"
    return re.compile(
        rf"[\s（(【▲▼*]*(?:{either('page_word')})[^。！？\n]{{0,24}}?(?:刊|見|轉|載|接)?[\s　]*第?{page}"
        rf"(?:[\s、,，及至-]*{page}){{0,4}}\s*版?[\s）)】*]*\Z"
    )


def is_byline(block: str) -> bool:
    """Whether `block` says nothing but who wrote, drew, took or edited."""
    return len(block) <= 90 and read_byline(block) is not None


def list_marker(block: str) -> str | None:
    """The class of list mark that opens `block` (bullet, dash, arabic, …), or None."""
    opening = block[:12].lstrip("*_") if block.startswith(("**", "__")) else block[:12]
    found = _MARKER.match(opening)
    if not found or _ONLY_SIGNS.match(block[:60]):
        return None
    return found.lastgroup if found.lastgroup != "bullet" else found[0]


def marker_rank(marker: str | None) -> int:
    """How deep a class of list mark stands by custom: 一、 above （一） above 1. above (1) above a bullet."""
    return _RANKS.get(marker or "", len(_RANKS))


def bold_title(block: str) -> bool:
    """Whether `block` is one bold phrase and no sentence: `**小題**`."""
    if len(block) <= _LONGEST_QUESTION and _BOLD_QUESTION.match(block):
        return True
    if len(block) > 100 or _ONLY_SIGNS.match(block):
        return False
    found = _BOLD_ONLY.match(block)
    return found is not None and "**" not in found[1] and not _NO_HEADING_END.search(found[1])


def bold_item(block: str) -> bool:
    """Whether `block` is a list item that is bold to its end, as `- 某大學**` and `- **某大學**` are."""
    if len(block) > 90:
        return False
    marker = _MARKER.match(block)
    body = block[marker.end() :].strip() if marker else block
    return bool(_BOLD_TAIL.match(body) or bold_title(body)) and not ends_sentence(body.strip("*"))


_DATE_ONLY = re.compile(r"[\d\s年月日時分秒/.:：\-–至A-Za-z]+\Z")
_KEYED = re.compile(r"[^：:︰]{1,8}[：:︰].*[A-Za-z0-9]")
_SPEAKER = re.compile(r"(?:.|[^：:]{1,4}記者)[：:︰]")
_HAN = re.compile(r"[㐀-鿿]")


def may_be_heading(block: str) -> bool:
    """Whether `block` has the form of a sub-heading without a mark: short, Chinese, no sentence."""
    if not 4 <= len(block) <= 34 or "\n" in block or _NO_HEADING_END.search(block):
        return False
    if block[-1] in "：:︰」）)" or any(sign in block for sign in "。；;<>{}[]|\t@"):
        return False
    if block.count("，") > (block[-1] not in "？！?!") or _SPEAKER.match(block):
        return False
    if _DATE_ONLY.match(block) or _KEYED.match(block):
        return False
    return len(_HAN.findall(block)) >= 4
