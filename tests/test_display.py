import itertools
import re
from pathlib import Path

from click.testing import CliRunner

from extractor import pipeline
from extractor.cli import main
from extractor.display import marked, picture
from extractor.reading import read_path

SHOWN = Path("corpus/funding-green-transport-matching.md")


def test_the_picture_in_the_readme_is_what_show_prints(rulebook, file_regression):
    (article,) = read_path(SHOWN)
    svg = picture(article, pipeline.extract(article, rulebook), f"extractor show {SHOWN.as_posix()}")
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    file_regression.check(svg, fullpath=Path("docs/images/show.svg").resolve(), encoding="utf-8")


def test_marks_do_not_overlap_and_keep_the_longer_mention(rulebook):
    (article,) = read_path(SHOWN)
    spans = marked(pipeline.extract(article, rulebook))
    assert spans
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


def test_the_page_is_self_contained_and_escapes_the_article(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("---\npublished: 2025-08-26\n---\n<script>alert(1)</script> 昨日撥款2000萬元。\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["show", "--html", str(path)])
    assert done.exit_code == 0
    assert "<script>" not in done.output
    assert "2000萬元" in done.output
    assert not re.search(r"(src|href)=.https?:", done.output)


def test_an_unreadable_article_is_named_and_the_exit_code_is_1(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"\x00\xff\x00")
    done = CliRunner().invoke(main, ["show", str(path)])
    assert done.exit_code == 1
    assert "x.txt" in done.stderr
