"""Records and gold made by hand: `found("dates", "昨日", 0, value=…)` beside `wanted(…)`."""

import pytest

from extractor.evaluate.align import Found
from extractor.evaluate.gold import MODELS, GoldMention
from extractor.model.records import Mention

DEFAULTS = {
    "dates": {"type": "DATE", "value": "2026", "basis": "explicit"},
    "amounts": {"qualifier": "exact", "currency": "HKD", "currency_basis": "stated"},
    "quantities": {"qualifier": "exact", "unit": "間"},
    "rankings": {},
    "people": {"name": "甲"},
    "organizations": {"name": "甲", "category": "other"},
    "labs": {"name": "甲", "category": "laboratory"},
}


@pytest.fixture
def wanted():
    def make(kind, start, end, optional=False, **fields):
        return GoldMention(kind, start, end, "字" * (end - start), fields, optional, "a.gold:1")

    return make


@pytest.fixture
def found():
    def make(kind, start, end, record=None, **fields):
        mention = Mention(start=start, end=end, text="字" * (end - start), block="paragraph", rule="x.y")
        record = record or MODELS[kind](mentions=[mention], **{**DEFAULTS[kind], **fields})
        return Found(kind, start, end, mention.text, "paragraph", "x.y", record)

    return make
