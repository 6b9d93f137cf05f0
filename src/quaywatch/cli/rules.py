"""`quaywatch rules`: test and list risk profiles and watch lists."""

import sys

import click
import msgspec
from rich.table import Table

from quaywatch.cli.console import open_console
from quaywatch.rules import RuleBook, RuleError, load

folder_argument = click.argument("folder", required=False, type=click.Path(file_okay=False))
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group(help="Test and list risk profiles and watch lists; without FOLDER the built-in ones.")
def command() -> None:
    """Group the subcommands."""


@command.command()
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


@command.command(name="list")
@folder_argument
@json_option
@click.option("--language", default="en", type=click.Choice(["en", "fr", "nl", "es"]))
def list_rules(folder: str | None, as_json: bool, language: str) -> None:
    """List the profiles and watch list entries of FOLDER with their weights and fields."""
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


def _book(folder: str | None) -> RuleBook:
    try:
        return load(folder)
    except RuleError as error:
        raise click.ClickException(str(error)) from None
