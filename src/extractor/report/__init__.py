"""`extractor report`: a run as one page that people look at, every point of which leads to its sentence."""

from extractor.report.write import Reported, report, told

__all__ = ["Reported", "report", "told"]
