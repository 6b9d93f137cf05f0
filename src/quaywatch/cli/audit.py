"""`quaywatch audit`: verify a file of a witnessed log, without the node that it is of."""

import sys
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text

from quaywatch.alliance.witness import Verified
from quaywatch.alliance.witness import verify as verified
from quaywatch.cli.console import open_console

EXIT_WRONG = 1


@click.group(help="Verify what witnessed logs say.")
def command() -> None:
    """Group the subcommands."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", help="The log's public key as learned elsewhere, in hexadecimal.")
@click.option(
    "--witnesses", type=click.IntRange(0), default=0, help="How many allies have cosigned it."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(file: Path, key: str | None, witnesses: int, *, as_json: bool) -> None:
    """Check the checkpoint in FILE, who has cosigned it, and every entry shown under it.

    Needs no node and no network. Tells everything that does not hold; exits with 1 if something
    does not, or if fewer allies than `--witnesses` have cosigned.
    """
    found = verified(file.read_bytes(), key)
    few = len(found.witnesses) < witnesses
    if as_json:
        click.echo(msgspec.json.encode({"holds": not (found.wrong or few), "found": found}))
    else:
        _tell(found, witnesses if few else 0, key)
    sys.exit(EXIT_WRONG if found.wrong or few else 0)


def _tell(found: Verified, wanted: int, key: str | None) -> None:
    console = open_console()
    for one in found.wrong:
        console.print(Text.assemble((one.where, "red"), f": {one.message}"), soft_wrap=True)
    if wanted:
        short = f"{len(found.witnesses)} allies have cosigned it, and {wanted} are asked for"
        console.print(Text.assemble(("witnesses", "red"), f": {short}"), soft_wrap=True)
    if found.wrong or wanted:
        return
    line = f": {found.origin}, {found.shown:,} of {found.size:,} entries shown"
    console.print(Text.assemble(("holds", "green"), line), soft_wrap=True)
    table = Table("cosigned by", box=None)
    for name in found.witnesses:
        table.add_row(name)
    if found.witnesses:
        console.print(table)
    if key is None:
        console.print(f"signed by {found.key}: compare that with the log's own key", soft_wrap=True)
