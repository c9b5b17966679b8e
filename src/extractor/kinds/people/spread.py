"""Every mention of the accepted names: the full names, and their short forms."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from extractor.kinds.people.candidates import stands_free
from extractor.kinds.people.context import Edges
from extractor.kinds.people.foreign import glosses
from extractor.kinds.people.judge import Name, told
from extractor.kinds.people.shapes import ordinary
from extractor.kinds.people.titles import Title
from extractor.model.findings import PersonFinding

_ADDRESS = ("honorific", "profession", "degree")
_CHINESE = ("chinese", "married", "compound", "known")
_SHORT = "person.short_form"
_NO_OPENING = frozenset("、·（《「『/-")
_CLAUSE_WORDS = frozenset("惟但而")


class Spread:
    """Follows the names of one article through it. No two mentions overlap; longer names come first."""

    def __init__(self, edges: Edges, names: dict[str, Name], titles: list[Title]) -> None:
        self.edges, self.names, self.titles = edges, names, titles
        self.plain, self.folded = edges.scan.analysis.plain, edges.folded
        self.taken = bytearray(len(self.plain) + 1)
        self.full: list[PersonFinding] = []
        self.printed: dict[str, str] = {}
        """How the article prints each name, by its folded string."""

    def mentions(self) -> list[PersonFinding]:
        """All mentions of all people, in text order."""
        for text in sorted(self.names, key=lambda text: (-len(text), text)):
            self._full(text)
        found = [*self.full, *self._surname_and_title(), *self._short_address(), *self._parts(), *self._surnames()]
        return sorted(found, key=lambda person: person.start)

    def _full(self, text: str) -> None:
        name, length = self.names[text], len(text)
        places = []
        for position in self.edges.places.of(text):
            end = position + length
            if self._is_free(position, end) and stands_free(self.edges, position, end):
                self._take(position, end)
                places.append((position, end))
            else:
                self.edges.scan.lost("people", name.rule, position, end, "inside a longer name or word")
        if not places:
            return
        forms = Counter([self.plain[start:end] for start, end in places])
        shown = (
            max(forms, key=lambda form: (forms[form], -self.plain.find(form))) if len(forms) > 1 else next(iter(forms))
        )
        english = glosses(self.edges, text)
        self.printed[text] = shown
        evidence = told(name, self.edges.tables) if self.edges.scan.trace is not None else []
        self.full += [PersonFinding(a, b, name.rule, shown, english, evidence=evidence) for a, b in places]

    def _is_free(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) < 0

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\x01" * (end - start)

    def _short(self, start: int, end: int, rule: str, text: str) -> PersonFinding:
        self._take(start, end)
        return PersonFinding(start, end, rule, self.printed[text], alias=self.plain[start:end])

    # --- parts of a full name

    def _parts(self) -> list[PersonFinding]:
        """林鄭 for 林鄭月娥, 石破 for 石破茂, 史密斯 for 約翰·史密斯, Lo for Dennis Lo."""
        found = []
        for short, text in self._part_owners().items():
            for position in self.edges.places.of(short):
                end = position + len(short)
                if self._is_free_part(position, end):
                    found.append(self._short(position, end, _SHORT, text))
        return found

    def _is_free_part(self, start: int, end: int) -> bool:
        if not self._is_free(start, end) or self.edges.right(end)[0] <= self.edges.tables.weights["straddled"]:
            return False
        beside = self.folded[start - 1 : start] + self.folded[end : end + 1]
        latin = self.folded[start].isascii()
        return not (latin and any(c.isascii() and c.isalnum() for c in beside))

    def _part_owners(self) -> dict[str, str]:
        """Short form -> full name, for the short forms that only one full name of the article has."""
        owners: dict[str, list[str]] = {}
        for text in self.printed:
            for short in dict.fromkeys(self._short_forms(text)):
                owners.setdefault(short, []).append(text)
        return {
            short: texts[0] for short, texts in sorted(owners.items()) if len(texts) == 1 and short not in self.names
        }

    def _short_forms(self, text: str) -> list[str]:
        tables, name = self.edges.tables, self.names[text]
        shorts = list(name.shorts)
        if name.form == "married" or self._has_two_surnames(text):
            shorts.append(text[:2])
        elif name.form in ("japanese", "known"):
            shorts += [text[:width] for width in (2, 3) if text[:width] in tables.japanese]
        elif "·" in text:
            shorts += [part for part in text.split("·") if len(part) > 1]
        elif name.form == "latin" and " " in text:
            first, *_, last = text.split(" ")
            shorts += [part for part in (first, last) if len(part) > 2]
        return shorts

    def _has_two_surnames(self, text: str) -> bool:
        return len(text) == 4 and all(self.edges.tables.surnames.get(c, -1) > 0 for c in text[:2])

    # --- a family name with a title or a form of address

    def _surname_and_title(self) -> list[PersonFinding]:
        """陳局長, 李教授, 林太太, where the article names one such person in full."""
        bearers = self._bearers()
        found = []
        for title in self.titles:
            for width in (2, 1):
                start = title.start - width
                texts = bearers.get(self.folded[start : title.start], []) if start >= 0 else []
                if not texts or not self._is_free(start, title.start) or not self._begins(start):
                    continue
                owner = self._owner(texts, title)
                if owner is not None and (width == 2 or self.plain[start] in self.edges.tables.surnames):
                    found.append(self._short(start, title.end, _SHORT, owner))
                    break
        return found

    def _short_address(self) -> list[PersonFinding]:
        """溫官 for the only judge of that family name, 陳太 for the only bearer of it."""
        bearers = self._bearers()
        found = []
        for match in self.edges.scan.candidates("people", "short"):
            start, end = match.start, match.end
            texts = bearers.get(self.folded[start : end - 1], [])
            suffix = match.slot("suffix")
            if suffix is not None and suffix.value == "judge":
                texts = [text for text in texts if self._holds(text, "官") or not self._heads.get(text)]
            if len(texts) == 1 and self._is_free(start, end) and self._begins(start):
                found.append(self._short(start, end, match.rule.id, texts[0]))
        return found

    def _surnames(self) -> list[PersonFinding]:
        """羅認為 after 羅某某: a family name alone that opens a clause, and speaks or acts."""
        edges, found = self.edges, []
        first: dict[str, int] = {}
        for person in self.full:
            first.setdefault(self.folded[person.start : person.end], person.start)
        for surname, texts in self._bearers().items():
            if len(texts) > 1 or len(surname) > 1 or surname in edges.tables.function_surnames:
                continue
            for start in edges.places.of(surname):
                if start > first.get(texts[0], start) and self._acts_alone(start):
                    found.append(self._short(start, start + 1, _SHORT, texts[0]))
        return found

    def _acts_alone(self, start: int) -> bool:
        """Whether one character, read as a word of its own, opens a clause in which a verb of people follows."""
        edges, folded = self.edges, self.folded
        if not self._is_free(start, start + 1) or self.plain[start] not in edges.tables.surnames:
            return False
        before = edges.left(start)[1] == "edge" and folded[start - 1 : start] not in _NO_OPENING
        if not (before or (folded[start - 1] in _CLAUSE_WORDS and edges.marks[start - 1])) or not edges.marks[start]:
            return False
        if ordinary(folded, start, edges.tables):
            return False
        return edges.follower(start + 1) is not None or folded[start + 1 : start + 2] in edges.tables.surname_adverbs

    def _bearers(self) -> dict[str, list[str]]:
        """The full names of each family name; a married woman has two, and both together."""
        bearers: dict[str, list[str]] = {}
        for text in self.printed:
            if self.names[text].form in _CHINESE:
                width = 2 if text[:2] in self.edges.tables.compounds else 1
                bearers.setdefault(text[:width], []).append(text)
                if width == 1 and (self.names[text].form == "married" or len(text) == 4):
                    bearers.setdefault(text[:2], []).append(text)
        return bearers

    def _begins(self, start: int) -> bool:
        return self.edges.left(start)[0] >= 0 or bool(self.edges.marks[start])

    def _owner(self, texts: list[str], title: Title) -> str | None:
        """Whom a family name with a title means: the only bearer, with that title when it is an office."""
        head = self.folded[title.head : title.end]
        holders = [text for text in texts if self._holds(text, head)]
        if len(holders) == 1:
            return holders[0]
        return texts[0] if len(texts) == 1 and title.type in _ADDRESS else None

    def _holds(self, text: str, head: str) -> bool:
        """Whether a title that ends like `head` stands beside a mention of the name."""
        return any(own.endswith(head[-2:]) for own in self._heads.get(text, ()))

    @cached_property
    def _heads(self) -> dict[str, dict[str, None]]:
        """The heads of the titles beside the mentions of each full name."""
        folded = self.folded
        by_end = {title.end: title for title in self.titles}
        by_start = {title.start: title for title in self.titles}
        found: dict[str, dict[str, None]] = {}
        for person in self.full:
            start, end = person.start, person.end
            for title in (by_end.get(start), by_end.get(start - 1), by_start.get(end), by_start.get(end + 1)):
                if title is not None:
                    found.setdefault(folded[start:end], {})[folded[title.head : title.end]] = None
        return found
