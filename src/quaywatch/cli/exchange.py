"""`quaywatch exchange`: notices to and from partners by file, and keys of those who use TAXII."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from quaywatch.alliance.accords import Refused
from quaywatch.alliance.line import NoKey, Ring, UnknownPeer
from quaywatch.alliance.offline import (
    BadFile,
    Brought,
    bring,
    identity,
    new_identity,
    public,
    write,
)
from quaywatch.api.permissions import Permission
from quaywatch.cli import sums
from quaywatch.cli.people import acting_options, node_as, require
from quaywatch.ledger import LedgerError
from quaywatch.ledger.signing import key_path
from quaywatch.node import NodeError
from quaywatch.node.allied.bringing.files import Preview
from quaywatch.node.allied.monthly import Telling

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
_OTHERS = 0o077


@click.group()
def command() -> None:
    """Carry notices to and from partners by file, let them in over TAXII, and learn with them."""


command.add_command(sums.command)


@command.command()
@_node
def key(where: str) -> None:
    """Print the key that partners seal files for this node to; made at first use."""
    with _plainly():
        click.echo(public(_secret(where)))


@command.command("write")
@_node
@acting_options
@click.option("--to", "partner", required=True, help="The partner's name among nodes.")
@click.option("--seal-to", required=True, help="Its age key, handed over by other means.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--after", type=click.IntRange(0), help="All behind this batch, sent before or not.")
def write_file(
    where: str,
    username: str,
    password: str,
    partner: str,
    seal_to: str,
    out: Path,
    after: int | None,
) -> None:
    """Write what a partner has not acknowledged into one file that it alone can open."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.SHARE)
        line = node.allied.line
        with line.transaction() as connection:
            signs = _ring(where).in_force(connection, line.now())
        made = write(line, signs, partner, seal_to, after=after)
        out.write_bytes(made.data)
    what = f"batches {made.first} to {made.last}" if made.first else "no batch"
    click.echo(f"{out}: {what} for {partner}, {len(made.data)} bytes; {made.waiting} more wait")


@command.command("read")
@_node
@acting_options
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def read_files(where: str, username: str, password: str, files: tuple[Path, ...]) -> None:
    """Take in what partners' files hold, as if it had come over the line."""
    failed = False
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.SHARE)
        secret = _secret(where)
        for file in files:
            try:
                brought = bring(node.allied.line, file.read_bytes(), secret)
            except BadFile as error:
                click.echo(f"{file}: {error}", err=True)
                failed = True
                continue
            click.echo(f"{file}: {_told(brought)}")
            if brought.refused:
                click.echo(f"{file}: stopped: {brought.refused}", err=True)
                failed = True
        node.allied.follow()
    if failed:
        raise SystemExit(1)


@command.command()
@_node
@acting_options
@click.option("--to", "partner", required=True, help="The partner's name among nodes.")
@click.option("--notice", "name", required=True, help="Id of something published here.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def misp(where: str, username: str, password: str, partner: str, name: str, out: Path) -> None:
    """Write what a partner may have of a publication as an event of MISP; say what is lost."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.SHARE)
        made = node.allied.outsiders.event(name, partner)
        out.write_bytes(made.data)
    for lost in made.lost:
        click.echo(f"lost: {lost}", err=True)


@command.command()
@_node
@acting_options
@click.option("--port", required=True, help="UN/LOCODE of the own port.")
@click.option("--month", "named", required=True, help="As 2026-03; it has to be over.")
@click.option("--nil", is_flag=True, help="Say that nothing was found: a nil return.")
@click.option("--legal-basis", required=True)
@click.option("--retain-until", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--correction", default="", help="What was wrong in what was told before.")
def month(
    where: str,
    username: str,
    password: str,
    port: str,
    named: str,
    legal_basis: str,
    retain_until: datetime,
    correction: str,
    *,
    nil: bool,
) -> None:
    """Put forward how many inspections and finds a month had; another person lets it go out."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.SHARE)
        told = Telling(
            port=port,
            month=named,
            nil=nil,
            legal_basis=legal_basis,
            retain_until=retain_until.date(),
            correction=correction,
        )
        said, _ = node.allied.months.tell(told, actor=account.username)
    what = "nil return" if said.nil else f"{said.finds} finds"
    click.echo(f"{port} {named}: {said.inspections} inspections, {what}; awaits a second person")


@command.command("bring")
@_node
@acting_options
@click.option("--from", "partner", required=True, help="The authority that gave it.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def bring_event(where: str, username: str, password: str, partner: str, file: Path) -> None:
    """Put an event of MISP forward as what an authority gave; another officer takes it."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.SHARE)
        files = node.allied.brought.files
        made = files.put(partner, file.name, file.read_bytes(), actor=account.username)
    _preview(made)
    click.echo(f"file {made.file.number} waits for another officer")


@command.command("take")
@_node
@acting_options
@click.argument("number", type=int)
def take_event(where: str, username: str, password: str, number: int) -> None:
    """Take in a file that another officer brought."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.CONFIRM_SHARING)
        try:
            made = node.allied.brought.files.take(number, actor=account.username)
        except Refused as refused:
            raise click.ClickException(str(refused)) from refused
        node.allied.follow()
    _preview(made)


@command.command("taxii-ask")
@_node
@acting_options
@click.argument("partner")
@click.argument("header", type=click.File("r"), default="-")
def taxii_ask(where: str, username: str, password: str, partner: str, header: TextIO) -> None:
    """Keep what a partner's own server is asked with, then read its collection on."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.NEGOTIATE)
        polling = node.allied.brought.polling
        polling.key(partner, header.read().strip())
        told = polling.read(partner)
        node.allied.follow()
    click.echo(f"{told.came} taken, {told.refused} refused")
    if told.trouble:
        raise click.ClickException(told.trouble)


@command.command("taxii-key")
@_node
@acting_options
@click.argument("partner")
def taxii_key(where: str, username: str, password: str, partner: str) -> None:
    """Make a key by which a partner reads over TAXII, and print it this once."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.NEGOTIATE)
        click.echo(node.allied.outsiders.new_key(partner))


@command.command("taxii-close")
@_node
@acting_options
@click.argument("partner")
def taxii_close(where: str, username: str, password: str, partner: str) -> None:
    """Let no key of a partner in over TAXII any more, at once."""
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.NEGOTIATE)
        count = node.allied.outsiders.close(partner)
    click.echo(f"{count} keys of {partner} are closed")


def _preview(made: Preview) -> None:
    for one in made.lines:
        said = one.reason if one.fate is None else one.fate.value
        click.echo(f"{one.place}\t{said}")
    click.echo(f"{made.taken} taken, {made.refused} refused")
    for lost in made.lost:
        click.echo(f"lost: {lost}", err=True)


def _told(brought: Brought) -> str:
    new = [one for one in brought.taken if not one.again]
    again = len(brought.taken) - len(new)
    waiting = sum(len(one.refused) for one in new)
    return (
        f"from {brought.sender}: {len(new)} of {brought.batches} batches taken, {again} known, "
        f"{sum(one.notices for one in new)} notices, {sum(len(one.gone) for one in new)} deleted, "
        f"{waiting} in quarantine; it has taken ours up to {brought.acknowledged}"
    )


def _ring(where: str) -> Ring:
    return Ring.at(Path(f"{key_path(where)}.line"))


def _secret(where: str) -> str:
    """Return the secret key that opens files for this node, made at first use.

    It lies beside the node's own, readable by its owner alone.
    """
    path = Path(f"{key_path(where)}.age")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = new_identity()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(f"# public key: {public(made)}\n{made}\n")
    if path.stat().st_mode & _OTHERS:
        raise ValueError(f"the key {path} may be read by others: chmod 600 it")
    return identity(path.read_text())


@contextmanager
def _plainly() -> Generator[None]:
    """Say what went wrong in a line."""
    try:
        yield
    except (ValueError, UnknownPeer, NoKey, NodeError, LedgerError) as error:
        raise click.ClickException(str(error)) from error
