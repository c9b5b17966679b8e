from extractor.pipeline import extract
from extractor.reading import article_from_text


def test_a_figure_without_a_unit_has_null_there(rulebook):
    record = extract(article_from_text("電車120歲，首日載客逾16萬，成人車費3元。"), rulebook)
    (found,) = (one for one in record.quantities if one.item == "載客")
    assert found.unit is None
    assert '"unit": null' in record.to_json()
    assert '": ""' not in record.to_json()
