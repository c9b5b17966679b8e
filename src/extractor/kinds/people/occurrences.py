"""Where strings stand in an article, each looked up once."""

from __future__ import annotations

_LONG = 20_000
"""From this length on, an index of the article is cheaper than a search for every string."""
_KEY = 3


class Occurrences:
    """The places of strings in a text, in order, overlapping ones too."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[str, list[int]] = {}
        self._index: dict[int, dict[str, list[int]]] = {}

    def of(self, string: str) -> list[int]:
        """Every position at which `string` (not empty) stands."""
        found = self._found.get(string)
        if found is None:
            found = self._found[string] = self._search(string)
        return found

    def _search(self, string: str) -> list[int]:
        text = self.text
        if len(text) >= _LONG:
            places = self._indexed(min(len(string), _KEY)).get(string[:_KEY], [])
            return places if len(string) <= _KEY else [a for a in places if text.startswith(string, a)]
        found = []
        position = text.find(string)
        while position >= 0:
            found.append(position)
            position = text.find(string, position + 1)
        return found

    def _indexed(self, width: int) -> dict[str, list[int]]:
        """The positions of everything of `width` characters; made once, as long as the text."""
        index = self._index.get(width)
        if index is None:
            index = self._index[width] = {}
            text = self.text
            for position in range(len(text) - width + 1):
                index.setdefault(text[position : position + width], []).append(position)
        return index
