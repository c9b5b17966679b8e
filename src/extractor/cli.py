"""The command line: verbs only. Exit codes: 0 done, 1 something failed or differs, 2 wrong usage."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from extractor.model.errors import ExtractorError, UsageError

CORPUS, RUN, GOLDEN, DATASET = Path("corpus"), Path("outputs/run"), Path("outputs/golden"), Path("outputs/dataset")
REPORT = Path("outputs/report.html")
_path = click.Path(path_type=Path)


class _Group(click.Group):
    """Turns the package's errors into one sentence on stderr and the exit code of the contract."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(f"extractor: {error}", err=True)
            sys.exit(2)
        except ExtractorError as error:
            click.echo(f"extractor: {error}", err=True)
            sys.exit(1)
        except BrokenPipeError:
            sys.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="extractor")
def main() -> None:
    """Structured facts from the Hong Kong press: run, diff, review, export."""


def _checked(_: click.Context, option: click.Parameter, value: Any) -> Any:
    """The value of an option, if it makes sense."""
    from extractor.model.currencies import checked_currency

    if option.name == "currency":
        return checked_currency(value, "--currency")
    if option.name == "rules" and value is not None and not value.is_dir():
        raise UsageError(f"{value}: no such rules folder; name one with --rules, or leave the option out")
    if option.name == "file" and (value.is_dir() or not value.exists()):
        what = "a folder" if value.is_dir() else "no such file"
        raise UsageError(f"{value}: {what}. Name one file that holds an article.")
    return value


_rules_option = click.option("--rules", type=_path, callback=_checked,
                             help="Another rules folder than the packaged one.")  # fmt: skip
_currency_option = click.option("--currency", default="HKD", show_default=True, callback=_checked,
                                help="What a bare 元 is (ISO 4217).")  # fmt: skip
_file_argument = click.argument("file", type=_path, callback=_checked)


def _rules(rules: Path | None) -> Path:
    from extractor.model.resources import rules_path

    return rules or rules_path()


@main.command()
@click.argument("corpus", type=_path, nargs=-1)
@click.option("--out", type=_path, default=RUN, show_default=True, help="Where the outputs go.")
@click.option("--workers", type=click.IntRange(1), help="Processes; as many as are worth it, if not given.")
@click.option("--format", "form", type=click.Choice(["json", "jsonl", "parquet"]), default="json", show_default=True,
              help="One JSON file an article, or shards.")  # fmt: skip
@click.option("--shards", type=click.IntRange(1), metavar="N", help="Articles a shard (10000); part-00000.jsonl, …")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--address", help="With --engine dask: the scheduler, tcp://host:8786.")
@click.option("--keep/--no-keep", default=True, help="Keep what was read, so that new rules need no new reading.")
@click.option("--quiet", is_flag=True, help="No progress, no summary; failures are still named.")
@click.option("--log", type=click.Choice(["json"]), help="One JSON object an event on stderr; no progress bar.")
@_currency_option
@_rules_option
def run(corpus: tuple[Path, ...], out: Path, quiet: bool, log: str | None, **options: Any) -> None:
    """Extract every article of CORPUS (folders or files) that is new or changed, or whose rules changed."""
    from extractor.batch import run as run_batch
    from extractor.batch.show import failure_lines, summary_lines, watching

    rules, options["default_currency"] = _rules(options.pop("rules")), options.pop("currency")
    with watching(quiet, log) as watch:
        summary = run_batch(
            list(corpus) or [CORPUS], out, rules, progress=watch.progress, set_aside=watch.set_aside, **options
        )
    watch.finished(summary)
    if log is None:
        for line in failure_lines(summary, out):
            click.echo(line, err=True)
    if not quiet and log is None:
        for line in summary_lines(summary):
            click.echo(line)
    sys.exit(1 if summary.set_aside else 0)


@main.command()
@click.argument("run", type=_path, default=RUN)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--same", metavar="ID", help="Settle a finding: its first name is its second one.")
@click.option("--different", metavar="ID", help="Settle a finding: its names are two, and both right.")
@click.option("--reason", default="", help="With --same or --different: on what the decision rests.")
@click.option("--by", help="With --same or --different: who decides.")
@_rules_option
def entities(run: Path, form: str, same: str | None, different: str | None, reason: str, by: str | None,
             rules: Path | None) -> None:  # fmt: skip
    """What does not fit together among the people, organizations and laboratories of RUN (docs/entities.md)."""
    from extractor.entities import print_findings, settle_finding

    if same and different:
        raise UsageError("--same and --different contradict each other; give one of them")
    if same or different:
        settled = settle_finding(
            run, _rules(rules), same or different or "", "same" if same else "different", reason, by
        )
        click.echo(settled)
        return
    for line in print_findings(run, _rules(rules), form):
        click.echo(line)


@main.command()
@_file_argument
def text(file: Path) -> None:
    """Print the text of FILE that all offsets count in."""
    from extractor.reading import text_of

    sys.stdout.buffer.write(text_of(file).encode())
    sys.stdout.buffer.flush()


@main.command()
@_file_argument
@click.option("--html", "as_html", is_flag=True, help="One self-contained page instead of terminal colours.")
@_currency_option
@_rules_option
def show(file: Path, as_html: bool, currency: str, rules: Path | None) -> None:
    """Show the articles of FILE, their mentions in colour."""
    from extractor.display import show_html, show_terminal

    shower = show_html if as_html else show_terminal
    sys.exit(shower(file, _rules(rules), currency, sys.stdout))


@main.command()
def schema() -> None:
    """Print the JSON Schema of the output."""
    import json

    from extractor.model.records import Extraction

    click.echo(json.dumps(Extraction.model_json_schema(), ensure_ascii=False, indent=2))


@main.command()
@_file_argument
@click.argument("what", required=False, metavar="[TEXT|OFFSET]")
@_currency_option
@_rules_option
def explain(file: Path, what: str | None, currency: str, rules: Path | None) -> None:
    """Which rules fired in FILE at TEXT or OFFSET, which won, which lost and why; why nothing did."""
    from extractor.explain import explain_file

    lines, found = explain_file(file, what, _rules(rules), currency)
    for line in lines:
        click.echo(line)
    sys.exit(0 if found else 1)


@main.command()
@click.argument("old", type=_path, default=GOLDEN)
@click.argument("new", type=_path, default=RUN)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "html"]), default="text", show_default=True
)
def diff(old: Path, new: Path, form: str) -> None:
    """What changed from OLD to NEW, fact by fact, field by field; exit 1 if anything did."""
    from extractor.review import compare_folders, render

    changes = compare_folders(old, new)
    click.echo(render(changes, form), nl=False)
    sys.exit(1 if changes else 0)


@main.command()
@click.argument("golden", type=_path, default=GOLDEN)
@click.argument("new", type=_path, default=RUN)
def check(golden: Path, new: Path) -> None:
    """For CI: the last run equals the accepted output, byte for byte; writes nothing."""
    from extractor.review import check_folders

    differences = check_folders(golden, new)
    for difference in differences:
        click.echo(difference, err=True)
    if not differences:
        click.echo("the run equals the accepted output")
    sys.exit(1 if differences else 0)


_ids: dict[str, Any] = {"multiple": True, "metavar": "ID"}
_causes: dict[str, Any] = {"multiple": True, "metavar": "CAUSE"}


@main.command()
@click.argument("golden", type=_path, default=GOLDEN)
@click.argument("new", type=_path, default=RUN)
@click.option("--page", "way", flag_value="page", help="On a local page (the default with a terminal).")
@click.option("--terminal", "way", flag_value="terminal", help="In the terminal.")
@click.option("--list", "way", flag_value="list", help="List all that waits (the default without a terminal).")
@click.option("--accept", help="Accept changes; several ids with commas.", **_ids)
@click.option("--reject", help="Reject changes; several ids with commas.", **_ids)
@click.option("--accept-cause", help="Accept all that waits of a cause.", **_causes)
@click.option("--reject-cause", help="Reject all that waits of a cause.", **_causes)
@click.option("--accept-known", is_flag=True, help="Accept what the log says was accepted before.")
@click.option("--example", help="Make a rejected change an example of its rule.", **_ids)
@click.option("--gold-line", "gold_line", help="Make a rejected change a line of gold.", **_ids)
@click.option("--reason", default="", help="Why; kept in the decision log.")
@click.option("--replay", type=_path, metavar="LOG", help="Make the decisions of another log here.")
@click.option("--by", help="Who decides (default: git's user.name, else the account).")
@click.option("--corpus", type=_path, default=CORPUS, show_default=True, help="Where the articles are.")
@click.option("--gold", type=_path, default=Path("gold"), show_default=True, help="Where lines of gold go.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The page's port (default: a free one).")
@click.option("--no-browser", is_flag=True, help="Print the page's address and open nothing.")
@_rules_option
def review(golden: Path, new: Path, rules: Path | None, **options: Any) -> None:
    """Accept or reject the changes from GOLDEN to NEW, one by one or by what caused them (docs/reviewing.md)."""
    from extractor.review.ways import review as review_changes

    sys.exit(review_changes(golden, new, _rules(rules), options, click.echo))


@main.command()
@click.argument("run", type=_path, default=RUN)
@click.option("--out", type=_path, default=DATASET, show_default=True, help="Where the dataset goes.")
@click.option(
    "--format", "form", default="parquet", show_default=True, metavar="FORMAT",
    help="parquet, csv, spreadsheet, jsonl, duckdb; spacy, brat, label-studio, doccano, web-annotation.",
)  # fmt: skip
@click.option("--previous", type=_path, help="The last release: also say what changed since, and why.")
@click.option("--corpus", type=_path, multiple=True, help="Inputs of the run, for annotation formats [corpus].")
@click.option("--quality", type=_path, default=Path("gold/floors.json"), show_default=True,
              help="What `evaluate` measured, for the dataset card.")  # fmt: skip
def export(run: Path, out: Path, form: str, previous: Path | None, corpus: tuple[Path, ...], quality: Path) -> None:
    """Write the dataset of RUN: one table a kind, or annotations, with a descriptor and a card."""
    from extractor import export as dataset

    done = dataset.export(run, out, form, previous=previous, corpus=corpus or (CORPUS,), quality=quality)
    for line in dataset.told(done, out):
        click.echo(line)


@main.command()
@click.argument("run", type=_path, default=RUN)
@click.option("--out", type=_path, default=REPORT, show_default=True, help="The page to write.")
@click.option("--corpus", type=_path, multiple=True, help="Inputs of the run, for its sentences [corpus].")
@_rules_option
def report(run: Path, out: Path, corpus: tuple[Path, ...], rules: Path | None) -> None:
    """Draw RUN as one page: time, money, rankings, laboratories, people; every point leads to its sentence."""
    from extractor import report as reporting

    done = reporting.report(run, out, corpus or (CORPUS,), _rules(rules))
    for line in reporting.told(done, out):
        click.echo(line)


@main.command()
@click.argument("gold", type=_path)
@click.option("--corpus", type=_path, default=CORPUS, show_default=True, help="Where the annotated articles are.")
@click.option("--run", "outputs", type=_path, help="Measure the outputs in this folder instead of extracting anew.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--errors", is_flag=True, help="List every mistake with its sentence.")
@click.option("--pin", "pinning", is_flag=True, help="Make what was measured the floors that may not sink.")
@click.option("--allow-lower", is_flag=True, help="With --pin: let floors sink; needs --reason.")
@click.option("--reason", help="Why a floor may sink; kept in floors.json.")
@click.option("--from", "source_form", type=click.Choice(["brat", "label-studio"]), help="Convert GOLD into gold.")
@click.option("--into", type=_path, default=Path("gold"), show_default=True, help="With --from: where to.")
@_currency_option
@_rules_option
def evaluate(gold: Path, source_form: str | None, into: Path, **options: Any) -> None:
    """Precision, recall, F1 and value accuracy against the GOLD folder (docs/evaluation.md)."""
    from extractor import evaluate as measuring

    if source_form is not None:
        for path in measuring.convert(gold, source_form, into):
            click.echo(path)
        return
    options["rules"] = _rules(options["rules"])
    printed, sunk = measuring.evaluate_and_report(gold, **options)
    click.echo(printed, nl=False)
    for sentence in sunk:
        click.echo(f"extractor: {sentence}", err=True)
    sys.exit(1 if sunk else 0)


@main.group(invoke_without_command=True)
@_rules_option
@click.pass_context
def rules(ctx: click.Context, rules: Path | None) -> None:
    """List the rules; `rules check` runs every example."""
    ctx.obj = _rules(rules)
    if ctx.invoked_subcommand is None:
        from extractor.rulecheck import list_rules

        for line in list_rules(ctx.obj):
            click.echo(line)


@rules.command("check")
@click.argument("part", required=False)
@click.pass_context
def rules_check(ctx: click.Context, part: str | None) -> None:
    """Run every example through the whole program (of the rule files whose name contains PART)."""
    from extractor.rulecheck import check_and_report

    lines, misses = check_and_report(ctx.obj, part)
    for line in lines:
        click.echo(line, err=misses > 0)
    sys.exit(1 if misses else 0)


_form_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@rules.command("stats")
@click.argument("corpus", type=_path, default=CORPUS)
@_form_option
@_currency_option
@click.pass_context
def rules_stats(ctx: click.Context, corpus: Path, form: str, currency: str) -> None:
    """How often each rule fires on CORPUS, alone or over which others; never, in vain, and how slowly."""
    from extractor.rulebook import load
    from extractor.rulecheck import collect, render_statistics

    click.echo(render_statistics(collect(load(ctx.obj), corpus, currency), form), nl=False)


@rules.command("try")
@click.argument("file", type=_path)
@click.option("--corpus", type=_path, default=CORPUS, show_default=True, help="The articles to try it on.")
@click.option("--all", "everything", is_flag=True, help="Show every change of a group, not only the first ones.")
@_form_option
@_currency_option
@click.pass_context
def rules_try(ctx: click.Context, /, file: Path, everything: bool, form: str, **options: Any) -> None:
    """What the rule FILE would change on a corpus; exit 1 if anything, or if its examples do not hold."""
    from extractor.rulecheck import render_trial, try_file

    trial = try_file(file, ctx.obj, options["corpus"], options["currency"])
    click.echo(render_trial(trial, form, everything), nl=False)
    sys.exit(1 if trial.changes or trial.misses else 0)
