"""Whose a laboratory is: prefix, sentence, heading, column, gazetteer."""

import pytest


@pytest.fixture(scope="session")
def hosts_of(extractor):
    def find(text):
        return {lab.name: lab.hosts for lab in extractor.extract(text).labs}

    return find


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("港大城市熱環境聯合實驗室啟用。", ["香港大學"]),
        ("香港大學的城市熱環境聯合實驗室啟用。", ["香港大學"]),
        ("設於香港理工大學的城市熱環境聯合實驗室啟用。", ["香港理工大學"]),
        ("港大與中大共同成立的城市熱環境聯合實驗室啟用。", ["香港大學", "香港中文大學"]),
        ("由香港中文大學和深圳大學共建的城市熱環境聯合實驗室啟用。", ["香港中文大學", "深圳大學"]),
        ("城市熱環境聯合實驗室由港大與科大共建。", ["香港大學", "香港科技大學"]),
        ("城市熱環境聯合實驗室隸屬香港城市大學，昨日啟用。", ["香港城市大學"]),
        ("浸大旗下的城市熱環境聯合實驗室啟用。", ["香港浸會大學"]),
        ("港大說，計劃旗下的城市熱環境聯合實驗室啟用。", []),
    ],
)
def test_the_sentence_names_the_hosts(hosts_of, text, hosts):
    assert hosts_of(text) == {"城市熱環境聯合實驗室": hosts}


def test_a_line_of_bodies_heads_the_list_below_it(hosts_of):
    text = """# 名單

- 香港大學**
- 城市熱環境聯合實驗室
  - 微納光學診斷聯合實驗室
- 香港中文大學、中山大學**
- 嶺南藥用植物聯合實驗室
"""
    assert hosts_of(text) == {
        "城市熱環境聯合實驗室": ["香港大學"],
        "微納光學診斷聯合實驗室": ["香港大學"],
        "嶺南藥用植物聯合實驗室": ["香港中文大學", "中山大學"],
    }


def test_a_header_cell_heads_its_column(hosts_of):
    text = "香港大學\t香港中文大學\n城市熱環境聯合實驗室\t嶺南藥用植物聯合實驗室\n"
    assert hosts_of(text) == {
        "城市熱環境聯合實驗室": ["香港大學"],
        "嶺南藥用植物聯合實驗室": ["香港中文大學"],
    }


def test_the_gazetteer_wins_against_the_layout_with_a_warning(extractor):
    text = "香港大學\t香港中文大學\n消化疾病研究全國重點實驗室\t肝病研究全國重點實驗室\n"
    record = extractor.extract(text)
    assert {lab.name: lab.hosts for lab in record.labs} == {
        "消化疾病研究全國重點實驗室": ["香港中文大學"],
        "肝病研究全國重點實驗室": ["香港大學"],
    }
    assert {warning.code for warning in record.warnings} == {"host_contradicts_layout"}


def test_a_laboratory_is_no_organization_too(extractor):
    record = extractor.extract("鵬城實驗室與香港大學合作。")
    assert [lab.name for lab in record.labs] == ["鵬城實驗室"]
    assert [body.name for body in record.organizations] == ["香港大學"]


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("港大與中大宣布合辦獎學金，名額有限。兩校同時成立「城市熱環境聯合實驗室」。", ["香港大學", "香港中文大學"]),
        ("香港大學獲校友捐款，成立城市熱環境聯合實驗室。", ["香港大學"]),
        ("港大與科大簽署協議，成立「城市熱環境聯合實驗室」。", ["香港大學", "香港科技大學"]),
        ("港大參觀科大成立的公司，籌建城市熱環境聯合實驗室。", []),
        ("香港大學建議政府成立城市熱環境聯合實驗室。", []),
        ("創新科技署宣布成立城市熱環境聯合實驗室。", []),
        ("「城市熱環境聯合實驗室」（Urban Heat Lab）由港大和科大共建。", ["香港大學", "香港科技大學"]),
        ("城市熱環境聯合實驗室，由港大教授陳某出任主任。", []),
    ],
)
def test_those_who_set_a_unit_up_are_its_hosts(hosts_of, text, hosts):
    assert hosts_of(text) == {"城市熱環境聯合實驗室": hosts}


def test_the_hosts_of_a_quoted_unit_are_those_of_the_next(hosts_of):
    assert hosts_of("港大成立「城市熱環境聯合實驗室」、「微納光學診斷聯合實驗室」。") == {
        "城市熱環境聯合實驗室": ["香港大學"],
        "微納光學診斷聯合實驗室": ["香港大學"],
    }
