import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluate.gold import GoldMention, gold_files, locate, read_gold, write_gold
from extractor.model.errors import ReadingError, UsageError


def gold(tmp_path, *lines):
    path = tmp_path / "a.gold"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return read_gold(path)


def test_a_line_is_a_mention_with_its_fields(tmp_path):
    (line,) = gold(tmp_path, "# a comment", "", "date\t昨日\tvalue=2026-05-07\tmod=-")
    (mention,) = locate([line], "昨日公布")
    assert (mention.kind, mention.start, mention.end) == ("dates", 0, 2)
    assert mention.fields == {"value": "2026-05-07", "mod": "-"}
    assert (mention.optional, mention.where) == (False, "a.gold:3")


def test_the_occurrence_counts_every_place_also_overlapping_ones(tmp_path):
    lines = gold(tmp_path, "organization\t大大#2\tname=甲")
    assert locate(lines, "大大大")[0].start == 1


def test_a_surface_that_ends_in_a_number_sign_carries_its_own_number(tmp_path):
    (line,) = gold(tmp_path, "organization\tC#2#1\tname=C#2")
    assert (line.surface, line.occurrence) == ("C#2", 1)


def test_line_breaks_tabs_and_backslashes_are_escaped(tmp_path):
    (line,) = gold(tmp_path, "amount\t3億\\n元\\t\\\\")
    assert line.surface == "3億\n元\t\\"


def test_optional_is_no_field(tmp_path):
    (line,) = gold(tmp_path, "date\t年內\toptional=yes\tvalue=2026")
    assert line.optional and line.fields == {"value": "2026"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("day\t昨日", "kind"),
        ("date", "TAB"),
        ("date\t昨日\tvalue", "name=value"),
        ("date\t昨日\tcurrency=HKD", "no field 'currency'"),
        ("date\t昨日\tvalue=1\tvalue=2", "twice"),
        ("date\t#2", "empty"),
    ],
)
def test_what_is_no_gold_line_is_refused_with_its_place(tmp_path, line, says):
    with pytest.raises(ReadingError, match=says) as raised:
        gold(tmp_path, line)
    assert "a.gold:1" in str(raised.value)


def test_a_place_that_does_not_exist_or_is_taken_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="fewer than 2 times"):
        locate(gold(tmp_path, "date\t昨日#2"), "昨日公布")
    with pytest.raises(ReadingError, match="annotated twice"):
        locate(gold(tmp_path, "date\t昨日", "date\t昨日#1"), "昨日公布")


def test_a_folder_without_gold_says_so(tmp_path):
    with pytest.raises(ReadingError, match="no gold"):
        gold_files(tmp_path)
    with pytest.raises(UsageError, match="no such"):
        gold_files(tmp_path / "missing")


texts = st.text(alphabet="甲乙#12\\nt\n\t昨日", min_size=1, max_size=12)


@given(texts, st.data())
def test_what_is_written_is_read_back(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    mention = GoldMention("dates", start, end, text[start:end], {"value": "2026", "mod": "-"}, True)
    (line,) = write_gold([mention], text)
    from extractor.evaluate.gold import _parse

    (again,) = locate([_parse(line, "")], text)
    assert (again.start, again.end, again.text) == (start, end, text[start:end])
    assert (again.fields, again.optional) == (mention.fields, True)
