"""Where the rules lie: packaged with the program, or beside its source."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from extractor.model.errors import RuleError


@cache
def rules_path() -> Path:
    """The folder of rules and gazetteers that comes with this program.

    In an installed wheel it is `extractor/rules`; in a source checkout it is `rules/` beside `src/`.
    Raises `RuleError` when neither is there.
    """
    package = Path(str(files("extractor")))
    for candidate in (package / "rules", package.parent.parent / "rules"):
        if candidate.is_dir():
            return candidate
    raise RuleError(
        "The rules are missing: neither extractor/rules nor rules/ beside src/ exists. "
        "Install the package again, or name a folder with --rules."
    )


def rules_fingerprint(folder: Path, part: str = "*") -> str:
    """SHA-256 over the names and bytes of all files of a rules folder, or of one subfolder `part`."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob(f"{part}/*")):
        if path.suffix in (".toml", ".jsonl"):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
