"""`quaywatch evaluate`: what targeting was worth beside chance, on a node's ledger."""

from collections.abc import Callable
from datetime import datetime

import click
import msgspec
from rich.console import Console
from rich.table import Table

from quaywatch.cli.console import open_console
from quaywatch.cli.people import node_at
from quaywatch.inspections.evaluation import Estimate, Evaluation, Reason
from quaywatch.ledger import LedgerError
from quaywatch.node import NodeError
from quaywatch.node.evaluating import Asked, PolicyKind

_DAY = click.DateTime(["%Y-%m-%d"])

_WORDS = {
    Reason.NO_INSPECTIONS: "nothing was inspected that speaks of it",
    Reason.NO_CHANCE: "some of it had no chance to be inspected; the bound allows for anything",
    Reason.FEW_FINDS: "too few finds are to be expected among what was inspected",
    Reason.FEW_INSPECTIONS: "too few inspections carry a mean",
    Reason.SMALL_CHANCES: "few inspections carry it: most of it had a chance below 5 %",
    Reason.UNANSWERED: "more than one pick in ten was never reported on",
    Reason.LEFT_OUT: "drawn boxes were skipped or let go unseen; see the limits whatever they hid",
    Reason.NO_DETECTION: "what looks overlook is not known: these are finds, not all there is",
    Reason.ASSUMED_DETECTION: "what looks overlook is assumed, and so is what holds something",
    Reason.NO_SCORES: "no scores of all candidates are kept: no ranking is judged",
    Reason.TAUGHT: "some of these outcomes taught the model: it is judged too kindly",
}


@click.command(
    help="Say how much better targeting is than chance, with 95 % intervals, or why that cannot be "
    "said. POLICY is live (what was done), random, a model's name, or profiles in force."
)
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--policy", default="live", show_default=True, help="live, random or a model.")
@click.option("--profile", "profiles", multiple=True, help="Profiles instead, by code.")
@click.option("--draft", "drafts", multiple=True, help="Profiles in draft beside these, by code.")
@click.option("--from", "since", type=_DAY, help="The first day that counts.")
@click.option("--until", type=_DAY, help="The last day that counts.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    where: str,
    policy: str,
    profiles: tuple[str, ...],
    drafts: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    *,
    as_json: bool,
) -> None:
    """Evaluate a way to choose."""
    asked = Asked(
        policy=_kind(policy, profiles + drafts),
        model_id=policy,
        profiles=profiles,
        drafts=drafts,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    try:
        with node_at(where) as node:
            told = node.evaluations.of(asked)
    except (NodeError, LedgerError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(msgspec.json.encode(told))
        return
    _print(open_console(), told)


def _kind(policy: str, profiles: tuple[str, ...]) -> PolicyKind:
    if profiles:
        return PolicyKind.PROFILES
    return PolicyKind(policy) if policy in ("live", "random") else PolicyKind.MODEL


def _print(console: Console, told: Evaluation) -> None:
    console.print(
        f"{told.days} days, {told.first} to {told.last}: {told.candidates:,.0f} candidates, "
        f"{told.picked:,} picked, {told.inspected:,} reported on, {told.found:,} finds"
    )
    console.print(_missing(told))
    console.print(_worths(told))
    console.print(_strata(told))
    if told.ranking:
        console.print(_ranking(told))
        console.print(_reliability(told))
    if told.calibration:
        console.print(f"Finds expected over finds there are: {_plain(told.calibration)}")
    if told.present:
        console.print(f"Holds something, found or overlooked: {_share(told.present)}")
    for reason in _reasons(told):
        console.print(f"Mind: {_WORDS[reason]}")


def _missing(told: Evaluation) -> str:
    """Return how much of what was drawn by lot nobody inspected, and what that may do."""
    gone, all_ = told.missing, told.prevalence
    share = gone.missing / gone.drawn if gone.drawn else 0.0
    said = (
        f"Drawn by lot: {gone.drawn:,}; never reported on: {gone.missing:,} ({share:.1%}), of "
        f"which skipped, cancelled or let go: {gone.left_out:,}"
    )
    if gone.risk is not None:
        said += f"; by the model {gone.risk:.1f} times as risky as what was"
    if all_.least is not None and all_.most is not None:
        said += f"\nWhatever they hid, finds are {all_.least:.2%} to {all_.most:.2%} of all"
        uplift = told.live.uplift
        if uplift.least is not None:
            high = "…" if uplift.most is None else f"{uplift.most:.2f}"
            said += (
                f", and what was done found {uplift.least:.2f} to {high} times as often as by lot"
            )
    return said


def _worths(told: Evaluation) -> Table:
    table = Table("", told.policy, "As done", "By lot")
    every = (told.chosen, told.live, told.lot)
    table.add_row("Inspections", *(f"{worth.inspections:,.0f}" for worth in every))
    better = (_plain(told.chosen.uplift), _plain(told.live.uplift))
    table.add_row("Times as often as by lot", *better, "1")
    table.add_row("Finds an inspection", *(_share(worth.hit_rate) for worth in every))
    table.add_row("  normalised", *(_share(worth.normalised) for worth in every))
    table.add_row("  doubly robust", *(_share(worth.robust) for worth in every))
    table.add_row("Share of all finds", *(_share(worth.recall) for worth in every))
    table.add_row("Finds an hour of scanning", *(_plain(worth.per_hour) for worth in every))
    table.add_row("Hours lost by the innocent", *(_plain(worth.delay) for worth in every))
    return table


def _strata(told: Evaluation) -> Table:
    table = Table("Loaded in", "Candidates", "Inspected", "Finds", "Share that holds something")
    table.add_row(
        "all",
        f"{told.candidates:,.0f}",
        f"{told.inspected:,}",
        f"{told.found:,}",
        _share(told.prevalence),
    )
    for each in told.strata:
        counts = (f"{each.candidates:,.0f}", f"{each.inspected:,}", f"{each.found:,}")
        table.add_row(each.stratum or "?", *counts, _share(each.prevalence))
    return table


def _ranking(told: Evaluation) -> Table:
    table = Table("Looked at", "Inspections", "Precision", "Recall")
    for point in told.ranking:
        size = f"{point.inspections:,.0f}"
        table.add_row(f"{point.looked:.1%}", size, _share(point.precision), _share(point.recall))
    return table


def _reliability(told: Evaluation) -> Table:
    table = Table("Probability", "Share found", "Candidates")
    for each in told.reliability:
        table.add_row(f"{each.predicted:.2%}", _share(each.found), f"{each.candidates:,.0f}")
    return table


def _share(estimate: Estimate | None) -> str:
    return _told(estimate, lambda value: f"{value:.2%}")


def _plain(estimate: Estimate | None) -> str:
    return _told(estimate, lambda value: f"{value:.2f}")


def _told(estimate: Estimate | None, write: Callable[[float], str]) -> str:
    """Return a figure with its interval, or the bound alone."""
    if estimate is None:
        return "-"
    if estimate.value is None:
        if estimate.high is None:
            return f"at least {write(estimate.low)}"
        return f"between {write(estimate.low)} and {write(estimate.high)}"
    high = "…" if estimate.high is None else write(estimate.high)
    return f"{write(estimate.value)} ({write(estimate.low)} to {high})"


def _reasons(told: Evaluation) -> list[Reason]:
    """Return what to keep in mind, each once."""
    said = [*told.reasons, *told.chosen.uplift.reasons, *told.chosen.hit_rate.reasons]
    return list(dict.fromkeys(said))
