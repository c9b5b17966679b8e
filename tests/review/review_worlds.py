"""Articles made up for the tests of reviewing: facts in a text, edited texts, changed answers."""

from decimal import Decimal

from hypothesis import strategies as st

from extractor.model.records import (
    Amount,
    ArticleHead,
    Date,
    Extraction,
    Mention,
    Organization,
    RulesetHead,
    Warned,
)


def mention(text, start=0, rule="date.x", block="paragraph"):
    return Mention(start=start, end=start + len(text), text=text, block=block, rule=rule)


def extraction(article="a", sha256="0", rules="0", **kinds):
    head = ArticleHead(id=article, source=f"{article}.txt", sha256=sha256)
    return Extraction(article=head, ruleset=RulesetHead(sha256=rules), **kinds)


def day(value, text, start=0, **more):
    return Date(type="DATE", value=value, basis="published", mentions=[mention(text, start, **more)])


def body(name, *mentions):
    return Organization(name=name, category="other", mentions=list(mentions))


def sum_of(number, text, start, rule="amount.x"):
    value = Decimal(number)
    return Amount(
        value=value, min=value, max=value, qualifier="exact", currency="HKD", currency_basis="stated",
        mentions=[mention(text, start, rule)],
    )  # fmt: skip


words = st.sampled_from(["五元", "六元", "七百元", "五元正"])
facts = st.lists(
    st.tuples(
        st.integers(1, 9),  # how far behind the fact before it
        words,
        st.integers(1, 3),  # the value of the old answer
        st.sampled_from(["same", "same", "same", "flipped", "removed", "added", "longer", "other rule"]),
        st.integers(0, 2),  # how many code points an edit puts in front of it
    ),
    max_size=9,
)
names = st.lists(st.sampled_from(["甲校", "乙社", "丙局"]), max_size=5)


@st.composite
def editions(draw):
    """An accepted output and a new one of the same article, whose text may have been edited in between."""
    edited = draw(st.booleans())
    old_sums, new_sums = [], []
    old_at = new_at = 0
    for gap, text, value, fate, pushed in draw(facts):
        old_at += gap
        new_at += gap + (pushed * 50 if edited else 0)
        if fate != "added":
            old_sums.append(sum_of(value, text, old_at))
        if fate != "removed":
            longer = text + "餘" if fate == "longer" else text
            rule = "amount.y" if fate == "other rule" else "amount.x"
            new_sums.append(sum_of(value + (fate == "flipped") * 4, longer, new_at, rule))
        old_at += len(text) + 1
        new_at += len(text) + 1
    bodies = [_bodies(draw(names), at) for at in (old_at, new_at)]
    warnings = [
        [Warned(code=code, message="可疑") for code in draw(st.lists(st.sampled_from("ab"), max_size=2))]
        for _ in range(2)
    ]
    old = extraction(sha256="0", amounts=old_sums, organizations=bodies[0], warnings=sorted(warnings[0], key=_code))
    new = extraction(
        sha256="1" if edited else "0", rules="1", amounts=new_sums, organizations=bodies[1],
        warnings=sorted(warnings[1], key=_code),
    )  # fmt: skip
    return old, new


def _code(warning):
    return warning.code


def _bodies(listed, at):
    places = {}
    for index, name in enumerate(listed):
        places.setdefault(name, []).append(mention(name, at + 5 * index, "organization.x"))
    return [body(name, *found) for name, found in places.items()]
