"""The small grammars around a place in a list, compiled once a rulebook from its word classes.

Word classes say what can be listed (rules/rankings/words.toml); here stands only how such words are put together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.rulebook import Rulebook
from extractor.text.numerals import read_exact
from extractor.text.views import fold, fold_pattern

NUMERAL = "(?:[0-9]{1,4}|[〇一二三四五六七八九十廿卅百]{1,6})"
_QUANTITY = "(?:[0-9]{1,3}|[一二兩三四五六七八九十廿]{1,4})"
_YEAR = r"(?:19|20)[0-9]{2}(?:[-/](?:20)?[0-9]{2})?(?: ?年度?|學年度?)?|二〇[一二三][〇一二三四五六七八九]年度?"
BOUNDARY = "，。；：！？!?;\n（）【】|:"

_ADVERBS = frozenset(fold_pattern("則亦也卻更又均仍"))
_ENDS = frozenset(("", *"，。；：！？、）」』”】》| \n的及和與至並但而或,;-"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns and word sets; all match folded text."""

    element: re.Pattern[str]
    """One element of the predicate that *ends* where a search window ends."""
    chain: re.Pattern[str]
    """A further ordinal of a coordination: 第二`及第三位`."""
    run: re.Pattern[str]
    """Further ordinals, of which the last one has the unit: 第4`、5及6位`."""
    former: re.Pattern[str]
    """A former place at the end of the clause in front: 從2009年的第48位，."""
    change: re.Pattern[str]
    """Behind a place: ，較去年上升四位."""
    change_before: re.Pattern[str]
    """At the end of the clause in front: 較去年上升四位，."""
    earlier: re.Pattern[str]
    """Behind a place: （去年第七位）."""
    adjunct_list: re.Pattern[str]
    """在2026年全球營商環境評級中."""
    until: re.Pattern[str]
    """The end of a range of places: 781`-790`."""
    band_chain: re.Pattern[str]
    highest_is: re.Pattern[str]
    highest_of: re.Pattern[str]
    """The clause says who has the highest place."""
    listing: re.Pattern[str]
    """In front of a row of names: 分別為."""
    taken: re.Pattern[str]
    """Behind a place: 由甲奪得."""
    among: re.Pattern[str]
    """為本地院校 in front of 之首."""
    copula: re.Pattern[str]
    """Behind a place: 的是, 依次為."""
    outside: re.Pattern[str]
    issuer: re.Pattern[str]
    """In front of a title: 某機構昨日公布的."""
    category: re.Pattern[str]
    year: re.Pattern[str]
    times: re.Pattern[str]
    """今年, 去年, 2025年 standing for a year, and not in 2025年以來 or 2025年3月."""
    words: dict[str, frozenset[str]]
    listed: dict[str, tuple[str, ...]]
    """The same words, the longest first."""
    values: dict[str, dict[str, Any]]
    phrase_ends: frozenset[str]
    """Words that end a noun phrase to the right of a place."""
    stops: frozenset[str]
    """Adverbs, prepositions, negations and verbs of place: they end the holder's name in front of a place."""
    behind_name: tuple[str, ...]
    """Those of them that end a name even at once behind it, and times."""
    edges: frozenset[str]
    """Words that stand in no noun phrase: verbs, adverbs, particles; and the adverbs of places."""
    joints: frozenset[str]
    """Words that coordinate names."""
    index_heads: tuple[str, ...]
    long_heads: tuple[str, ...]
    weak_heads: tuple[str, ...]
    issue_words: tuple[str, ...]
    publishers: dict[str, str]
    """Those who publish the known lists, by their folded names."""
    written: dict[str, str]
    """The scopes as the rules write them, by their folded form."""

    def starts(self, name: str, folded: str, position: int) -> bool:
        """Whether a word of the class `name` stands at `position`."""
        return folded.startswith(self.listed[name], position)

    def led_by(self, name: str, folded: str, position: int) -> bool:
        """Whether a word of the class `name` ends at `position`."""
        return folded.endswith(self.listed[name], 0, position)

    def word_at(self, name: str, folded: str, start: int, end: int) -> str:
        """The longest word of the class `name` that stands at `start` and ends by `end`; "" when none does."""
        words = self.listed[name]
        if not folded.startswith(words, start, end):
            return ""
        return next(word for word in words if folded.startswith(word, start, end))

    def ends(self, folded: str, position: int) -> bool:
        """Whether a phrase ends at `position`: a mark, or a word that goes on with another one."""
        return folded[position : position + 1] in _ENDS

    def counts(self, folded: str, position: int) -> bool:
        """Whether a bare ordinal that ends at `position` counts what follows: 第三個, 第二屆."""
        return self.starts("rank_not_after", folded, position + folded.startswith(" ", position))

    def former_rank(self, found: re.Match[str]) -> int | None:
        """The former place that a match states, by its number or by its name (由首位跌至…)."""
        seat = found["seat"]
        return self.values["rank_seat"][seat] if seat else self.number(found["previous"])

    def number(self, written: str | None) -> int | None:
        """The whole number that a folded numeral states."""
        value = read_exact(written.replace(" ", "")) if written else None
        return int(value) if value is not None else None


class _Parts:
    """The word classes of a rulebook as patterns, and what several grammars share."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.time = f"(?:{self('rank_time')}|{_YEAR})"
        self.ordinal = f"(?:(?:第 ?)?(?P<previous>{NUMERAL}) ?(?:位|名)?|(?P<seat>{self('rank_seat')}))"
        self.move = (
            f"(?P<move>{self('rank_move')})(?:超過|逾|近|約|達|多達)? ?(?P<by>{_QUANTITY}) ?(?:個位次|個名次|位|級|名)"
        )

    def __call__(self, name: str) -> str:
        return self._rulebook.vocabulary.regex(name) or "(?!)"


@lru_cache(maxsize=2)
def corners(folded: str) -> str:
    """The folded text with “” written 「」: who holds a place reads the same in both."""
    return folded.replace("“", "「").replace("”", "」")


@lru_cache(maxsize=4)
def grammar(rulebook: Rulebook) -> Grammar:
    """The grammars of one rulebook."""
    parts = _Parts(rulebook)
    source = {"element": _element(parts), **_beside(parts), **_titles(parts), **_holders(parts)}
    names = [name for name in rulebook.classes if name.startswith("rank_")]
    listed = {name: tuple(sorted(rulebook.folded_words(name), key=len, reverse=True)) for name in names}
    heads = tuple(rulebook.folded_words("rank_index_head"))
    stops = frozenset(word for name in ("adverb", "adjunct", "exit", "verb_far") for word in listed[f"rank_{name}"])
    return Grammar(
        **{name: re.compile(fold_pattern(pattern)) for name, pattern in source.items()},
        words={name: frozenset(rulebook.folded_words(name)) for name in names},
        listed=listed,
        values={name: rulebook.folded_words(name) for name in names},
        phrase_ends=frozenset((*rulebook.folded_words("rank_phrase_end"), *rulebook.folded_words("name_end"))),
        stops=stops,
        behind_name=(*(word for word in stops if len(word) > 1 or word in _ADVERBS), *listed["rank_time"]),
        edges=frozenset((*rulebook.folded_words("phrase_edge"), *listed["rank_adverb"], *listed["rank_time"])),
        joints=frozenset(rulebook.folded_words("name_joint")),
        index_heads=heads,
        long_heads=tuple(head for head in heads if len(head) > 1),
        issue_words=tuple(word for word in rulebook.folded_words("rank_issue") if len(word) > 1),
        weak_heads=tuple(rulebook.folded_words("rank_index_weak")),
        publishers={fold(name): name for name in _publishers(rulebook)},
        written={fold(word): word for word in rulebook.words("rank_scope")},
    )


def _publishers(rulebook: Rulebook) -> list[str]:
    entries = rulebook.gazetteers.get("indices", ())
    return list(dict.fromkeys(str(entry.extra["publisher"]) for entry in entries if "publisher" in entry.extra))


def _element(part: _Parts) -> str:
    classes = ("tie", "scope", "verb", "entry", "exit", "word_sure", "word", "glue", "adverb")
    elements = [
        *(f"(?P<{name}>{part('rank_' + name)})" for name in classes),
        f"(?P<time>{part.time})",
        f"(?:連續|連|已連續)第?(?P<streak>{NUMERAL}|兩) ?(?P<term>年|屆|次|度|期|個?季度?|個?月)",
        f"蟬聯(?P<reign>{NUMERAL}) ?年",
        f"{part.move}(?:至|到|而|後)?",
        f"(?:由|從|自)[^，。；、至到]{{0,12}}?{part.ordinal}",
        "(?P<space> )",
    ]
    return f"(?:{'|'.join(elements)})\\Z"


def _beside(part: _Parts) -> dict[str, str]:
    """What stands beside a place: others coordinated with it, its change, the former place."""
    since = f"(?:[^，。；（）、]{{0,6}}?(?:較|比|按年))?(?:{part.time})?(?:的|{part('rank_adverb')})*"
    when = f"(?:(?:較|比|對比)?(?P<when>{part.time})|由|從)(?:{part.time})?"
    return {
        "chain": f"(?P<joint>[、及和與至~-]|以及|或)(?P<scope>{part('rank_scope_alone')})?"
        f"(?:第 ?)?(?P<number>{NUMERAL})(?P<unit> ?[位名])?",
        "run": f"(?:[、及和與](?:第 ?)?{NUMERAL})+ ?[位名]",
        "until": "(?:[~-]|至第?) ?(?P<number>[0-9]{1,4}) ?[位名]?",
        "band_chain": f"[、及和與]前(?P<number>{NUMERAL}) ?(?P<unit>[位名])",
        "former": f"(?:由|從|自)[^，。；、至到]{{0,14}}?{part.ordinal}\\Z",
        "change": f"[，、（ ]{{0,2}}{since}{part.move}(?!數|[至到])",
        "change_before": f"{part.move}\\Z",
        "earlier": f"(?:[，（][^，。；（）]{{0,14}})?[，（、]{when}(?:{part('rank_stand')})*{part.ordinal}"
        "(?![0-9年月日億萬%.]|[^，。；（）]{0,6}[至到])",
        "outside": f"(?:{part('rank_outside')})",
    }


def _titles(part: _Parts) -> dict[str, str]:
    """The title of a list and what stands in front of it; the years."""
    body = "[^，、；：「」《》 ]{0,16}?(?:「[^「」]{2,14}」|《[^《》]{2,14}》|[^，、；：「」《》 ]{2})"
    day = f"(?:{part.time}|{part('rank_day')}|[0-9]{{1,2}}[月日])"
    return {
        "issuer": f"(?P<body>{body})(?:（[^（）]{{1,24}}）|[於在 ]|{day})*所?(?:{part('rank_issue')})了?的?"
        f"(?:{day}|的|全新|一份)*\\Z",
        "adjunct_list": f"在(?P<title>[^，。；：《》「」（）\\n]{{4,34}}?(?:{part('rank_adjunct_head')}))"
        "[中裏內上](?![國環外])",
        "year": _YEAR,
        "times": "(?<![比較自從由至與和跟同/-])"
        f"(?:{part('rank_time')}|(?:19|20)[0-9]{{2}} ?年度?)(?!起|以[來来]|至|[0-9])",
    }


def _holders(part: _Parts) -> dict[str, str]:
    """Who holds the place, and in which sub-table."""
    named = "「(?P<quoted>[^」]{1,16})」|(?P<bare>[^，。「」《》在於的之]{2,20}?)"
    return {
        "highest_is": f"(?:{part('rank_highest')})的?[^，。；是為]{{0,8}}?(?:是|為)(?P<who>[^，。；]{{2,30}})\\Z",
        "highest_of": "(?:.*以)?(?P<who>[^，。；]{2,30}?)的?(?:總|整體|全球)?"
        f"(?:{part('rank_word')}|表現|成績)?(?:最高|最佳|最前|最好)\\Z",
        "listing": f"(?:{part('rank_respectively')})(?:是|為)",
        "taken": "由(?P<who>[^，。；]{2,16}?)(?:奪得|奪下|包辦|包攬|摘下|獲得|佔據|蟬聯|取得|奪魁|拿下|囊括)",
        "among": f"(?:為|是|乃)[^，。；]{{0,6}}?(?:{part('rank_scope')})[^，。；]{{0,8}}\\Z",
        "copula": f"(?:的，?|者|(?:，|的[^，。；、的]{{1,6}}?)(?={part('rank_respectively')})"
        f"|的(?:{part('rank_ranked_generic')})(?=是|為))?"
        f"(?P<each>{part('rank_respectively')})?"
        "(?:則|就|便|才|同樣|亦|也|仍)*(?:是|為|乃|：)",
        "category": f"(?:{named})(?:的|這|此|等|等多個|等各)?(?:{part('rank_category')})",
    }
