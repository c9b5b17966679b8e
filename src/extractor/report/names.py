"""English names of what the gazetteers list, so that the page is readable in English too."""

from __future__ import annotations

from pathlib import Path

from extractor.report.wording import Both, same
from extractor.rulebook.gazetteer import read_gazetteer


def listed(rules: Path) -> list[Path]:
    """The gazetteers to look into; not that of people, two of whom may share a name."""
    return [rules / "gazetteers" / f"{name}.jsonl" for name in ("organizations", "labs", "indices")]


class Names:
    """Canonical names with their English names, from gazetteers and from the records themselves."""

    def __init__(self, *gazetteers: Path) -> None:
        self._english: dict[str, str] = {}
        for path in gazetteers:
            if path.is_file():
                for entry in read_gazetteer(path):
                    self.learn(entry.name, entry.name_en)

    def learn(self, name: str, english: str | None) -> None:
        """Take note of an English name; the first one stays."""
        if english:
            self._english.setdefault(name, english)

    def of(self, name: str) -> Both:
        """A name in both languages; in English as it is printed, where no English one is known."""
        return Both(name, self._english[name]) if name in self._english else same(name)
