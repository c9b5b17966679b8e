"""Extraction of structured facts from the Hong Kong press."""
