"""What changed, and whether a person accepts it."""

from extractor.compare.diff import Change, FieldChange, compare
from extractor.review.folders import check_folders, compare_folders
from extractor.review.render import render

__all__ = ["Change", "FieldChange", "check_folders", "compare", "compare_folders", "render"]
