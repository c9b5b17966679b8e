"""How a point came by its meaning, in words, for `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.kinds.dates.discourse import Discourse
from extractor.kinds.dates.forms import Mention
from extractor.kinds.dates.meaning import Meaning
from extractor.model.analysis import Analysis


def told(mention: Mention, meaning: Meaning, talk: Discourse, analysis: Analysis) -> Iterator[str]:
    """The steps from what is written to what is meant: the anchor, the gloss, what was carried from where."""
    partner = mention.gloss
    if partner is not None:
        words = analysis.plain[partner.start : partner.end]
        role = f"it is the gloss of 「{words}」" if mention.inner else f"「{words}」 behind it is its gloss"
        yield f"{role}: both name one day, and the written numbers decide"
    if meaning.basis == "published":
        day = talk.anchor.day
        shown = day.isoformat() if day is not None else "which is known in part only"
        yield f"the anchor is the day of writing, {shown}"
    elif meaning.basis == "context" and partner is None:
        yield _carried(meaning, talk, analysis)
    yield f"so it is {meaning.moment.value()}"


def _carried(meaning: Meaning, talk: Discourse, analysis: Analysis) -> str:
    """Whether the missing parts are those of the moment that was looked up, or those nearest to the anchor."""
    said = talk.used
    if said is None or said.moment.year != meaning.moment.year:
        return "what is missing is what lies nearest to the day of writing"
    words = analysis.plain[said.place.start : said.place.end]
    where = analysis.extent(said.place.start, said.place.end)[0]
    return f"what is missing is carried from 「{words}」 ({said.moment.value()}) at {where}"
