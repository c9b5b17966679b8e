"""Changes of post: 甲獲委任為乙署署長，接替丙. The new and the former holder each get the title."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby

from extractor.kinds.people.clauses import holds_word
from extractor.kinds.people.groups import JOINTS
from extractor.kinds.people.posts import Posts
from extractor.model.findings import PersonFinding, Place, TitleSpan
from extractor.rulebook import Match, Scan

_REACH = 40
_NEAR = 8
_FOR_YEARS = re.compile(r"(?:多年|近?[\d一二两三四五六七八九十多]+年)?的")
_TIES = frozenset("及兼、和")
_CARRIED_ON = frozenset("他她并后又再亦也曾于在并")
_PROPOSED = ("否决", "建议", "提名", "推荐", "反对")
_THEN = frozenset("则将改会")
_MARKS = frozenset("，。；：、！？\n")


def apply_changes(posts: Posts, scan: Scan) -> None:
    """Give the titles of appointments and departures to the people of their sentences."""
    for match in scan.matches("people", "pronoun"):
        _of_pronoun(posts, match)
    matches = scan.matches("people", "change")
    for _, group in groupby(matches, key=lambda match: scan.analysis.sentence_index(match.start)):
        _sentence(posts, scan, list(group))


def _sentence(posts: Posts, scan: Scan, matches: list[Match]) -> None:
    start, end, _ = scan.analysis.sentence_at(matches[0].start)
    people = posts.mentions[bisect_left(posts.begins, start) : bisect_left(posts.begins, end)]
    formers = [former for match in matches if match.rule.set["role"] == "former"
               if (former := next((p for p in people if match.end <= p.start <= match.end + _NEAR), None))]  # fmt: skip
    given: TitleSpan | None = None
    for match in matches:
        role = match.rule.set["role"]
        title = None if role == "former" else _title_behind(posts, match.end)
        if title is None:
            _filled_by(posts, people, match)
            continue
        told = _told_of(posts, people, title) or (_in_front(posts, people, match.start) if role == "held" else None)
        if told is not None or role == "held":
            if told is not None:
                _give(told, title)
            continue
        more = _tied(posts, title)
        holder = next((p for p in reversed(people) if p.end <= match.start and p not in formers), None)
        given = title if holder is not None else given
        if holder is not None and not _doubtful(posts, holder.end, match.start) and _is_subject(posts, holder, match):
            if holder.titles and posts.folded.endswith(tuple(posts.edges.tables.moved), match.start, match.end):
                title.beside = holder.titles[0]
            _give(holder, title)
            for other in (holder, *_row_before(posts, people, holder)):
                for one in (title, *more):
                    _give(other, one)
    if given is None and formers:
        holder = next((p for p in reversed(people) if p.end <= formers[0].start and p is not formers[0]), None)
        own = [title for title in holder.titles if title.start >= holder.end] if holder is not None else []
        given = own[0] if own else None
    for former in formers:
        if given is not None and not former.titles:
            _give(former, given)


def _filled_by(posts: Posts, people: list[PersonFinding], match: Match) -> None:
    """副院長由某某擔任: the office in front of 由 is that of the person whom the verb follows."""
    holder = next((person for person in people if posts.edges.titled.get(person.end, person.end) == match.start), None)
    if holder is None or match.rule.set["role"] != "holder":
        return
    by = posts.folded.rfind("由", max(holder.start - _REACH, 0), holder.start)
    named = any(by < person.start < holder.start for person in people)
    if by < 0 or named or not _MARKS.isdisjoint(posts.folded[by : holder.start]):
        return
    title = posts.by_end.get(by) or posts.by_end.get(by - 1)
    if title is not None and title.type == "post" and (title.end == by or posts.folded[by - 1] in _THEN):
        _give(holder, posts.span(title, posts.body_place(title.start, 0)))


def _tied(posts: Posts, title: TitleSpan) -> list[TitleSpan]:
    """The titles that joints tie to one that a verb gives: 主席及非執行董事."""
    found: list[TitleSpan] = []
    last = title
    while posts.folded[last.end : last.end + 1] in _TIES:
        behind = posts.by_start.get(last.end + 1)
        if behind is None or behind.type not in ("post", "profession") or posts.is_name_at(behind.end):
            break
        span = posts.span(behind, Place(behind.start, behind.start))
        span.beside = last
        found.append(span)
        last = span
    return found


def _row_before(posts: Posts, people: list[PersonFinding], last: PersonFinding) -> list[PersonFinding]:
    """Those who stand in a row with somebody, in front: 甲、乙和丙獲委任為."""
    row: list[PersonFinding] = []
    for one in reversed(people[: people.index(last)]):
        end = posts.edges.titled.get(one.end, one.end)
        if posts.folded[end : last.start] not in JOINTS or one.alias:
            break
        row.append(one)
        last = one
    return row


def _of_pronoun(posts: Posts, match: Match) -> None:
    """他是中國工程院院士: the post of the one person whom the sentence before names, if the pronoun opens its own."""
    analysis = posts.edges.scan.analysis
    index = analysis.sentence_index(match.start)
    sentence = analysis.sentence_at(match.start)
    if sentence.start != match.start or index == 0:
        return
    floor = max(analysis.sentences[index - 1].start, analysis.block_at(match.start).start)
    named = posts.mentions[bisect_left(posts.begins, floor) : bisect_left(posts.begins, match.start)]
    if named and len({person.name for person in named}) == 1:
        for title in posts.ending_at(match.end, posts.clause_end(match.end)):
            _give(named[-1], title)


def _told_of(posts: Posts, people: list[PersonFinding], title: TitleSpan) -> PersonFinding | None:
    """The person behind a relative clause that ends with the title: 曾任署長的律師杜嘉恆."""
    behind = _FOR_YEARS.match(posts.folded, title.end)
    if behind is None:
        return None
    end = behind.end()
    person = next((person for person in people if person.start >= end), None)
    if person is None or person.start > end + _REACH or not _MARKS.isdisjoint(posts.folded[end : person.start]):
        return None
    return person if person.alias is None else None


def _in_front(posts: Posts, people: list[PersonFinding], start: int) -> PersonFinding | None:
    """The person whose clause the verb opens: the name, or a bracket behind it, stands in front of the comma."""
    stretch = posts.folded[max(start - _REACH, 0) : start]
    last = next((person for person in reversed(people) if person.end <= start), None)
    if last is not None and posts.folded[last.end : start] in posts.edges.tables.held_adverbs:
        return last
    if last is None or not stretch.endswith("，"):
        return None
    between = posts.folded[last.end : start - 1]
    return last if not between or (between[0] == "（" and between.find("）") == len(between) - 1) else None


def _is_subject(posts: Posts, holder: PersonFinding, match: Match) -> bool:
    """Whether nobody else (特首擔任) stands between somebody and a verb, and nothing in front puts it in doubt."""
    own = posts.edges.titled.get(holder.end, holder.end)
    before = posts.by_end.get(match.start)
    if before is not None and before.type == "post" and before.start >= own:
        return False
    clause = re.split("[，。；：]", posts.folded[max(holder.start - _REACH, 0) : holder.start])[-1]
    return not any(word in clause for word in _PROPOSED)


def _doubtful(posts: Posts, start: int, end: int) -> bool:
    """Whether the words between a name and its verb put the change in doubt (未獲委任, 有意出任)."""
    between = posts.folded[start:end]
    clause = between.rpartition("，")[2]
    if "，" in between and len(clause) > _NEAR and clause[0] not in _CARRIED_ON:
        return True  # another clause, with a subject of its own
    return any(word in between for word in posts.edges.tables.change_doubts)


def _title_behind(posts: Posts, start: int) -> TitleSpan | None:
    """The title that ends the object of a verb: within its clause, and of nobody who is named behind it."""
    at = bisect_left(posts.starts, start)
    while at < len(posts.titles) and posts.titles[at].start <= start + _REACH:
        title = posts.titles[at]
        between = posts.folded[start : title.start]
        if any(mark in between for mark in "，。；：、 「」"):
            return None
        end = title.start - (posts.folded[title.start - 1] == "的")  # 中國工程院的外籍院士
        if holds_word(posts.edges.scan.analysis, start, end, posts.edges.tables.title_stops):
            return None
        if title.type in ("post", "profession") and not posts.is_name_at(title.end):
            return posts.span(title, Place(start, title.start))
        at += 1
    return None


def _give(person: PersonFinding, title: TitleSpan) -> None:
    own = next((own for own in person.titles if own.end == title.end), None)
    if own is None:
        person.titles.append(title)
    elif own.beside is None and title.beside is not own:
        own.beside = title.beside
