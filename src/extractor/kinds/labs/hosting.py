"""Where the hosts of a research unit may stand in its sentence. Who they are is for the records room."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.kinds.labs.sighting import Sighting
from extractor.model.findings import Place
from extractor.rulebook import Rulebook, Scan
from extractor.text.views import fold

_OPENING = "「『“《 　"
_CLOSING = "」』”》 　"
_SUBJECT = 24
"""Within so many characters a sentence says that its subject is given something: 港大獲政府資助，成立X."""
_LONGEST_LEAD = 64
"""No words that tell the hosts in front of a name, which end where it begins, are longer."""
_GIVEN = fold("獲")
_NAMED = re.compile(fold("出任|擔任|教授|博士|院士|醫生"))
"""由A教授X出任主任 says who leads a unit, not whose it is."""
_GLOSS = re.compile(r"（[^（）]{2,60}）")


class _Words(NamedTuple):
    """The words around a unit's name: behind its host, in front of it, and the deeds by which hosts make units."""

    ahead: re.Pattern[str]
    owner: re.Pattern[str]
    behind: re.Pattern[str]
    deed: re.Pattern[str]
    deed_ends: tuple[str, ...]


@lru_cache(maxsize=8)
def _patterns(rulebook: Rulebook) -> _Words:
    def one_of(name: str) -> str:
        words = sorted(rulebook.folded_words(name), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, words))

    return _Words(
        ahead=re.compile(f"(?:{one_of('lab_host_opening')})(?P<host>[^，。；：]{{2,40}}?)的?$"),
        owner=re.compile(
            f"(?:(?:{one_of('lab_host_opening')})[^，。；：、]{{2,8}}的(?:新)?|{one_of('lab_host_closing')}"
            f"|(?:{one_of('lab_second_post')})(?:{one_of('lab_also')}))$"
        ),
        behind=re.compile(
            f"(?:，|（)?(?:{one_of('lab_host_opening')}|由|是由)(?P<host>[^，。；：）]{{2,50}}?)"
            f"(?:{one_of('lab_host_act')}|，|。|；|）|$)"
        ),
        deed=re.compile(f"(?:{one_of('lab_deed')})(?:{one_of('lab_deed_object')})*$"),
        deed_ends=tuple(sorted({*rulebook.folded_words("lab_deed"), *rulebook.folded_words("lab_deed_object")})),
    )


@lru_cache(maxsize=8)
def _both(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("lab_both")))


def deed_before(one: Sighting, scan: Scan) -> int | None:
    """Where the words begin that say, right in front of a name, that the unit was set up; None if there are none."""
    sentence = scan.analysis.sentence_at(one.start)
    before = scan.analysis.folded[max(sentence.start, one.start - 30) : one.start].rstrip(_OPENING)
    words = _patterns(scan.rulebook)
    if not before.removesuffix("\n").endswith(words.deed_ends):
        return None
    found = words.deed.search(before)
    return None if found is None else max(sentence.start, one.start - 30) + found.start()


def host_places(one: Sighting, scan: Scan) -> list[Place]:
    """The stretches around a name that may name its hosts, the likeliest first.

    Directly in front (港大X實驗室), in front with a word between (A與B共同成立的「X實驗室」, A成立X實驗室), behind a
    verb on either side (設於A的X, X實驗室由A與B共建).
    """
    folded = scan.analysis.folded
    sentence = scan.analysis.sentence_at(one.start)
    words = _patterns(scan.rulebook)
    places = []
    before = folded[sentence.start : one.start].rstrip(_OPENING)
    if before:
        closing = words.owner.search(before, max(len(before) - _LONGEST_LEAD, 0))
        end = len(before) if closing is None else closing.start()
        places.append(Place(sentence.start, sentence.start + end))
        if closing is None and (deed := deed_before(one, scan)) is not None:
            places.append(Place(sentence.start, deed))
    opened = words.ahead.search(before, max(len(before) - _LONGEST_LEAD, 0))
    if opened:
        places.append(Place(sentence.start + opened.start("host"), sentence.start + opened.end("host")))
    following = words.behind.match(folded, _behind(one.end, folded), sentence.end)
    if following and not _NAMED.search(following["host"]):
        places.append(Place(following.start("host"), following.end("host")))
    return places


def _behind(end: int, folded: str) -> int:
    """Where a sentence goes on behind a name: behind its closing quote and its gloss."""
    while folded[end : end + 1] and folded[end] in _CLOSING:
        end += 1
    gloss = _GLOSS.match(folded, end)
    end = gloss.end() if gloss is not None and folded[end + 1 : end + 3].isascii() else end
    while folded[end : end + 1] and folded[end] in _CLOSING:
        end += 1
    return end


def maker_place(one: Sighting, scan: Scan) -> Place | None:
    """The stretch in front of the deed that set a unit up: the subject of its sentence may be its host."""
    deed = deed_before(one, scan)
    if deed is None:
        return None
    folded, start = scan.analysis.folded, scan.analysis.sentence_at(one.start).start
    donated = _GIVEN in folded[start : start + _SUBJECT]
    if not donated and any(word in folded[start:deed] for word in scan.rulebook.folded_words("lab_no_maker")):
        return None
    if start and folded.startswith(_both(scan.rulebook), start):  # 兩校: whom the sentence before begins with
        start = scan.analysis.sentence_at(start - 1).start
    return Place(start, deed)
