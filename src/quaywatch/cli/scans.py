"""`quaywatch scans`: have the radiographs of a node read by machine."""

from pathlib import Path

import click

from quaywatch.node import Node
from quaywatch.scans.emptiness.known import InvalidReferenceError


@click.group()
def command() -> None:
    """Have scans read by machine, and tell it what empties of the port look like."""


@command.command("empties")
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.argument("reference", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def empties(where: str, reference: Path) -> None:
    """Hold containers declared empty against REFERENCE, which `quaywatch empties` wrote.

    A node that is being served does so once it is started again; `scans read --again` then reads
    what was read before.
    """
    with Node.open(where) as node:
        try:
            known = node.empties.use(reference.read_bytes())
        except InvalidReferenceError as error:
            raise click.ClickException(f"{reference}: {error}") from error
    for kind in known.kinds:
        click.echo(kind)


@command.command("read")
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--again", is_flag=True, help="Also what other versions of the engines have read.")
def read(where: str, *, again: bool) -> None:
    """Read what no machine has read, and say how many scans that were."""
    with Node.open(where) as node:
        click.echo(f"{node.machine.read_all(again=again):,} scans read")
