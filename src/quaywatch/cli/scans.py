"""`quaywatch scans`: what a node does with scans, scans as files, and what scanners are worth."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import click

from quaywatch.api.permissions import Permission
from quaywatch.cli.people import acting_options, node_as, require
from quaywatch.cli.scan_files import convert, export
from quaywatch.cli.scan_quality import quality
from quaywatch.node import Node
from quaywatch.node.scanning import Empties
from quaywatch.scans.emptiness.known import InvalidReferenceError
from quaywatch.scans.emptiness.life import Life, Refused

_NODE = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")


@click.group()
def command() -> None:
    """Have scans read by machine, say what empties look like, write scans and measure scanners."""


command.add_command(convert)
command.add_command(export)
command.add_command(quality)


@command.group()
def empties() -> None:
    """What containers declared empty are held against: proposed by one, confirmed by another.

    A node that is being served follows once it is started again; `scans read --again` then reads
    what was read before.
    """


@empties.command()
@_NODE
@acting_options
@click.argument("reference", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def propose(where: str, username: str, password: str, reference: Path) -> None:
    """Propose REFERENCE, which `quaywatch empties` wrote."""
    with _acting(where, username, password, Permission.TRAIN_MODELS) as (known, actor):
        try:
            life = known.propose(reference.read_bytes(), actor=actor, seen=known.life.version)
        except InvalidReferenceError as error:
            raise click.ClickException(f"{reference}: {error}") from error
    for kind in life.proposed.reference.kinds if life.proposed else ():
        click.echo(kind)


@empties.command()
@_NODE
@acting_options
def shipped(where: str, username: str, password: str) -> None:
    """Propose that the reference that ships holds again."""
    _take(
        (where, username, password),
        Permission.TRAIN_MODELS,
        lambda known, actor: known.propose_shipped(actor=actor, seen=known.life.version),
    )


@empties.command()
@_NODE
@acting_options
def confirm(where: str, username: str, password: str) -> None:
    """Put in force what another person proposed."""
    _take(
        (where, username, password),
        Permission.APPROVE_MODELS,
        lambda known, actor: known.confirm(actor=actor, seen=known.life.version),
    )


@empties.command()
@_NODE
@acting_options
@click.option("--reason", required=True)
def decline(where: str, username: str, password: str, reason: str) -> None:
    """Leave what is in force, and say why."""
    _take(
        (where, username, password),
        Permission.APPROVE_MODELS,
        lambda known, actor: known.decline(reason, actor=actor, seen=known.life.version),
    )


@command.command("read")
@_NODE
@click.option("--again", is_flag=True, help="Also what other versions of the engines have read.")
def read(where: str, *, again: bool) -> None:
    """Read what no machine has read, and say how many scans that were."""
    with Node.open(where) as node:
        click.echo(f"{node.machine.read_all(again=again):,} scans read")


def _take(
    who: tuple[str, str, str], permission: Permission, step: Callable[[Empties, str], Life]
) -> None:
    with _acting(*who, permission) as (known, actor):
        step(known, actor)


@contextmanager
def _acting(
    where: str, username: str, password: str, permission: Permission
) -> Generator[tuple[Empties, str]]:
    """Open what a node knows of empties, for an account that may take a step with it."""
    with node_as(where, username, password) as (node, account):
        require(account, permission)
        try:
            yield node.empties, account.username
        except Refused as error:
            raise click.ClickException(str(error)) from error
