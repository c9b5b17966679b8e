"""The texts of the articles under review, read from the corpus when somebody looks at one."""

from __future__ import annotations

from pathlib import Path

from extractor.model.article import Article
from extractor.model.errors import ExtractorError
from extractor.reading import find_inputs, read_path


class Articles:
    """Finds articles by their source below a corpus folder; each file is read once, when first asked for."""

    def __init__(self, corpus: Path | None) -> None:
        self.corpus = corpus
        self._read: dict[str, dict[str, Article]] = {}
        self._paths: dict[str, Path] | None = None

    def get(self, source: str) -> Article | None:
        """The article that came from `source` (`path` or `path#row` below the corpus), or None."""
        file = source
        if file not in self._files() and "#" in source:
            file = source.rpartition("#")[0]
        path = self._files().get(file)
        if path is None:
            return None
        if file not in self._read:
            root = self.corpus if self.corpus is not None and self.corpus.is_dir() else None
            self._read[file] = {one.source: one for one in read_path(path, root) if isinstance(one, Article)}
        return self._read[file].get(source)

    def _files(self) -> dict[str, Path]:
        """Only what the corpus lists is ever opened, whatever path a source names."""
        if self._paths is None:
            self._paths = {}
            if self.corpus is not None:
                root = self.corpus if self.corpus.is_dir() else self.corpus.parent
                try:
                    self._paths = {path.relative_to(root).as_posix(): path for path in find_inputs(self.corpus)}
                except ExtractorError:
                    self._paths = {}
        return self._paths
