"""The page as a file: self-contained, the same everywhere, safe whatever an article says, bounded, never empty-handed."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from report_worlds import HOSTILE, in_language, make_page, make_run, outputs, parsed, section, write_much, write_town

from extractor.cli import main
from extractor.model.kinds import KINDS
from extractor.model.resources import rules_path
from extractor.report.evidence import SHOWN
from extractor.report.wording import figure, phrases, say
from extractor.store import write_atomically


def make(corpus, folder):
    return make_page(make_run([corpus], folder / "run"), [corpus], folder / "report.html")


def check_links(page):
    """Every link leads to something on the page; every id is there once."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    hrefs = page.xpath("//@href")
    assert hrefs and all(href.startswith("#") for href in hrefs)
    assert {href[1:] for href in hrefs} <= set(ids)


@pytest.mark.parametrize("world", ["corpus", "town"])
def test_every_link_leads_somewhere_and_nothing_is_asked_of_a_network(world, corpus_page, town):
    path = corpus_page if world == "corpus" else town / "report.html"
    page = parsed(path)
    check_links(page)
    assert not page.xpath("//script|//img|//link|//iframe|//object|//@style|//@src|//form|//base")
    assert not [name for name in page.xpath("//@*") if name.attrname.startswith("on")]
    assert "url(" not in page.findtext(".//style") and "@import" not in page.findtext(".//style")
    assert "://" not in re.sub(r"<footer>.*?</footer>", "", path.read_text("utf-8"))
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'", policy[0])


def test_texts_are_texts_and_ask_for_no_font(town):
    page = parsed(town / "report.html")
    svgs = page.xpath("//svg")
    assert svgs
    assert all(svg.xpath(".//text") for svg in svgs)
    assert not page.xpath("//@font-family")


def test_the_same_bytes_whatever_the_hash_seed_fonts_and_place(town, tmp_path):
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8")
    wanted = (town / "report.html").read_bytes()
    for seed in ("0", "4711"):
        out = tmp_path / seed / "r.html"
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "LC_ALL": "C",
            "HOME": str(tmp_path), "TZ": "Asia/Tokyo",
        }  # fmt: skip
        command = [sys.executable, "-m", "extractor", "report", str(town / "run"), "--out", str(out)]
        subprocess.run([*command, "--corpus", str(town / "town")], env=environment, check=True, capture_output=True)
        assert out.read_bytes() == wanted


def test_what_an_article_says_is_never_markup(tmp_path):
    corpus = write_town(tmp_path / "c", {"<i>&amp;": ("2026-03-04", "<b>甲</b>報", HOSTILE)})
    page = parsed(make(corpus, tmp_path))
    check_links(page)
    assert not page.xpath(
        "//script|//img|//b[not(ancestor::nav)]|//i[not(@class)]|//svg//style|//blockquote//p/*[not(self::mark)]"
    )
    assert len(page.xpath("//style")) == 1
    sentences = page.xpath("//blockquote")
    assert any("<img src=x onerror=alert(2)>" in one.text_content() for one in sentences)
    everything = page.text_content()
    assert "<b>甲</b>報" in everything
    assert not set("\x07\u202e\ue000") & set(everything)


def test_an_empty_run_says_what_to_do(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "c").mkdir()
    page = parsed(make_page(tmp_path / "run", [tmp_path / "c"], tmp_path / "report.html"))
    check_links(page)
    for language, words in (("zh", "沒有文章"), ("en", "There are no articles in this run")):
        assert words in in_language(page.find(".//header"), language)
    assert not page.xpath("//svg")
    assert len(page.xpath('//section/p[@class="empty"]')) == 7


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_without_one_kind_has_a_page(kind, town, tmp_path):
    for extraction in outputs(town / "run"):
        less = extraction.model_copy(update={kind: []})
        write_atomically(tmp_path / "run" / f"{less.article.id}.json", less.to_json().encode())
    page = parsed(make_page(tmp_path / "run", [town / "town"], tmp_path / "report.html"))
    check_links(page)
    name = {
        "labs": "laboratories",
        "people": "people",
        "amounts": "funding",
        "rankings": "rankings",
        "dates": "timeline",
    }
    if kind in name:
        assert section(page, name[kind]).xpath('./p[@class="empty"]')
    assert section(page, "coverage").xpath(".//svg")


def test_articles_without_a_day_and_without_a_fact(tmp_path):
    corpus = tmp_path / "c"
    corpus.mkdir()
    (corpus / "a.txt").write_text("甲\n\n沒有甚麼可說。\n", encoding="utf-8")
    page = parsed(make(corpus, tmp_path))
    check_links(page)
    assert "出版日期不詳" in in_language(page.find(".//header"), "zh")


def test_a_large_run_stays_a_page(tmp_path):
    """What is shown is bounded; what is not is counted."""
    count = 1200
    corpus = write_much(tmp_path / "c", count)
    path = make(corpus, tmp_path)
    page = parsed(path)
    check_links(page)
    assert path.stat().st_size < 1_500_000
    assert len(page.xpath('//ol[@class="quotes"]/li')) < 1500
    assert f"{count:,}篇文章" in in_language(page.find(".//header"), "zh")
    funding = in_language(section(page, "funding"), "zh")
    assert f"HKD 港元：{count:,}筆金額" in funding
    assert f"每行只畫最大的40筆，另有{count - 40:,}筆沒有畫出" in funding
    for item in page.xpath('//ul[@class="groups"]/li'):
        assert len(item.xpath("./ul/li")) <= SHOWN
    assert max(len(table.xpath("./tbody/tr")) for table in page.xpath("//table")) <= 70


def test_the_command_says_what_it_wrote(town, tmp_path):
    out = tmp_path / "new" / "page.html"
    done = CliRunner().invoke(main, ["report", str(town / "run"), "--out", str(out), "--corpus", str(town / "town")])
    assert done.exit_code == 0, done.output
    assert re.fullmatch(r".*page\.html: 4 articles on one page of \d+ kB\n", done.output)


def test_a_run_with_articles_set_aside_is_not_called_complete(town, tmp_path):
    corpus = write_town(tmp_path / "c")
    (corpus / "empty.md").write_text("", encoding="utf-8")
    page = parsed(make(corpus, tmp_path))
    assert "擱置的文章：1篇" in in_language(section(page, "coverage"), "zh")
    assert "empty.md" in section(page, "coverage").text_content()
    assert "數字並不齊全" in in_language(page.find(".//header"), "zh")


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["nowhere"], "no such folder", 2),
        (["RUN", "--corpus", "EMPTY"], "name the inputs of the run with --corpus", 1),
        (["RUN", "--corpus", "TOWN", "--out", "EMPTY"], "is a folder", 1),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments, said, code, town, tmp_path):
    (tmp_path / "empty").mkdir()
    places = {"RUN": str(town / "run"), "TOWN": str(town / "town"), "EMPTY": str(tmp_path / "empty")}
    done = CliRunner().invoke(main, ["report", *(places.get(one, one) for one in arguments)])
    assert done.exit_code == code
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_a_changed_text_is_refused_and_the_old_page_stays(town, tmp_path):
    corpus = write_town(tmp_path / "c")
    path = make(corpus, tmp_path)
    before = path.read_bytes()
    (corpus / "lab.md").write_text("另一篇\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["report", str(tmp_path / "run"), "--out", str(path), "--corpus", str(corpus)])
    assert done.exit_code == 1 and "changed since the run" in done.stderr
    assert path.read_bytes() == before


def test_without_the_library_the_extra_is_named(town, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    done = CliRunner().invoke(
        main, ["report", str(town / "run"), "--out", str(tmp_path / "r.html"), "--corpus", str(town / "town")]
    )
    assert done.exit_code == 2
    assert "pip install 'extractor[report]'" in done.stderr
    assert not (tmp_path / "r.html").exists()


def test_every_phrase_is_there_in_both_languages_and_is_used():
    assert all(set(phrase) == {"zh", "en"} for phrase in phrases().values())
    said, prefixes = set(), set()
    for path in Path("src/extractor/report").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                prefixes.add(node.values[0].value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "known":
                prefixes.add(node.args[0].value + "_")
    unused = [key for key in phrases() if key not in said and not any(p and key.startswith(p) for p in prefixes)]
    assert unused == []


def test_every_warning_code_category_and_qualifier_has_words():
    schema = json.loads(subprocess.run(
        [sys.executable, "-m", "extractor", "schema"], capture_output=True, check=True, text=True
    ).stdout)["$defs"]  # fmt: skip
    for category in schema["Lab"]["properties"]["category"]["enum"]:
        assert f"category_{category}" in phrases()
    for qualifier in schema["Amount"]["properties"]["qualifier"]["enum"]:
        assert qualifier == "exact" or f"qualifier_{qualifier}" in phrases()
    codes = set()
    for path in Path("src/extractor").rglob("*.py"):
        codes |= set(re.findall(r'Warning_\(\s*"([a-z_]+)"', path.read_text("utf-8")))
    assert {code for code in codes if f"warning_{code}" not in phrases()} == set()


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("20000000", "2,000萬", "20 million"), ("200000000", "2億", "200 million"), ("1234567", "1,234,567", "1,234,567"),
        ("6.5", "6.5", "6.5"), ("1250000", "125萬", "1.25 million"), ("180000000000000000000", "1.8億萬億", None),
        ("0.001", "0.001", "0.001"), ("12345678901234567", "12,345,678,901,234,567", "12,345,678,901,234,567"),
    ],
)  # fmt: skip
def test_figures_are_exact_in_both_languages(number, zh, en):
    from decimal import Decimal

    said = figure(Decimal(number))
    if en is not None:
        assert (said.zh, said.en) == (zh, en)
    digits = re.sub(r"[^\d.]", "", said.en)
    words = {" million": 6, " billion": 9, " trillion": 12}
    power = next((n for word, n in words.items() if word in said.en), 0)
    assert Decimal(digits).scaleb(power) == Decimal(number)


def test_one_is_no_plural():
    assert say("sentences_n", n=1).en == "1 sentence"
    assert say("sentences_n", n=1200).en == "1,200 sentences"


def test_rules_folder_gives_the_english_names(town, tmp_path):
    from extractor.report.names import Names, listed

    names = Names(*listed(rules_path()))
    assert names.of("香港大學").en == "University of Hong Kong"
    assert names.of("山城").en == "山城"
    assert Names(*listed(tmp_path)).of("香港大學").en == "香港大學"
