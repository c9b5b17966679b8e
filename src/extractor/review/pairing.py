"""Moved to extractor.compare.pairing, which other rooms read too; kept until nobody imports it from here."""

from extractor.compare.pairing import *  # noqa: F403
