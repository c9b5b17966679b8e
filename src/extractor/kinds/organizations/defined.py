"""Short forms that an article defines: X（下稱「Y」）, X（Y）, X，簡稱Y; they hold in the whole article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.model.findings import OrganizationFinding
from extractor.rulebook import Rulebook, Scan
from extractor.rulebook.nameruns import words_between

_RULE = "organization.defined_short_form"
_LONGEST = 24
_HERE = "香港"
_LONGEST_REST = 5
"""A name without its place is a short form up to this length; longer ones are found by themselves."""


def defined_names(findings: list[OrganizationFinding], scan: Scan) -> list[OrganizationFinding]:
    """Further mentions: every place of a short form that stands free, its definition among them."""
    forms = _forms_of_all(findings, scan)
    taken = bytearray(len(scan.analysis.folded))
    for found in findings:
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
    added: list[OrganizationFinding] = []
    for form, found in sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])):
        for start in _places(form, scan):
            end = start + len(form)
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * len(form)
                added.append(_again(found, start, end))
    return added


def _forms_of_all(findings: list[OrganizationFinding], scan: Scan) -> dict[str, OrganizationFinding]:
    """The forms that hold everywhere and whose they are; a name that is another's form becomes the other's."""
    forms: dict[str, OrganizationFinding] = {}
    common, folded = _common_words(scan.rulebook), scan.analysis.folded
    ordered = sorted(findings, key=lambda found: found.start)
    given: dict[str, OrganizationFinding] = {}
    for found in ordered:
        defined = list(_forms(found, scan))
        for form in defined:
            given.setdefault(form, found)
        for form in (*defined, *_without_place(found, scan), *_without_form(found, scan)):
            if form not in common:
                forms.setdefault(form, found)
    for found in ordered:
        whole = given.get(folded[found.start : found.end]) if given else None
        if whole is not None and found.entry is None and whole.entry is None:  # 同心基金會, given behind the full name
            found.name, found.parent, found.category = whole.name, whole.parent, whole.category
        constants = scan.rulebook.rule(found.rule).set
        marks = folded[found.start - 1 : found.start] + folded[found.end : found.end + 1]
        quoted = found.entry is None and marks == "「」"
        if constants.get("quoted") or constants.get("everywhere") or quoted:
            named = forms.setdefault(folded[found.start : found.end], found)
            if constants.get("everywhere"):  # 岑滙（01234）, which the article has given another as a short form
                found.name, found.kb_id, found.category, found.entry = (
                    named.name, named.kb_id, named.category, named.entry
                )  # fmt: skip
    return forms


@lru_cache(maxsize=8)
def _common_words(rulebook: Rulebook) -> frozenset[str]:
    """Words that many bodies' names end in, or that stand for any of them: no body's short form."""
    heads = (words for name, words in rulebook.vocabulary.values.items() if name.endswith("_head"))
    names = ("name_generic", "name_never", "name_list_head", "body_noun", "name_end")
    return frozenset(word for words in heads for word in words).union(*map(rulebook.folded_words, names))


def _without_place(found: OrganizationFinding, scan: Scan) -> Iterator[str]:
    """What is left of 香港X when the place goes: X, if it is no word of its own and stands elsewhere too."""
    analysis = scan.analysis
    start = found.start + len(_HERE)
    if not 2 <= found.end - start <= _LONGEST_REST or not analysis.folded.startswith(_HERE, found.start):
        return
    rest, surface = analysis.folded[start : found.end], analysis.folded[found.start : found.end]
    unlisted = analysis.tagger(analysis.simplified[start : found.end]) == "x"
    if unlisted and analysis.folded.count(rest) > analysis.folded.count(surface):
        yield rest


def _without_form(found: OrganizationFinding, scan: Scan) -> Iterator[str]:
    """What is left of a company's name when its legal form goes (晶苑國際|集團, 晶苑), if that is no word."""
    if found.category != "company":
        return
    endings = _company_tails(scan.rulebook)
    rest = scan.analysis.folded[found.start : found.end]
    while rest.endswith(endings):
        rest = rest[: -len(next(ending for ending in endings if rest.endswith(ending)))]
        if 2 <= len(rest) <= _LONGEST_REST and not rest.isascii() and _is_name(found.start, len(rest), scan):
            yield rest


@lru_cache(maxsize=8)
def _company_tails(rulebook: Rulebook) -> tuple[str, ...]:
    """The legal forms and the like, the longest first."""
    return tuple(sorted(rulebook.folded_words("company_tail"), key=lambda ending: (-len(ending), ending)))


def _is_name(start: int, length: int, scan: Scan) -> bool:
    """Whether a stretch is no word, nor words, of the dictionary (數碼營銷)."""
    simplified, tagger = scan.analysis.simplified, scan.analysis.tagger
    words = words_between(scan.analysis.words, start, start + length)
    return tagger(simplified[start : start + length]) == "x" and any(
        b - a == 1 or tagger(simplified[a:b]) == "x" for a, b in words
    )


def _again(found: OrganizationFinding, start: int, end: int) -> OrganizationFinding:
    return OrganizationFinding(start, end, _RULE, found.name, found.kb_id, found.category, found.entry, found.parent)


@lru_cache(maxsize=8)
def _definition(rulebook: Rulebook) -> re.Pattern[str]:
    words = sorted(rulebook.folded_words("short_form_word"), key=lambda word: (-len(word), word))
    said = "|".join(map(re.escape, words))
    form = f"[^（），。；、：「」『』]{{2,{_LONGEST}}}"
    return re.compile(f"[（，]?(?P<word>{said})?：?[「『]?(?P<form>{form})[」』]?(?P<close>）?)")


def _forms(found: OrganizationFinding, scan: Scan) -> Iterator[str]:
    """The short forms that the text right behind a mention defines, folded."""
    folded = scan.analysis.folded
    opening = folded[found.end : found.end + 1]
    if opening not in ("（", "，"):
        return
    match = _definition(scan.rulebook).match(folded, found.end, found.end + _LONGEST + 12)
    if match is None or (opening == "（") != bool(match["close"]):
        return
    form = match["form"].strip()
    said = match["word"] is not None
    if opening == "，" and not said:
        return
    if said or _abbreviates(form, folded[found.start : found.end]):
        yield form


def _abbreviates(form: str, name: str) -> bool:
    """Whether `form` can be a short form of `name`: its characters in order, or Latin capitals."""
    if form.isascii():
        return form.isalnum() and form[0].isupper() and sum(map(str.isupper, form)) >= 2 and len(form) <= 10
    rest = iter(name)
    return len(form) < len(name) and all(character in rest for character in form)


def _places(form: str, scan: Scan) -> Iterator[int]:
    """Where a form stands: no part of a Latin word, and one of two characters with a word edge on one side."""
    folded, marks = scan.analysis.folded, scan.analysis.word_starts
    start = folded.find(form)
    while start >= 0:
        end = start + len(form)
        if form.isascii():
            stands = not (_is_latin(folded[start - 1 : start]) or _is_latin(folded[end : end + 1]))
        else:
            stands = len(form) > 2 or bool(marks[start] and marks[end])
        if stands:
            yield start
        start = folded.find(form, end)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
