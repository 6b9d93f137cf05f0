"""What a file tells of itself, held against what can be: what cannot is left out, and said."""

from math import isfinite

import msgspec

from quaywatch.cargo.identifiers import container_number
from quaywatch.cargo.problem import Problem
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.radiograph import Particulars
from quaywatch.scans.readers.result import doubt

_ENDPOINTS_MEV = (0.05, 25.0)
"""From X-ray tubes to beyond the accelerators of any scanner of cargo."""
_FAN = {
    "source_height": (-2.0, 20.0),
    "detector_distance": (1.0, 50.0),
    "pitch": (1e-4, 0.2),
    "lowest": (-5.0, 20.0),
    "line_spacing": (1e-4, 0.2),
}
"""Metres: wide of any scanner. What is computed of a picture grows with these, so that a file that
tells of kilometres would take more memory than there is."""


def believed(told: Particulars, bands: int, rows: int, problems: list[Problem]) -> Particulars:
    """Leave out what cannot be; each with its problem."""
    if told.equipment_number and (wrong := container_number.parse(told.equipment_number).problems):
        problems.extend(wrong)
    if told.endpoints_mev and len(told.endpoints_mev) != bands:
        problems.append(
            doubt("endpoints-unfit", f"{len(told.endpoints_mev)} end points for {bands} bands")
        )
        told = msgspec.structs.replace(told, endpoints_mev=())
    if not all(_within(one, _ENDPOINTS_MEV) for one in told.endpoints_mev):
        problems.append(doubt("endpoints-unfit", f"no accelerator has {told.endpoints_mev} MeV"))
        told = msgspec.structs.replace(told, endpoints_mev=())
    if told.fan is not None and told.fan.rows != rows:
        problems.append(
            doubt("geometry-unfit", f"{told.fan.rows} detectors are told of, {rows} rows seen")
        )
        told = msgspec.structs.replace(told, fan=None)
    if (wrong := _impossible(told.fan, told.load_distance)) is not None:
        problems.append(doubt("geometry-unfit", f"no scanner has {wrong}; its geometry is left"))
        told = msgspec.structs.replace(told, fan=None, load_distance=None)
    return told


def _impossible(fan: Fan | None, load_distance: float | None) -> str | None:
    """Return what of a geometry cannot be, in words."""
    if fan is not None:
        for name, bounds in _FAN.items():
            value = float(getattr(fan, name))
            if not _within(value, bounds):
                return f"{name.replace('_', ' ')} {value:g} m"
    if load_distance is None:
        return None
    farthest = _FAN["detector_distance"][1] if fan is None else fan.detector_distance
    if not _within(load_distance, (0.5, farthest)):
        return f"its load {load_distance:g} m from the source"
    return None


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return isfinite(value) and bounds[0] <= value <= bounds[1]
