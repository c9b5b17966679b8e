import pytest

from extractor import Extractor, StoreError
from extractor.store import output_files, output_path, read_output, write_atomically


@pytest.mark.parametrize("bad", ["", "/etc/x", "../x", "a/../x", "a//b", ".", "a\0b"])
def test_an_id_stays_inside_the_folder(tmp_path, bad):
    with pytest.raises(StoreError, match="not usable as a file name"):
        output_path(tmp_path, bad)


def test_an_id_may_have_folders_and_dots(tmp_path):
    assert output_path(tmp_path, "2025/a.b") == tmp_path / "2025" / "a.b.json"


def test_what_is_written_is_read_back(tmp_path):
    record = Extractor().extract("昨日有2.5萬人。")
    write_atomically(tmp_path / "a/b.json", record.to_json().encode())
    assert read_output(tmp_path / "a/b.json") == record
    assert [article for article, _ in output_files(tmp_path)] == ["a/b"]


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.json"
    write_atomically(path, b"old")
    blocked = tmp_path / "x.json" / "y.json"
    with pytest.raises(StoreError, match="cannot be written"):
        write_atomically(blocked, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_output_says_where_it_fails(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"schema_version": 1}', encoding="utf-8")
    with pytest.raises(StoreError, match="article: Field required"):
        read_output(path)
