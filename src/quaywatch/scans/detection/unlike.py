"""What is told of a block that is denser than the load around it."""

import numpy as np

from quaywatch.scans.detection.blocks import Block, block, measured
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.reasoning import by_cell
from quaywatch.scans.detection.zones import FLOOR
from quaywatch.scans.materials import USUAL, material_table, told
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.dual import invert
from quaywatch.scans.physics.weighing import KG_PER_M2
from quaywatch.scans.reading import Finding, Reason, Sign
from quaywatch.scans.standard import GRID, UNDERSIDE, Standard

RARE = 0.02
"""Share of honest containers that show as odd a block, up to which one is told."""
_CELL_M = CELL * GRID


def find_block(found: Standard) -> tuple[Finding, ...]:
    """Return the block that hides in a load, if one stands out as hardly any honest load does."""
    low, high = (by_cell(one) for one in found.attenuation())
    seen, meaning = block(high, *found.high.shape), measured()
    rare = 1.0 if seen is None else meaning.false_alarm(seen.score)
    if seen is None or rare > RARE:
        return ()
    density = invert(
        material_table(told(found.particulars.endpoints_mev) or USUAL), low, high
    ).areal_density
    along, along_end, up, up_end = seen.bounds
    bounds = along * CELL, along_end * CELL, up * CELL, up_end * CELL
    above = ((up + up_end) / 2 * CELL - UNDERSIDE) * GRID - FLOOR
    return (
        Finding(
            sign=Sign.THREAT,
            region=found.region(*bounds),
            log_likelihood_ratio=meaning.log_likelihood_ratio(seen.score),
            false_alarm=rare,
            reasons=(
                _figures(
                    "threat_place",
                    from_doors_m=(along + along_end) / 2 * _CELL_M,
                    above_floor_m=max(above, 0.0),
                    long_m=(along_end - along) * _CELL_M,
                    high_m=(up_end - up) * _CELL_M,
                ),
                _figures("threat_block", **_beside(density, seen)),
                _figures("threat_rare", share=rare, honest=float(len(meaning.honest))),
            ),
        ),
    )


def _beside(density: Floats, seen: Block) -> dict[str, float]:
    """Return g/cm² in a block and at the same heights elsewhere, and kilograms more than there."""
    usual = np.broadcast_to(np.nanmedian(density[seen.hold], axis=0), density[seen.hold].shape)
    within = seen.cells[seen.hold] & np.isfinite(density[seen.hold])
    there, around = density[seen.hold][within], usual[within]
    return {
        "g_cm2": float(there.mean()),
        "around_g_cm2": float(around.mean()),
        "kg": float((there - around).sum()) * _CELL_M**2 * KG_PER_M2,
    }


def _figures(code: str, **figures: float) -> Reason:
    known = {name: round(value, 4) for name, value in figures.items() if np.isfinite(value)}
    return Reason(code=code, figures=known)
