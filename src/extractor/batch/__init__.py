"""Many articles: what must be redone, and doing it."""

from extractor.batch.options import Failure, Options, Progress, RunSummary
from extractor.batch.run import run

__all__ = ["Failure", "Options", "Progress", "RunSummary", "run"]
