"""A folder of gold against the program: everything counted, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.evaluate.align import Pair, align, found_mentions
from extractor.evaluate.fields import Outcome, Part, judgements, parts, value_right
from extractor.evaluate.gold import gold_files, locate, read_gold
from extractor.evaluate.mistakes import PARTED, Mistake, mistakes, sentences_of
from extractor.evaluate.scores import Score, Scores, score
from extractor.model.analysis import Analysis
from extractor.model.article import Article
from extractor.model.errors import ReadingError, StoreError
from extractor.model.records import KINDS, Extraction
from extractor.pipeline import extract
from extractor.reading import Unreadable, find_inputs, read_path
from extractor.rulebook import Rulebook
from extractor.store import output_path, read_output
from extractor.text.analyse import analyse


@dataclass(frozen=True, slots=True)
class Judged:
    """One article: its gold beside what was found."""

    article: Article
    analysis: Analysis
    extraction: Extraction
    pairs: list[Pair]


@dataclass(slots=True)
class Slots:
    """How often a field that gold writes was right, near, wrong, missed (null) or spurious (not null)."""

    of_value: bool
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    @property
    def judged(self) -> int:
        """How many mentions had it judged."""
        return sum(self.outcomes.values())

    @property
    def accuracy(self) -> float:
        """Share of the judged that is right."""
        return self.outcomes["right"] / self.judged if self.judged else 1.0


@dataclass(slots=True)
class Report:
    """Everything `extractor evaluate` knows: scores by kind and by block, fields, posts, hosts, mistakes."""

    articles: list[str]
    kinds: dict[str, Scores]
    blocks: dict[str, Scores]
    values: dict[str, tuple[int, int]]
    """Kind: mentions found with the right kind, and those of them whose whole value is right."""
    fields: dict[str, dict[str, Slots]]
    parts: dict[str, Score]
    """`posts` (title and organization), `titles` (the title alone) and `hosts`."""
    mistakes: list[Mistake]

    def slot_accuracy(self, kind: str) -> float | None:
        """Share of a kind's judged slots (fields that are no value) that is right; None without any."""
        slots = [one for one in self.fields.get(kind, {}).values() if not one.of_value]
        judged = sum(one.judged for one in slots)
        return sum(one.outcomes["right"] for one in slots) / judged if judged else None


def evaluate(gold: Path, corpus: Path, rulebook: Rulebook, currency: str = "HKD", run: Path | None = None) -> Report:
    """Measure the program (or the outputs in `run`) on the articles of `corpus` that `gold` annotates.

    Raises ReadingError for broken gold or a missing article, StoreError for a missing or outdated output.
    """
    return report(list(_judged(gold, corpus, rulebook, currency, run)))


def _judged(gold: Path, corpus: Path, rulebook: Rulebook, currency: str, run: Path | None) -> Iterator[Judged]:
    files = gold_files(gold)
    articles = read_articles(corpus, [article_id for article_id, _ in files])
    for article_id, path in files:
        article = articles[article_id]
        mentions = locate(read_gold(path), article.text)
        extraction = extract(article, rulebook, default_currency=currency) if run is None else _output(run, article)
        yield Judged(article, analyse(article), extraction, align(mentions, found_mentions(extraction)))


def read_articles(corpus: Path, wanted: Iterable[str]) -> dict[str, Article]:
    """The articles of `corpus` with the `wanted` ids. ReadingError names one that is not there."""
    missing = set(wanted)
    found: dict[str, Article] = {}
    for path in find_inputs(corpus):
        if not missing:
            break
        for article in read_path(path, corpus if corpus.is_dir() else None):
            if article.id in missing:
                if isinstance(article, Unreadable):
                    raise article.error
                found[article.id] = article
                missing.discard(article.id)
    if missing:
        raise ReadingError(
            f"{sorted(missing)[0]}: gold speaks of this article, but {corpus} holds none of that id; "
            f"name the gold file after the article's id, or another corpus with --corpus"
        )
    return found


def _output(run: Path, article: Article) -> Extraction:
    extraction = read_output(output_path(run, article.id))
    if extraction.article.sha256 != article.sha256:
        raise StoreError(f"{article.id}: its output in {run} is of another text; run `extractor run` again")
    return extraction


def report(judged: list[Judged]) -> Report:
    """Count everything over the judged articles."""
    pairs = [pair for one in judged for pair in one.pairs]
    block_of = {id(pair): _block(one.analysis, pair) for one in judged for pair in one.pairs}
    return Report(
        articles=[one.article.id for one in judged],
        kinds=_in_order(
            score(pairs, lambda p: p.gold.kind if p.gold else "", lambda p: p.found.kind if p.found else "")
        ),
        blocks=score(pairs, lambda p: block_of[id(p)], lambda p: p.found.block if p.found else ""),
        values=_values(pairs),
        fields=_fields(judged),
        parts=_part_scores(judged),
        mistakes=[
            mistake for one in judged for mistake in mistakes(one.article.id, one.pairs, sentences_of(one.analysis))
        ],
    )


def _block(analysis: Analysis, pair: Pair) -> str:
    """The label of the block that the pair's gold mention stands in."""
    if pair.gold is None:
        return ""
    return analysis.block_at(analysis.locate(pair.gold.start)).label


def _in_order(groups: dict[str, Scores]) -> dict[str, Scores]:
    return {name: groups[name] for name in ("all", *KINDS) if name in groups}


def _values(pairs: Iterable[Pair]) -> dict[str, tuple[int, int]]:
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for pair in pairs:
        if pair.gold is not None and pair.same_kind and not pair.neutral:
            found[pair.gold.kind] += 1
            right[pair.gold.kind] += value_right(pair)
    return {kind: (found[kind], right[kind]) for kind in KINDS if found[kind]}


def _fields(judged: Iterable[Judged]) -> dict[str, dict[str, Slots]]:
    fields: dict[str, dict[str, Slots]] = {}
    for one in judged:
        for judgement in judgements(one.pairs):
            of_kind = fields.setdefault(judgement.kind, {})
            slots = of_kind.setdefault(judgement.field, Slots(judgement.of_value))
            slots.outcomes[judgement.outcome] += 1
    return {kind: dict(sorted(fields[kind].items())) for kind in KINDS if kind in fields}


def _part_scores(judged: Iterable[Judged]) -> dict[str, Score]:
    scores = {"posts": Score(), "titles": Score(), "hosts": Score()}
    for one in judged:
        for kind, name in sorted(PARTED):
            found = list(parts(one.pairs, kind, name))
            if name == "hosts":
                _count(scores["hosts"], found)
            else:
                _count(scores["posts"], found)
                _count(scores["titles"], _titles(found))
    return scores


def _titles(posts: Iterable[Part]) -> list[Part]:
    """The same posts without their organizations."""
    titles: dict[tuple[str, str], Part] = {}
    for post in posts:
        title = post.part.split("@")[0]
        old = titles.get((post.entity, title))
        in_gold, in_found = post.in_gold, post.in_found
        if old is not None:
            in_gold, in_found = in_gold or old.in_gold, in_found or old.in_found
        titles[post.entity, title] = Part("titles", post.entity, title, in_gold, in_found, post.gold)
    return list(titles.values())


def _count(score: Score, found: Iterable[Part]) -> None:
    for part in found:
        both = 2 * (part.in_gold and part.in_found)
        score.gold += part.in_gold
        score.found += part.in_found
        score.earned_gold += both
        score.earned_found += both
