"""Gold against the program: scores, accuracies, mistakes, floors, and conversions into gold."""

from extractor.evaluate.measure import Report, evaluate
from extractor.evaluate.render import render

__all__ = ["Report", "evaluate", "render"]
