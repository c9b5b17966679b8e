import pytest


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("毛利率由18.4%升至23.9%，改善5.5個百分點。", False),
        ("毛利率由18.4%升至23.9%，改善8.5個百分點。", True),
        ("會員由200人增至300人，增幅50%。", False),
        ("會員由200人增至300人，增幅30%。", True),
        ("會員由200人增至300人，增幅約三成。", False),
    ],
)
def test_a_change_that_its_ends_contradict_is_doubted(extractor, text, doubted):
    codes = [warning.code for warning in extractor.extract(text).warnings]
    assert ("change_misfit" in codes) is doubted
