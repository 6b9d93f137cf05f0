"""`quaywatch scans`: have the radiographs of a node read by machine."""

import click

from quaywatch.node import Node


@click.group()
def command() -> None:
    """Have scans read by machine."""


@command.command("read")
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--again", is_flag=True, help="Also what other versions of the engines have read.")
def read(where: str, *, again: bool) -> None:
    """Read what no machine has read, and say how many scans that were."""
    with Node.open(where) as node:
        click.echo(f"{node.machine.read_all(again=again):,} scans read")
