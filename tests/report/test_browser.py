"""The page in a real browser: headless Chromium, desktop and phone, Chinese and English, light and dark, on paper."""

import os
from pathlib import Path

import pytest

DESKTOP, PHONE = (1200, 850), (375, 812)
SHOWN = "#{0} svg:visible a:has(path)"


@pytest.fixture
def open_page(browser):
    """Opens a page with the network off; at the end nothing was asked of it and nothing went wrong."""
    contexts, wrong = [], []

    def opening(path, size=DESKTOP, language="zh", scheme="light", **options):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True,
            reduced_motion="reduce", **options,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
        page.goto(path.as_uri())
        if language == "en":
            page.click("label.en-label")
        return page

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 640), (701, 900)])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("world", ["corpus", "town"])
def test_nothing_reaches_over_the_edge(open_page, corpus_page, town, size, language, world):
    page = open_page(corpus_page if world == "corpus" else town / "report.html", size, language)
    assert overflow(page) <= 0
    for summary in page.locator("summary").all():
        summary.click()
    assert overflow(page) <= 0
    script = """[...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length).map(
        t => t.getBoundingClientRect()).filter(b => b.left < -2 || b.right > innerWidth + 2).length"""
    assert page.evaluate(script) == 0, "no label is cut off by the window"


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_point_brings_up_its_sentence_and_stays_in_sight(open_page, town, size, language):
    page = open_page(town / "report.html", size, language)
    for name in ("by-day", "by-year", "funding-1", "ranking-1", "labs-universities", "people-posts", "by-publication"):
        point = page.locator(SHOWN.format(name)).first
        point.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        href = point.get_attribute("href")
        point.click()
        item = page.locator(href)
        box = item.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= size[1] + 1 and box["width"] <= size[0]
        assert abs(page.evaluate("scrollY") - before) < 2, "the drawing stays where it was"
        assert item.locator("blockquote, h3").first.is_visible()
        if href.startswith("#q"):
            assert item.locator("footer").inner_text().count(".md") == 1
        else:
            item.locator("ul a").first.click()
            assert page.locator("li:target blockquote").is_visible()
        page.click("li:target > .close")
        assert page.locator(".close:visible").count() == 0


def test_one_language_at_a_time(open_page, town):
    page = open_page(town / "report.html")
    assert page.inner_text("h1") == "報道說了甚麼"
    assert page.locator(".en:visible").count() == 0
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("h1") == "What the articles say"
    assert page.locator(".zh:visible").count() == 0
    page.locator(SHOWN.format("funding-1")).first.click()
    assert page.inner_text("h1") == "What the articles say", "a sentence does not change the language"


def test_the_keyboard_reaches_points_and_can_pass_over_them(open_page, town):
    page = open_page(town / "report.html")
    page.focus("#by-day .skip")
    assert page.locator("#by-day .skip").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg') !== null")
    href = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.locator(href).locator("blockquote").is_visible()
    page.focus("#by-day .skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#by-day svg') === null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_and_marks_stand_out_from_their_ground(open_page, town, scheme):
    """WCAG 2.2: 4.5 to 1 for text, 3 to 1 for graphics."""
    page = open_page(town / "report.html", scheme=scheme)
    names = ["ink", "soft", "accent", "money", "ranking", "laboratory", "post", "figure", "alone"]
    script = """names => { const probe = document.createElement('i'); document.body.append(probe);
        return ['paper', ...names].map(n => { probe.style.setProperty('color', `var(--${n})`);
        return getComputedStyle(probe).color.match(/\\d+/g).map(Number); }); }"""
    ground, *colours = [luminance(colour) for colour in page.evaluate(script, names)]
    for name, colour in zip(names, colours, strict=True):
        low, high = sorted((ground, colour))
        ratio = (high + 0.05) / (low + 0.05)
        assert ratio >= (4.5 if name in ("ink", "soft", "accent") else 3), (name, ratio)


def luminance(colour):
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_on_paper_all_sentences_and_tables_stand_without_the_screens_furniture(open_page, town):
    page = open_page(town / "report.html")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator(".languages").is_visible()
    assert page.locator("#funding table").first.is_visible()
    assert page.locator(".quotes > li:visible").count() == page.locator(".quotes > li").count()
    assert page.pdf().startswith(b"%PDF")


def test_a_hostile_article_runs_nothing(open_page, tmp_path):
    from report_worlds import HOSTILE, make_page, make_run, write_town

    corpus = write_town(tmp_path / "c", {"x": ("2026-03-04", "<script>alert(4)</script>", HOSTILE)})
    path = make_page(make_run([corpus], tmp_path / "run"), [corpus], tmp_path / "report.html")
    page = open_page(path)
    assert page.locator("main").is_visible(), "no style of an article hid it"
    assert page.locator("script, img").count() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_an_empty_page_is_a_page(open_page, tmp_path, size, language):
    from report_worlds import make_page

    for name in ("run", "c"):
        (tmp_path / name).mkdir()
    page = open_page(make_page(tmp_path / "run", [tmp_path / "c"], tmp_path / "report.html"), size, language)
    assert overflow(page) <= 0
    assert page.locator(".empty:visible").count() == 8


def test_the_pictures_of_the_docs(open_page, corpus_page):
    """With EXTRACTOR_PICTURES=docs/images the pictures in docs/week.md are taken anew."""
    folder = os.environ.get("EXTRACTOR_PICTURES")
    page = open_page(corpus_page, (900, 900))
    page.locator("#funding").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#funding').scrollIntoView()")
    page.locator(SHOWN.format("funding-1")).nth(1).click()
    pictures = [page.screenshot(path=Path(folder) / "report.png" if folder else None)]
    page = open_page(corpus_page, PHONE, "en", "dark")
    page.evaluate("document.querySelector('#laboratories').scrollIntoView()")
    pictures.append(page.screenshot(path=Path(folder) / "report-phone.png" if folder else None))
    assert all(picture.startswith(b"\x89PNG") and len(picture) < 200_000 for picture in pictures)
