"""A world written to a folder in the formats that the project reads."""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import polars as pl

from quaywatch.cargo.columns import Frames
from quaywatch.formats import native
from quaywatch.formats.edifact import cuscar
from quaywatch.formats.tables import write_csv, write_parquet
from quaywatch.world.filings import to_filings
from quaywatch.world.worlds import World

FORMATS: tuple[str, ...] = ("cuscar", "native", "csv", "parquet")

README = """\
SIMULATED DATA

Everything in this folder comes out of a simulated trade world (seed {seed}). Every firm, ship,
number, address and find is invented; only ports, terminals, goods codes and sea distances are
real. Document references begin with SIM. The figures say nothing about real trafficking.

filings-MM.*     what declarants filed, by month of arrival
movements.parquet  container events as they became known
outcomes.parquet   results of inspections: inspected boxes only, each with its chance
truth.parquet      HIDDEN TRUTH: for measuring only, never beside the filings

Configuration:
{config}
"""


def export(world: World, folder: Path, formats: Iterable[str] = FORMATS) -> list[Path]:
    """Write the world into `folder`; return the files.

    Raise `ValueError` for a format that is not among `FORMATS`.
    """
    chosen = list(formats)
    unknown = sorted(set(chosen) - set(FORMATS))
    if unknown:
        raise ValueError(f"unknown format {unknown[0]!r}; known are {', '.join(FORMATS)}")
    folder.mkdir(parents=True, exist_ok=True)
    batches = list(world)
    files = [
        path
        for batch in batches
        for name in chosen
        for path in _WRITERS[name](batch.frames, folder / f"filings-{batch.month:02}")
    ]
    for name in ("movements", "outcomes", "truth"):
        path = folder / f"{name}.parquet"
        pl.concat([getattr(batch, name) for batch in batches]).write_parquet(path)
        files.append(path)
    return [*files, _readme(world, folder)]


def _readme(world: World, folder: Path) -> Path:
    path = folder / "README.txt"
    config = msgspec.json.format(msgspec.json.encode(world.config)).decode()
    path.write_text(README.format(seed=world.config.seed, config=config), encoding="utf-8")
    return path


def _cuscar(frames: Frames, stem: Path) -> list[Path]:
    path = stem.with_suffix(".edi")
    path.write_bytes(cuscar.write(to_filings(frames, format="cuscar")))
    return [path]


def _native(frames: Frames, stem: Path) -> list[Path]:
    path = stem.with_suffix(".jsonl")
    path.write_bytes(native.write(to_filings(frames)))
    return [path]


def _csv(frames: Frames, stem: Path) -> list[Path]:
    path = stem.with_suffix(".csv")
    write_csv(frames, path)
    return [path]


def _parquet(frames: Frames, stem: Path) -> list[Path]:
    path = stem.with_suffix(".parquet")
    write_parquet(frames, path)
    return [path]


_WRITERS: dict[str, Callable[[Frames, Path], list[Path]]] = {
    "cuscar": _cuscar,
    "native": _native,
    "csv": _csv,
    "parquet": _parquet,
}
