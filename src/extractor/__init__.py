"""Rule-based extraction of structured facts from the Hong Kong press.

Only what `__all__` lists is public.
"""

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
