"""Why a record is there, and why there is none: which rules fired, won, lost, or nearly matched."""

from extractor.explain.explanation import Explanation, explain_file

__all__ = ["Explanation", "explain_file"]
