"""Profiles of a node on the terminal: the list, and one with its history."""

import click
import msgspec
from rich.table import Table

from quaywatch.cli.console import open_console
from quaywatch.cli.people import node_at
from quaywatch.node import UnknownProfile
from quaywatch.node.profiling import Standing
from quaywatch.rules.life import Life

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
language_option = click.option(
    "--language", default="en", type=click.Choice(["en", "fr", "nl", "es"])
)
node_option = click.option(
    "--node", "where", required=True, help="SQLite file or postgresql:// URL."
)


def list_written(where: str, language: str, *, as_json: bool) -> None:
    """List the profiles that were written at a node."""
    with node_at(where) as node:
        standings = node.profiles.all()
    if as_json:
        click.echo(msgspec.json.encode(standings))
        return
    table = Table("Code", "Version", "Stage", "Weight", "Ends", "Meet it now", "Title")
    for each in standings:
        table.add_row(*_row(each, language))
    open_console().print(table)


@click.command()
@click.argument("code")
@node_option
@json_option
@language_option
def show(code: str, where: str, language: str, as_json: bool) -> None:
    """Show a profile of a node: its text, where it stands and how it came there."""
    with node_at(where) as node:
        try:
            standing = node.profiles.read(code)
        except UnknownProfile as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(msgspec.json.encode(standing))
        return
    console = open_console()
    console.print(_facts(standing, language))
    steps = Table("Version", "Step", "At", "By", "Reason")
    for entry in standing.life.history:
        at = entry.at.isoformat(timespec="minutes")
        steps.add_row(str(entry.version), entry.kind, at, entry.actor, entry.fact.reason or "")
    console.print(steps)


def stands(life: Life) -> str:
    """Return in a line where a profile stands."""
    return f"{life.code}: {life.stage}, version {life.version}"


def _row(standing: Standing, language: str) -> tuple[str, ...]:
    life, draft = standing.life, standing.life.draft
    assert draft is not None  # noqa: S101 - every stream begins with a draft
    stage = life.stage if life.live in (None, draft) else f"{life.stage}; an earlier text is live"
    ends = "" if draft.ends is None else draft.ends.isoformat()
    met, title = f"{standing.met:,}", draft.title.get(language)
    return (life.code, str(life.version), stage, f"{draft.weight:+.2f}", ends, met, title)


def _facts(standing: Standing, language: str) -> Table:
    table = Table(show_header=False)
    names = ("code", "version", "stage", "weight", "ends", "meet it now", "title")
    for name, value in zip(names, _row(standing, language), strict=True):
        table.add_row(name, value)
    life, draft = standing.life, standing.life.draft
    if draft is not None:
        table.add_row("asks", draft.expression)
    if life.live is not None and life.live != draft:
        table.add_row("live text asks", life.live.expression)
    table.add_row("written by", ", ".join(sorted(life.writers)))
    table.add_row("approved by", life.approved_by)
    return table
