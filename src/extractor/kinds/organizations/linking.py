"""Which listed body a name means in this article: the article's own evidence, else what is usual here."""

from __future__ import annotations

from extractor.kinds.organizations.sighting import Sighting
from extractor.model.warnings import Warning_
from extractor.rulebook import Entry, Scan
from extractor.text.views import fold


_LONG = 3
"""From this length on a short form is told by the country that the article speaks of."""


def link(known: list[Sighting], scan: Scan, warnings: list[Warning_]) -> dict[Sighting, Entry]:
    """The entry that each listed name means; names that stay open are left out, with a reason or a warning.

    A short form that several bodies share means the one that the article names in full; if it names none or
    several of them, the one that the press of Hong Kong means by it (`usual`); else, for a public body, the
    only one whose country the article names (立法院); else it stays open.
    """
    named = {one.entries[0].id for one in known if not one.ambiguous and len(one.entries) == 1}
    places = {hit.entry.extra.get("place") for hit in scan.entries("places")} - {None, "HK"}
    linked: dict[Sighting, Entry] = {}
    for one in known:
        surface = scan.analysis.folded[one.start : one.end]
        if surface in scan.rulebook.folded_words("name_never"):
            scan.lost("organizations", one.rule, one.start, one.end, "alone it names no one body")
            continue
        if surface in scan.rulebook.folded_words("platform") and not _acts(one, scan):
            scan.lost("organizations", one.rule, one.start, one.end, "the place where people write, not the company")
            continue
        entry = _choose(one, surface, named, places)
        if entry is not None:
            linked[one] = entry
        elif len(one.entries) > 1:
            warnings.append(_open(one, scan))
            scan.lost("organizations", one.rule, one.start, one.end, "several bodies bear this short form")
        else:
            scan.lost("organizations", one.rule, one.start, one.end, "a word that needs the full name elsewhere")
    return linked


def _acts(one: Sighting, scan: Scan) -> bool:
    """Whether a word next to the name of a platform speaks of the company behind it."""
    folded = scan.analysis.folded
    words = scan.rulebook.folded_words("platform_evidence")
    before = folded[max(one.start - 4, 0) : one.start].rstrip()
    after = folded[one.end : one.end + 5].lstrip()
    return any(after.startswith(word) or before.endswith(word) for word in words)


def _choose(one: Sighting, surface: str, named: set[str], places: set[str]) -> Entry | None:
    if len({entry.name for entry in one.entries}) == 1 and not one.ambiguous:
        return one.entries[0]
    attested = [entry for entry in one.entries if entry.id in named]
    if len(attested) == 1:
        return attested[0]
    usual = [entry for entry in attested or one.entries if _is_usual(entry, surface)]
    if usual or attested or len(surface) < _LONG:
        return usual[0] if len(usual) == 1 else None
    abroad = [entry for entry in one.entries if entry.extra.get("place") in places]
    return abroad[0] if len(abroad) == 1 and abroad[0].category == "government" else None


def _is_usual(entry: Entry, surface: str) -> bool:
    return surface in {fold(form) for form in entry.extra.get("usual", ())}


def _open(one: Sighting, scan: Scan) -> Warning_:
    surface = scan.analysis.plain[one.start : one.end]
    names = "、".join(entry.name for entry in one.entries)
    return Warning_(
        "ambiguous_organization",
        f"「{surface}」 may be {names}; the article names none of them in full, so it was left out",
        one.start,
        one.end,
    )
