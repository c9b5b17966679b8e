"""Where the hosts of a research unit may stand in its sentence. Who they are is for the records room."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.kinds.labs.sighting import Sighting
from extractor.model.findings import Place
from extractor.rulebook import Rulebook, Scan


@lru_cache(maxsize=8)
def _patterns(rulebook: Rulebook) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def one_of(name: str) -> str:
        words = sorted(rulebook.folded_words(name), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, words))

    ahead = re.compile(f"(?:{one_of('lab_host_opening')})(?P<host>[^，。；：]{{2,40}}?)的?$")
    owner = re.compile(
        f"(?:(?:{one_of('lab_host_opening')})[^，。；：、]{{2,8}}的(?:新)?|{one_of('lab_host_closing')})$"
    )
    behind = re.compile(
        f"(?:，|（)?(?:{one_of('lab_host_opening')}|由|是由)(?P<host>[^，。；：）]{{2,50}}?)"
        f"(?:{one_of('lab_host_act')}|，|。|；|）|$)"
    )
    return ahead, owner, behind


def host_places(one: Sighting, scan: Scan) -> list[Place]:
    """The stretches around a name that may name its hosts, the likeliest first.

    Directly in front (港大X實驗室), in front with a word between (A與B共同成立的X實驗室), behind a verb on either
    side (設於A的X實驗室, X實驗室由A與B共建).
    """
    folded = scan.analysis.folded
    sentence = scan.analysis.sentence_at(one.start)
    ahead, owner, behind = _patterns(scan.rulebook)
    places = []
    before = folded[sentence.start : one.start]
    if one.start > sentence.start:
        closing = owner.search(before)
        end = one.start if closing is None else sentence.start + closing.start()
        places.append(Place(sentence.start, end))
    opened = ahead.search(before)
    if opened:
        places.append(Place(sentence.start + opened.start("host"), sentence.start + opened.end("host")))
    following = behind.match(folded, one.end, sentence.end)
    if following:
        places.append(Place(following.start("host"), following.end("host")))
    return places
