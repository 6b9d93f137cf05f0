"""`quaywatch empties`: learn what empty containers of a port look like."""

from collections.abc import Iterator
from pathlib import Path

import click

from quaywatch.scans.emptiness.known import write
from quaywatch.scans.emptiness.learning import FEWEST, calibrated, seen
from quaywatch.scans.readers import read_apart
from quaywatch.scans.standard import Standard, standard


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("reference", type=click.Path(dir_okay=False, path_type=Path))
def command(folder: Path, reference: Path) -> None:
    """Learn from all scans of empties in FOLDER, and write what was learnt to REFERENCE.

    One scan in two tells what ends look like, the others how empties score; what cannot be read
    is told and passed over.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    kinds = seen(_standards(files[::2]))
    if not kinds:
        raise click.ClickException(
            f"of no kind of container are there {FEWEST} scans before one scanner to learn from"
        )
    known = calibrated(kinds, _standards(files[1::2]), (), f"{len(files)} scans of empties")
    write(known, reference)
    for kind in sorted(kinds):
        click.echo(kind.name)
    click.echo(f"{len(known.ranked)} scans of empties tell how such containers score")


def _standards(files: list[Path]) -> Iterator[Standard]:
    for path in files:
        read = read_apart(path.read_bytes())
        if read.radiograph is None:
            click.echo(f"{path.name}: {read.problems[0].code if read.problems else 'no scan'}",
                       err=True)  # fmt: skip
            continue
        found = standard(read.radiograph)
        if isinstance(found, Standard):
            yield found
        else:
            click.echo(f"{path.name}: {found.code}", err=True)
