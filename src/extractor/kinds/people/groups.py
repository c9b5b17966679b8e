"""One title for several people: 甲、乙等四位立法會議員; 兩名議員甲、乙; 議員甲、乙和丙."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from extractor.kinds.people.clauses import holds_word
from extractor.kinds.people.posts import Posts
from extractor.model.findings import PersonFinding, Place

JOINTS = frozenset("、和及與与") | {"以及", "、以及"}
"""What stands between the names of a row."""
_BEHIND = re.compile(r"等(?:人|(?:[\d一二两三四五六七八九十数多]+)[名位个])?|[\d一二两三四五六七八九十]+[名位]")
_IN_FRONT = re.compile(r"(?:[\d二两三四五六七八九十数多]+|几)[名位个]|多[名位]")
_REACH = 24


def share_titles(posts: Posts) -> None:
    """Give the title of a row of names to those of the row that have none of their own."""
    for row in _rows(posts):
        _from_behind(posts, row)
        _from_front(posts, row)


def _rows(posts: Posts) -> list[list[PersonFinding]]:
    """People whose names stand in a row, with nothing but joints between them."""
    rows: list[list[PersonFinding]] = []
    for one, other in pairwise(posts.mentions):
        if posts.folded[one.end : other.start] in JOINTS and not (one.alias or other.alias):
            if rows and rows[-1][-1] is one:
                rows[-1].append(other)
            else:
                rows.append([one, other])
    return rows


def _from_front(posts: Posts, row: list[PersonFinding]) -> None:
    """The first one's title holds for the row: a count stands in front of it, or it is one that many have."""
    first = row[0]
    given = [title for title in first.titles if title.end <= first.start]
    if not given or any(other.titles for other in row[1:]):
        return
    title = given[-1]
    body = given[0].organization or Place(given[0].start, given[0].start)
    counted = _IN_FRONT.search(posts.folded, max(body.start - 5, 0), title.start)
    if counted or posts.folded[title.head : title.end] in posts.edges.tables.shared_titles:
        for other in row[1:]:
            if other.end in posts.edges.titled:
                continue  # 教授甲及乙博士
            other.titles += given if counted else [title]


def _from_behind(posts: Posts, row: list[PersonFinding]) -> None:
    """甲、乙等四位立法會議員: the title behind the row, with nothing but its body in between."""
    end = row[-1].end
    opening = _BEHIND.match(posts.folded, end)
    if opening is None:
        return
    at = bisect_left(posts.starts, opening.end())
    if at == len(posts.titles):
        return
    title = posts.titles[at]
    start = opening.end()
    if title.type not in ("post", "profession") or title.start > start + _REACH or posts.is_name_at(title.end):
        return
    between = posts.folded[start : title.start]
    if between and (
        not between.isalnum()
        or holds_word(posts.edges.scan.analysis, start, title.start, posts.edges.tables.title_stops)
    ):
        return
    span = posts.span(title, Place(start, title.start))
    for person in reversed(row):
        if any(own.end <= person.start for own in person.titles):
            break
        person.titles.append(span)
