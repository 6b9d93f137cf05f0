"""Why a spot was told: measured figures that an analyst can check in the picture."""

import numpy as np

from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import Maps
from quaywatch.scans.detection.regions import Spot, mean_over, ring
from quaywatch.scans.detection.zones import FLOOR
from quaywatch.scans.materials import USUAL, material_table, told
from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.physics.dual import invert
from quaywatch.scans.reading import Reason
from quaywatch.scans.standard import GRID, UNDERSIDE, Standard

_AROUND = 8
"""Cells around a spot that count as its neighbours."""


def reasons(
    found: Standard, made: Maps, spot: Spot, rare: float, honest: int
) -> tuple[Reason, ...]:
    """Return place, areal density and atomic number against the neighbours, and how rare it is."""
    along, along_end, up, up_end = spot.bounds
    near = ring(spot.cells, _AROUND)
    low, high = (by_cell(share) for share in found.attenuation())
    curves = material_table(told(found.particulars.endpoints_mev) or USUAL)
    read = invert(curves, low, high)
    density = mean_over(read.areal_density, spot.cells)
    told_of = [
        _figures(
            "threat_place",
            from_doors_m=(along + along_end) / 2 * CELL * GRID,
            above_floor_m=max(((up + up_end) / 2 * CELL - UNDERSIDE) * GRID - FLOOR, 0.0),
            long_m=(along_end - along) * CELL * GRID,
            high_m=(up_end - up) * CELL * GRID,
        ),
        _figures(
            "threat_density",
            g_cm2=density,
            around_g_cm2=mean_over(read.areal_density, near),
            of_threat_g_cm2=mean_over(made.amount.astype(np.float64), spot.cells),
        ),
    ]
    if not found.single:
        told_of.append(
            _figures(
                "threat_number",
                number=mean_over(read.number, spot.cells),
                around=mean_over(read.number, near),
            )
        )
    told_of.append(_figures("threat_rare", share=rare, honest=float(honest)))
    return tuple(told_of)


def _figures(code: str, **figures: float) -> Reason:
    known = {name: round(value, 4) for name, value in figures.items() if np.isfinite(value)}
    return Reason(code=code, figures=known)


def by_cell(values: Pixels) -> Floats:
    """Return means over the cells of the net's map, as many as are whole."""
    along, up = values.shape[0] // CELL, values.shape[1] // CELL
    whole = values[: along * CELL, : up * CELL].reshape(along, CELL, up, CELL)
    return whole.mean(axis=(1, 3), dtype=np.float64)
