"""Rule-based extraction of structured facts from the Hong Kong press.

Only what `__all__` lists is public. A public name is imported when it is first asked for, so that the command
line starts at once (`extractor --help` needs none of them).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.api import Extractor
    from extractor.model.errors import (
        EncodingError,
        ExtractorError,
        MetadataError,
        ReadingError,
        RuleError,
        StoreError,
        UsageError,
    )
    from extractor.model.records import Extraction
    from extractor.pipeline import Failure

__all__ = [
    "EncodingError",
    "Extraction",
    "Extractor",
    "ExtractorError",
    "Failure",
    "MetadataError",
    "ReadingError",
    "RuleError",
    "StoreError",
    "UsageError",
]
__version__ = "0.1.0"
_HOMES = {"Extractor": "api", "Extraction": "model.records", "Failure": "pipeline"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model.errors')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
