"""Where findings of different kinds overlap."""


def test_a_body_that_holds_a_title_and_its_holder_is_none(extractor):
    found = extractor.extract("浸大校董會副主席鄭恩基、校長陳新滋和中醫藥學院院長劉良均有出席。")
    assert [person.name for person in found.people] == ["鄭恩基", "陳新滋", "劉良"]
    assert not any("陳新滋" in body.name for body in found.organizations)


def test_a_body_named_after_somebody_stays(extractor):
    found = extractor.extract("校長陳新滋到訪張安德基金會。")
    assert "張安德基金會" in [body.name for body in found.organizations]
