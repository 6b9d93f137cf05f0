"""`quaywatch world teach-scans`: train the net that finds threats in radiographs anew."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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
    "--steps",
    type=click.IntRange(1),
    default=20000,
    show_default=True,
    help="Lots that are learned from.",
)
@click.option(
    "--pairs",
    type=click.IntRange(1),
    default=4,
    show_default=True,
    help="Of cut-outs in a lot, without and with a threat.",
)
@click.option(
    "--processes",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="That make lessons side by side.",
)
@click.option(
    "--device",
    default="cpu",
    show_default=True,
    help="On which PyTorch learns: cpu, or an accelerator such as cuda, which is faster and does "
    "not give the same bits twice.",
)
def command(
    folder: Path,
    lessons: int,
    measured: int,
    steps: int,
    pairs: int,
    processes: int,
    device: str,
) -> None:
    """Make lessons in FOLDER, train, and write weights and calibration beside them.

    What is there already is not made again, so that a broken run goes on where it was. Two
    lessons, three measured and one step show within a minute whether all of it works.
    """
    missing = [name for name in ("torch", "onnx") if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"{' and '.join(missing)} not installed: pip install 'quaywatch[train]'"
        )
    _require(device)
    from quaywatch.world.scanner.teaching.schooling import school

    told = school(folder, lessons, measured, steps, pairs=pairs, processes=processes, device=device)
    for line in told:
        click.echo(line)


def _require(device: str) -> None:
    torch: Any = import_module("torch")
    try:
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        first = str(error).partition("\n")[0]
        raise click.BadParameter(first, param_hint="--device") from error
