"""`quaywatch world`: make and measure the simulated trade world."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from quaywatch.cli import teaching
from quaywatch.world import Config, World, simulate


@click.group()
def command() -> None:
    """Make and measure the simulated trade world."""


def _config_options(function: Callable[..., None]) -> Callable[..., None]:
    default = Config()
    options: list[Any] = [
        click.option("--seed", default=default.seed, show_default=True),
        click.option(
            "--start",
            type=click.DateTime(["%Y-%m"]),
            default=f"{default.start:%Y-%m}",
            show_default=True,
            help="First month of arrivals.",
        ),
        click.option("--months", type=click.IntRange(1, 120), default=1, show_default=True),
        click.option(
            "--scale",
            type=click.FloatRange(0, 20, min_open=True),
            default=0.02,
            show_default=True,
            help="1 brings the port's real number of boxes.",
        ),
        click.option("--port", default=default.port, show_default=True, help="UN/LOCODE."),
        click.option(
            "--latam-share",
            type=click.FloatRange(0, 1),
            help="Share of boxes from Latin America; the port's own if not given.",
        ),
        click.option(
            "--evidence",
            type=click.FloatRange(0, 5),
            default=default.evidence,
            show_default=True,
            help="Strength of the traces that hiding leaves.",
        ),
        click.option("--placebo", is_flag=True, help="Leave nothing that could be learned."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def _world(start: datetime, **settings: Any) -> World:
    try:
        return simulate(Config(start=start.date(), **settings))
    except ValueError as error:
        raise click.ClickException(str(error)) from error


@command.command("simulate")
@_config_options
def simulate_command(**settings: Any) -> None:
    """Simulate and print what each month held."""
    world = _world(**settings)
    click.echo("simulated  month  consignments  containers  events  inspections  finds  hiding")
    for batch in world:
        finds = batch.outcomes.filter(result="found").height
        click.echo(
            f"           {batch.month:5}  {len(batch.frames):12,}  "
            f"{batch.frames.equipment.height:10,}  {batch.movements.height:6,}  "
            f"{batch.outcomes.height:11,}  {finds:5,}  {batch.truth.height:6,}"
        )


@command.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["cuscar", "native", "csv", "parquet"]),
    help="Repeat for several; all if not given.",
)
@_config_options
def export(folder: Path, formats: tuple[str, ...], **settings: Any) -> None:
    """Write a simulated world into FOLDER, the hidden truth in a file of its own."""
    from quaywatch.world.export import FORMATS, export

    for path in export(_world(**settings), folder, formats or FORMATS):
        click.echo(f"{path.stat().st_size:12,}  {path}")


@command.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--count", type=click.IntRange(1), default=10, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--threats",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Share of containers that hide cocaine.",
)
@click.option(
    "--scanner",
    type=click.Choice(["relocatable", "portal", "mobile"]),
    default="relocatable",
    show_default=True,
)
@click.option("--format", "kind", type=click.Choice(["tiff", "hdf"]), default="tiff")
def scans(folder: Path, count: int, seed: int, threats: float, scanner: str, kind: str) -> None:
    """Write simulated radiographs into FOLDER, what they hide in a file of its own."""
    from quaywatch.scans.writers import hdf, tiff
    from quaywatch.world.scanner.exporting import export
    from quaywatch.world.scanner.installation import MOBILE, PORTAL, RELOCATABLE
    from quaywatch.world.scanner.streaming import simulated

    installation = {"relocatable": RELOCATABLE, "portal": PORTAL, "mobile": MOBILE}[scanner]
    made = simulated(count, seed, installation, threats)
    for path in export(made, installation, folder, kind, tiff if kind == "tiff" else hdf):
        click.echo(f"{path.stat().st_size:12,}  {path}")


@command.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Table and pictures.")
@click.option("--quick", is_flag=True, help="One seed, under 45 seconds.")
def report(out: Path | None, quick: bool) -> None:
    """Compare the world with published figures and run its sanity gates.

    Exits with 1 when a gate fails.
    """
    try:
        from quaywatch.world.report.run import lines, make_report, write
    except ImportError as error:
        raise click.ClickException(f"{error}; pip install quaywatch[lab]") from error
    result = make_report(quick, lambda text: click.echo(text, err=True))
    for line in lines(result):
        click.echo(line)
    if out is not None:
        for path in write(result, out):
            click.echo(f"wrote {path}")
    if not result.holds:
        raise click.exceptions.Exit(1)


command.add_command(teaching.command)
