"""The rules lie where the program looks for them."""

from __future__ import annotations

from extractor.model.resources import rules_path


def test_the_rules_are_there() -> None:
    assert (rules_path() / "words" / "layout.toml").is_file()
