"""What `extractor explain` promises: for what was found, and for what was not."""

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.explain import Explanation
from extractor.explain.near import expected, nearest_rules
from extractor.reading import article_from_text
from extractor.rulebook import load
from extractor.text.analyse import analyse

ARTICLE = """# 海洋觀測添新力

環境局局長鍾望舒前日（24日）宣布，向海岸學院撥款500萬元。鍾局長說，計劃為期三年。

天文台懸掛12號風球，3月底的安排不變，海岸學院2019年4月構思，同年動工。

## 香港科技大學

- 量子傳感聯合實驗室

國務院撥款3億元，明日之星計劃照舊。
"""


@pytest.fixture(scope="module")
def explain(rulebook):
    from datetime import date

    article = article_from_text(ARTICLE, published=date(2025, 8, 26))
    explanation = Explanation(article, rulebook)

    def at(words):
        start = ARTICLE.index(words)
        return "\n".join(explanation.at(start, start + len(words)))

    return at


def test_a_record_shows_its_rule_with_file_line_and_reason(explain, rulebook):
    rule = rulebook.rule("date.day_word")
    shown = explain("前日")
    assert "found in dates: 「前日」 at 19–21, in a paragraph" in shown
    assert f"rule   date.day_word (rules/{rule.file}:{rule.line}): {rule.why}" in shown
    assert "slot   day_word: 「前日」 = day_offset=-2" in shown
    assert "value=2025-08-24" in shown


def test_a_date_by_its_gloss(explain):
    assert "「24日」 behind it is its gloss" in explain("前日")
    assert "the anchor is the day of writing, 2025-08-26" in explain("前日")
    assert "it is the gloss of 「前日」" in explain("24日")


def test_what_is_missing_is_carried_from_what_was_said_before_or_from_the_day_of_writing(explain):
    assert "what is missing is carried from 「2019年4月」 (2019-04)" in explain("同年")
    assert "the anchor is the day of writing, 2025-08-26" in explain("3月底")


def test_a_currency_that_is_inferred_says_from_what(explain):
    assert "the currency HKD is inferred" in explain("500萬元")
    assert "the default currency" in explain("500萬元")
    assert "a word of its sentence belongs to one place" in explain("3億元")


def test_the_hosts_of_a_laboratory_from_the_heading(explain):
    shown = explain("量子傳感聯合實驗室")
    assert "hosts=[香港科技大學]" in shown
    assert "the heading above it, or the head of its column, gives the hosts" in shown
    assert "not listed: found by its head word" in shown


def test_an_organization_shows_its_entry(explain):
    shown = explain("香港科技大學")
    assert "listed: 香港科技大學 (https://ror.org/00q4vv597; source: ror), under this name" in shown


def test_a_persons_alias_and_posts(explain):
    shown = explain("鍾局長")
    assert "alias: 「鍾局長」 stands for 鍾望舒, named in full at 16" in shown
    shown = explain("鍾望舒")
    assert "evidence for the name: " in shown
    assert "post: 「局長」 in front makes 局長 of 環境局" in shown


def test_the_candidates_that_lost_and_why(explain):
    shown = explain("24日")
    assert "lost   dates 「24日」 by date.length" in shown
    assert "because: overlapped by date.day at 「24日」" in shown


def test_a_blocker_in_the_way(explain, rulebook):
    """明日之星 is no tomorrow: a rule that blocks holds the place."""
    shown = explain("明日之星")
    assert "nothing was found here" in shown
    assert "  blocked by date." in shown and "at 「明日之星」" in shown
    blocker = shown.split("blocked by ")[1].split(" ")[0]
    assert rulebook.rule(blocker).blocks


def test_words_that_are_a_part_of_a_record_say_of_which(explain):
    assert "a part of people 「鍾望舒」: 「局長」 is a title" in explain("局長")


def test_a_signal_number_is_no_day_and_the_condition_says_so(explain):
    shown = explain("12號")
    assert "nothing was found here" in shown
    assert "date.day_spoken" in shown
    assert "「12號」 fits, but 「風球」 may not follow it" in shown


def test_a_near_miss_names_what_was_expected_and_what_stands_there(tmp_path):
    rules = tmp_path / "rules/dates"
    rules.mkdir(parents=True)
    (rules / "days.toml").write_text(
        "anchor = 2024-03-12\n[words.watch]\n'早更' = 1\n'晚更' = 2\n[[rule]]\nid = 'date.watch'\n"
        "why = 'A watch of a day.'\npattern = '(?<!每){digits}日的{watch}(?=開始|結束)'\nexamples = ['x']\n",
        "utf-8",
    )
    rulebook = load(tmp_path / "rules")

    def at(text, words):
        start = text.index(words)
        place = start, start + len(words)
        return "\n".join(nearest_rules(rulebook, analyse(article_from_text(text)), place, str))

    assert "「8日的」 fits; then watch (早更、晚更) was expected, but 「夜更開始」 stands there" in at(
        "由8日的夜更開始", "8日"
    )
    assert "「8日的早更」 fits, but /開始|結束/ must follow it, and does not" in at("8日的早更照舊", "8日")
    assert "「8」 fits, but 「每」 may not stand in front of it" in at("每8日的早更開始", "8日")
    assert "no rule even begins to match here" in at("8日的早更照舊", "照舊")


def test_elements_of_patterns_are_put_into_words(rulebook):
    assert expected("月底", rulebook) == "「月底」"
    assert expected("(?P<tail>[初底])?", rulebook) == "/([初底])?/"
    assert expected("{day_word}", rulebook).startswith("day_word (")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sea.md"
    path.write_text("---\npublished: 2025-08-26\n---\n" + ARTICLE, "utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["explain", *map(str, arguments)])


def test_the_command_explains_words_an_offset_and_the_whole_article(file):
    done = run(file, "前日")
    assert done.exit_code == 0 and "環境局局長鍾望舒⟦前日⟧（24日）" in done.output
    assert "found in people: 「鍾望舒」" in run(file, "17").output
    assert "found in dates: 「2019年4月」" in run(file, "19").output, "digits that stand in the text are words"
    assert "found in dates: 「前日」" in run(file, "@19").output
    whole = run(file)
    assert "sea: published 2025-08-26 (metadata)" in whole.output and "「500萬元」 amount.sum" in whole.output


def test_the_command_says_when_nothing_was_found_or_the_words_do_not_occur(file):
    assert run(file, "照舊").exit_code == 1
    done = run(file, "無此字樣")
    assert done.exit_code == 2 and "does not occur" in done.output


def test_many_places_of_one_word_are_cut_and_said_so(tmp_path):
    path = tmp_path / "many.txt"
    path.write_text("昨日開會。" * 20, "utf-8")
    assert "… and 8 more places" in run(path, "昨日").output


def test_an_explained_run_gives_what_an_ordinary_one_gives(rulebook):
    from extractor.pipeline import extract

    article = article_from_text(ARTICLE)
    assert Explanation(article, rulebook).extraction == extract(article, rulebook)
