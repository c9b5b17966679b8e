"""The gazetteers keep their shape. Whether a line is true no test can see; its `source` answers for that."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from extractor.text.views import fold

GAZETTEERS = Path(__file__).parents[1] / "rules" / "gazetteers"
NAMES = ("organizations", "labs", "indices", "places", "people")
REQUIRED = ("id", "name", "aliases", "name_en", "category", "valid_from", "valid_to", "source")
OPTIONAL = {
    "ambiguous", "usual", "place", "parent", "stock", "hosts", "former", "status", "publisher", "posts", "ranks",
    "apart", "beside", "shared", "tables",
}  # fmt: skip
CATEGORIES = {
    "organizations": {
        "university", "government", "company", "media", "international", "institution", "other",
    },
    "labs": {
        "state_key_laboratory", "key_laboratory", "joint_laboratory", "laboratory",
        "research_centre", "research_institute",
    },
    "indices": {"index"},
}  # fmt: skip
# What Hong Kong writes although OpenCC's standard Traditional has another form.
HONG_KONG_FORMS = set("群峰恒秘雇床琼着卧硅")
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    lines = (GAZETTEERS / f"{name}.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def simplified_only() -> frozenset[str]:
    """Characters that exist only as simplified forms, by OpenCC's table."""
    table = (files("opencc") / "dictionary" / "STCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    return frozenset(char for char, forms in pairs if char not in forms.split()) - HONG_KONG_FORMS


def forms(row: dict[str, Any]) -> list[str]:
    return [row["name"], *row["aliases"], *row.get("ambiguous", []), *row.get("former", [])]


def is_ror(identifier: str) -> bool:
    """Whether a ROR id has the right shape and check digits (Crockford base 32; ISO 7064 mod 97-10)."""
    found = re.fullmatch(r"https://ror\.org/(0[0-9a-hjkmnp-tv-z]{6})([0-9]{2})", identifier)
    if not found:
        return False
    number = 0
    for char in found[1]:
        number = number * 32 + CROCKFORD.index(char)
    return int(found[2]) == 98 - (number * 100) % 97


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_the_agreed_keys(name: str) -> None:
    for row in rows(name):
        assert set(REQUIRED) <= set(row), row["name"]
        assert set(row) - set(REQUIRED) <= OPTIONAL, row["name"]
        assert all(row[key] and isinstance(row[key], str) for key in ("id", "name", "category", "source"))
        for key in ("aliases", "ambiguous", "usual", "hosts", "former"):
            values = row.get(key, [])
            assert isinstance(values, list), (row["name"], key)
            assert all(isinstance(value, str) and value == value.strip() != "" for value in values), row
        assert row["category"] in CATEGORIES.get(name, {row["category"]}), row["name"]


@pytest.mark.parametrize("name", NAMES)
def test_ids_and_names_are_unique(name: str) -> None:
    for key in ("id", "name"):
        twice = [value for value, count in Counter(row[key] for row in rows(name)).items() if count > 1]
        assert not twice


def test_an_id_names_one_thing_in_all_gazetteers() -> None:
    ids = Counter(row["id"] for name in NAMES for row in rows(name))
    assert not [value for value, count in ids.items() if count > 1]


@pytest.mark.parametrize("name", NAMES)
def test_no_sure_form_is_claimed_twice(name: str) -> None:
    claimed: dict[str, str] = {}
    for row in rows(name):
        open_forms = {fold(form) for form in row.get("ambiguous", [])}
        for form in (row["name"], *row["aliases"]):
            folded = fold(form)
            if folded in open_forms:
                continue
            assert folded not in claimed, f"{form}: {row['name']} and {claimed[folded]}"
            claimed[folded] = row["name"]


@pytest.mark.parametrize("name", NAMES)
def test_no_form_is_listed_twice_in_one_row(name: str) -> None:
    for row in rows(name):
        for listed in ([row["name"], *row["aliases"]], row.get("ambiguous", [])):
            folded = [fold(form) for form in listed]
            assert len(folded) == len(set(folded)), row["name"]
        assert not set(row["aliases"]) & set(row.get("ambiguous", [])), row["name"]


@pytest.mark.parametrize("name", NAMES)
def test_the_usual_reading_is_one_of_the_ambiguous_forms_and_only_one_row_has_it(name: str) -> None:
    usual: dict[str, dict] = {}
    for row in sorted(rows(name), key=lambda row: row["valid_from"] or ""):
        assert set(row.get("usual", [])) <= set(row.get("ambiguous", [])), row["name"]
        for form in row.get("usual", []):
            other = usual.get(fold(form))
            # a bureau and the one that took over from it share a form, each in its own time
            in_turn = other is not None and other["valid_to"] and other["valid_to"] < (row["valid_from"] or "")
            assert other is None or in_turn, f"{form}: {row['name']} and {other['name']}"
            usual[fold(form)] = row


@pytest.mark.parametrize("name", NAMES)
def test_all_forms_are_traditional(name: str) -> None:
    for row in rows(name):
        for form in forms(row):
            assert not set(form) & simplified_only(), form


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_iso_and_in_order(name: str) -> None:
    for row in rows(name):
        spans = [(row["valid_from"], row["valid_to"])]
        spans += [(post["from"], post["to"]) for post in row.get("posts", [])]
        for first, last in spans:
            days = [date.fromisoformat(day) for day in (first, last) if day is not None]
            assert days == sorted(days), row["name"]


@pytest.mark.parametrize("name", NAMES)
def test_ror_ids_are_well_formed(name: str) -> None:
    for row in rows(name):
        if "ror.org" in row["id"]:
            assert is_ror(row["id"]), row["name"]
            assert row["source"] == "ror"


def test_the_ror_check_digits_are_checked() -> None:
    assert is_ror("https://ror.org/02zhqgq86")
    assert not is_ror("https://ror.org/02zhqgq87")
    assert not is_ror("https://ror.org/02zhqgqu86")


def test_parents_hosts_publishers_and_employers_are_listed() -> None:
    organizations = {row["name"] for row in rows("organizations")}
    ids = {row["id"] for row in rows("organizations")}
    bodies = organizations | {row["name"] for row in rows("labs")}
    for row in rows("organizations"):
        assert row.get("parent") is None or row["parent"] in ids - {row["id"]}, row["name"]
    for row in rows("labs"):
        assert set(row["hosts"]) <= bodies - {row["name"]}, row["name"]
        assert row.get("status") in (None, "new", "reorganized"), row["name"]
    for row in rows("indices"):
        assert row.get("publisher") is None or row["publisher"] in organizations, row["name"]
    for row in rows("people"):
        for post in row.get("posts", []):
            assert set(post) == {"title", "organization", "from", "to"} and post["title"], row["name"]
            assert post["organization"] is None or post["organization"] in organizations, row["name"]


def test_the_fifteen_state_key_laboratories_in_hong_kong() -> None:
    current = [
        row
        for row in rows("labs")
        if row["category"] == "state_key_laboratory" and row["place"] == "HK" and row["valid_to"] is None
    ]
    assert len(current) == 15
    assert sum(row["status"] == "new" for row in current) == 3
    assert all(row["hosts"] and row["name_en"] for row in current)
    assert all(bool(row.get("former")) == (row["status"] == "reorganized") for row in current)


def test_stock_codes_are_those_of_one_company() -> None:
    codes = [row["stock"] for row in rows("organizations") if "stock" in row]
    assert all(re.fullmatch(r"[0-9]{4}", code) for code in codes)
    assert len(codes) == len(set(codes))


def test_places_have_country_codes() -> None:
    countries = [row["place"] for row in rows("places") if row["category"] == "country"]
    assert len(countries) == len(set(countries))
    for row in rows("places"):
        assert row["category"] == "region" or re.fullmatch("[A-Z]{2}", row["place"]), row["name"]
