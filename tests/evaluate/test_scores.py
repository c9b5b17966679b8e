from extractor.evaluate.align import align
from extractor.evaluate.scores import score


def all_of(pairs):
    return score(pairs, lambda p: p.gold.kind, lambda p: p.found.kind)


def earned(scores):
    return {name: one.earned_gold / 2 for name, one in scores.measures.items()}


def test_span_kind_and_value_right(wanted, found):
    pairs = align([wanted("dates", 0, 2, value="2026")], [found("dates", 0, 2)])
    assert earned(all_of(pairs)["all"]) == dict.fromkeys(("strict", "exact", "partial", "type", "valued"), 1)


def test_the_value_wrong(wanted, found):
    pairs = align([wanted("dates", 0, 2, value="2025")], [found("dates", 0, 2)])
    assert earned(all_of(pairs)["all"]) == {"strict": 1, "exact": 1, "partial": 1, "type": 1, "valued": 0}


def test_the_boundary_wrong(wanted, found):
    pairs = align([wanted("dates", 0, 4)], [found("dates", 0, 2)])
    assert earned(all_of(pairs)["all"]) == {"strict": 0, "exact": 0, "partial": 0.5, "type": 1, "valued": 0}


def test_the_kind_wrong(wanted, found):
    scores = all_of(align([wanted("dates", 0, 4)], [found("amounts", 0, 4)]))
    assert earned(scores["all"]) == {"strict": 0, "exact": 1, "partial": 1, "type": 0, "valued": 0}
    dates, amounts = scores["dates"].measures["strict"], scores["amounts"].measures["strict"]
    assert (dates.gold, dates.found, amounts.gold, amounts.found) == (1, 0, 0, 1)


def test_missed_and_spurious(wanted, found):
    strict = all_of(align([wanted("dates", 0, 2)], [found("dates", 5, 7), found("dates", 8, 9)]))["all"].measures[
        "strict"
    ]
    assert (strict.precision, strict.recall, strict.f1) == (0, 0, 0)
    strict = all_of(align([wanted("dates", 0, 2), wanted("dates", 5, 7)], [found("dates", 5, 7)]))["all"].measures[
        "strict"
    ]
    assert (strict.precision, strict.recall, round(strict.f1, 3)) == (1, 0.5, 0.667)


def test_nothing_to_find_and_nothing_found_is_perfect():
    strict = score([], lambda p: "", lambda p: "")["all"].measures["strict"]
    assert (strict.precision, strict.recall, strict.f1) == (1, 1, 1)
