"""Gold against the program: scores, accuracies, mistakes, floors, and conversions into gold."""

from extractor.evaluate.convert import convert
from extractor.evaluate.floors import pin, sunk
from extractor.evaluate.measure import Report, evaluate
from extractor.evaluate.render import render
from extractor.evaluate.verb import evaluate_and_report

__all__ = ["Report", "convert", "evaluate", "evaluate_and_report", "pin", "render", "sunk"]
