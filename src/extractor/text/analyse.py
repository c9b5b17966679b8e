"""Article -> Analysis."""

from __future__ import annotations

from functools import partial

from extractor.model.analysis import Analysis
from extractor.model.article import Article
from extractor.text import segment
from extractor.text.plain import strip_markup
from extractor.text.sentences import split_sentences
from extractor.text.spelling import spell_figures
from extractor.text.views import fold, ideographs, pair_quotes


def analyse(article: Article) -> Analysis:
    """The article with its plain text, folded view and sentences; words and `Doc` follow on demand."""
    stripped, offsets, blocks = strip_markup(article)
    plain = ideographs(stripped)
    folded = fold(plain)
    return Analysis(
        article=article,
        plain=plain,
        offsets=offsets,
        folded=spell_figures(pair_quotes(folded)),
        blocks=blocks,
        sentences=split_sentences(plain, blocks),
        segmenter=segment.word_ends,
        doc_factory=segment.doc,
        simplifier=partial(segment.simplify, folded=folded),
        tagger=segment.part_of_speech,
    )
