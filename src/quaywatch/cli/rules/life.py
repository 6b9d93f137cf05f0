"""The life of a node's profile on the command line, by the same rules as on the page."""

import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from quaywatch.api.accounts import Account
from quaywatch.api.permissions import Permission
from quaywatch.api.profiles import permission
from quaywatch.cli.people import acting_options, node_as, require
from quaywatch.cli.rules.showing import node_option, stands
from quaywatch.node import Node, UnknownProfile
from quaywatch.rules import Profile
from quaywatch.rules.life import Life, Refused, Stage, Step

code_argument = click.argument("code")
_SEEN = "Version that `show` told; refused if somebody changed the profile since."
seen_option = click.option("--seen", type=click.IntRange(0), help=_SEEN)
_UNTIL_SHADOW = {
    Stage.DRAFTED: (Step.EXAMINE, Step.BACKTEST, Step.SHADOW),
    Stage.EXAMINED: (Step.BACKTEST, Step.SHADOW),
}
"""The steps that are still to be taken before it is watched."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@node_option
@acting_options
@seen_option
def draft(file: Path, where: str, username: str, password: str, seen: int | None) -> None:
    """Write the profile of FILE (TOML, as in a folder) at the node, or write it anew."""
    try:
        profile = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Profile)
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from error
    with _acting(where, username, password) as (node, account):
        require(account, Permission.WRITE_PROFILES)
        known = {each.life.code: each.life.version for each in node.profiles.all()}
        version = known.get(profile.code, 0) if seen is None else seen
        life = node.profiles.draft(profile, actor=account.username, seen=version)
        click.echo(stands(life))


@click.command()
@code_argument
@node_option
@acting_options
@seen_option
def shadow(code: str, where: str, username: str, password: str, seen: int | None) -> None:
    """Have a profile watched; its tests, the linter and a backtest come first if they did not."""
    with _acting(where, username, password) as (node, account):
        for step in _UNTIL_SHADOW.get(node.profiles.read(code).life.stage, (Step.SHADOW,)):
            seen = _take(node, account, step, code, seen).version


@click.command()
@code_argument
@node_option
@acting_options
@seen_option
def propose(code: str, where: str, username: str, password: str, seen: int | None) -> None:
    """Ask another officer to approve a profile that was watched for a week."""
    with _acting(where, username, password) as (node, account):
        _take(node, account, Step.PROPOSE, code, seen)


@click.command()
@code_argument
@node_option
@acting_options
@click.option("--seen", type=click.IntRange(0), required=True, help=_SEEN)
def approve(code: str, where: str, username: str, password: str, seen: int) -> None:
    """Let a profile count, as somebody who neither wrote nor proposed it."""
    with _acting(where, username, password) as (node, account):
        _take(node, account, Step.APPROVE, code, seen)


@click.command(name="return")
@code_argument
@node_option
@acting_options
@seen_option
@click.option("--reason", required=True, help="Why it is not approved.")
def give_back(
    code: str, where: str, username: str, password: str, seen: int | None, reason: str
) -> None:
    """Do not approve a profile that is proposed, and say why."""
    with _acting(where, username, password) as (node, account):
        _take(node, account, Step.RETURN, code, seen, reason)


@click.command()
@code_argument
@node_option
@acting_options
@seen_option
@click.option("--reason", default="", help="Why; needed by the first of two where it counts.")
def withdraw(
    code: str, where: str, username: str, password: str, seen: int | None, reason: str
) -> None:
    """End a profile. One that counts takes two: the first proposes it, another one does it."""
    with _acting(where, username, password) as (node, account):
        step = _end_of(node.profiles.read(code).life)
        if step is Step.PROPOSE_RETIREMENT and not reason:
            raise click.UsageError("This profile counts: say why it should end, by --reason.")
        _take(node, account, step, code, seen, reason)


def _end_of(life: Life) -> Step:
    first = life.live is not None and not life.retiring_by
    return Step.PROPOSE_RETIREMENT if first else Step.RETIRE


@contextmanager
def _acting(where: str, username: str, password: str) -> Generator[tuple[Node, Account]]:
    """Open the node for somebody, and say plainly what it refuses them."""
    try:
        with node_as(where, username, password) as acting:
            yield acting
    except (Refused, UnknownProfile, ValueError) as error:
        raise click.ClickException(str(error)) from error


def _take(
    node: Node, account: Account, step: Step, code: str, seen: int | None, reason: str = ""
) -> Life:
    """Take a step, if the account may, on the version seen or else the present one; tell of it."""
    require(account, permission(step))
    version = node.profiles.read(code).life.version if seen is None else seen
    life = node.profiles.take(step, code, actor=account.username, seen=version, reason=reason)
    click.echo(stands(life))
    return life
