"""Short forms that an article defines."""

from itertools import pairwise

import pytest


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("晴川海運有限公司（下稱「晴海」）公布業績。晴海派息。", 3),
        ("香港橋樑監測學會（橋監會）回應。橋監會稱不知情。", 3),
        ("晴川橋樑協會，簡稱晴橋會，昨日成立。晴橋會有百人。", 3),
        ("晴川橋樑協會（昨日成立）回應。", 1),
        ("晴川橋樑協會（CBA）回應，CBA稱不知情。", 3),
    ],
)
def test_a_defined_form_holds_in_the_article(organizations_of, text, count):
    findings, _, _ = organizations_of(text)
    assert len(findings) == count
    assert len({found.name for found in findings}) == 1


def test_the_headline_may_leave_out_the_legal_form(organizations_of):
    findings, _, _ = organizations_of("# 瀚海半導體扭虧\n\n瀚海半導體有限公司昨日公布業績。")
    assert {found.name for found in findings} == {"瀚海半導體有限公司"}


def test_no_mentions_overlap(organizations_of):
    findings, _, _ = organizations_of("香港大學李嘉誠醫學院與港大醫學院學生會、香港大學學生會。")
    spans = sorted((found.start, found.end) for found in findings)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
