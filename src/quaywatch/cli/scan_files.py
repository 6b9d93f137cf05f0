"""`quaywatch scans convert` and `export`: radiographs as files of open formats."""

from pathlib import Path

import click

from quaywatch.api.permissions import Permission
from quaywatch.cli.people import acting_options, node_as, require
from quaywatch.node.errors import NodeError
from quaywatch.node.scanning import taken_along
from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.readers import read_apart
from quaywatch.scans.verdicts import Refused
from quaywatch.scans.writers import ENDINGS, NoSuchEnergyError, written


def _ending(_context: click.Context, _option: click.Parameter, target: Path) -> Path:
    """Refuse a file that ends in no format before anything is looked at."""
    if target.suffix.lower() not in ENDINGS:
        raise click.BadParameter(f"{target.name} must end in one of {', '.join(ENDINGS)}")
    return target


_TARGET = click.argument(
    "target", type=click.Path(dir_okay=False, path_type=Path), callback=_ending
)
_ENERGY = click.option(
    "--energy",
    type=click.Choice([one.value for one in Energy]),
    help="Which picture a PNG shows; of several the one of the high energy.",
)


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_TARGET
@_ENERGY
def convert(source: Path, target: Path, energy: str | None) -> None:
    """Write SOURCE, a scan of any format that can be read, as TARGET.

    Its ending says as what: TIFF (.tif), HDF5 (.h5) or PNG (.png). All that is told of the picture
    goes with it; calibration lines do not fit into a PNG.
    """
    got = read_apart(source.read_bytes())
    for problem in got.problems:
        click.echo(f"{source.name}: {problem.code}: {problem.message}", err=True)
    if got.radiograph is None:
        raise click.ClickException(f"{source.name} is no scan that can be read")
    _write(got.radiograph, target, energy)


@click.command()
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@acting_options
@click.argument("digest")
@_TARGET
@_ENERGY
def export(
    where: str, username: str, password: str, digest: str, target: Path, energy: str | None
) -> None:
    """Write the scan with this DIGEST as TARGET, as `convert` does; the look is on the ledger.

    A scan that one has in hand for a verdict is not written.
    """
    with node_as(where, username, password) as (node, account):
        require(account, Permission.READ)
        try:
            picture = taken_along(
                node.scans, node.verdicts, digest, actor=account.username, at=node.now()
            )
        except (NodeError, Refused) as error:
            raise click.ClickException(str(error)) from error
    _write(picture, target, energy)


def _write(picture: Radiograph, target: Path, energy: str | None) -> None:
    try:
        asked = Energy(energy) if energy else None
        target.write_bytes(written(picture, ENDINGS[target.suffix.lower()], asked))
    except NoSuchEnergyError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.FileError(str(target), error.strerror or str(error)) from error
