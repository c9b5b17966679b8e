import json

import pytest
import spacy

from extractor import Extractor, UsageError


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("extractor", config={"published": "2025-08-26"})
    return pipeline


def test_the_spans_are_those_of_the_python_api(nlp):
    text = "創新科技署昨日向香港大學撥款2000萬元，該校在《全球創新指數》排名第四。"
    doc = nlp(text)
    record = json.loads(doc.user_data["extraction"])
    assert record == json.loads(Extractor().extract(text, published=spacy_day()).to_json())
    for kind in ("labs", "people", "organizations", "amounts", "quantities", "rankings", "dates"):
        places = [(m["start"], m["end"]) for row in record[kind] for m in row["mentions"]]
        spans = doc.spans[kind]
        assert len(spans) == len(places)
        for span, (start, end) in zip(spans, places, strict=True):
            assert span.start_char <= start < end <= span.end_char


def spacy_day():
    from datetime import date

    return date(2025, 8, 26)


def test_a_publication_day_that_is_none_is_refused(nlp):
    doc = nlp.make_doc("昨日公布。")
    doc.user_data["published"] = "soon"
    with pytest.raises(UsageError, match="expected an ISO day"):
        nlp.get_pipe("extractor")(doc)
