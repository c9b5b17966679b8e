"""Who wrote it, and for whom: byline lines, and the heads of paragraphs such as 【某報訊】記者某某報道：.

A name is returned as printed. What says only which agency sent the story, or who took the picture, gives
none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.reading.lexicon import either, words
from extractor.text.views import ideographs

_LONGEST = 90
# Without one of these no byline can be read: it saves most short lines the search.
_SIGN = re.compile(r"[記记者員员稿社網视視：:︰／/|｜∕【（(]|新聞|彭博|路透|[Bb][Yy]\s")
_SEPARATOR = re.compile(r"[、，,／/＆&|｜;；\s\u3000]|[及和與]")
_HAN_NAME = re.compile(r"[㐀-鿿豈-﫿]{2,4}\Z|[㐀-鿿]{1,6}[·‧・][㐀-鿿·‧・]{1,10}\Z")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.'’-]{0,20}(?: [A-Z][A-Za-z.'’-]{0,20}){0,3}\Z")
_NOT_A_NAME = re.compile(
    r"協會|會|團|節|證|站|室|席|獲悉|追問|問|指|表示|了解|現場|翻查|昨|今|日前|發現|獲|曾|向|在|從|就|於"
)
_ORNAMENT = re.compile(r"^[\s　*_#>■□●○◆◇★☆▲▼◀▶△▽\-—–|（(【\[「]+|[\s　*_）)】\]。」]+$")
_WIRE = re.compile(r"\d{1,2}日?[電訊电讯]?$|[\d./\-年月日]{1,11}$")
# When the page was put up: behind a byline, or in a line of its own.
_CLOCK = r"[T ,，]{0,3}(?:[上下]午)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[+-]\d{2}:?\d{2})?"
STAMP = re.compile(
    rf"[\s　|｜/／·•—–-]*(?:最後)?(?:更新|發[布佈表]|刊登|上載|出版)?(?:時間|日期|於)?[\s:：]{{0,2}}"
    rf"(?:19|20)\d{{2}}(?:[-/.]\d{{1,2}}[-/.]\d{{1,2}}|年\d{{1,2}}月\d{{1,2}}日)"
    rf"(?:[（( ]{{0,2}}星期[一二三四五六日][）)]?)?(?:{_CLOCK})?\s*\Z"
)
_WRITTEN = re.compile(r"([㐀-鿿]{2,4})[（(](?:文|撰文|文字|文、圖|文/圖|文／圖|圖、文|採訪)[）)]?")
_PICTURED = re.compile(r"[㐀-鿿]{2,4}[（(](?:圖|攝|攝影|圖片|相)[）)]?")
_SPACED = re.compile(r"([㐀-鿿])[ \u3000]+([㐀-鿿])(?:[ \u3000]+([㐀-鿿]))?\Z")


class Byline(NamedTuple):
    """The reporters' names of a byline or a paragraph's head, and the medium that it names, if any."""

    names: tuple[str, ...]
    publisher: str | None = None


@cache
def _medium() -> str:
    suffix = either("media_suffix")
    return rf"(?:{either('media', 'agency', 'own_medium')}|[㐀-鿿A-Za-z0-9]{{1,8}}?(?:{suffix}))"


@cache
def _reporter_line() -> re.Pattern[str]:
    """大公報記者 某某; 本報駐北京記者某某; 記者：某某."""
    return re.compile(
        rf"(?P<medium>(?:{_medium()}(?:[、/／\s　]{{0,2}}{_medium()}){{0,2}})?)[\s　]*"
        rf"駐?(?:{either('report_place')})?(?:{either('reporter')})(?P<gap>[\s　：:︰／/|｜]*)(?P<tail>.*)"
    )


@cache
def _role() -> re.Pattern[str]:
    """文：, 撰文／, 攝影: …, wherever one may begin in a byline."""
    roles = either("author_and_credit", "author_role", "credit_role")
    return re.compile(rf"(?:^|(?<=[\s　、，,；;|｜）)/／]))(?P<role>{roles})[\s　]*[：:︰／/|｜∕]+[\s　]*")


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"[\s　／/、]*(?:{either('report_verb', 'credit_role')})$")


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('report_place')})+$")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(r"\s*\**(?:【([^】\n]{2,40})】|（([^）\n]{2,40})）|\(([^)\n]{2,40})\))\**\s*")


@cache
def _bare_head() -> re.Pattern[str]:
    """某報訊（記者 某某）, without 【】."""
    return re.compile(rf"\s*(?P<medium>{_medium()})(?:專?訊|专?讯|消息)[\s　]*(?=[（(【])")


@cache
def _head_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>.{{1,20}}?)[\s　]*(?:{either('report_place')})?(?:\d{{1,2}}日)?(?:{either('head_word')})$"
    )


def _name(part: str) -> str | None:
    """`part` as a reporter's name, freed of the place and verb behind it, or None."""
    part = _ORNAMENT.sub("", part)
    for _ in range(3):
        part = _WIRE.sub("", _trailing().sub("", part)).strip()
    place = _placed().search(part)
    if place and place.start() >= 2:
        part = part[: place.start()]
    elif place and place.start() == 0:
        return None
    if _LATIN_NAME.match(part):
        return part
    return part if _HAN_NAME.match(part) and not _NOT_A_NAME.search(part) else None


def _names(tail: str) -> tuple[str, ...] | None:
    """The names in `tail`, or None when a part of it is no name; who took the picture is left out."""
    tail = _ORNAMENT.sub("", tail)
    if spaced := _SPACED.match(tail):
        return ("".join(part for part in spaced.groups() if part),)
    if _LATIN_NAME.match(tail):
        return (tail,)
    found: list[str] = []
    for part in _SEPARATOR.split(tail):
        bare = _ORNAMENT.sub("", part)
        if found and bare in words("credit_role"):
            break
        if not bare or _says_only_how(bare):
            continue
        name = _name(re.sub(rf"^(?:{_medium()})?(?:{either('reporter')})", "", bare))
        if name is None:
            return None
        found.append(name)
    return tuple(found)


def _says_only_how(part: str) -> bool:
    """Whether `part` is 北京報道, 綜合報道, 26日電 or 記者: no name, but what may stand beside one."""
    bare = _WIRE.sub("", _trailing().sub("", part))
    return not bare or bool(_placed().fullmatch(bare)) or bare in words("reporter")


def read_byline(line: str) -> Byline | None:
    """What `line`, a whole block of the page, says as a byline; None when it is none.

    A byline without a reporter (a photographer's credit, 【本報訊】 alone) gives no names.
    """
    line = ideographs(line) if len(line) <= _LONGEST else line
    if len(line) > _LONGEST or len(line) < 2 or not _SIGN.search(line):
        return None
    bare = _ORNAMENT.sub("", STAMP.sub("", line, count=1))
    if not bare:
        return None
    if bare in words("agency"):
        return Byline(())
    if (head := _head().fullmatch(line)) and (publisher := _publisher_of(_inner(head))) is not None:
        return Byline((), publisher or None)
    return _of_reporter(bare) or _of_roles(bare) or _by_english(bare)


def _of_reporter(bare: str) -> Byline | None:
    found = _reporter_line().match(bare)
    if not found:
        return None
    tail = _PICTURED.sub("", _WRITTEN.sub(r"\1 ", _ORNAMENT.sub("", found["tail"])))
    cut = _role().search(tail)
    names = _names(tail[: cut.start()] if cut else tail)
    reported = _trailing().search(tail.rstrip())
    evident = found["medium"] or found["gap"] or len(tail) == 3 or reported
    if not names or not evident:
        return None
    if reported and reported[0].strip("　 ／/、") in words("credit_role"):
        names = ()
    return Byline(names, _medium_name(found["medium"]) or None)


def _of_roles(bare: str) -> Byline | None:
    roles = list(_role().finditer(bare))
    if not roles or roles[0].start() != 0:
        return None
    names: list[str] = []
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        tail = bare[role.end() : following.start() if following else len(bare)].strip(" \u3000、，,；;|｜/／")
        if not tail or len(tail) > 40 or re.search(r"[。！？：:]", tail):
            return None
        reporter = _of_reporter(tail)
        said = reporter.names if reporter else _names(tail)
        if role["role"] in words("credit_role"):
            if said is None:
                return None
            continue
        names += said if said is not None else (tail,) if len(tail) <= 12 else ()
    return Byline(tuple(dict.fromkeys(names)))


def _by_english(bare: str) -> Byline | None:
    found = re.fullmatch(r"(?:By|by|BY)\s+(.{3,60})", bare)
    names = _names(found[1]) if found else None
    if found and not names and _LATIN_NAME.match(found[1]):
        names = (found[1],)
    return Byline(names) if names else None


def read_head(opening: str) -> tuple[Byline, int]:
    """What the head of a paragraph says (its first hundred characters are looked at), and where it ends.

    【某報訊】記者某某報道：, （記者 某某）, 某報記者某某北京報道：. Else no names, None, 0.
    """
    opening = ideographs(opening[:100])
    names: tuple[str, ...] = ()
    publisher: str | None = None
    position = 0
    if bare_head := _bare_head().match(opening):
        publisher = _medium_name(bare_head["medium"]) or None
        position = bare_head.end()
    while (head := _head().match(opening, position)) and position < 80:
        inner = _inner(head)
        said = _of_reporter(inner)
        medium = _publisher_of(inner)
        if said is None and medium is None:
            break
        names += said.names if said else ()
        publisher = publisher or (said.publisher if said else None) or medium or None
        position = head.end()
    running = re.match(r"[^：:。，！？；\n]{2,50}[：:]", opening[position:])
    if running and (said := _of_reporter(running[0][:-1])) and _reports(running[0][:-1], position > 0):
        names += said.names
        publisher = publisher or said.publisher
        position += running.end()
    return Byline(tuple(dict.fromkeys(names)), publisher), position


def _reports(head: str, after_bracket: bool) -> bool:
    """Whether a running head is one: behind 【…訊】 anything will do, else it must say 報道."""
    return after_bracket or bool(_trailing().search(head))


def _inner(head: re.Match[str]) -> str:
    return next(part for part in head.groups() if part)


def _publisher_of(inner: str) -> str | None:
    """The medium in 某報訊; an empty string for 本報訊 and for agencies; None when it is no such head."""
    if inner in words("media"):
        return inner
    found = _head_word().match(inner.strip())
    if not found:
        return None
    name = found["name"].strip()
    if name in words("own_medium") or name in words("agency"):
        return ""
    if name in words("media"):
        return name
    if len(name) <= 8 and any(name.endswith(suffix) for suffix in words("media_suffix")):
        return name
    place = re.sub(rf"(?:{either('report_place')})|\d{{1,2}}日", "", name)
    return "" if not place.strip() else None


def _medium_name(medium: str) -> str:
    medium = medium.strip()
    if medium in words("own_medium") or medium in words("agency") or re.search(r"[、/／\s]", medium):
        return ""
    known = medium in words("media") or any(medium.endswith(suffix) for suffix in ("報", "报", "新聞", "週刊", "周刊"))
    return medium if known else ""


def reporters_named(author: str) -> tuple[str, ...]:
    """The names in an archive's author field (記者某某; 甲、乙); a desk (某報記者) gives none."""
    author = author.strip()
    if not author or author.endswith(words("reporter")):
        return ()
    found = _reporter_line().match(author)
    names = _names(found["tail"]) if found and found["tail"] else None
    if names:
        return names
    parts = [part.strip() for part in re.split(r"[、，,;；／/]", author)]
    return tuple(dict.fromkeys(part for part in parts if part))
