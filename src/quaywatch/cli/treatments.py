"""`quaywatch treatments`: what looks are taken to find, declared and learned from outcomes."""

from pathlib import Path

import click
import msgspec
from rich.table import Table

from quaywatch.cli.console import open_console
from quaywatch.cli.describing import describe
from quaywatch.cli.people import node_at
from quaywatch.ledger import LedgerError
from quaywatch.node import NodeError
from quaywatch.node.treating import Taught, Told


@click.command(
    help="Say how often each kind of look speaks up: as declared or measured, and as outcomes have "
    "taught, with 95 % intervals."
)
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option(
    "--declare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="From now on start from the figures of this TOML file, measured curves among them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(where: str, declare: Path | None, *, as_json: bool) -> None:
    """List what looks find."""
    try:
        with node_at(where) as node:
            describe(node, treatments=declare)
            taught = node.taught()
    except (NodeError, LedgerError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(msgspec.json.encode(taught))
        return
    console = open_console()
    console.print(_table(taught))
    console.print(f"Looks judged by an opening whatever they show: {taught.verified:.1%} by lot")
    for kind, many in taught.unjudged.items():
        if many:
            console.print(f"Still to be opened after {kind}: {many}")


def _table(taught: Taught) -> Table:
    table = Table("Look", "On", "Declared", "Learned", "Looks", "Alarms", "Source")
    for told in taught.figures:
        figure = told.figure
        table.add_row(
            figure.kind.value,
            figure.concealment.value if figure.concealment else "nothing hidden",
            f"{figure.declared:.1%}",
            _learned(told),
            str(figure.looks),
            str(figure.alarms),
            figure.source or "assumed",
        )
    return table


def _learned(told: Told) -> str:
    return f"{told.learned:.1%} ({told.low:.1%} to {told.high:.1%})"
