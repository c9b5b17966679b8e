"""Every figure on the page is what the records say, and leads to the sentence that says it."""

import re
from collections import Counter
from pathlib import Path

from report_worlds import in_language, outputs, parsed, rows_of, section, sentence_of

from extractor.model.kinds import KINDS
from extractor.report.funding import wording
from extractor.report.gather import Sum


def text(element):
    return in_language(element, "zh").strip()


def drawn(page, figure, width="wide"):
    """Links of the points and bars of a drawing."""
    return page.xpath(f'//figure[@id="{figure}"]//*[@class="{width}"]//a[path]/@href')


def dated(run):
    return [d for e in outputs(run) for d in e.dates if d.type in ("DATE", "TIME") and (d.start or d.end)]


def test_every_date_within_a_bin_is_a_dot_and_leads_to_its_words(town):
    page = parsed(town / "report.html")
    dates = dated(town / "run")
    (name,) = [f for f in page.xpath('//section[@id="timeline"]/figure/@id') if f != "by-year"]
    for width in ("wide", "narrow"):
        hrefs = drawn(page, name, width)
        assert len(hrefs) == len(dates)
        marked = Counter(sentence_of(page, href).findtext(".//mark") for href in hrefs)
        assert marked == Counter(date.mentions[0].text for date in dates)


def test_lanes_and_longer_dates_add_up_to_all_dates(corpus_run, corpus_page):
    page, total = parsed(corpus_page), len(dated(corpus_run))
    for figure in page.xpath('//section[@id="timeline"]/figure'):
        (svg,) = figure.xpath('.//*[@class="wide"]')
        heads = [one for one in map(text, svg.xpath(".//text")) if "　" in one]
        lanes = [int(head.partition("　")[2].replace(",", "")) for head in heads]
        longer = re.search(r"另有([\d,]+)個日期", text(figure))
        assert sum(lanes) + (int(longer.group(1).replace(",", "")) if longer else 0) == total


def test_columns_say_how_many_and_list_their_sentences(corpus_page):
    page = parsed(corpus_page)
    for link in page.xpath('//figure[@id="by-year"]//*[@class="wide"]//a[path]'):
        count = int(link.xpath(".//title/text()")[0].rpartition(", ")[2].replace(",", ""))
        item = sentence_of(page, link.get("href"))
        if count == 1:
            assert item.xpath("./blockquote")
        else:
            left_out = re.search(r"另有([\d,]+)句", text(item))
            assert len(item.xpath("./ul/li")) + (int(left_out.group(1).replace(",", "")) if left_out else 0) == count


def test_sums_stand_under_their_currency_with_payer_recipient_and_rate(corpus_run, corpus_page):
    page = parsed(corpus_page)
    wanted, counts = {}, Counter()
    for extraction in outputs(corpus_run):
        for a in extraction.amounts:
            counts[a.currency] += 1
            if a.payer or a.recipient:
                said = Sum(a.value, a.min, a.max, a.qualifier, a.currency_basis, a.period or "", a.each or "", "")
                basis = "推定" if a.currency_basis == "inferred" else ""
                row = (a.payer or "沒有說明", a.recipient or "沒有說明", wording(said).zh, a.purpose or "", basis)
                wanted.setdefault(a.currency, set()).add(row)
    figures = section(page, "funding").xpath("./figure")
    tables = section(page, "funding").xpath(".//table")
    assert figures
    for figure, table in zip(figures, tables, strict=True):
        currency, count = re.match(r"([A-Z]{3}) .*：([\d,]+)筆", text(figure.find("figcaption"))).groups()
        assert int(count.replace(",", "")) == counts[currency]
        rows = {tuple(text(cell) for cell in row.xpath("./th|./td")[:5]) for row in table.xpath("./tbody/tr")}
        known = {row for row in rows if row[:2] != ("沒有說明", "沒有說明")}
        assert known == wanted.get(currency, set())
    rest = re.search(r"其他貨幣的金額（筆數）：(.*)。", text(section(page, "funding")))
    assert dict(re.findall(r"([A-Z]{3}) (\d+)", rest.group(1))) == {
        currency: str(n)
        for currency, n in counts.items()
        if currency not in text(section(page, "funding"))[: rest.start()]
    }


def test_a_point_of_the_funding_leads_to_the_sum(town):
    page = parsed(town / "report.html")
    for figure in page.xpath('//section[@id="funding"]/figure/@id'):
        for href in drawn(page, figure):
            words = sentence_of(page, href).findtext(".//mark")
            assert "元" in words
    hollow = page.xpath('//*[@class="wide"]//a[path[contains(@class, "fill-paper")]]/@href')
    inferred = [a for e in outputs(town / "run") for a in e.amounts if a.currency_basis == "inferred"]
    money = {a.mentions[0].text for a in inferred}
    assert money and money <= {sentence_of(page, href).findtext(".//mark") for href in hollow}


def test_every_place_in_a_list_is_in_the_table_with_the_one_before(corpus_run, corpus_page):
    wanted = Counter()
    for extraction in outputs(corpus_run):
        for r in extraction.rankings:
            rank = str(r.rank or "") + ("（並列）" if r.tied else "") if r.rank else f"前{r.band}名"
            before, streak = str(r.previous_rank or ""), str(r.streak_years or "")
            wanted[r.subject or "沒有說明", str(r.edition or ""), rank, before, streak] += 1
    found = Counter()
    page = parsed(corpus_page)
    for row in rows_of(page, "rankings"):
        link = row[-1].find("a")
        many = re.match(r"(\d+)句", text(link))
        found[tuple(map(text, row[1:6]))] += int(many.group(1)) if many else 1
    assert found == wanted


def test_a_line_goes_from_the_rank_before_to_the_rank(town):
    page = parsed(town / "report.html")
    (figure,) = page.xpath('//figure[@id="ranking-1"]')
    titles = figure.xpath('.//*[@class="wide"]//a[path]//title/text()')
    assert any(title.startswith("香港大學，《亞洲大學綜合評級》 亞洲 上屆：第3") for title in titles)
    assert any(title.startswith("香港大學，《亞洲大學綜合評級》 亞洲 該屆：第2") for title in titles)
    assert any("University of Hong Kong" in title for title in titles)
    assert len(titles) == 4


def test_laboratories_stand_at_their_hosts(corpus_run, corpus_page):
    wanted = {(host, lab.name) for e in outputs(corpus_run) for lab in e.labs for host in (lab.hosts or ["沒有說明"])}
    page = parsed(corpus_page)
    assert {tuple(map(text, row[:2])) for row in rows_of(page, "laboratories")} == wanted
    dots = sum(len(drawn(page, name)) for name in page.xpath('//section[@id="laboratories"]/figure/@id'))
    assert dots == len(wanted)


def test_people_stand_at_their_posts(town):
    wanted = {
        (post.organization or "機構沒有說明", post.title, person.name)
        for e in outputs(town / "run") for person in e.people for post in person.positions
    }  # fmt: skip
    page = parsed(town / "report.html")
    found = set()
    for body, title, names in rows_of(page, "people"):
        for link in names.findall("a"):
            found.add((text(body), text(title), text(link)))
            assert text(link) in sentence_of(page, link.get("href")).findtext(".//mark")
    assert found == wanted
    assert len(drawn(page, "people-posts")) == len({(body, name) for body, _, name in wanted})


def test_coverage_counts_articles_and_facts(corpus_run, corpus_page):
    page = parsed(corpus_page)
    articles = outputs(corpus_run)
    found = [tuple(map(text, row[1:3])) for row in rows_of(page, "coverage")]
    wanted = [
        (f"{sum(len(getattr(e, kind)) for e in articles):,}", str(sum(bool(getattr(e, kind)) for e in articles)))
        for kind in KINDS
    ]
    assert found == wanted
    assert f"{len(articles)}篇文章" in text(page.find(".//header"))
    undated = sum(e.article.published is None for e in articles)
    (svg,) = page.xpath('//figure[@id="by-publication"]//*[@class="wide"]')
    assert f"文章　{len(articles) - undated}" in in_language(svg, "zh")


def test_warnings_are_counted_with_their_sentences(tmp_path):
    from report_worlds import make_page, make_run, write_town

    corpus = write_town(tmp_path / "c", {"a": ("2026-03-04", "甲報", "公告\n\n中大昨日公布，另於2月30日開會。\n")})
    run = make_run([corpus], tmp_path / "run")
    page = parsed(make_page(run, [corpus], tmp_path / "report.html"))
    wanted = Counter(warning.code for e in outputs(run) for warning in e.warnings)
    assert wanted
    assert {text(row[0]): int(text(row[1])) for row in rows_of(page, "warnings")} == wanted


def test_every_sentence_is_the_articles_own(corpus_run, corpus_page):
    from extractor.texts import with_texts

    texts, marks = {}, {}
    for extraction, article in with_texts(corpus_run, [Path("corpus")]):
        texts[article.source] = re.sub(r"\s", " ", article.text)
        marks[article.source] = {
            (mention.rule, re.sub(r"\s", " ", mention.text))
            for kind in KINDS for record in getattr(extraction, kind) for mention in record.mentions
        }  # fmt: skip
    items = parsed(corpus_page).xpath('//ol[@class="quotes"]/li')
    assert len(items) > 300
    for item in items:
        source = item.xpath(".//footer//code/text()")
        sentence = item.find("blockquote").text_content()
        assert sentence in texts[source[0]]
        mark = item.find(".//mark")
        if len(source) == 2:
            assert (source[1], mark.text) in marks[source[0]]
        head = item.find(".//cite").text_content()
        assert head


def test_in_english_names_are_english_where_they_are_known(town):
    page = parsed(town / "report.html")
    english = in_language(section(page, "laboratories"), "en")
    assert "University of Hong Kong" in english
    assert "State Key Laboratory of Synthetic Chemistry" in english
    assert "香港大學" in in_language(section(page, "laboratories"), "zh")
    for name in ("timeline", "funding", "coverage"):
        assert not re.search(
            "[一-鿿]", re.sub("[^\\s]*[報刊元]", "", in_language(section(page, name).find("h2"), "en"))
        )


def test_the_contents_count_what_is_in_the_sections(corpus_run, corpus_page):
    page, articles = parsed(corpus_page), outputs(corpus_run)
    found = {link.get("href")[1:]: int(link.findtext("b").replace(",", "")) for link in page.xpath("//nav/a")}
    assert found == {
        "timeline": len(dated(corpus_run)),
        "funding": sum(len(e.amounts) for e in articles),
        "rankings": sum(len(e.rankings) for e in articles),
        "laboratories": len({(h, lab.name) for e in articles for lab in e.labs for h in lab.hosts or [""]}),
        "people": len({(post.organization, p.name) for e in articles for p in e.people for post in p.positions}),
        "coverage": len(articles),
        "warnings": sum(len(e.warnings) for e in articles),
        "sentences": len(page.xpath('//ol[@class="quotes"]/li')),
    }
