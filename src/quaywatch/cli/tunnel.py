"""`quaywatch tunnel`: policies of looking sail through simulated years."""

from pathlib import Path

import click

from quaywatch.strategy.tunnel import (
    POLICIES,
    BadRun,
    BadScenario,
    Interval,
    Run,
    against,
    extend,
    read,
    scenario,
    shipped,
    write,
)


@click.group()
def command() -> None:
    """Try policies of looking in a simulated world; never an estimate of real trafficking."""


@command.command()
def scenarios() -> None:
    """List the scenarios that come with Quaywatch, and the policies."""
    for name in shipped():
        found = scenario(name)
        click.echo(f"{name:16} {found.months // 12} years from {found.start}")
    click.echo(f"policies: {', '.join(POLICIES)}")


@command.command("run")
@click.argument("named", metavar="SCENARIO")
@click.option("--policy", type=click.Choice(list(POLICIES)), default="strategic", show_default=True)
@click.option("--seeds", type=click.IntRange(1, 10_000), default=4, show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("tunnel"),
    show_default=True,
    help="Folder of runs; beside a node's database its page shows them.",
)
def run_command(named: str, policy: str, seeds: int, out: Path) -> None:
    """Sail a policy through SCENARIO, a shipped one or a TOML file.

    The file is written after each seed; seeds that it has are not run again.
    """
    from quaywatch.cli.sailing import waters

    try:
        found = scenario(named)
        path = out / f"{found.name}-{policy}.json"
        before = read(path) if path.exists() else None
        for run in extend(before, found, policy, range(seeds), waters):
            path = write(run, out)
            click.echo(f"seed {run.seeds[-1].seed}: {_told(run)}")
    except (BadScenario, BadRun, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"simulated  {path}")


@command.command()
@click.argument("a", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("b", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def compare(a: Path, b: Path) -> None:
    """Say what run B does beside run A, on the seeds they share."""
    try:
        found = against(read(a), read(b))
    except BadRun as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"simulated, over {found.seeds} seeds, 95 % intervals")
    click.echo(f"delivered less, by any way       {_shown(found.reduction)}")
    click.echo(f"delivered less, in containers    {_shown(found.reduction_ports)}")
    if found.displaced is not None:
        click.echo(f"of what left ports, at others    {_shown(found.displaced)}")
    click.echo(f"looks beside A's                 {_shown(found.looks)}")


def _told(run: Run) -> str:
    sent, seized = run.cube("sent_t")[-1].sum(), run.cube("seized_t")[-1].sum()
    return f"{sent:,.0f} t sent, {seized:,.0f} t seized (simulated)"


def _shown(told: Interval) -> str:
    if told.low is None or told.high is None:
        return f"{told.mean:7.1%}"
    return f"{told.mean:7.1%}  ({told.low:.1%} to {told.high:.1%})"
