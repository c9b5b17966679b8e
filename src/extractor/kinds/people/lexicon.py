"""The word classes of rules/words and rules/people as the tables that finding names needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.rulebook import Rulebook
from extractor.text.views import fold


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Tables on folded text, except `surnames`, which is looked up in the plain text (余 is not 餘).

    Weights are thousandths (rules/people/weights.toml). `follow` and `lead` give the weight of a word that
    may stand behind or in front of a name, by the word.
    """

    weights: dict[str, int]
    reasons: dict[str, str]
    """What a piece of evidence says, in words."""
    surnames: dict[str, int]
    openers: frozenset[str]
    """Characters with which a name may begin: plain ones of `surnames`, folded ones of the other forms."""
    function_surnames: frozenset[str]
    compounds: frozenset[str]
    japanese: frozenset[str]
    given: dict[str, int]
    given_else: int
    never_last: frozenset[str]
    ordinary_words: frozenset[str]
    """Words of two or three characters that begin like a name and are none."""
    sounds: dict[str, int]
    sounds_strong: frozenset[str]
    follow: dict[str, tuple[int, str]]
    follow_lengths: dict[str, tuple[int, ...]]
    """The lengths, two and more, of the words of `follow` by their first character, longest first."""
    lead_words: frozenset[str]
    lead_characters: frozenset[str]
    named_after: tuple[str, ...]
    named_after_begins: frozenset[str]
    """The first characters of `named_after`."""
    no_person: frozenset[str]
    no_person_lengths: dict[str, tuple[int, ...]]
    no_short_given: frozenset[str]
    title_verbs: frozenset[str]
    title_bound: frozenset[str]
    whole_titles: frozenset[str]
    shared_titles: frozenset[str]
    surname_adverbs: frozenset[str]
    title_leads: frozenset[str]
    title_fields: frozenset[str]
    title_edges: dict[str, tuple[int, str, int, str]]
    """By the type of a title: the weight and reason of a name behind it, and of one in front of it."""
    title_parts: dict[str, tuple[int, ...]]
    """The lengths of leads and fields by their last character, longest first."""
    title_joints: tuple[str, ...]
    title_stops: frozenset[str]
    unit_ends: tuple[str, ...]
    change_doubts: tuple[str, ...]
    held_adverbs: frozenset[str]
    moved: frozenset[str]
    kin: frozenset[str]
    holds: frozenset[str]
    holds_lengths: dict[str, tuple[int, ...]]
    typical: re.Pattern[str]
    """A common surname and two characters that given names have, on folded text."""
    body_ends: frozenset[str]
    latin_given: frozenset[str]
    latin_other: frozenset[str]
    latin_titles: frozenset[str]


# Fields that are simply the words of a class: as a set, or in the order of the file for `startswith`.
_SETS = {
    "function_surnames": "function_surname",
    "compounds": "compound_surname",
    "japanese": "japanese_surname",
    "never_last": "given_never_last",
    "lead_words": "lead_word",
    "lead_characters": "lead_character",
    "no_short_given": "no_short_given",
    "title_verbs": "title_verb",
    "title_bound": "title_bound",
    "whole_titles": "whole_title",
    "shared_titles": "shared_title",
    "surname_adverbs": "surname_adverb",
    "title_leads": "title_lead",
    "title_fields": "title_field",
    "title_stops": "title_stop",
    "held_adverbs": "held_adverb",
    "moved": "moved",
    "kin": "kin",
    "holds": "holds",
    "body_ends": "body_end",
    "no_person": "no_person",
    "latin_given": "latin_given",
    "latin_titles": "latin_title",
    "latin_other": "latin_other",
}
_SEQUENCES = {
    "named_after": "named_after",
    "title_joints": "title_joint",
    "unit_ends": "unit_end",
    "change_doubts": "change_doubt",
}


_PARTS = ("title_lead", "title_field")


@lru_cache(maxsize=4)
def lexicon(rulebook: Rulebook) -> Lexicon:
    """The tables of a rulebook, built once."""
    words = rulebook.folded_words
    weights = {name: int(value) for name, value in rulebook.words("person_weight").items()}
    follow = _follow(words, weights)
    strong = words("transliteration_strong")
    sets: dict[str, Any] = {name: frozenset(words(of)) for name, of in _SETS.items()}
    sequences: dict[str, Any] = {name: tuple(words(of)) for name, of in _SEQUENCES.items()}
    surnames = _surnames(rulebook.words("surname"), weights)
    others = (*sets["compounds"], *sets["japanese"], *words("transliteration"), *strong)
    return Lexicon(
        weights=weights,
        reasons=dict(rulebook.words("person_reason")),
        surnames=surnames,
        openers=frozenset([*surnames, *(word[0] for word in others)]),
        given=_given(words, weights),
        given_else=weights["given_plain"],
        ordinary_words=_ordinary(words, follow),
        sounds={
            **dict.fromkeys(words("transliteration"), weights["transliteration_plain"]),
            **dict.fromkeys(strong, weights["transliteration_strong"]),
        },
        sounds_strong=frozenset(strong),
        follow=follow,
        follow_lengths=_lengths((word[0], len(word)) for word in follow if len(word) > 1),
        no_person_lengths=_lengths((word[0], len(word)) for word in words("no_person")),
        holds_lengths=_lengths((word[0], len(word)) for word in words("holds")),
        named_after_begins=frozenset([word[0] for word in sequences["named_after"]]),
        title_edges={kind: _title_edges(kind, weights) for kind in set(words("title").values())},
        title_parts=_lengths((part[-1], len(part)) for name in _PARTS for part in words(name)),
        typical=_typical(words, weights, rulebook.words("surname")),
        **sets,
        **sequences,
    )


def _title_edges(kind: str, weights: dict[str, int]) -> tuple[int, str, int, str]:
    front, behind = f"title_{kind}", f"title_behind_{kind}"
    return weights[front], front, weights[behind], behind


def _ordinary(words: Any, follow: dict[str, Any]) -> frozenset[str]:
    pairs = [first + second for first, seconds in words("ordinary_second").items() for second in fold(seconds)]
    return frozenset([*pairs, *words("ordinary_word"), *(word for word in follow if len(word) == 2)])


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for character, length in pairs:
        found.setdefault(character, set()).add(length)
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


def _surnames(ranks: dict[str, Any], weights: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for surname, rank in ranks.items():
        weight = weights[f"surname_{rank}"]
        found.setdefault(surname, weight)
        found.setdefault(fold(surname), weight)
    return found


def _given(words: Any, weights: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in ("given_unlikely", "given_possible", "given_frequent"):
        found.update(dict.fromkeys(words(name), weights[name]))
    for character, rank in words("given_name").items():
        better = (
            weights["given_frequent"] if rank == 1 else (weights["given_frequent"] + weights["given_possible"]) // 2
        )
        found[character] = max(found.get(character, better), better)
    return found


def _typical(words: Any, weights: dict[str, int], ranks: dict[str, Any]) -> re.Pattern[str]:
    first = "".join(sorted({fold(surname) for surname, rank in ranks.items() if weights[f"surname_{rank}"] > 0}))
    given = "".join(sorted(c for c, weight in _given(words, weights).items() if weight >= 0))
    return re.compile(f"[{first}][{given}]{{2}}")


def _follow(words: Any, weights: dict[str, int]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for name, weight in (
        ("follow_character", "follow_character"),
        ("act", "act"),
        ("speech_character", "act"),
        ("speech_long", "speech"),
    ):  # fmt: skip
        found.update(dict.fromkeys(words(name), (weights[weight], weight)))
    return found
