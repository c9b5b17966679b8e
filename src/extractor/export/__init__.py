"""The dataset: one table a kind, in the formats people use, described and counted."""
