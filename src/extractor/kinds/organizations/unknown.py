"""Names that no gazetteer lists: by their head word and what stands in front of it, or by a pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from extractor.kinds.organizations.sighting import Sighting
from extractor.rulebook import Entry, EntryHit, Match, Rulebook, Scan
from extractor.rulebook.nameruns import LONGEST, NameRun, NameRuns, words_between
from extractor.text.views import fold

_CODE = re.compile(r"（(?:[0-9]{3,6}(?:\.[A-Z]{2})?|[A-Za-z滬深港]{1,8}[：:][0-9A-Z]{1,6})）")
"""A stock code: 易鑫集團（2858）."""
_INDEFINITE = -4
_MANY = 3
"""So many common words in a row, behind a mark, are a name: 國際公益法律服務|協會."""
_NAMELIKE = 3
"""Words of this length that the dictionary has as nouns may well be names (茱莉亞, 香港浸會)."""
_OWN = 2
"""So many characters of its own a company's name has at least."""
_MANNERS = frozenset(fold("式性化型"))
"""The ends of words that tell how something is: 「高壓式」."""
_COMMON = 2
"""What it takes away that nothing in a name is a name's word."""
_POINTED = 4
"""What it takes away that a word in front points at some body (各擬上市股份公司)."""
_WHOLE = 2
"""What it counts that quotation marks hold a name and nothing else."""
_PROPER_TAGS = frozenset(("x", "nr", "nrt", "nrfg", "ns", "nz", "nt"))
_CLAUSE_TAGS = frozenset(("v", "d", "p", "c", "r", "u", "y"))


def headed_names(scan: Scan, known: list[Sighting]) -> list[Sighting]:
    """A sighting a head word that has a name's words in front of it; scored, not yet decided."""
    matches = scan.candidates("organizations", "head")
    if not matches:
        return []
    bodies = [EntryHit(one.start, one.end, one.entries[0], one.ambiguous) for one in known]
    runs = NameRuns(scan, bodies)
    listed = _longest_at_end(known)
    formal = {match.end for match in matches if match.rule.set.get("formal")}
    sightings = []
    for match in matches:
        if match.end in formal and not match.rule.set.get("formal"):
            continue  # 公司 in 有限公司
        body = listed.get(match.end)
        if body is not None and not body.ambiguous and body.start < match.start:
            continue
        sighting = _headed(match, runs, scan)
        if body is not None and sighting is not None and not _longer(sighting, body, scan):
            continue
        if sighting is not None:
            sightings.append(sighting)
    return sightings


def patterned_names(scan: Scan) -> list[Sighting]:
    """Names that a pattern delimits on both sides (【X訊】, 團體「X」, English names)."""
    found = []
    for match in scan.matches("organizations", "delimited"):
        constants = match.rule.set
        score = constants["score"]
        if constants.get("quoted"):
            score += _as_name(match, scan)
        entry = _by_english(scan.rulebook).get(scan.analysis.folded[match.start : match.end].casefold())
        found.append(
            Sighting(match.start, match.end, match.rule.id, _category(match), score=score, need=3,
                     entries=(entry,) if entry is not None else ())
        )  # fmt: skip
    return found


def _category(match: Match) -> str:
    """The category that the word in front gives, else the rule's."""
    category: str = match.value("body_noun") or match.rule.set["category"]
    return category


def _as_name(match: Match, scan: Scan) -> int:
    """What speaks for a quoted stretch being a name: it stands elsewhere too, or words go on behind it."""
    folded = scan.analysis.folded
    text = folded[match.start : match.end]
    tags = {
        scan.analysis.tagger(scan.analysis.simplified[start:end])
        for start, end in words_between(scan.analysis.words, match.start, match.end)
        if end - start > 1
    }
    posts = scan.rulebook.folded_words("body_post")
    if (
        any(post in text for post in posts)
        or tags & _CLAUSE_TAGS
        or text[-1] in _MANNERS
        or any(word in scan.rulebook.folded_words("name_end") for word in (text, text[:2]))
    ):
        return -2
    tag = scan.analysis.tagger(scan.analysis.simplified[match.start : match.end])
    if tag not in _PROPER_TAGS:
        return -2  # a word of the language between quotes: 團體「選民」
    return -(tag != "x") + (folded.count(text) > 1) + bool(folded[match.end + 1 : match.end + 2].isalnum())


@lru_cache(maxsize=4)
def _by_english(rulebook: Rulebook) -> dict[str, Entry]:
    """The listed bodies by their full English names (those of one word are too common)."""
    names: dict[str, Entry] = {}
    for entry in rulebook.gazetteers.get("organizations", ()):
        if entry.name_en and " " in entry.name_en:
            names.setdefault(entry.name_en.casefold(), entry)
            names.setdefault("the " + entry.name_en.casefold(), entry)
    return names


def _headed(match: Match, runs: NameRuns, scan: Scan) -> Sighting | None:
    analysis = scan.analysis
    short = match.end - match.start < 3 and not match.rule.set.get("loose")
    if short and not analysis.word_starts[match.end] and not _post_behind(match.end, scan):
        scan.lost("organizations", match.rule.id, match.start, match.end, "the head word goes on in a longer word")
        return None
    floor = analysis.sentence_at(match.start).start
    constants = match.rule.set
    run = runs.before(match.start, floor, joint=bool(constants.get("joint")), formal=bool(constants.get("formal")))
    if constants["category"] == "company":
        run = _behind_owner(run, match.start, scan)
    quoted = _quoted(match, run, runs, floor, scan)
    if quoted is not None:
        return quoted
    if not run.parts:
        scan.lost("organizations", match.rule.id, match.start, match.end, "a head word alone")
        return None
    if analysis.plain[match.start : match.end] != constants.get("printed", analysis.plain[match.start : match.end]):
        return None  # the folded view has made one of two characters (系, 係)
    if constants.get("only_unit") and not run.count("body"):
        return None
    if constants.get("place") and not run.count("place"):
        scan.lost("organizations", match.rule.id, run.start, match.end, "no place says whose it is")
        return None
    return Sighting(
        run.start, match.end, match.rule.id, constants["category"],
        run=run, head=match.start, need=constants["need"],
        score=_score(run, bool(constants.get("unit")), _bears(constants))
        + _spoken_of(run, match.end, scan)
        + (_clean(run) if constants.get("clean") else 0)
        - (_lone(run) if constants.get("lone") else 0)
        - (_POINTED if analysis.folded[run.start] in scan.rulebook.folded_words("name_pointing") else 0)
        - (_COMMON if constants.get("proper") and _common(run, scan) else 0)
        + _between_quotes(run.start, match.end, analysis.folded),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _owners(rulebook: Rulebook) -> re.Pattern[str]:
    words = sorted(rulebook.folded_words("owner_noun"), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


def _behind_owner(run: NameRun, end: int, scan: Scan) -> NameRun:
    """The run without what says in front of a company's name what the company is (港方股東|X有限公司)."""
    found = _owners(scan.rulebook).finditer(scan.analysis.folded, run.start, max(end - _OWN, run.start))
    cut = max((noun.end() for noun in found), default=-1)
    rest = [part for part in run.parts if part.start >= cut]
    return NameRun(rest[0].start, rest, "mark") if cut > 0 and rest and rest[0].start == cut else run


def _quoted(match: Match, run: NameRun, runs: NameRuns, floor: int, scan: Scan) -> Sighting | None:
    """The whole of what is quoted, when it ends in the head word and nothing in it speaks against a name.

    「二百萬三罷聯合陣線」: read leftwards, the name would end at the figure.
    """
    folded, constants = scan.analysis.folded, match.rule.set
    if folded[match.end : match.end + 1] != "」" or any(constants.get(key) for key in ("place", "only_unit", "lone")):
        return None
    start = folded.rfind("「", max(floor - 1, match.start - LONGEST, 0), match.start) + 1
    first = run.parts[0].start if run.parts else match.start
    if not 0 < start < first:
        return None
    twice = folded.count(folded[start : match.end]) > 1  # then a verb inside is a part of it: 「南區土地改劃關注組」
    if not runs.opens_name(start, first, verbs=twice):
        return None
    return Sighting(
        start, match.end, match.rule.id, constants["category"],
        head=match.start, need=constants["need"], score=_WHOLE,
    )  # fmt: skip


def _post_behind(end: int, scan: Scan) -> bool:
    """Whether the word that runs on behind a head word is a post: the segmentation knows 協會主席."""
    return scan.analysis.folded.startswith(_posts(scan.rulebook), end)


@lru_cache(maxsize=8)
def _posts(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted(rulebook.folded_words("body_post")))


def names_elsewhere(scan: Scan, known: list[Sighting]) -> list[Sighting]:
    """Public bodies and hospitals with a foreign place directly in front: 澳門保安局 is not the 保安局 here."""
    places = {hit.end: hit for hit in scan.entries("places") if not hit.ambiguous}
    found = []
    never, heads = scan.rulebook.folded_words("name_never"), tuple(scan.rulebook.folded_words("elsewhere_head"))
    for one in known:
        place = places.get(one.start)
        if place is None or scan.analysis.folded[one.start : one.end] in never:
            continue
        if one.category != "government" and not scan.analysis.folded.endswith(heads, one.start, one.end):
            continue
        if _abroad(place.entry, one.entries):
            rule = "organization.elsewhere"
            found.append(Sighting(place.start, one.end, rule, one.category, score=2, need=2))
    return found


def _abroad(place: Entry, entries: tuple[Entry, ...]) -> bool:
    where = place.extra.get("place")
    return where is not None and all(entry.extra.get("place") not in (None, where) for entry in entries)


def _longer(one: Sighting, body: Sighting, scan: Scan) -> bool:
    """Whether what stands in front of a listed short form makes it another name (西安電子|科技大學).

    A place, a body or a word that no dictionary lists does; a common word rather belongs to the sentence.
    """
    parts = [part for part in one.run.parts if part.start < body.start] if one.run else []
    if not parts:
        return False
    last = parts[-1]
    if not body.ambiguous:  # 香港飲食業|總商會, 澳洲|律師會: a place opens another name
        return parts[0].nature == "place" and body.category != "government"
    if last.nature != "plain":
        return last.nature in ("place", "body")
    end = min(last.end, body.start)
    return scan.analysis.tagger(scan.analysis.simplified[last.start : end]) in _PROPER_TAGS and end - last.start > 1


def _longest_at_end(known: list[Sighting]) -> dict[int, Sighting]:
    """The longest listed name that ends at each place."""
    longest: dict[int, Sighting] = {}
    for one in known:
        if one.end not in longest or one.start < longest[one.end].start:
            longest[one.end] = one
    return longest


def _common(run: NameRun, scan: Scan) -> bool:
    """Whether words of the language are all that stands in front: 不|評論|大學."""
    if run.count("place", "body"):
        return False
    simplified, tagger = scan.analysis.simplified, scan.analysis.tagger
    return not any(
        tagger(simplified[part.start : part.end]) in _PROPER_TAGS or part.end - part.start >= _NAMELIKE
        for part in run.parts
    )


def _between_quotes(start: int, end: int, folded: str) -> int:
    """1 when quotation or title marks hold the stretch and nothing else."""
    return int(folded[start - 1 : start] + folded[end : end + 1] in ("「」", "『』", "《》"))


def _spoken_of(run: NameRun, end: int, scan: Scan) -> int:
    """1 when a name stands in front, and a body's post or act behind: 旺中|集團|董事長.

    A word that no dictionary lists is a name anywhere, another only behind a mark.
    """
    first = run.parts[0]
    if first.nature != "plain" or first.end - first.start < 2 or run.edge == "indefinite":
        return 0
    tag = scan.analysis.tagger(scan.analysis.simplified[first.start : first.end])
    named = tag in _PROPER_TAGS or _parted(run, scan)
    behind = scan.analysis.folded.startswith(_acts(scan.rulebook), end) or _CODE.match(scan.analysis.folded, end)
    return int(named and bool(behind))


@lru_cache(maxsize=8)
def _acts(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(sorted({*rulebook.folded_words("body_post"), *rulebook.folded_words("body_act")}))


def _clean(run: NameRun) -> int:
    """1 when a short run begins behind a mark or the begin of a sentence: nothing else can be stuck to it."""
    return int(run.edge in ("mark", "start") and len(run.parts) == 1)


def _parted(run: NameRun, scan: Scan) -> bool:
    """Whether a mark, the begin of a sentence, a joint or a preposition parts a run off to its left."""
    before = scan.analysis.folded[run.start - 1 : run.start]
    rules = scan.rulebook
    return (
        run.edge in ("mark", "start")
        or before in rules.folded_words("name_joint")
        or before in rules.folded_words("name_glue")
    )


def _lone(run: NameRun) -> int:
    """1 when a single proper word, stuck to other words, is all that stands in front of the head."""
    return int(len(run.parts) == 1 and run.parts[0].nature == "plain" and run.edge not in ("mark", "start"))


def _bears(constants: Mapping[str, Any]) -> bool:
    """Whether bodies of this kind are named after the body that bears them."""
    return bool(constants.get("sponsored") or (constants.get("joint") and not constants.get("lone")))


def _torn(run: NameRun) -> bool:
    """Whether the segmentation fell into single characters side by side, as it does in names (渝|振|控股)."""
    single = [part.nature == "plain" and part.end - part.start == 1 for part in run.parts]
    return any(one and other for one, other in pairwise(single))


def _score(run: NameRun, unit: bool, of_body: bool) -> int:
    """How much speaks for a name: proper words most, a place little, common words nothing.

    Where a body may bear others (`of_body`), it and common words make a name: 明報|職工|協會.
    """
    proper = sum(part.nature == "plain" and part.end - part.start > 1 for part in run.parts)
    score = 2 * min(proper, 1) + (1 if proper and len(run.parts) > 1 else 0)
    if not proper and _torn(run):
        score += 2
    if run.count("generic") >= _MANY and run.edge in ("mark", "start") and not proper:
        score += 2
    if run.count("place"):
        score += 2 if (run.count("generic") or run.count("place") > 1) and not proper else 1
    if run.count("body"):
        score += 3 if unit else (2 if of_body and run.count("generic") and not proper else 1)
    if run.edge == "indefinite":
        score += _INDEFINITE
    return score
