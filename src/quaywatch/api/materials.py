"""What turns the two energies of a radiograph into material and mass."""

from functools import lru_cache

from quaywatch.api.material_shapes import MaterialsShape, RaysShape
from quaywatch.node.facts import ScanTaken
from quaywatch.scans.materials import USUAL, material_table, told
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.weighing import KG_PER_M2
from quaywatch.scans.radiograph import Energy, Particulars, Scale

_DIGITS = 7


def materials_shape(taken: ScanTaken) -> MaterialsShape | None:
    """Return the curves for a radiograph; None where it has no two energies to be measured."""
    both = {Energy.LOW, Energy.HIGH} <= set(taken.particulars.energies)
    if not both or taken.scale is Scale.DISPLAY:
        return None
    endpoints = told(taken.particulars.endpoints_mev)
    curves = _curves(endpoints or USUAL)
    return curves.model_copy(
        update={"assumed": endpoints is None, "rays": _rays(taken.particulars)}
    )


@lru_cache(maxsize=16)
def _curves(endpoints: tuple[float, float]) -> MaterialsShape:
    table = material_table(endpoints)
    return MaterialsShape(
        endpoints_mev=list(endpoints),
        assumed=False,
        grid=_rounded(table.grid),
        numbers=_rounded(table.numbers),
        low=[_rounded(row) for row in table.low],
        areal_density=[_rounded(row) for row in table.areal_density],
        rays=None,
    )


def _rays(told: Particulars) -> RaysShape | None:
    fan, distance = told.fan, told.load_distance
    if fan is None or not distance:
        return None
    return RaysShape(
        lowest=float(fan.slopes[0]),
        step=fan.pitch / fan.detector_distance,
        pixel_kg=fan.row_height(distance) * fan.line_spacing * KG_PER_M2,
    )


def _rounded(row: Floats) -> list[float]:
    return [float(f"{value:.{_DIGITS}g}") for value in row]
