"""The newest moment of a sort, asked for by block and by sentence."""

from extractor.kinds.dates.anchor import Anchor
from extractor.kinds.dates.discourse import Discourse, Said
from extractor.kinds.dates.meaning import Look, Place
from extractor.kinds.dates.moment import Moment


def said(moment, block=0, sentence=0, future=False):
    place = Place(0, 2, sentence, block, lambda start, end: Look(future, past=False))
    return Said(place, moment, own_year=True, compared=False, relative=False)


def talk_of(*moments):
    talk = Discourse(Anchor(None))
    for moment in moments:
        talk.say(moment)
    return talk


def test_the_newest_of_several_grains():
    day, month = said(Moment("day", 2025, 8, 3)), said(Moment("month", 2025, 9))
    assert talk_of(day, month).last_month() is month
    assert talk_of(month, day).last_month() is day
    assert talk_of(day, month).last_day(0) is day
    assert talk_of(day, month).last_week() is day


def test_another_block_and_another_sentence_hide_it():
    day = said(Moment("day", 2025, 8, 3, hour=15), block=1, sentence=4)
    talk = talk_of(day, said(Moment("year", 2020), block=3, sentence=9))
    assert talk.last_with_month(3) is None
    assert talk.last_day(3, back=2) is day
    assert talk.last_day(3, back=1) is None
    assert talk.last_timed(4) is day
    assert talk.last_timed(9) is None


def test_years_that_lie_ahead_are_passed_over():
    told = said(Moment("year", 2020))
    talk = talk_of(told, said(Moment("year", 2030), future=True), said(Moment("decade", 1990)))
    goal = talk.last_with_year()
    assert goal is not None and goal.moment.year == 2030
    assert talk.last_with_year(0, goals=False) is told
    assert talk.last_with_year(0, goals=False) is told
    assert talk.last_with_year() is goal
    assert talk.last_with_year(1) is None
