"""Moved to extractor.compare.diff, which other rooms read too; kept until nobody imports it from here."""

from extractor.compare.diff import *  # noqa: F403
