"""`quaywatch line`: the line to other authorities' nodes."""

from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from quaywatch.alliance.line import Line, NoKey, Ring, UnknownPeer
from quaywatch.alliance.transport import Card, Courier, LineServer, new_certificate
from quaywatch.ledger import Ledger, LedgerError
from quaywatch.ledger.signing import private_key

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
_keys = click.option(
    "--keys",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the line's keys and certificate; readable by the node alone.",
)
_name = click.option("--name", required=True, help="The node's name among the others.")
_card = click.argument("card", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def command() -> None:
    """Keep the line to other nodes: keys, peers, what was refused; and serve it."""


@command.command()
@_keys
@_name
@click.option("--address", default="", help="Where others reach it, https://HOST:PORT.")
def card(keys: Path, name: str, address: str) -> None:
    """Print what to hand over to a partner; makes keys and certificate at first use."""
    Ring.at(keys / "signing")
    if not (keys / "tls.key").exists():
        new_certificate(name, keys)
    newest = sorted((keys / "signing").glob("*.pem"))[-1]
    public = private_key(newest).public_key().public_bytes_raw()
    made = Card(
        node=name,
        key=public.hex(),
        certificate=(keys / "tls.crt").read_text(),
        address=address,
    )
    try:
        made.check()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(msgspec.json.format(msgspec.json.encode(made)).decode())


@command.command()
@_node
@_name
@_card
def add(where: str, name: str, card: Path) -> None:
    """Take a partner's CARD, which somebody brought, and print what to compare by telephone."""
    try:
        found = msgspec.json.decode(card.read_bytes(), type=Card)
        found.check()
    except (msgspec.DecodeError, ValueError) as error:
        raise click.BadParameter(f"{card}: {error}", param_hint="CARD") from error
    if found.node == name:
        raise click.BadParameter("it is this node's own", param_hint="CARD")
    with Ledger.open(where) as ledger:
        line = Line(ledger.engine, name, Ring([]), _now)
        try:
            line.peers.add(
                found.node,
                bytes.fromhex(found.key),
                address=found.address,
                certificate=found.certificate,
            )
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{found.node}\t{found.key}")


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
@_keys
@_name
def rotate(where: str, keys: Path, name: str) -> None:
    """Sign with a new key from now on; every peer is told under the old one."""
    number = len(list((keys / "signing").glob("*.pem"))) + 1
    ring = Ring.at(keys / "signing")
    made = private_key(keys / "signing" / f"{number}.pem")
    with Ledger.open(where) as ledger:
        line = Line(ledger.engine, name, ring, _now)
        try:
            with line.transaction() as connection:
                line.rotate(connection, made)
        except NoKey as error:
            raise click.ClickException(str(error)) from error
    click.echo(made.public_key().public_bytes_raw().hex())


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


@command.command()
@_node
@_keys
@_name
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8443, show_default=True, type=click.IntRange(0, 65535))
@click.option("--push", is_flag=True, help="Hand over, too: for a node that peers cannot call.")
def serve(where: str, keys: Path, name: str, host: str, port: int, *, push: bool) -> None:
    """Answer peers and call them, until interrupted."""
    certificate, key = keys / "tls.crt", keys / "tls.key"
    if not key.exists():
        raise click.ClickException(f"{key} is not there: quaywatch line card makes it")
    try:
        ledger = Ledger.open(where)
    except LedgerError as error:
        raise click.ClickException(str(error)) from error
    with ledger:
        line = Line(ledger.engine, name, Ring.at(keys / "signing"), _now)
        server = LineServer(line, certificate, key, host=host, port=port)
        courier = Courier(line, certificate, key, push=push)
        courier.start()
        click.echo(f"{name} at https://{host}:{port}/line")
        try:
            server.run()
        finally:
            courier.stop()


def _now() -> datetime:
    return datetime.now(UTC)
