import pytest

from extractor.model.errors import RuleError
from extractor.rulebook import load

GOOD = """
anchor = 2024-03-12
[words.relative_day]
"昨日" = -1
[[rule]]
id = "date.relative_day"
why = "A day word alone."
pattern = '{relative_day}'
examples = ["校方⟦昨日|2024-03-11⟧宣布"]
"""


def rules_folder(tmp_path, content, name="dates/x.toml"):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return tmp_path


def test_a_good_file_loads(tmp_path):
    rulebook = load(rules_folder(tmp_path, GOOD))
    assert [rule.id for rule in rulebook.rules] == ["date.relative_day"]
    assert rulebook.rule("date.relative_day").line == 5
    assert rulebook.words("relative_day") == {"昨日": -1}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("anchor = 2024-03-12", "anker = 2024-03-12"), "unknown key 'anker'"),
        (("anchor = 2024-03-12", 'anchor = "soon"'), "expected a day such as 2024-03-12"),
        (("why =", "reason ="), "unknown key 'reason'"),
        (('why = "A day word alone."', ""), "needs a 'why'"),
        (("pattern = '{relative_day}'", ""), "one of 'pattern', 'tokens' and 'names'"),
        (("'{relative_day}'", "'{relative_dya}'"), None),
        (('examples = ["校方⟦昨日|2024-03-11⟧宣布"]', "examples = []"), "needs at least one example"),
        (('id = "date.relative_day"', 'id = "lab.relative_day"'), "begins with 'date.'"),
        (('id = "date.relative_day"', 'id = "x"'), "needs an id such as"),
        (('"昨日" = -1', ""), "must be a non-empty array or table"),
        (("[[rule]]", "[[rule]"), "not a TOML file"),
        (("'{relative_day}'", "'(昨日'"), "no regular expression"),
        (("'{relative_day}'", r"'\d+'"), "name 'triggers'"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_what_was_expected(tmp_path, change, expected):
    with pytest.raises(RuleError, match=r"^dates/x\.toml") as refused:
        load(rules_folder(tmp_path, GOOD.replace(*change)))
    assert expected is None or expected in str(refused.value)


def test_an_id_used_twice_is_refused(tmp_path):
    rules_folder(tmp_path, GOOD)
    with pytest.raises(RuleError, match="used twice"):
        load(rules_folder(tmp_path, GOOD.split("[[rule]]", maxsplit=1)[0].split("[words", maxsplit=1)[0] + "[[rule]]"
                          + GOOD.split("[[rule]]")[1].replace("{relative_day}", "今日"), "dates/y.toml"))  # fmt: skip


def test_a_class_defined_twice_is_refused(tmp_path):
    rules_folder(tmp_path, GOOD)
    with pytest.raises(RuleError, match="already defined in dates/x.toml"):
        load(rules_folder(tmp_path, '[words]\nrelative_day = ["今日"]\n', "words/y.toml"))


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(RuleError, match="no such rules folder"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "not one JSON object"),
        ("[]", "expected a JSON object"),
        ('{"id": "a", "name": "", "source": "x"}', "'name' is ''"),
        ('{"id": "a", "name": "甲", "source": "x", "aliases": "乙"}', "'aliases' is '乙'"),
    ],
)
def test_a_broken_gazetteer_line_is_refused_with_file_and_line(tmp_path, line, expected):
    rules_folder(tmp_path, '{"id": "z", "name": "丙", "source": "x", "aliases": []}\n' + line, "gazetteers/g.jsonl")
    with pytest.raises(RuleError, match=r"gazetteers/g\.jsonl:2") as refused:
        load(tmp_path)
    assert expected in str(refused.value)
