"""`quaywatch verify-draw`: make a day's draw again and say whether it holds."""

import sys
from datetime import date, datetime
from pathlib import Path

import click
import msgspec
from rich.text import Text

from quaywatch.cli.console import open_console
from quaywatch.cli.people import node_at
from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Differs, Shown, proves
from quaywatch.ledger import LedgerError
from quaywatch.node import UnknownDraw

EXIT_DIFFERENT = 1


@click.command(
    help="WHAT is a sheet as `draw export` writes it, which anybody can verify without the node; "
    "or, with --node, a day with all its draws. Draws again and tells everything that differs; "
    "exits with 1 if something does."
)
@click.argument("what")
@click.option("--node", "where", help="SQLite file or postgresql:// URL: verify a day there.")
@click.option("--key", help="The node's public key as learned elsewhere, in hexadecimal.")
@click.option(
    "--box",
    "proof",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A box as `draw prove` writes it: is it one of the candidates of this sheet?",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    what: str, where: str | None, key: str | None, proof: Path | None, *, as_json: bool
) -> None:
    """Verify and tell."""
    data = _sheet_of(where, what) if where is not None else _read(Path(what))
    found = drawing.verify(data, key)
    if where is not None:
        found = _on_node(where, what)
    if proof is not None and not _proven(data, proof):
        found.append(
            Differs(drawing.Difference.SHOWN, f"the box in {proof} is none of its candidates")
        )
    if as_json:
        click.echo(msgspec.json.encode({"holds": not found, "differences": found}))
    else:
        _tell(data, found, key=key if where is None else "of the node")
    sys.exit(EXIT_DIFFERENT if found else 0)


def day_of(text: str) -> date:
    """Read a day; raise UsageError if it is none."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise click.UsageError(f"{text!r} is no day such as 2026-03-02") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read, and --node is not given") from error


def _sheet_of(where: str, day: str) -> bytes:
    with node_at(where) as node:
        try:
            return drawing.written(node.draws.sheet(day_of(day)))
        except (UnknownDraw, LedgerError) as error:
            raise click.ClickException(str(error)) from error


def _on_node(where: str, day: str) -> list[Differs]:
    with node_at(where) as node:
        return node.draws.verify(day_of(day))


def _proven(data: bytes, proof: Path) -> bool:
    try:
        sheet = msgspec.json.decode(data, type=drawing.Sheet)
        shown = msgspec.json.decode(proof.read_bytes(), type=Shown)
    except (msgspec.DecodeError, ValueError):
        return False
    return proves(shown, sheet.frozen.root, sheet.frozen.boxes)


def _tell(data: bytes, found: list[Differs], *, key: str | None) -> None:
    console = open_console()
    for each in found:
        console.print(Text.assemble((f"{each.what}", "red"), f": {each.said}"), soft_wrap=True)
    if found:
        return
    sheet = msgspec.json.decode(data, type=drawing.Sheet)
    drawn = f"{len(sheet.drawn.drawn)} of {sheet.frozen.boxes} boxes"
    console.print(Text.assemble(("holds", "green"), f": {sheet.name}, {drawn} drawn"))
    console.print(f"defended by: {sheet.strength}", soft_wrap=True)
    for weakness in sheet.weaknesses:
        console.print(f"to be known: {weakness}")
    if sheet.frozen.beacon is not None and sheet.drawn.beacon:
        beacon = sheet.frozen.beacon
        console.print(f"compare {sheet.drawn.beacon} with {beacon.record}", soft_wrap=True)
    if key is None:
        signer = sheet.signature.key if sheet.signature else ""
        console.print(f"signed by {signer}: compare that with the node's own key", soft_wrap=True)
