"""`quaywatch world teach-scans`: train the net that finds threats in radiographs anew."""

from importlib.util import find_spec
from pathlib import Path

import click


@click.command("teach-scans")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--lessons", type=click.IntRange(1), default=200, show_default=True)
@click.option(
    "--measured",
    type=click.IntRange(20),
    default=100,
    show_default=True,
    help="Containers that scores are measured on.",
)
@click.option("--steps", type=click.IntRange(1), default=3000, show_default=True)
def command(folder: Path, lessons: int, measured: int, steps: int) -> None:
    """Make lessons in FOLDER, train, and write weights and calibration beside them.

    What is there already is not made again, so that a broken run goes on where it was.
    """
    missing = [name for name in ("torch", "onnx") if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"{' and '.join(missing)} not installed: pip install 'quaywatch[train]'"
        )
    from quaywatch.world.scanner.teaching.schooling import school

    for line in school(folder, lessons, measured, steps):
        click.echo(line)
