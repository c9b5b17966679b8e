"""The dataset: one table a kind, in the formats people use, described and counted."""

from extractor.export.readback import read_dataset
from extractor.export.write import FORMATS, Exported, export, told

__all__ = ["FORMATS", "Exported", "export", "read_dataset", "told"]
