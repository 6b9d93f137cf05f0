"""`quaywatch senders`: which machines may send messages to a node."""

from pathlib import Path

import click

from quaywatch.intake import Sender, SenderError, Senders
from quaywatch.intake.folder import prepare
from quaywatch.ledger import Ledger

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")


@click.group()
def command() -> None:
    """Add, list and close the senders of a node."""


@command.command()
@_node
@click.argument("name")
@click.option(
    "--identifier",
    "identifiers",
    multiple=True,
    help="Identification that its messages may bear as sender; several times for several.",
)
@click.option(
    "--certificate",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its TLS certificate (PEM).",
)
@click.option(
    "--drop",
    type=click.Path(file_okay=False, path_type=Path),
    help="Root of the watched folders: makes this sender's.",
)
def add(
    where: str, name: str, identifiers: tuple[str, ...], certificate: Path | None, drop: Path | None
) -> None:
    """Let a machine send, and print its key, which is shown this once."""
    from quaywatch.api.tls import fingerprint_of_file

    try:
        shown = fingerprint_of_file(certificate.read_text()) if certificate else ""
    except ValueError as error:
        raise click.BadParameter(f"{certificate}: {error}", param_hint="--certificate") from error
    with Ledger.open(where) as ledger:
        try:
            key = Senders(ledger.engine).add(Sender(name, frozenset(identifiers), shown))
        except SenderError as error:
            raise click.ClickException(str(error)) from error
    if drop is not None:
        click.echo(f"drops files into {prepare(drop, name)}", err=True)
    click.echo(key)


@command.command("list")
@_node
def list_all(where: str) -> None:
    """List the senders in use with the identifications that they may bear."""
    with Ledger.open(where, create=False) as ledger:
        for sender in Senders(ledger.engine).all():
            named = ", ".join(sorted(sender.identifiers)) or "any"
            click.echo(f"{sender.name}\t{named}\t{sender.certificate[:16] or 'no certificate'}")


@command.command()
@_node
@click.argument("name")
def close(where: str, name: str) -> None:
    """Take its way in from a machine, at once."""
    with Ledger.open(where, create=False) as ledger:
        try:
            Senders(ledger.engine).close(name)
        except SenderError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{name} may no longer send")
