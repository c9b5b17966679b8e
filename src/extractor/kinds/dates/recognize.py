"""What the words state: matches of the rules, neighbours joined, intervals and glosses tied together.

No metadata is seen here. What cannot be a temporal expression in its surroundings is dropped with a reason.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.kinds.dates.cues import Cues, cues_of
from extractor.kinds.dates.forms import CLOCK, DAY, DAYTIME, PART, YEAR, Length, Mention, Point
from extractor.kinds.dates.handover import settle_handover
from extractor.kinds.dates.lone import decide
from extractor.kinds.dates.read import mention_of
from extractor.rulebook import Scan

_CLOSERS = {"「": "」", "『": "』"}
_WIDEST_GAP = 3
"""No more code points stand between the parts of one expression."""
_DASHES = frozenset(("-", "--", "~"))
_LINKS = frozenset(("", " ", "〇", "又"))
"""What may stand between the parts of a length: 一小時零十五秒 (零 folds to 〇)."""
_BEHIND_GLOSS = frozenset("）晚早上下，、夜凌中傍")
_FINER = {"Y": "MWD", "M": "WD", "W": "D", "D": "H", "H": "N", "N": "S", "S": ""}
"""Units that may follow a unit in one length: 一天5分鐘 is five minutes a day, no length of both."""


def recognize(scan: Scan) -> list[Mention]:
    """Every temporal expression of the article, in text order, by what its words say."""
    atoms = []
    for match in scan.matches("dates"):
        mention = mention_of(match)
        if mention is None:
            scan.lost("dates", match.rule.id, match.start, match.end, "no such day, month or hour")
        else:
            atoms.append(mention)
    if not atoms:
        return []
    folded = scan.analysis.folded
    cues = cues_of(scan.rulebook)
    mentions = _intervals(_joined(atoms, folded, cues), folded, cues)
    mentions = _listed(mentions)
    _tie_glosses(mentions, folded)
    for mention in mentions:
        if mention.point.anniversary is not None:
            settle_handover(mention, folded, cues)
    return [mention for mention in mentions if _stands(mention, scan, cues)]


# --- neighbours -------------------------------------------------------------------------------------------


def _joined(atoms: list[Mention], folded: str, cues: Cues) -> list[Mention]:
    """Neighbours that make one expression become one: 去年 + 11月 + 20日 + 上午10時."""
    mentions = [atoms[0]]
    for atom in atoms[1:]:
        if not _absorb(mentions[-1], atom, folded, cues):
            mentions.append(atom)
    return mentions


def _is_hedged_clock(left: Mention, right: Mention, gap: str, cues: Cues) -> bool:
    """昨日下午近5時: a hedge between a day or its part and the hour."""
    if left.shape != "point" or right.point.hour is None:
        return False
    found = cues.after("clock_hedge", gap, 0)
    return found is not None and found.end() == len(gap) and left.point.ranks()[-1:] in ([DAY], [DAYTIME])


def _absorb(left: Mention, right: Mention, folded: str, cues: Cues) -> bool:
    if right.start - left.end > _WIDEST_GAP:
        return False
    gap = folded[left.end : right.start]
    if gap and _is_hedged_clock(left, right, gap, cues):
        right.point.mod, gap = "APPROX", ""
    if len(gap) > 1 or left.traits.get("closed"):
        return False
    if left.to is not None:
        return _absorb_into_end(left, left.to, right, gap)
    if left.shape == "length" and right.shape == "length":
        return _absorb_length(left, right, gap)
    if left.shape == "set" and right.shape == "point" and gap == "":
        return _absorb_into_set(left, right)
    if right.traits.get("bound"):
        return _absorb_bound(left, right, gap)
    if left.shape != "point" or right.shape != "point" or not _may_touch(left, right, gap, folded):
        return False
    if not _fits(left.point, right.point):
        return False
    left.point = left.point.joined(right.point)
    if gap in _CLOSERS and folded[right.end : right.end + 1] == _CLOSERS[gap]:
        left.end = right.end + 1
    else:
        left.end = right.end
    left.to = right.to
    _join_traits(left, right)
    return True


def _absorb_bound(left: Mention, right: Mention, gap: str) -> bool:
    """2030年 + 前: the point becomes the bound of an open stretch."""
    if gap or left.shape != "point" or left.point.mod is not None or not left.point.ranks():
        return False
    left.point, left.end = left.point.joined(right.point), right.end
    return True


def _absorb_into_end(left: Mention, to: Point, right: Mention, gap: str) -> bool:
    """2011年至2012年 + 12月: the end of an interval takes what follows it."""
    if gap or right.shape != "point" or right.to is not None or not _fits(to, right.point):
        return False
    left.to, left.end = to.joined(right.point), right.end
    return True


def _join_traits(left: Mention, right: Mention) -> None:
    """What only tells that an atom may not stand alone falls when it has found company."""
    kept = {name: value for name, value in right.traits.items() if name == "closed"}
    dropped = ("needs_company", "spoken", "otherwise")
    left.traits = {**{name: value for name, value in left.traits.items() if name not in dropped}, **kept}


def _may_touch(left: Mention, right: Mention, gap: str, folded: str) -> bool:
    if gap in ("", " "):
        return True
    if gap == "的":
        return right.point.ranks()[:1] == [PART] or right.point.holiday is not None
    return gap in _CLOSERS and right.point.holiday is not None


def _fits(left: Point, right: Point) -> bool:
    """Whether `right` says finer parts of what `left` names."""
    ranks, finer = left.ranks(), right.ranks()
    if not ranks or not finer or left.weekend:
        return False
    if left.mod is not None and finer[0] < DAYTIME:
        return False
    if left.day is not None and finer == [DAY] and right.weekday is not None and left.weekday is None:
        return right.week_offset is None
    if ranks[-1] >= finer[0]:
        return False
    if finer[0] == DAY and right.day is not None:
        return left.month is not None or bool({"month_offset", "month_ref", "month_context"} & left.parts())
    if finer[0] == DAY and (right.day_offset is not None or right.day_ref is not None):
        return False
    if finer[0] >= DAYTIME:
        return ranks[-1] >= DAY
    if finer[0] == DAY and right.weekday is not None:
        return False
    return not (left.calendar or right.calendar)


def _absorb_length(left: Mention, right: Mention, gap: str) -> bool:
    one, two = left.length, right.length
    if one is None or two is None or gap not in _LINKS or one.direction or one.upper:
        return False
    if not one.amounts or not two.amounts:
        return False
    (count, unit), (_, finer) = one.amounts[-1], two.amounts[0]
    if finer not in _FINER[unit] or (unit == "D" and count == 1):
        return False
    left.length = Length([*one.amounts, *two.amounts], two.upper, two.mod or one.mod, two.direction)
    left.end = right.end
    _join_traits(left, right)
    return True


def _absorb_into_set(left: Mention, right: Mention) -> bool:
    """每年9月, 每月15日, 每日上午9時: the set has a pattern instead of a length."""
    if left.point.parts():
        if not _fits(left.point, right.point):
            return False
        left.point, left.end, left.to = left.point.joined(right.point), right.end, right.to
        return True
    ranks = right.point.ranks()
    period = left.length.amounts[0][1] if left.length and len(left.length.amounts) == 1 else None
    if period == "Y" and right.point.parts() == {"year_context", "mod"}:  # 每年年底
        left.point, left.end = right.point, right.end
        return True
    fitting = {"Y": PART, "M": DAY, "D": DAYTIME, "W": DAY}
    if period is None or not ranks:
        return False
    if period == "Y" and right.point.holiday is not None and ":" not in right.point.holiday:
        left.point, left.end = right.point, right.end
        return True
    if ranks[0] != fitting.get(period) and not (period == "D" and ranks[0] == CLOCK):
        return False
    if any(name.endswith(("_offset", "_ref", "_context")) for name in right.point.parts()):
        return False
    left.point, left.end, left.to = right.point, right.end, right.to
    return True


# --- intervals --------------------------------------------------------------------------------------------


def _intervals(mentions: list[Mention], folded: str, cues: Cues) -> list[Mention]:
    """Two points with 至 between them become one interval."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is not None and _spans(last, mention, folded, cues):
            last.to, last.end = mention.point, mention.end
            _join_traits(last, mention)
        elif last is not None and _stretches(last, mention, folded, cues):
            kept[-1] = _up_to(last, mention)
        else:
            kept.append(mention)
    return kept


_DAYS_OF = {"Y": 365, "M": 30, "W": 7, "D": 1}


def _stretches(left: Mention, right: Mention, folded: str, cues: Cues) -> bool:
    """一年半至四年: two lengths, the shorter one in front."""
    one, two = left.length, right.length
    if left.shape != "length" or right.shape != "length" or one is None or two is None:
        return False
    if not 1 <= right.start - left.end <= 2 or one.direction or one.upper or two.upper or one.mod or two.mod:
        return False
    between = cues.after("to_word", folded, left.end)
    if between is None or between.end() != right.start or len(one.amounts) != 1 or len(two.amounts) != 1:
        return False
    (low, unit), (high, other) = one.amounts[0], two.amounts[0]
    if unit in _DAYS_OF and other in _DAYS_OF:
        return low * _DAYS_OF[unit] < high * _DAYS_OF[other]
    return unit == other and low < high


def _up_to(left: Mention, right: Mention) -> Mention:
    """The two lengths as one."""
    one, two = left.length or Length([]), right.length or Length([])
    left.length = Length(one.amounts, None, None, two.direction, two.amounts)
    left.end = right.end
    return left


def _spans(left: Mention, right: Mention, folded: str, cues: Cues) -> bool:
    if not 1 <= right.start - left.end <= 4:
        return False
    if left.shape not in ("point", "set") or right.shape != "point" or left.to or right.to:
        return False
    between = cues.after("to_word", folded, left.end)
    if between is None and folded[left.end] == " ":
        between = cues.after("to_word", folded, left.end + 1)
    if between is None or right.start - between.end() not in ((0, 1) if folded[between.end()] == " " else (0,)):
        return False
    one, two = left.point.ranks(), right.point.ranks()
    if not one or not two:
        return False
    if one[-1] == DAY and two[-1] == PART and right.point.month_named():  # 由今日至9月底
        return "起" in between[0] or cues.before("from_before", folded, left.start) is not None
    if one[0] >= DAYTIME and left.point.hour is None:
        return False
    if (
        left.point.parts() == {"day"}
        and right.point.parts() != {"day"}
        and cues.before("length_before", folded, left.start)
    ):
        return False  # 為期14日至8月5日止
    if between[0].strip() in _DASHES and _hangs(left.point) != _hangs(right.point):
        return False  # 今天—9月28日 explains the day; it is no stretch
    same = one[-1] == two[-1] or (one[-1] >= DAYTIME and two[-1] >= DAYTIME)
    return same or (one[-1] in (YEAR, PART) and two[-1] in (YEAR, PART))


def _hangs(point: Point) -> bool:
    """Whether the point hangs on the day of writing or on what was told."""
    return any(name.endswith(("_offset", "_ref")) for name in point.parts())


def _listed(mentions: list[Mention]) -> list[Mention]:
    """下周一、三: the weekday behind is of the same week or set as the one it borrows from, else none."""
    kept: list[Mention] = []
    for mention in mentions:
        if "listed" in mention.traits:
            last = kept[-1] if kept else None
            if last is None or last.point.weekday is None or mention.start - last.end != 1:
                continue
            mention.shape = last.shape
            same = None if last.shape == "set" or last.point.week_offset is not None else 0
            mention.point = mention.point.but(week_offset=last.point.week_offset, week_ref=last.point.week_ref or same)
        last = kept[-1] if kept else None
        if last is not None and _joins_set(last, mention):
            mention.shape = "set"
        kept.append(mention)
    return kept


def _joins_set(last: Mention, mention: Mention) -> bool:
    """每年3月和9月: the month behind comes every year too."""
    months = last.point.month is not None and mention.point.parts() == {"month"}
    return last.shape == "set" and months and mention.start - last.end == 1 and last.to is None


# --- glosses ----------------------------------------------------------------------------------------------


def _tie_glosses(mentions: list[Mention], folded: str) -> None:
    """前日（8日）: an expression and the one that opens the bracket right behind it name the same day."""
    for left, right in pairwise(mentions):
        if right.start - left.end != 1 or folded[left.end] != "（":
            continue
        if left.shape != "point" or right.shape != "point" or left.to or right.to or left.inner:
            continue
        if folded[right.end : right.end + 1] not in _BEHIND_GLOSS:
            continue
        if _may_gloss(left.point, right.point):
            left.gloss, right.gloss, right.inner = right, left, True
    for left, right in pairwise(mentions):
        if left.inner and right.start == left.end + 1 and folded[left.end] == "）":
            right.traits = {**right.traits, "behind_gloss": True}


def _may_gloss(left: Point, right: Point) -> bool:
    if not left.ranks() or not right.ranks():
        return False
    days = left.ranks()[-1] >= DAY and right.ranks()[0] >= PART and DAY in right.ranks()
    months = left.month_offset is not None and right.month is not None
    years = left.year_offset is not None and right.year is not None
    return days or months or years


# --- what stands alone ------------------------------------------------------------------------------------


def _stands(mention: Mention, scan: Scan, cues: Cues) -> bool:
    """Whether a mention is a temporal expression where it stands; what is ambiguous is decided here."""
    folded = scan.analysis.folded
    reason = decide(mention, folded, cues)
    if reason is None and _in_title(mention, folded):
        reason = "a date in a title is an edition"
    if reason is not None:
        scan.lost("dates", mention.rule, mention.start, mention.end, reason)
    return reason is None


def _in_title(mention: Mention, folded: str) -> bool:
    """Whether the mention stands between 《 and 》."""
    if mention.gloss is not None:
        return False
    opened = folded.rfind("《", max(mention.start - 40, 0), mention.start)
    if opened < 0 or folded.find("》", opened, mention.start) >= 0:
        return False
    closed = folded.find("》", mention.end, mention.end + 60)
    return closed >= 0 and folded.find("\n", mention.start, closed) < 0
