"""Simulated scans as files, what they hide in a file of its own."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from quaywatch.scans.radiograph import Radiograph
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.streaming import Simulated
from quaywatch.world.scanner.truth import Truth, truth

COLUMNS: tuple[str, ...] = (
    "file", "seed", "size_type", "hs_code", "packages", "declared_kg", "place", "threat_kg",
    "first_line", "last_line", "first_row", "last_row",
)  # fmt: skip
"""Of `truth.csv`; lines and rows bound what shows the threat, both ends included."""


def export(
    scans: Iterable[Simulated],
    installation: Installation,
    folder: Path,
    suffix: str,
    written: Callable[[Radiograph], bytes],
) -> Iterator[Path]:
    """Write each scan as it comes and yield its path, and that of `truth.csv` last."""
    folder.mkdir(parents=True, exist_ok=True)
    hidden = folder / "truth.csv"
    with hidden.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number, scan in enumerate(scans):
            path = folder / f"scan-{number:05}.{suffix}"
            path.write_bytes(written(radiograph(scan.picture, installation)))
            rows.writerow([path.name, *_told(scan, truth(scan.scene, installation))])
            yield path
    yield hidden


def _told(scan: Simulated, told: Truth) -> list[object]:
    papers = scan.papers
    lines, rows = (np.flatnonzero(told.mask.any(axis=axis)) for axis in (1, 0))
    bounds = (
        [int(lines[0]), int(lines[-1]), int(rows[0]), int(rows[-1])] if len(lines) else [""] * 4
    )
    return [
        scan.seed,
        papers.size_type,
        papers.hs_code or "",
        papers.packages,
        round(papers.mass_kg, 1),
        scan.place or "",
        round(told.threat_kg, 3),
        *bounds,
    ]
