"""The lines of the entity files: one entity or finding each. Keys stand in the order written here.

`outputs/run/entities/labs.jsonl`, `people.jsonl`, `organizations.jsonl` hold entities, sorted by name;
`findings.jsonl` holds what does not fit together.
"""

from __future__ import annotations

from typing import Literal

from extractor.model.records import Record

Kind = Literal["labs", "people", "organizations"]
Code = Literal["probable_misprint", "two_hosts", "two_holders", "two_english_names", "name_of_another"]
Relation = Literal["same", "different"]


class Sighting(Record):
    """An article in which something was seen: its publication day (null when unknown) and its id."""

    published: str | None
    article: str


class Seen(Record):
    """In how many articles something was seen, and the first and the last of them by publication day.

    Articles without a day count, and are first or last only when no article has one.
    """

    articles: int
    first: Sighting
    last: Sighting


class Form(Record):
    """A name as articles gave it: the record's name, an alias, a short form, an English name; and when."""

    text: str
    articles: int
    first: Sighting
    last: Sighting


class Post(Record):
    """A post, and when articles named this person as its holder."""

    title: str
    organization: str | None
    articles: int
    first: Sighting
    last: Sighting


class Entity(Record):
    """Something that several articles speak of. `name` is the listed name, else the one most articles use.

    `apart` says by what this one of several bearers of the name was told from the others, as a person
    settled it; `names` are all forms, the most frequent first.
    """

    name: str
    apart: str | None
    articles: int
    first: Sighting
    last: Sighting
    names: list[Form]
    names_en: list[Form]


class PersonEntity(Entity):
    """A person; posts in the order in which they were first seen."""

    posts: list[Post]


class OrganizationEntity(Entity):
    """An organization. `category` is the one most articles give."""

    kb_id: str | None
    category: str | None


class LabEntity(Entity):
    """A laboratory; every host that an article gives it."""

    kb_id: str | None
    category: str | None
    hosts: list[Form]


class Side(Record):
    """One side of a finding: what a settled line calls it, and where it was seen."""

    name: str
    seen: Seen


class Finding(Record):
    """Something that does not fit together. `a` is the rarer side, the probable misprint of `b`.

    `about` is the post, where two hold one; `evidence` says in words why the two are near. `id` stays the
    same as long as code, kind, names and post do.
    """

    id: str
    code: Code
    kind: Kind
    a: Side
    b: Side
    about: str | None = None
    evidence: str


class Settled(Record):
    """A line of `rules/settled.jsonl`: what a person decided about two names of one kind.

    `same`: `a` is `b`, whose name is the right one. `different`: they are two, and both names are right.
    A name may be told from others of the same form by `@` and an organization, host or English name.
    """

    kind: Kind
    a: str
    b: str
    relation: Relation
    about: str | None = None
    reason: str
    by: str | None = None
