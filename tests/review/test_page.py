"""The review page in a real browser: headless Chromium, driven by Playwright, keyboard in hand."""

import os
import re
import threading

import pytest
from review_folders import build, log, session

from extractor.review import check_folders, compare_folders
from extractor.review.server import ReviewServer

PICTURED = (
    "第{n}號渠道工程動工\n\n【山城日報訊】渠務處昨日宣布，第{n}號工程撥款五千元，於8月1日展開，由北岸石橋起，沿河堤向南伸延。\n\n"
    "處方說，測量人員前日已經到場，另撥五千元清理河道。施工期間行人須改道，沿岸商戶照常營業。\n\n"
    "附近居民說，雨季之前若能完工，街市一帶便不再水浸。處方回應時說，工程分兩段進行，每段都先鋪設臨時渠管，再拆舊渠。\n"
)


@pytest.fixture
def open_page(browser, tmp_path):
    servers, contexts, wrong = [], [], []

    def opening(project):
        server = ReviewServer(session(project))
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(server.url)
        page.wait_for_selector("body[data-ready]")
        return page

    yield opening
    for context in contexts:
        context.close()
    for server in servers:
        server.shutdown()
        server.server_close()
    assert wrong == [], "no script error, and no script of an article ran"


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def says(page, text):
    page.wait_for_selector(f'#saying:text-matches("{text}")')


def counts(page):
    found = re.findall(r"\d+", page.inner_text("#counts"))
    return tuple(map(int, found))


def selected(page):
    return page.get_attribute('#list [aria-selected="true"]', "data-key")


def test_four_hundred_changes_by_keyboard(open_page, tmp_path):
    """Every key and every group action on the way; at the end the goldens are the run but for what was rejected."""
    project = build(tmp_path, 80)
    page = open_page(project)
    assert counts(page) == (400, 0, 0)
    first = selected(page)
    press(page, "j", "j", "k", "s", "k", "ArrowDown", "ArrowUp", "k")
    assert selected(page) == first
    press(page, "?")
    assert page.is_visible("#keys")
    press(page, "a", "Escape")
    assert counts(page) == (400, 0, 0), "no key reaches the changes through the help"
    press(page, "a")
    says(page, "accepted 1")
    press(page, "u")
    says(page, "took back 1")
    assert selected(page) == first
    press(page, "r", "Escape")
    assert counts(page) == (400, 0, 0)
    press(page, "r")
    page.keyboard.type("昨日是廿五日 ask j k a")
    press(page, "Enter")
    says(page, "rejected 1")
    press(page, "k", "e")
    says(page, "an example of date.day_word")
    press(page, "g")
    says(page, "a whole article")
    press(page, "j")
    for _ in range(79):
        press(page, "a")
    assert counts(page)[1:] == (79, 1)
    press(page, "J", "K", "R")
    page.keyboard.type("前日不在此")
    press(page, "Enter")
    says(page, "rejected 80")
    press(page, "u")
    says(page, "took back 80")
    press(page, "A")
    says(page, "accepted 80")
    press(page, "A")
    says(page, "accepted 80")
    for _ in range(80):
        press(page, "a")
    page.click("#accept-group")
    says(page, "nothing waits any more|accepted 80")
    page.wait_for_selector('#counts:text("0 wait · 399 accepted · 1 rejected")')
    says(page, "accepted 80")
    (left,) = compare_folders(project / "golden", project / "run")
    assert (left.label, left.article) == ("昨日", "paper-0001")
    assert "昨日是廿五日 ask j k a" in check_folders(project / "golden", project / "run")[1]
    assert len([line for line in log(project) if line["decision"] == "accept"]) == 400
    assert "⟦昨日|2025-08-25⟧" in (project / "rules/dates/days.toml").read_text("utf-8")


def test_a_change_is_shown_in_its_article(open_page, tmp_path):
    page = open_page(build(tmp_path, 2))
    page.wait_for_selector("#detail .running")
    assert page.inner_text("#detail .running mark.both") == "昨日"
    assert page.inner_text("tr.changed td.old") == "2025-08-25"
    assert page.inner_text("tr.changed td.new") == "2025-08-24"
    assert page.inner_text(".rule .why") == "A day word alone."
    assert "(?:就在)?" in page.inner_text(".rule .line.new mark")
    press(page, "J")
    page.wait_for_selector("#detail .running mark.new")
    assert page.inner_text("#detail .running mark.new") == "前日"
    press(page, "J", "J")
    page.wait_for_selector("#detail .running mark.old")
    assert page.inner_text("#detail .running mark.old") == "8月1日"


def test_hostile_text_stays_text(open_page, tmp_path):
    text = (
        "第{n}號<script>alert(1)</script>\n\n渠務處昨日<img src=x onerror=alert(2)>撥款五千元，於8月1日展開，"
        "前日另撥五千元。\"'><svg onload=alert(3)>\u202e\x07\n"
    )
    page = open_page(build(tmp_path, 1, text))
    page.wait_for_selector("#detail .running")
    assert "<img src=x onerror=alert(2)>" in page.inner_text("#detail .running")
    assert page.locator("#detail img, #detail svg, #detail script").count() == 0


def test_the_mouse_does_all_of_it_too(open_page, tmp_path):
    project = build(tmp_path, 2)
    page = open_page(project)
    page.click("#do-accept")
    says(page, "accepted 1")
    page.click("#undo")
    says(page, "took back 1")
    page.click("#do-reject")
    page.fill("#reason", "no")
    page.click("#asking-ok")
    says(page, "rejected 1")
    page.click("nav button.group >> nth=1")
    page.click("#reject-group")
    page.click("#asking-cancel")
    page.click("#list li >> nth=1")
    page.click("#do-skip")
    assert counts(page) == (9, 0, 1)


def test_what_the_server_refuses_is_taken_back_on_the_page(open_page, tmp_path):
    project = build(tmp_path, 1)
    page = open_page(project)
    golden = project / "golden/paper-0001.json"
    golden.write_text(golden.read_text("utf-8").replace("2025-08-01", "2025-08-02"), encoding="utf-8")
    press(page, "a")
    says(page, "changed by somebody else")
    assert counts(page) == (5, 0, 0)


def test_a_review_that_is_opened_again_knows_what_was_decided(open_page, tmp_path):
    project = build(tmp_path, 2)
    page = open_page(project)
    press(page, "a", "r")
    page.keyboard.type("no")
    press(page, "Enter")
    says(page, "rejected 1")
    again = open_page(project)
    assert counts(again) == (8, 0, 1)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1600, 1000)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off(open_page, tmp_path, width, height, scheme):
    page = open_page(build(tmp_path, 2))
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    press(page, "r")
    page.keyboard.type("a reason that is much longer than the place for it " * 8)
    press(page, "Enter", "k", "e")
    says(page, "an example of")
    page.wait_for_selector("#do-gold")
    script = (
        "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"
    )
    assert page.evaluate(script)
    boxes = [page.locator(one).bounding_box() for one in ("#groups", "#list", "#detail .text", "#detail .side")]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width and box["width"] > 180 for box in boxes)
    for button in page.locator("button:visible").all():
        box = button.bounding_box()
        assert box["x"] + box["width"] <= width


def test_the_picture_of_the_docs(open_page, tmp_path):
    """With EXTRACTOR_PICTURES=docs/images the picture in docs/reviewing.md is taken anew."""
    page = open_page(build(tmp_path, 37, PICTURED))
    press(page, "a", "a", "a", "r")
    page.keyboard.type("昨日即二十五日")
    press(page, "Enter", "k")
    page.wait_for_selector("#do-gold")
    says(page, "rejected 1")
    folder = os.environ.get("EXTRACTOR_PICTURES")
    picture = page.screenshot(path=f"{folder}/review.png" if folder else None)
    assert picture.startswith(b"\x89PNG")


def test_a_thousand_changes_open_and_every_group_of_them_answers(open_page, tmp_path):
    """How quickly is measured by bench/review.py."""
    project = build(tmp_path, 200)
    page = open_page(project)
    page.wait_for_selector("#detail .running")
    assert counts(page) == (1000, 0, 0)
    for number in range(1, 6):
        press(page, "A")
        page.wait_for_selector(f'#counts:text("{1000 - 200 * number} wait")')
    page.wait_for_selector('#saying:text("accepted 200")')
    press(page, "u")
    page.wait_for_selector('#counts:text("200 wait")')
    says(page, "took back 200")
    assert len(compare_folders(project / "golden", project / "run")) == 200
