"""Profiles and watch lists of a folder: tested, linted, backtested and listed."""

import sys
from datetime import UTC, datetime

import click
import msgspec
import polars as pl
from rich.table import Table

from quaywatch import checks, formats
from quaywatch.cargo import Frames, Severity, to_frames
from quaywatch.cli.console import open_console
from quaywatch.cli.ledger import opened
from quaywatch.cli.rules.showing import json_option, language_option, list_written
from quaywatch.inspections.evaluation import Finds
from quaywatch.node.backtesting import history
from quaywatch.rules import RuleBook, RuleError, load
from quaywatch.rules import lint as linting
from quaywatch.rules.lint import Notice

folder_argument = click.argument("folder", required=False, type=click.Path(file_okay=False))
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@folder_argument
@json_option
def test(folder: str | None, as_json: bool) -> None:
    """Run the tests that the profiles of FOLDER carry; exit with 1 if one fails or none loads."""
    book = _book(folder)
    try:
        trials = book.test()
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    failed = [trial for trial in trials if not trial.passed]
    if as_json:
        click.echo(msgspec.json.encode({"run": len(trials), "failed": failed}).decode())
    else:
        for trial in failed:
            expected, got = (
                "match" if matched else "no match" for matched in (trial.expected, trial.matched)
            )
            click.echo(f"{trial.code}: {trial.example}: expected {expected}, got {got}")
        click.echo(
            f"{len(trials)} examples of {len(book.profiles)} profiles tried, {len(failed)} failed."
        )
    if failed:
        sys.exit(1)


@click.command(name="list")
@folder_argument
@click.option("--node", "where", help="List the profiles that were written at this node instead.")
@json_option
@language_option
def list_rules(folder: str | None, where: str | None, as_json: bool, language: str) -> None:
    """List the profiles and watch list entries of FOLDER with their weights and fields."""
    if where is not None:
        list_written(where, language, as_json=as_json)
        return
    book = _book(folder)
    if as_json:
        click.echo(
            msgspec.json.encode(
                {"version": book.version, "profiles": book.profiles, "entries": book.entries}
            ).decode()
        )
        return
    table = Table("Code", "Weight", "Title", "Fields")
    weights = {profile.code: profile.weight for profile in book.profiles}
    weights |= {code: entry.weight for code, entry in book.entries.items()}
    for code, weight in weights.items():
        fields = "\n".join(book.fields(code))
        table.add_row(code, f"{weight:+.2f}", book.title(code, language), fields)
    console = open_console()
    console.print(table)
    console.print(f"Version {book.version}.")


@click.command()
@folder_argument
@json_option
@language_option
@click.option(
    "--on",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Messages, such as last year's, on which profiles are tried for breadth.",
)
def lint(folder: str | None, as_json: bool, language: str, files: tuple[str, ...]) -> None:
    """Say what is wrong with the profiles of FOLDER; exit with 1 if something is an error."""
    book = _book(folder)
    notices = linting.lint(
        book,
        datetime.now(UTC).date(),
        checks=[check.code for check in checks.ALL],
        sample=_sample(files) if files else None,
    )
    if as_json:
        click.echo(msgspec.json.encode(notices).decode())
    else:
        expressions = {profile.code: profile.expression for profile in book.profiles}
        for each in notices:
            click.echo(_shown(each, expressions[each.code], language))
        click.echo(f"{len(book.profiles)} profiles, {len(notices)} remarks.")
    if any(each.severity is Severity.ERROR for each in notices):
        sys.exit(1)


@click.command()
@click.argument("where", metavar="PATH_OR_URL")
@folder_argument
@json_option
@click.option("--since", type=_DAY, help="First planned day that counts.")
@click.option("--until", type=_DAY, help="Last one.")
def backtest(
    where: str,
    folder: str | None,
    as_json: bool,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Say what the profiles of FOLDER would have cost and brought on the days that a node planned.

    Consignments are seen as each day's plan saw them. Yields are in finds a hundred boxes, with
    their 95 % intervals; "added" are finds that the plans would have missed.
    """
    book = _book(folder)
    first, last = (None if day is None else day.date() for day in (since, until))
    with opened(where) as ledger, ledger.engine.connect() as connection:
        found = history(ledger, connection, first, last).of(book, book)
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    table = Table("Code", "Met", "Within capacity", "Yield", "Marginal yield", "Added", "Overlap")
    for code, tried in found.items():
        most = next(iter(tried.overlaps), None)
        table.add_row(
            code,
            f"{tried.met:,}",
            f"{tried.within:,}",
            _per_hundred(tried.yield_),
            _per_hundred(tried.marginal),
            f"{tried.added:.1f}",
            "" if most is None else f"{most.code} {most.share:.0%}",
        )
    open_console().print(table)


def _per_hundred(estimate: Finds) -> str:
    low, high = estimate.low * 100, estimate.high * 100
    return f"{estimate.value * 100:.2f} ({low:.2f} to {high:.2f})"


def _sample(files: tuple[str, ...]) -> tuple[Frames, pl.DataFrame]:
    filings = [part.filing for file in files for part in formats.read(file) if part.filing]
    frames = to_frames((each.header, one) for each in filings for one in each.consignments)
    return frames, checks.run(frames, checks.Context())


def _shown(notice: Notice, expression: str, language: str) -> str:
    where = notice.code
    if notice.at is not None:
        line = expression.count("\n", 0, notice.at) + 1
        column = notice.at - expression.rfind("\n", 0, notice.at)
        where = f"{notice.code}:{line}:{column}"
    return f"{where}: {notice.severity}: {notice.texts.get(language)} [{notice.kind}]"


def _book(folder: str | None) -> RuleBook:
    try:
        return load(folder)
    except RuleError as error:
        raise click.ClickException(str(error)) from None
