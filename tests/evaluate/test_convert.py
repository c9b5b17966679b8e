import json

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.evaluate.convert import convert
from extractor.evaluate.gold import locate, read_gold
from extractor.model.errors import ReadingError, StoreError

TEXT = "船隊去年添置五艘船，\n每艘約𠝹三百萬元，五艘船下月起航。"


def again(path, text):
    return [(m.kind, m.text, m.start, m.fields, m.optional) for m in locate(read_gold(path), text)]


@pytest.fixture
def brat(tmp_path):
    def write(annotation, text=TEXT, name="fleet"):
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
        (tmp_path / f"{name}.ann").write_text(annotation, "utf-8")
        return tmp_path

    return write


def test_brat_spans_attributes_and_notes(brat, tmp_path):
    place = TEXT.index("五艘船", 12)
    source = brat(
        f"T1\tDate 2 4\t去年\nA1\ttype T1 DATE\nT2\tquantity {place} {place + 2}\t五艘\n"
        "#1\tAnnotatorNotes T2\tvalue=5;unit=艘\nT3\tDate 23 25\t下月\nA2\toptional T3\n*\tEquiv T1 T3\n"
    )
    (path,) = convert(source, "brat", tmp_path / "gold")
    assert path == tmp_path / "gold/fleet.gold"
    assert again(path, TEXT) == [
        ("dates", "去年", 2, {"type": "DATE"}, False),
        ("quantities", "五艘", place, {"value": "5", "unit": "艘"}, False),
        ("dates", "下月", 23, {}, True),
    ]


def test_brat_counts_a_windows_line_end_as_two(brat, tmp_path):
    text = TEXT.replace("\n", "\r\n")
    place = text.index("三百")
    (path,) = convert(brat(f"T1\tAmount {place} {place + 4}\t三百萬元\n", text), "brat", tmp_path / "gold")
    assert again(path, TEXT)[0][1:3] == ("三百萬元", TEXT.index("三百"))


def test_brat_that_speaks_of_another_text_or_kind_is_refused(brat, tmp_path):
    with pytest.raises(ReadingError, match="does not stand at"):
        convert(brat("T1\tDate 3 5\t去年\n"), "brat", tmp_path / "gold")
    with pytest.raises(ReadingError, match="no kind is called 'Ship'"):
        convert(brat("T1\tShip 2 4\t去年\n"), "brat", tmp_path / "gold")
    with pytest.raises(ReadingError, match="no field 'unit'"):
        convert(brat("T1\tDate 2 4\t去年\nA1\tunit T1 間\n"), "brat", tmp_path / "gold")
    assert not (tmp_path / "gold").exists(), "nothing is written when anything is wrong"


def task(start, end, words, label="amount", name="fleet", **fields):
    spans = [
        {
            "id": "r1",
            "from_name": "label",
            "value": {"start": start, "end": end, "text": words, "labels": [label]},
        }
    ]
    spans += [{"id": "r1", "from_name": field, "value": value} for field, value in fields.items()]
    return {"id": 7, "data": {"text": TEXT, "id": name}, "annotations": [{"result": spans}]}


def studio(tmp_path, *tasks):
    path = tmp_path / "export.json"
    path.write_text(json.dumps(tasks, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("shift", [0, 1], ids=["code points", "UTF-16 units"])
def test_label_studio_regions_and_their_fields(tmp_path, shift):
    place = TEXT.index("三百")
    row = task(place + shift, place + 4 + shift, "三百萬元", currency={"choices": ["HKD"]}, value={"number": 3000000})
    (path,) = convert(studio(tmp_path, row), "label-studio", tmp_path / "gold")
    assert again(path, TEXT) == [("amounts", "三百萬元", place, {"currency": "HKD", "value": "3000000"}, False)]


def test_label_studio_that_is_wrong_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="does not stand at"):
        convert(studio(tmp_path, task(0, 4, "三百萬元")), "label-studio", tmp_path / "gold")
    with pytest.raises(ReadingError, match="twice"):
        convert(
            studio(tmp_path, task(2, 4, "去年", "date"), task(2, 4, "去年", "date")),
            "label-studio",
            tmp_path / "gold",
        )
    with pytest.raises(StoreError, match="not usable"):
        convert(studio(tmp_path, task(2, 4, "去年", "date", name="../out")), "label-studio", tmp_path / "gold")
    with pytest.raises(ReadingError, match="no task"):
        convert(studio(tmp_path, {"text": TEXT}), "label-studio", tmp_path / "gold")


def test_the_command_converts(brat, tmp_path):
    brat("T1\tDate 2 4\t去年\n")
    done = CliRunner().invoke(main, ["evaluate", str(tmp_path), "--from", "brat", "--into", str(tmp_path / "gold")])
    assert done.exit_code == 0 and (tmp_path / "gold/fleet.gold").exists()
