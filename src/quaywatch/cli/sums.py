"""`quaywatch exchange sum`: what ports learn together from sums, from the command line."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from quaywatch.alliance.learning import Logistic
from quaywatch.alliance.line import UnknownPeer
from quaywatch.alliance.sums import Life, Proposal, Refused
from quaywatch.alliance.sums.work import encoded
from quaywatch.api.permissions import Permission
from quaywatch.cli.people import acting_options, node_as, require
from quaywatch.ledger import LedgerError
from quaywatch.node import NodeError
from quaywatch.node.allied.sums.room import Sums

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
_reason = click.option("--reason", required=True)
_source = click.option("--source", default="inspections", show_default=True)


@click.group("sum")
def command() -> None:
    """Learn one model with other ports from sums of which nobody sees a part."""


@command.command("list")
@_node
@acting_options
def list_sums(where: str, username: str, password: str) -> None:
    """Print all sums, what changed last first."""
    with _sums(where, username, password, Permission.ALLIANCE) as (sums, _):
        for life in sums.all():
            _say(life)


@command.command()
@_node
@acting_options
def sources(where: str, username: str, password: str) -> None:
    """Print what rows this port could bring, with their features."""
    with _sums(where, username, password, Permission.ALLIANCE) as (sums, _):
        for one in sums.sources():
            click.echo(f"{one.name}\t{one.rows} rows\t{one.found} with a find")
            click.echo(f"\t{' '.join(one.features)}")


@command.command()
@_node
@acting_options
@_source
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def propose(where: str, username: str, password: str, source: str, file: Path) -> None:
    """Put forward what a JSON file says; allies are asked once another person confirmed."""
    with _sums(where, username, password, Permission.SHARE) as (sums, actor):
        proposal = msgspec.json.decode(file.read_bytes(), type=Proposal)
        _say(sums.propose(proposal, source, actor=actor))


@command.command()
@_node
@acting_options
@_source
@click.argument("name")
def join(where: str, username: str, password: str, source: str, name: str) -> None:
    """Choose what this port brings; it takes part once another person confirmed."""
    with _sums(where, username, password, Permission.SHARE) as (sums, actor):
        _say(sums.put(name, source, actor=actor, seen=sums.read(name).version))


@command.command()
@_node
@acting_options
@click.argument("name")
def confirm(where: str, username: str, password: str, name: str) -> None:
    """Let this port take part with what another person chose."""
    with _sums(where, username, password, Permission.CONFIRM_SHARING) as (sums, actor):
        _say(sums.confirm(name, actor=actor, seen=sums.read(name).version))


@command.command("return")
@_node
@acting_options
@_reason
@click.argument("name")
def give_back(where: str, username: str, password: str, reason: str, name: str) -> None:
    """Do not confirm what somebody here wanted to bring; the invitation stands."""
    with _sums(where, username, password, Permission.CONFIRM_SHARING) as (sums, actor):
        _say(sums.give_back(name, reason, actor=actor, seen=sums.read(name).version))


@command.command()
@_node
@acting_options
@_reason
@click.argument("name")
def decline(where: str, username: str, password: str, reason: str, name: str) -> None:
    """Take no part, or no further part: nothing more leaves from then on."""
    with _sums(where, username, password, Permission.SHARE) as (sums, actor):
        _say(sums.decline(name, reason, actor=actor, seen=sums.read(name).version))


@command.command()
@_node
@acting_options
@click.argument("name")
def start(where: str, username: str, password: str, name: str) -> None:
    """Begin with those who joined; the served node goes on with it."""
    with _sums(where, username, password, Permission.SHARE) as (sums, actor):
        _say(sums.start(name, actor=actor, seen=sums.read(name).version))


@command.command()
@_node
@acting_options
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it there, too.")
@click.argument("name")
def result(where: str, username: str, password: str, out: Path | None, name: str) -> None:
    """Print what a sum came to: weights with 95 % intervals, or how many trees."""
    with _sums(where, username, password, Permission.ALLIANCE) as (sums, actor):
        model, life = sums.look(name, actor=actor), sums.read(name)
        _say(life)
    if model is None:
        raise click.ClickException("it came to nothing yet, or its time is over")
    if isinstance(model, Logistic):
        named = zip(("", *model.features), model.weights, model.intervals(), strict=True)
        for feature, weight, (low, high) in named:
            click.echo(f"{feature or 'constant'}\t{weight:.4f}\t{low:.4f} to {high:.4f}")
    else:
        click.echo(f"{len(model.trees)} trees over {' '.join(model.features)}")
    if out is not None:
        out.write_bytes(encoded(model) if isinstance(model, Logistic) else model.to_xgboost())


def _say(life: Life) -> None:
    said = f": {life.reason}" if life.reason else ""
    digest = f"\t{life.digest}" if life.digest else ""
    click.echo(f"{life.name}\t{life.stage.value}{said}{digest}")


@contextmanager
def _sums(
    where: str, username: str, password: str, permission: Permission
) -> Generator[tuple[Sums, str]]:
    """Open the sums of a node for somebody who may; say what went wrong in a line."""
    try:
        with node_as(where, username, password) as (node, account):
            require(account, permission)
            yield node.allied.sums, account.username
    except (Refused, ValueError, UnknownPeer, NodeError, LedgerError) as error:
        raise click.ClickException(str(error)) from error
