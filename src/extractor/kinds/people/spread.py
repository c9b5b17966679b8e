"""Every mention of the accepted names: the full names, and their short forms."""

from __future__ import annotations

from collections import Counter

from extractor.kinds.people.candidates import stands_free
from extractor.kinds.people.context import Edges
from extractor.kinds.people.foreign import glosses
from extractor.kinds.people.judge import Name
from extractor.kinds.people.titles import Title
from extractor.model.findings import PersonFinding

_ADDRESS = ("honorific", "profession", "degree")


def full_mentions(edges: Edges, names: dict[str, Name], taken: bytearray) -> list[PersonFinding]:
    """Every place of every accepted name, longer names first; `taken` is marked where they stand."""
    plain, folded = edges.scan.analysis.plain, edges.folded
    found: list[PersonFinding] = []
    for text in sorted(names, key=lambda text: (-len(text), text)):
        name = names[text]
        places: list[tuple[int, int]] = []
        position = folded.find(text)
        while position >= 0:
            end = position + len(text)
            if not any(taken[position:end]) and stands_free(edges, position, end):
                taken[position:end] = b"\x01" * len(text)
                places.append((position, end))
            else:
                edges.scan.lost("people", name.rule, position, end, "inside a longer name or word")
            position = folded.find(text, position + 1)
        printed = Counter(plain[start:end] for start, end in places)
        if printed:
            shown = max(printed, key=lambda form: (printed[form], -plain.find(form)))
            english = glosses(edges, text)
            found += [PersonFinding(a, b, name.rule, shown, english, evidence=name.evidence) for a, b in places]
    return found


def short_mentions(
    edges: Edges, names: dict[str, Name], full: list[PersonFinding], titles: list[Title], taken: bytearray
) -> list[PersonFinding]:
    """Short forms of names that the article gives in full: 陳局長, 李教授, 林鄭, 史密斯 for 約翰·史密斯."""
    printed = {edges.folded[person.start : person.end]: person.name for person in full}
    found = _surname_and_title(edges, names, printed, full, titles, taken)
    found += _short_address(edges, names, printed, full, titles, taken)
    for short, text in _parts(edges, names, printed).items():
        position = edges.folded.find(short)
        while position >= 0:
            end = position + len(short)
            free = edges.right(end)[0] >= -500 or edges.left(position)[0] >= 0
            if not any(taken[position:end]) and free and stands_free(edges, position, end):
                taken[position:end] = b"\x01" * len(short)
                alias = edges.scan.analysis.plain[position:end]
                found.append(PersonFinding(position, end, "person.short_form", printed[text], alias=alias))
            position = edges.folded.find(short, end)
    return found


def _parts(edges: Edges, names: dict[str, Name], printed: dict[str, str]) -> dict[str, str]:
    """Short form -> full name, for the short forms that only one full name of the article has."""
    owners: dict[str, list[str]] = {}
    for text, name in names.items():
        if text not in printed:
            continue
        shorts = list(name.shorts)
        if name.form == "married" or len(text) == 4 and all(edges.tables.surnames.get(c, -1) > 0 for c in text[:2]):
            shorts.append(text[:2])
        elif name.form == "japanese":
            shorts += [text[:width] for width in (2, 3) if text[:width] in edges.tables.japanese]
        elif "·" in text:
            shorts += [part for part in text.split("·") if len(part) > 1]
        elif name.form == "latin" and " " in text:
            shorts += [text.split(" ")[0], text.split(" ")[-1]]
        for short in shorts:
            if text not in owners.setdefault(short, []):
                owners[short].append(text)
    return {short: texts[0] for short, texts in sorted(owners.items()) if len(texts) == 1 and short not in names}


def _surname_and_title(
    edges: Edges, names: dict[str, Name], printed: dict[str, str], full: list[PersonFinding],
    titles: list[Title], taken: bytearray,
) -> list[PersonFinding]:  # fmt: skip
    plain, folded = edges.scan.analysis.plain, edges.folded
    bearers = _bearers(edges, names, printed)
    found = []
    for title in titles:
        for width in (2, 1):
            start = title.start - width
            texts = bearers.get(folded[start : title.start], []) if start >= 0 else []
            if not texts or any(taken[start : title.start]) or not _begins(edges, start):
                continue
            owner = _owner(texts, title, titles, full, folded)
            if owner is None or (width == 1 and plain[start] not in edges.tables.surnames):
                continue
            taken[start : title.end] = b"\x01" * (title.end - start)
            alias = plain[start : title.end]
            found.append(PersonFinding(start, title.end, "person.short_form", printed[owner], alias=alias))
            break
    return found


def _bearers(edges: Edges, names: dict[str, Name], printed: dict[str, str]) -> dict[str, list[str]]:
    """The full names of each family name; a married woman has two, and both together."""
    bearers: dict[str, list[str]] = {}
    for text in printed:
        if names[text].form in ("chinese", "married", "compound", "known"):
            width = 2 if text[:2] in edges.tables.compounds else 1
            bearers.setdefault(text[:width], []).append(text)
            if names[text].form == "married" or len(text) == 4 and width == 1:
                bearers.setdefault(text[:2], []).append(text)
    return bearers


def _short_address(
    edges: Edges, names: dict[str, Name], printed: dict[str, str], full: list[PersonFinding],
    titles: list[Title], taken: bytearray,
) -> list[PersonFinding]:  # fmt: skip
    """溫官 for the only judge of that family name, 陳太 for the only bearer of it."""
    plain, folded = edges.scan.analysis.plain, edges.folded
    bearers = _bearers(edges, names, printed)
    found = []
    for match in edges.scan.candidates("people", "short"):
        start, end = match.start, match.end
        texts = bearers.get(folded[start : end - 1], [])
        suffix = match.slot("suffix")
        if suffix is not None and suffix.value == "judge":
            texts = [text for text in texts if _holds(text, "官", titles, full, folded)]
        if len(texts) == 1 and not any(taken[start:end]) and _begins(edges, start):
            taken[start:end] = b"\x01" * (end - start)
            found.append(PersonFinding(start, end, match.rule.id, printed[texts[0]], alias=plain[start:end]))
    return found


def _begins(edges: Edges, start: int) -> bool:
    return edges.left(start)[0] >= 0 or bool(edges.marks[start])


def _owner(texts: list[str], title: Title, titles: list[Title], full: list[PersonFinding], folded: str) -> str | None:
    """Whom a family name with a title means: the only bearer, with that title when it is an office."""
    head = folded[title.head : title.end]
    holders = [text for text in texts if _holds(text, head, titles, full, folded)]
    if len(holders) == 1:
        return holders[0]
    if len(texts) == 1 and (title.type in _ADDRESS or not holders):
        return texts[0] if title.type in _ADDRESS else None
    return None


def _holds(text: str, head: str, titles: list[Title], full: list[PersonFinding], folded: str) -> bool:
    for person in full:
        if folded[person.start : person.end] == text:
            for title in titles:
                near = title.end <= person.start <= title.end + 1 or person.end <= title.start <= person.end + 1
                if near and folded[title.head : title.end].endswith(head[-2:]):
                    return True
    return False
