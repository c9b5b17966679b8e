"""People: names found by evidence that adds up, and the titles that the text gives them.

`recognize` finds titles and the places where names may begin or end, weighs the names there and accepts
those with enough evidence. `resolve` follows each accepted name through the article and gives it its posts.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.kinds.people.candidates import apart, gather
from extractor.kinds.people.chairs import name_chairs
from extractor.kinds.people.changes import apply_changes
from extractor.kinds.people.context import Edges, make_edges
from extractor.kinds.people.foreign import dotted, framed, glossed, latin, regnal
from extractor.kinds.people.groups import share_titles
from extractor.kinds.people.judge import Name, judge
from extractor.kinds.people.misprints import Holder, misprint_warnings, misprinted_officials
from extractor.kinds.people.posts import Posts
from extractor.kinds.people.spread import Spread
from extractor.kinds.people.titles import Title, find_titles
from extractor.model.findings import PersonFinding
from extractor.model.warnings import Warning_
from extractor.rulebook import Scan


@dataclass(slots=True, eq=False)
class Recognized:
    """The titles of an article, the weighed edges, and the accepted names by their folded strings."""

    titles: list[Title]
    edges: Edges
    names: dict[str, Name]
    officials: dict[str, Holder]
    """Accepted names that are one character away from the listed holder of the same office."""


def recognize(scan: Scan) -> Recognized:
    """What the words say: titles and names."""
    titles = find_titles(scan)
    edges = make_edges(scan, titles)
    foreign = [*dotted(edges), *regnal(edges), *latin(edges), *glossed(edges)]
    names = judge(edges, apart([*gather(edges), *foreign, *framed(edges)]))
    officials = misprinted_officials(edges, titles, names)
    for text in officials:
        names[text] = Name(text, "chinese", "person.title", 0, [("misprint", 0)])
    return Recognized(titles, edges, names, officials)


def resolve(found: Recognized, scan: Scan) -> tuple[list[PersonFinding], list[Warning_]]:
    """Every mention of every person, with the titles that it gives; and warnings."""
    people = Spread(found.edges, found.names, found.titles).mentions()
    people = name_chairs(people, found.titles, found.edges.folded)
    posts = Posts(found.edges, found.titles, people)
    posts.attach()
    share_titles(posts)
    apply_changes(posts, scan)
    return people, misprint_warnings(found.edges, people, found.officials)
