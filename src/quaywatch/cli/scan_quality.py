"""`quaywatch scans quality`: a scanner's figures from its own picture of a test object."""

from pathlib import Path

import click
import msgspec

from quaywatch.scans.physics.quality import SEEN
from quaywatch.scans.quality import Figures, Layout, Unmeasurable, figures, load
from quaywatch.scans.radiograph import Energy
from quaywatch.scans.readers import read_apart

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("sources", nargs=-1, required=True, type=_FILE)
@click.option(
    "--object", "plan", required=True, type=_FILE, help="Where its parts lie in the picture (TOML)."
)
@click.option(
    "--energy",
    type=click.Choice([Energy.HIGH.value, Energy.LOW.value, Energy.SINGLE.value]),
    help="Which picture is measured; of several the one of the high energy.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a scan.")
def quality(sources: tuple[Path, ...], plan: Path, energy: str | None, *, as_json: bool) -> None:
    """Measure penetration, contrast sensitivity, resolution and wire in scans of a test object.

    SOURCES are scans of it in any format that can be read, all with the object in the same place.
    The figures are those of ANSI N42.46 and IEC 62523, and no certificate.
    """
    layout = _layout(plan)
    for source in sources:
        found = _measured(source, layout, energy)
        if as_json:
            told = msgspec.to_builtins(found) | {"scan": source.name}
            click.echo(msgspec.json.encode(told, order="sorted").decode())
        else:
            click.echo("\n".join([source.name, *_lines(found, layout)]))


def _layout(plan: Path) -> Layout:
    try:
        return load(plan)
    except msgspec.DecodeError as error:
        raise click.BadParameter(f"{plan}: {error}", param_hint="--object") from error


def _measured(source: Path, layout: Layout, energy: str | None) -> Figures:
    got = read_apart(source.read_bytes())
    for problem in got.problems:
        click.echo(f"{source.name}: {problem.code}: {problem.message}", err=True)
    if got.radiograph is None:
        raise click.ClickException(f"{source.name} is no scan that can be read")
    try:
        return figures(got.radiograph, layout, Energy(energy) if energy else None)
    except Unmeasurable as error:
        raise click.ClickException(f"{source.name}: {error}") from error


def _lines(found: Figures, layout: Layout) -> list[str]:
    told = [f"  {found.energy} energy; a target is seen at a signal of {SEEN:g} times its noise"]
    told += [
        f"  behind {one.steel_mm:g} mm of steel: {one.signal_to_noise:.1f}"
        f"{'' if one.seen else ', not seen'}"
        for one in found.steps
    ]
    if found.penetration_mm is not None:
        told.append(f"  penetration: {_penetration(found)}")
    if found.contrast_sensitivity is not None and layout.contrast is not None:
        share = 100 * found.contrast_sensitivity
        told.append(f"  contrast sensitivity: {share:.2f} % of {layout.contrast.wall_mm:g} mm")
    if found.resolution_mm is not None:
        told.append(f"  resolution: lines of {found.resolution_mm:.1f} mm")
    if found.wire is not None and layout.wire is not None:
        told.append(f"  wire of {layout.wire.diameter_mm:g} mm: {found.wire:.1f} times its noise")
    return told


def _penetration(found: Figures) -> str:
    if found.beyond:
        return f"{found.penetration_mm:.0f} mm of steel at least; the object is no thicker"
    if not found.penetration_mm:
        return f"less than {found.steps[0].steel_mm:g} mm of steel, its thinnest step"
    return f"{found.penetration_mm:.0f} mm of steel"
