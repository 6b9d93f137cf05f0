"""`quaywatch intake`: files into a node, of any readable format and length."""

from pathlib import Path
from time import monotonic

import click

from quaywatch.cli.describing import describe
from quaywatch.node import Node

ACTOR = "command-line"


@click.command()
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--sender", default=ACTOR, show_default=True, help="In whose name they are taken in.")
@click.option(
    "--code-lists",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Code lists of the ICS2 partner (TOML), from now on.",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def command(where: str, sender: str, code_lists: Path | None, files: tuple[Path, ...]) -> None:
    """Take FILES into a node in whole: messages, tables, Parquet or Arrow, of any length.

    What cannot be read goes to quarantine; taken in again they change nothing.
    """
    with Node.open(where) as node:
        describe(node, code_lists=code_lists)
        for file in files:
            started = monotonic()
            receipt = node.intake(file, actor=sender)
            rate = receipt.consignments / max(monotonic() - started, 1e-9)
            click.echo(
                f"{file}: {receipt.consignments:,} consignments, {receipt.movements:,} movements, "
                f"{receipt.quarantined:,} pieces in quarantine, {receipt.duplicates:,} known "
                f"before; {rate:,.0f} consignments a second"
            )
            for problem in receipt.problems[:5]:
                click.echo(f"  {problem}", err=True)
