"""All findings of an article -> its Extraction."""

from __future__ import annotations

from extractor.model.article import Article
from extractor.model.findings import Dating, Findings
from extractor.model.records import ArticleHead, Extraction, RulesetHead
from extractor.model.warnings import Warning_
from extractor.records.amounts import amount_records
from extractor.records.arbitrate import arbitrate
from extractor.records.labs import lab_records
from extractor.records.mentions import warned
from extractor.records.organizations import organization_records
from extractor.records.people import person_records, write_traditional
from extractor.records.rankings import ranking_records
from extractor.records.values import date_records, quantity_records
from extractor.rulebook import Scan


def assemble(found: Findings, scan: Scan) -> Extraction:
    """The output object: records in the order of their first mention, warnings in text order."""
    analysis = scan.analysis
    findings = arbitrate(found, scan)
    warnings: list[Warning_] = [*findings.warnings]
    write_traditional(findings.people, scan)
    rows = dict(
        article=_head(analysis.article, findings.dating),
        ruleset=RulesetHead(sha256=scan.rulebook.sha256),
        labs=lab_records(findings, scan, warnings),
        people=person_records(findings, scan, warnings),
        organizations=organization_records(findings, scan, warnings),
        amounts=amount_records(findings, scan, warnings),
        quantities=quantity_records(findings, scan),
        rankings=ranking_records(findings, scan, warnings),
        dates=date_records(findings, scan),
    )
    return Extraction.model_validate({**rows, "warnings": warned(warnings, analysis)})


def _head(article: Article, dating: Dating) -> ArticleHead:
    return ArticleHead(
        id=article.id,
        source=article.source,
        sha256=article.sha256,
        headline=article.headline,
        publisher=article.publisher,
        bylines=list(article.bylines),
        published=dating.published.isoformat() if dating.published else None,
        published_basis=dating.basis,
        url=article.url,
    )
