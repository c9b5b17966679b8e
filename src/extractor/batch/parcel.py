"""A rules folder as bytes that can be sent to another machine, and laid out there once."""

from __future__ import annotations

import io
import tempfile
import threading
import zipfile
from functools import cache
from pathlib import Path

from extractor.model.errors import StoreError

_FIXED = (1980, 1, 1, 0, 0, 0)
_LOCK = threading.Lock()


def packed_rules(folder: Path) -> bytes:
    """The rule files and gazetteers of a folder as a zip, the same bytes for the same files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.glob("*/*")):
            if path.suffix in (".toml", ".jsonl"):
                name = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _FIXED)
                archive.writestr(name, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """A folder that lives as long as this process."""
    return tempfile.TemporaryDirectory(prefix="extractor-rules-")


@cache
def _laid_out(parcel: bytes, sha256: str) -> Path:
    folder = Path(_kept().name) / sha256[:16]
    with zipfile.ZipFile(io.BytesIO(parcel)) as archive:
        for name in archive.namelist():
            target = (folder / name).resolve()
            if not target.is_relative_to(folder.resolve()):
                raise StoreError(f"the rules sent to this worker name a file outside their folder: {name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))
    return folder


def unpacked_rules(parcel: bytes, sha256: str) -> Path:
    """The folder with the rules of a parcel on this machine; `sha256` is what they are known by."""
    with _LOCK:  # a Dask worker may have several threads
        return _laid_out(parcel, sha256)
