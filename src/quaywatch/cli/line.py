"""`quaywatch line`: the line to other authorities' nodes."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from quaywatch.alliance.line import Line, NoKey, Ring, UnknownPeer
from quaywatch.api.permissions import Permission
from quaywatch.cli.describing import describe
from quaywatch.cli.people import acting_options, node_as, require
from quaywatch.ledger import Ledger, LedgerError
from quaywatch.ledger.signing import private_key
from quaywatch.node import NoAlliance, Node
from quaywatch.node.allied.allied import Allied

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")


@click.group()
def command() -> None:
    """Keep the line to other nodes: keys, peers, what was refused."""


@command.command()
@_node
@click.option("--ally", help="What the node is called among the others, from now on.")
@click.option("--address", default="", help="Where others reach it, https://HOST:PORT.")
def card(where: str, ally: str | None, address: str) -> None:
    """Print what to hand over to a partner; makes keys and certificate at first use."""
    try:
        with Node.open(where) as node:
            describe(node, ally=ally)
            made = node.allied.card(address)
    except (ValueError, NoAlliance, LedgerError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(msgspec.json.format(msgspec.json.encode(made)).decode())


@command.command()
@_node
def peers(where: str) -> None:
    """List the peers: how far each side is, and whether its line is open."""
    with Ledger.open(where, create=False) as ledger:
        for peer in Line(ledger.engine, "", Ring([]), _now).peers.all():
            waiting = peer.sent - peer.acknowledged
            state = "closed" if peer.closed else "open"
            click.echo(f"{peer.node}\t{state}\ttaken {peer.taken}\tsent {peer.sent}\t-{waiting}")


@command.command()
@_node
@click.argument("peer")
def close(where: str, peer: str) -> None:
    """Send nothing new to a peer and take no notice of it; withdrawals still go both ways."""
    with Ledger.open(where, create=False) as ledger:
        try:
            Line(ledger.engine, "", Ring([]), _now).peers.change(peer, closed=True)
        except UnknownPeer as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{peer} is sent nothing new")


@command.command()
@_node
@click.argument("peer")
@click.argument("key")
@click.option("--instead", help="Key that signs from its next batch on, in hexadecimal.")
def revoke(where: str, peer: str, key: str, instead: str | None) -> None:
    """Believe a KEY of a peer (hexadecimal) no more: it fell into wrong hands."""
    with Ledger.open(where, create=False) as ledger:
        line = Line(ledger.engine, "", Ring([]), _now)
        try:
            new = bytes.fromhex(instead) if instead else None
            line.peers.revoke(peer, bytes.fromhex(key), _now(), instead=new)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"nothing more that {key[:16]} signed is taken")


@command.command()
@_node
def rotate(where: str) -> None:
    """Sign with a new key from now on; every peer is told under the old one."""
    try:
        with Node.open(where) as node:
            line, folder = node.allied.line, node.allied.folder
            made = private_key(folder / f"{len(list(folder.glob('*.pem'))) + 1}.pem")
            with line.transaction() as connection:
                line.rotate(connection, made)
    except (NoKey, NoAlliance, LedgerError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(made.public_key().public_bytes_raw().hex())


@command.group()
def resume() -> None:
    """Go on after a backup was put back: proposed by one, done by another."""


@resume.command()
@_node
@acting_options
@click.option("--without", multiple=True, help="A peer that cannot be asked.")
def propose(where: str, username: str, password: str, without: tuple[str, ...]) -> None:
    """Propose to go on, with what peers were sent since."""
    with _resuming(where, username, password) as (allied, actor):
        room = allied.restored
        room.propose(without, actor=actor, seen=room.life.version)
    click.echo("proposed: somebody else lets the node go on with `line resume confirm`")


@resume.command()
@_node
@acting_options
@click.option("--reason", required=True)
def decline(where: str, username: str, password: str, reason: str) -> None:
    """Do not go on, and say why."""
    with _resuming(where, username, password) as (allied, actor):
        allied.restored.decline(reason, actor=actor, seen=allied.restored.life.version)


@resume.command()
@_node
@acting_options
def confirm(where: str, username: str, password: str) -> None:
    """Go on as another person proposed."""
    from quaywatch.node.allied.restored import calling

    with _resuming(where, username, password) as (allied, actor):
        life = allied.restored.life
        without = life.proposed.without if life.proposed is not None else ()
        with calling(allied.line, allied.folder, without) as clients:
            said = allied.resume(clients, actor=actor, seen=life.version)
    for peer, batches in said.batches.items():
        click.echo(f"{peer}\t{batches} batches came back")
    for name in said.notices:
        click.echo(f"{name}\twas sent since the backup")
    for name in said.withdrawn:
        click.echo(f"{name}\twas taken back since the backup")
    click.echo(f"epoch {said.epoch}: look through agreements and policy before anything new goes")


@contextmanager
def _resuming(where: str, username: str, password: str) -> Generator[tuple[Allied, str]]:
    """Open the line for an account that may settle with allies; say plainly what was refused."""
    from quaywatch.alliance.exchange import BadBatch
    from quaywatch.alliance.transport import Refusal, Unreachable
    from quaywatch.node.allied.resuming import Refused

    wrong = (BadBatch, Refusal, Unreachable, Refused, ValueError, NoAlliance, LedgerError)
    try:
        with node_as(where, username, password) as (node, account):
            require(account, Permission.CONFIRM_AGREEMENTS)
            yield node.allied, account.username
    except wrong as error:
        raise click.ClickException(str(error)) from error


@command.command()
@_node
def owed(where: str) -> None:
    """List what allies' warnings and indicators wait for: a word of what came of them."""
    try:
        with Node.open(where) as node:
            found = node.allied.owed()
    except (NoAlliance, LedgerError) as error:
        raise click.ClickException(str(error)) from error
    for one in found:
        late = "\tlate" if one.late else ""
        click.echo(f"{one.origin}\t{one.reference}\tby {one.due_at:%Y-%m-%d %H:%M}{late}")


@command.command()
@_node
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Write bytes here.")
def quarantine(where: str, keep: Path | None) -> None:
    """List what was refused and waits for a person."""
    with Ledger.open(where, create=False) as ledger:
        for one in Line(ledger.engine, "", Ring([]), _now).quarantined(limit=10_000):
            place = "whole" if one.place < 0 else f"payload {one.place}"
            said = f"batch {one.batch}, {place}\t{one.fault}\t{one.reason}"
            click.echo(f"{one.number}\t{one.sender}\t{said}")
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{one.number}.bin").write_bytes(one.data)


@command.command()
@_node
@click.argument("number", type=int)
def settle(where: str, number: int) -> None:
    """Delete from quarantine what somebody has looked at."""
    with Ledger.open(where, create=False) as ledger:
        if not Line(ledger.engine, "", Ring([]), _now).settle(number):
            raise click.ClickException(f"nothing waits under {number}")


def _now() -> datetime:
    return datetime.now(UTC)
