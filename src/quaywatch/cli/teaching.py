"""`quaywatch world teach-scans`: train the net that finds threats in radiographs anew."""

from importlib.util import find_spec
from pathlib import Path

import click


@click.command("teach-scans")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--lessons",
    type=click.IntRange(2),
    default=3000,
    show_default=True,
    help="Containers drawn to learn from; those whose packing is kept for measuring teach nothing.",
)
@click.option(
    "--measured",
    type=click.IntRange(3),
    default=1200,
    show_default=True,
    help="Containers drawn that scores are measured on, with the same left out.",
)
@click.option(
    "--steps", type=click.IntRange(1), default=20000, show_default=True, help="Lots of eight."
)
def command(folder: Path, lessons: int, measured: int, steps: int) -> None:
    """Make lessons in FOLDER, train, and write weights and calibration beside them.

    What is there already is not made again, so that a broken run goes on where it was. Two
    lessons, three measured and one step show within a minute whether all of it works.
    """
    missing = [name for name in ("torch", "onnx") if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"{' and '.join(missing)} not installed: pip install 'quaywatch[train]'"
        )
    from quaywatch.world.scanner.teaching.schooling import school

    for line in school(folder, lessons, measured, steps):
        click.echo(line)
