"""`quaywatch replay`: what a node thought of a box when it knew what it knew then."""

import sys

import click
import msgspec
from rich.table import Table

from quaywatch.cli.console import open_console
from quaywatch.ledger import LedgerError
from quaywatch.node import UnknownBox
from quaywatch.node.replaying import Replayed, replay

ACTOR = "replay"
"""In whose name the look at the dossier stands on the ledger."""
EXIT_DIFFERENT = 1


@click.command(
    help="Derive everything anew from the events that the node knew when a plan picked BOX, and "
    "show what it thought of it, to the byte. Exit codes: 0 the same as recorded, or nothing was "
    "recorded; 1 not the same: other versions of checks, rules or model made it; 2 wrong use."
)
@click.argument("box")
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option(
    "--position",
    type=click.IntRange(1),
    help="After this event of the ledger; without it when the last plan picked the box, else now.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(box: str, where: str, position: int | None, as_json: bool) -> None:
    """Replay, show, and say whether it is what was recorded."""
    try:
        found = replay(where, box, actor=ACTOR, position=position)
    except (UnknownBox, LedgerError) as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        click.echo(msgspec.json.encode(_plain(found)))
    else:
        _show(found)
    sys.exit(EXIT_DIFFERENT if found.same is False else 0)


def _plain(found: Replayed) -> dict[str, object]:
    return {
        "box": found.box_id,
        "position": found.position,
        "chain": found.chain,
        "versions": found.assessed.versions,
        "assessment": msgspec.Raw(found.assessed.assessment),
        "digest": found.assessed.digest,
        "recorded": found.recorded,
        "same": found.same,
    }


def _show(found: Replayed) -> None:
    table = Table(show_header=False)
    for name, value in _plain(found).items():
        shown = value if isinstance(value, str) else msgspec.json.encode(value).decode()
        table.add_row(name, shown)
    open_console().print(table)
