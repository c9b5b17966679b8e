"""Every annotation format, read back the way its tool counts, marks the same words; astral characters too."""

import json

import pytest
from export_worlds import TEXT, hostile, load, put

from extractor.evaluate import convert
from extractor.export import export
from extractor.export.annotations import LABELS, Units, marked
from extractor.model.errors import StoreError
from extractor.store import run_outputs


@pytest.fixture
def world(tmp_path):
    """A corpus with the hostile text, and its run."""
    from hashlib import sha256

    record = hostile()
    path = tmp_path / "corpus" / record.article.source
    path.parent.mkdir(parents=True)
    kept = TEXT.replace("\r", "\n")
    path.write_bytes(kept.encode())
    head = record.article.model_copy(update={"sha256": sha256(kept.encode()).hexdigest()})
    said = record.model_dump_json().replace("甲\\r乙", "甲\\n乙")
    put(tmp_path / "run", type(record).model_validate_json(said).model_copy(update={"article": head}))
    return tmp_path, kept


def exported(world, form):
    folder, text = world
    export(folder / "run", folder / "out", form, corpus=[folder / "corpus"])
    (extraction,) = run_outputs(folder / "run")
    return folder / "out", text, marked(extraction)


def test_brat_counts_code_points_line_by_line(world):
    out, text, expected = exported(world, "brat")
    ours = (out / "中/=cmd.txt").read_bytes().decode()
    assert ours == text
    found = []
    for line in (out / "中/=cmd.ann").read_text("utf-8").split("\n"):
        if line.startswith("T"):
            _, place, words = line.split("\t")
            label, _, spans = place.partition(" ")
            parts = [tuple(map(int, span.split())) for span in spans.split(";")]
            assert " ".join(ours[start:end] for start, end in parts) == words
            assert all("\n" not in ours[start:end] for start, end in parts)
            found.append((label.lower(), parts[0][0], parts[-1][1]))
    assert found == [(LABELS[one.kind], one.start, one.end) for one in expected]


def test_label_studio_counts_code_points(world):
    out, text, expected = exported(world, "label-studio")
    (task,) = load(out / "tasks.json")
    assert task["data"]["text"] == text
    values = [region["value"] for region in task["predictions"][0]["result"]]
    assert [text[value["start"] : value["end"]] for value in values] == [one.text for one in expected]
    assert [value["labels"][0] for value in values] == [LABELS[one.kind] for one in expected]
    assert {label for value in values for label in value["labels"]} <= set(LABELS.values())
    assert 'value="organization"' in (out / "labels.xml").read_text("utf-8")


def test_doccano_counts_utf_16_units(world):
    out, text, expected = exported(world, "doccano")
    row = json.loads((out / "doccano.jsonl").read_text("utf-8"))
    units = row["text"].encode("utf-16-le")
    words = [units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in row["label"]]
    assert words == [one.text for one in expected]
    assert row["text"] == text
    assert any(start != one.start for (start, _, _), one in zip(row["label"], expected, strict=True)), "astral ones"


def test_web_annotation_counts_code_points_and_quotes(world):
    out, text, expected = exported(world, "web-annotation")
    page = load(out / "annotations.jsonld")
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for item, one in zip(page["items"], expected, strict=True):
        place, quoted = item["target"]["selector"]
        assert text[place["start"] : place["end"]] == quoted["exact"] == one.text
        assert text[: place["start"]].endswith(quoted["prefix"])
        assert text[place["end"] :].startswith(quoted["suffix"])
        assert item["body"][0]["value"] == LABELS[one.kind]
    assert len({item["id"] for item in page["items"]}) == len(expected)
    assert (out / "texts/中/=cmd.txt").read_bytes().decode() == text


def test_spacy_docs_have_the_spans(world):
    import spacy
    from spacy.tokens import DocBin

    out, text, expected = exported(world, "spacy")
    (doc,) = DocBin().from_disk(out / "articles-00000.spacy").get_docs(spacy.blank("zh").vocab)
    assert doc.text == text
    found = {(kind, span.start_char, span.end_char, span.text) for kind in LABELS for span in doc.spans[kind]}
    assert found == {(one.kind, one.start, one.end, one.text) for one in expected}
    assert doc.user_data["article_id"] == "中/=cmd"


@pytest.mark.parametrize("form", ["brat", "label-studio", "doccano", "web-annotation", "spacy"])
def test_the_whole_corpus_in_every_format(corpus_run, tmp_path, form):
    from pathlib import Path

    done = export(corpus_run, tmp_path / "out", form, corpus=[Path("corpus")])
    assert done.articles == sum(1 for _ in run_outputs(corpus_run))
    export(corpus_run, tmp_path / "again", form, corpus=[Path("corpus")])
    assert {p.relative_to(tmp_path / "out"): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()} == {
        p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()
    }


def test_brat_goes_back_into_gold(corpus_run, tmp_path):
    """What we write, `extractor evaluate --from brat` reads: corrected annotations become gold."""
    from pathlib import Path

    export(corpus_run, tmp_path / "out", "brat", corpus=[Path("corpus")])
    written = convert(tmp_path / "out", "brat", tmp_path / "gold")
    assert len(written) == sum(1 for _ in run_outputs(corpus_run))


def test_a_text_that_is_gone_or_changed_is_said(world):
    folder, _ = world
    with pytest.raises(StoreError, match="not in the corpus"):
        export(folder / "run", folder / "out", "brat", corpus=[])
    path = folder / "corpus" / "中/=cmd.txt"
    path.write_text("另一篇。", encoding="utf-8")
    with pytest.raises(StoreError, match="changed since the run"):
        export(folder / "run", folder / "out", "brat", corpus=[folder / "corpus"])


def test_units_count_astral_characters_twice():
    at = Units("a𨋢b𨋢")
    assert [at(place) for place in range(5)] == [0, 1, 3, 4, 6]
