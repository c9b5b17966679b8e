"""The exceptions of this package.

ExtractorError
├── ReadingError        an input cannot be read: says path, byte offset, what was tried
│   ├── EncodingError
│   └── MetadataError
├── RuleError           a rule file is broken: says file, rule id, what was expected
├── StoreError          an output cannot be read or written
└── UsageError          the call itself makes no sense (exit code 2)
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of everything this package raises on purpose; `str()` is one complete sentence for the user."""


class ReadingError(ExtractorError):
    """An input cannot be read."""


class EncodingError(ReadingError):
    """The bytes of an input are not in an encoding that the evidence decides."""


class MetadataError(ReadingError):
    """The front matter or metadata columns of an input are broken."""


class RuleError(ExtractorError):
    """A rule file or gazetteer is broken."""


class StoreError(ExtractorError):
    """An output file cannot be read or written."""


class UsageError(ExtractorError):
    """The call makes no sense; the command line ends with exit code 2."""
