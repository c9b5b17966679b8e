"""Many articles: what must be redone, and doing it."""

from extractor.batch.run import Progress, RunSummary, run

__all__ = ["Progress", "RunSummary", "run"]
