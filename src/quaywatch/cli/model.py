"""`quaywatch model`: train, watch, try, approve, withdraw and verify models of a node."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
import msgspec
from rich.table import Table

from quaywatch.api.models import needed
from quaywatch.api.permissions import Permission
from quaywatch.cli.console import open_console
from quaywatch.cli.people import acting_options, node_as, node_at, require
from quaywatch.ledger import LedgerError
from quaywatch.node import NodeError
from quaywatch.node.modelling import Models, Standing
from quaywatch.risk.life import Life, ModelKind, Refused, Share, Tried
from quaywatch.risk.life.outlook import Step

Command = Callable[..., Any]

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
_model = click.argument("model", metavar="MODEL")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
_INSTANT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])


@click.group(
    help="Carry models through their lives. MODEL is a model's name, or how it begins. A model "
    "comes into force by the hand of somebody who neither trained nor proposed it."
)
def command() -> None:
    """Group the subcommands."""


@command.command()
@_node
@acting_options
@click.option("--kind", type=click.Choice([kind.value for kind in ModelKind]), default="additive")
@click.option("--until", type=_INSTANT, help="Nothing known later (UTC) teaches it; else now.")
@_json
def train(
    where: str, username: str, password: str, kind: str, until: datetime | None, *, as_json: bool
) -> None:
    """Train a model on what was inspected, sign it and lay it down."""
    then = None if until is None else until.replace(tzinfo=UTC)
    with _plainly(), node_as(where, username, password) as (node, account):
        require(account, Permission.TRAIN_MODELS)
        made = node.models.train(ModelKind(kind), actor=account.username, until=then)
        _tell(made, as_json=as_json)


@command.command("list")
@_node
@_json
def list_all(where: str, *, as_json: bool) -> None:
    """List the models, the last trained first."""
    with _models(where) as models:
        found = models.all()
    if as_json:
        click.echo(msgspec.json.encode([_brief(each) for each in found]))
        return
    table = Table("Model", "Kind", "Stage", "Learned from", "By", "Approved by")
    for each in found:
        row = _brief(each)
        taught = f"{row['found']} finds in {row['inspected']}"
        names = (", ".join(row["makers"]), row["approved_by"])
        table.add_row(each.life.model_id, row["kind"], row["stage"], taught, *names)
    open_console().print(table)


@command.command()
@_node
@_model
def show(where: str, model: str) -> None:
    """Print all that the ledger says of a model, as JSON."""
    with _models(where) as models:
        click.echo(msgspec.json.format(msgspec.json.encode(_named(models, model)), indent=1))


@command.command()
@_node
@_model
@click.option("--data", "sheet", is_flag=True, help="The data sheet instead.")
def card(where: str, model: str, *, sheet: bool) -> None:
    """Print a model's card, in Markdown."""
    with _models(where) as models:
        made = _named(models, model).trained
    if made is not None:
        click.echo(made.sheet if sheet else made.card, nl=False)


@command.command()
@_node
@_model
def verify(where: str, model: str) -> None:
    """Check a model's bytes and signature; exit with 1 and the reason if they are not true."""
    with _models(where) as models:
        name = _named(models, model).model_id
        fault = models.verify(name)
    click.echo(fault or f"{name} is what the node signed")
    sys.exit(1 if fault else 0)


def _step(step: Step, about: str) -> Command:
    """Make the command of a step that wants nothing but who takes it."""

    @command.command(step.value, help=about)
    @_node
    @acting_options
    @_model
    @_json
    def taken(where: str, username: str, password: str, model: str, *, as_json: bool) -> None:
        with _acting(where, username, password, model, step) as (models, life, actor):
            take = getattr(models, step.value)
            _tell(take(life.model_id, actor=actor, seen=life.version), as_json=as_json)

    return taken


_step(Step.SHADOW, "Score beside the model in force from here on; it counts for nothing yet.")
_step(Step.BACKTEST, "Try a model on days that did not teach it, beside those in force and chance.")
_step(Step.PROPOSE, "Ask somebody else to approve a model that was watched and tried.")
_step(Step.APPROVE, "Put a model in force, as somebody who had no part in it.")


@command.command("return")
@_node
@acting_options
@_model
@click.option("--reason", required=True)
@_json
def give_back(
    where: str, username: str, password: str, model: str, reason: str, *, as_json: bool
) -> None:
    """Do not approve a model, and say why."""
    with _acting(where, username, password, model, Step.RETURN) as (models, life, actor):
        after = models.give_back(life.model_id, reason, actor=actor, seen=life.version)
        _tell(after, as_json=as_json)


@command.command()
@_node
@acting_options
@_model
@click.option("--reason", default="", help="Wanted of who proposes it first.")
@_json
def withdraw(
    where: str, username: str, password: str, model: str, reason: str, *, as_json: bool
) -> None:
    """Withdraw a model; one that was approved takes two: the first proposes, the second does it."""
    with _acting(where, username, password, model, Step.WITHDRAWAL) as (models, life, actor):
        name, seen = life.model_id, life.version
        if life.counts and not life.withdrawing_by:
            if not reason:
                raise click.UsageError("say --reason why it is to be withdrawn")
            after = models.propose_withdrawal(name, reason, actor=actor, seen=seen)
        else:
            after = models.withdraw(name, actor=actor, seen=seen, reason=reason)
        _tell(after, as_json=as_json)


@contextmanager
def _models(where: str) -> Generator[Models]:
    """Open a node's models to look at."""
    with _plainly(), node_at(where) as node:
        yield node.models


@contextmanager
def _acting(
    where: str, username: str, password: str, name: str, step: Step
) -> Generator[tuple[Models, Life, str]]:
    """Open a node's models for a step with one of them, by an account that may take it."""
    with _plainly(), node_as(where, username, password) as (node, account):
        life = _named(node.models, name)
        if step is Step.WITHDRAWAL and life.withdrawing_by:
            step = Step.WITHDRAW
        require(account, needed(step, life))
        yield node.models, life, account.username


@contextmanager
def _plainly() -> Generator[None]:
    """End the command with the reason where the node refuses."""
    try:
        yield
    except (Refused, NodeError, LedgerError) as error:
        raise click.ClickException(str(error)) from error


def _named(models: Models, name: str) -> Life:
    found = [each.life for each in models.all() if each.life.model_id.startswith(name)]
    if len(found) != 1:
        raise click.ClickException(f"{len(found)} models are named {name}…")
    return found[0]


def _brief(standing: Standing) -> dict[str, Any]:
    life = standing.life
    stage = "live" if standing.live else "retired" if standing.retired else life.stage.value
    made = life.trained
    return {
        "model": life.model_id,
        "kind": "" if made is None else made.kind.value,
        "stage": stage,
        "number": life.number,
        "inspected": 0 if made is None else made.report.inspected,
        "found": 0 if made is None else made.report.found,
        "makers": sorted(life.makers),
        "approved_by": life.approved_by,
    }


def _tell(life: Life, *, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(life))
        return
    click.echo(f"{life.model_id} is {life.stage}")
    if life.withdrawing_by:
        click.echo(f"{life.withdrawing_by} proposed to withdraw it")
    if life.tried is not None:
        click.echo(_told(life.tried))


def _told(tried: Tried) -> str:
    """Return what a backtest told."""
    return (
        f"{tried.days} days ({tried.own_days} its own, {tried.refit_days} by models trained alike "
        f"before them, {tried.left_days} left out), room for {tried.capacity}: "
        f"{_range(tried.model)} finds, {_range(tried.live)} by the model in force, "
        f"{_range(tried.random)} at random; {tried.overlap:.0%} chosen by both; "
        f"calibration error {tried.calibration_error:.5f}, ties {tried.tie_rate:.2%}"
    )


def _range(share: Share) -> str:
    return f"{share.value:.1f} ({share.low:.1f} to {share.high:.1f})"
