"""Runs of our own making: outputs of invented articles, and the rules that merging them needs."""

import json
import shutil
from pathlib import Path

from extractor.entities.making import make_entities
from extractor.model.resources import rules_path


def mention(text="某", rule="some.rule"):
    return {"start": 0, "end": len(text), "text": text, "block": "paragraph", "rule": rule}


def person(name, *posts, en=None, aliases=()):
    return {
        "name": name, "name_en": en, "aliases": list(aliases),
        "positions": [dict(zip(("title", "organization"), post, strict=True)) for post in posts], "mentions": [mention(name)],
    }  # fmt: skip


def lab(name, *hosts, kb=None, en=None, printed=None, rule="lab.known_name"):
    return {
        "name": name, "kb_id": kb, "name_en": en, "category": "laboratory", "hosts": list(hosts), "status": None,
        "mentions": [mention(printed or name, rule)],
    }  # fmt: skip


def body(name, kb=None, aliases=()):
    return {"name": name, "kb_id": kb, "category": "institution", "aliases": list(aliases), "mentions": [mention(name)]}


def output(article, published, *, people=(), labs=(), organizations=()):
    return {
        "schema_version": 1,
        "article": {
            "id": article, "source": f"{article}.md", "sha256": "0" * 64, "headline": None, "publisher": None,
            "bylines": [], "published": published, "published_basis": published and "metadata", "url": None,
        },
        "ruleset": {"sha256": "0" * 64}, "labs": list(labs), "people": list(people), "organizations": list(organizations),
        "amounts": [], "quantities": [], "rankings": [], "dates": [], "warnings": [],
    }  # fmt: skip


class World:
    """A run and its rules, in folders of a test."""

    def __init__(self, folder: Path) -> None:
        self.run, self.rules, self.target = folder / "run", folder / "rules", folder / "made"
        (self.rules / "words").mkdir(parents=True)
        (self.rules / "gazetteers").mkdir()
        shutil.copy(rules_path() / "words" / "entities.toml", self.rules / "words")

    def put(self, *outputs):
        for one in outputs:
            path = self.run / f"{one['article']['id']}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")

    def say(self, article, published, **records):
        self.put(output(article, published, **records))

    def settle(self, kind, a, b, relation, about=None):
        line = {"kind": kind, "a": a, "b": b, "relation": relation, "reason": "查證"}
        with (self.rules / "settled.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({**line, **({"about": about} if about else {})}, ensure_ascii=False) + "\n")

    def list_person(self, name, *posts):
        row = {
            "id": f"person:{name}", "name": name, "aliases": [], "name_en": None, "category": "official",
            "valid_from": None, "valid_to": None, "source": "common knowledge",
            "posts": [dict(zip(("title", "organization", "from", "to"), post, strict=True)) for post in posts],
        }  # fmt: skip
        with (self.rules / "gazetteers" / "people.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def make(self):
        """The findings, shortly: (code, a, b)."""
        return [(one.code, one.a.name, one.b.name) for one in make_entities(self.run, self.rules, self.target)]

    def lines(self, kind):
        self.make()
        content = (self.target / f"{kind}.jsonl").read_text("utf-8")
        return {
            row["name"] + (f"@{row['apart']}" if row["apart"] else ""): row
            for row in map(json.loads, content.splitlines())
        }
