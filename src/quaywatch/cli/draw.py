"""`quaywatch draw`: what people put into the draw of a day, and what is handed out of it."""

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from quaywatch.api.accounts import Account
from quaywatch.api.permissions import Permission
from quaywatch.cli.people import acting_options, node_as, node_at, require
from quaywatch.cli.verify_draw import day_of
from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Draw, Refused, round_at
from quaywatch.inspections.drawing.beacons import Source
from quaywatch.ledger import Conflict, LedgerError
from quaywatch.node import Node, NodeError

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
_day = click.argument("day")
_number = click.option("--number", type=int, help="Of the day's draw; else the one in force.")
_INSTANT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.group(
    help="Put values into the draw of a DAY, and hand out what lets others check it. The node "
    "binds itself ahead; persons seal values of their own before the candidates are frozen, and "
    "open them afterwards."
)
def command() -> None:
    """Group the subcommands."""


@command.command()
@_node
@_day
@_number
def show(where: str, day: str, number: int | None) -> None:
    """Print how a draw of a day stands, as JSON."""
    with _plainly(), node_at(where) as node:
        _tell(node.draws.read(day_of(day), number))


@command.command()
@_node
@_day
def plans(where: str, day: str) -> None:
    """Print the plans of a day as they followed each other, and what each was made for."""
    with _plainly(), node_at(where) as node:
        for draw, plan in node.draws.made(day_of(day)):
            cause = f"{plan.cause.change} {plan.cause.what}" if plan.cause else "first plan"
            asked = f"{len(plan.picked)} drawn, {len(plan.kept)} kept, {len(plan.withdrawn)} off"
            click.echo(f"{draw.name} {draw.drawn_at:%H:%M}Z: {cause.strip()}: {asked}")


@command.command()
@_node
@acting_options
@_day
def plan(where: str, username: str, password: str, day: str) -> None:
    """Plan a day, or plan again what has changed of it since, and print how its draw stands."""
    with _acting(where, username, password, Permission.PLAN) as (node, account):
        _tell(node.draws.plan(day_of(day), actor=account.username))


@command.command()
@_node
@acting_options
@_day
@click.option("--beacon", type=click.Choice(drawing.SOURCES), help="A public beacon.")
@click.option("--at", type=_INSTANT, help="Its first round from this instant on (UTC).")
def commit(
    where: str,
    username: str,
    password: str,
    day: str,
    beacon: Source | None,
    at: datetime | None,
) -> None:
    """Bind the node to its secret for a day, and to a round of a public beacon.

    Without this the node binds itself, to no beacon, when it plans an earlier day.
    """
    if (beacon is None) != (at is None):
        raise click.UsageError("--beacon and --at go together")
    named = round_at(beacon, at.replace(tzinfo=UTC)) if beacon and at else None
    with _acting(where, username, password, Permission.PLAN) as (node, account):
        _tell(node.draws.commit(day_of(day), actor=account.username, beacon=named))


@command.command()
@_node
@acting_options
@_day
@click.option("--value", help="16 characters or more that nobody can guess; else one is made.")
def seal(where: str, username: str, password: str, day: str, value: str | None) -> None:
    """Hand in the seal of a value, and print the value: keep it, and open it after the freeze.

    Where the machine of the node is not to see the value before, make the seal elsewhere (see
    `seal-of`) and hand it in with `hand-in`.
    """
    value = value or secrets.token_hex(16)
    with _acting(where, username, password, Permission.CONTRIBUTE) as (node, account):
        draw = node.draws.coming(day_of(day))
        given = drawing.sealed(draw.name, value)
        node.draws.seal(draw.day, given, actor=account.username, seen=draw.version)
    click.echo(value)


@command.command("seal-of")
@_day
@click.option("--number", default=1, show_default=True, help="Of the day's draw.")
@click.option("--value", prompt=True, hide_input=True, help="Asked for when it is not given.")
def seal_of(day: str, number: int, value: str) -> None:
    """Print the seal of a value; needs no node."""
    click.echo(drawing.sealed(Draw(day=day_of(day), number=number).name, value))


@command.command("hand-in")
@_node
@acting_options
@_day
@click.argument("seal", metavar="SEAL")
def hand_in(where: str, username: str, password: str, day: str, seal: str) -> None:
    """Hand in a seal that was made elsewhere."""
    with _acting(where, username, password, Permission.CONTRIBUTE) as (node, account):
        draw = node.draws.coming(day_of(day))
        _tell(node.draws.seal(draw.day, seal, actor=account.username, seen=draw.version))


@command.command("open")
@_node
@acting_options
@_day
@click.argument("value")
def open_value(where: str, username: str, password: str, day: str, value: str) -> None:
    """Open what one sealed, once the candidates are frozen."""
    with _acting(where, username, password, Permission.CONTRIBUTE) as (node, account):
        draw = node.draws.coming(day_of(day))
        _tell(node.draws.reveal(draw.day, value, actor=account.username, seen=draw.version))


@command.command()
@_node
@acting_options
@_day
@click.argument("value")
def beacon(where: str, username: str, password: str, day: str, value: str) -> None:
    """Give the value of the beacon's round, in hexadecimal, as its public record has it."""
    with _acting(where, username, password, Permission.CONTRIBUTE) as (node, account):
        draw = node.draws.coming(day_of(day))
        given = value.lower()
        _tell(node.draws.take_beacon(draw.day, given, actor=account.username, seen=draw.version))


@command.command()
@_node
@_day
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@_number
def export(where: str, day: str, out: Path, number: int | None) -> None:
    """Write the public sheet of a draw to OUT, for `verify-draw`: it names the boxes drawn only."""
    with _plainly(), node_at(where) as node:
        data = drawing.written(node.draws.sheet(day_of(day), number))
    out.write_bytes(data)


@command.command()
@_node
@_day
@click.argument("box")
@_number
def prove(where: str, day: str, box: str, number: int | None) -> None:
    """Print what the chance of a box was made from, with the proof that it was frozen so."""
    with _plainly(), node_at(where) as node:
        click.echo(msgspec.json.encode(node.draws.show(day_of(day), box, number)))


@contextmanager
def _acting(
    where: str, username: str, password: str, permission: Permission
) -> Generator[tuple[Node, Account]]:
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, permission)
        yield node, account


@contextmanager
def _plainly() -> Generator[None]:
    """Tell refusals in a line."""
    try:
        yield
    except (Refused, Conflict, NodeError, LedgerError) as error:
        raise click.ClickException(str(error)) from error


def _tell(draw: Draw) -> None:
    click.echo(
        msgspec.json.format(
            msgspec.json.encode(
                {
                    "name": draw.name,
                    "stage": draw.stage,
                    "strength": drawing.strength(draw),
                    "weaknesses": drawing.weaknesses(draw),
                    "draw": draw,
                }
            ),
            indent=1,
        )
    )
