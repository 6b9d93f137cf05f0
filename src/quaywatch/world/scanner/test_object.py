"""The object that a scanner's picture is judged by: a wall of steel in steps, with targets on it.

Penetration, contrast, wire and edge as ANSI N42.46 and IEC 62523 have them, in one object; sizes
are ours. `measured` reads the figures from a picture with `scans.physics.quality`.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Floats
from quaywatch.scans.physics.normalising import transmission
from quaywatch.scans.physics.quality import (
    contrast,
    contrast_sensitivity,
    penetration,
    resolution,
    wire,
)
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.exposing import Picture
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.scene import Box, Scene

STEPS_MM: Floats = np.arange(100.0, 460.0, 20.0)
"""Steel walls; before each stands a target of a fifth of its thickness."""
INDICATOR_MM = 5.0
"""Steel before the thinnest wall, by which contrast sensitivity is measured."""
WIRE_MM = 2.0
_STEEL = 7.85
_STEP, _TARGET = 0.40, 0.10
_LENGTH = 0.5 + _STEP * (len(STEPS_MM) + 1) + 1.5
_BOX = Box("test", _LENGTH, 2.438, 2.591, (0.0, _LENGTH, 0.0, 2.438, 0.0, 2.591), 0.0)
_LEVEL = (0.70, 1.30)
"""Heights of the steps over the underside; targets are in the middle of them."""


@dataclass(frozen=True, slots=True)
class Quality:
    """One scanner's figures; lengths in mm of the object."""

    penetration_mm: float
    contrast_sensitivity: float
    """Thinnest steel seen, as a share of a wall of 100 mm."""
    resolution_mm: float
    """Width of one line of the finest pattern along a row, in the plane of the object."""
    wire: float
    """Signal-to-noise of a metre of steel wire of 2 mm in air."""


def test_object() -> Scene:
    """Return the object, in the middle of where a container would be."""
    builder = Builder()
    middle = _BOX.width / 2
    height = sum(_LEVEL) / 2
    for number, mm in enumerate([STEPS_MM[0], *STEPS_MM]):
        x = 0.5 + number * _STEP
        builder.add((x, x + _STEP), (middle, middle + mm / 1000), _LEVEL, "steel", _STEEL)
        target = INDICATOR_MM if number == 0 else 0.2 * mm
        at = x + (_STEP - _TARGET) / 2
        builder.add((at, at + _TARGET), (middle - target / 1000, middle),
                    (height - _TARGET / 2, height + _TARGET / 2), "steel", _STEEL)  # fmt: skip
    end = _LENGTH - 1.2
    y, z = (middle, middle + WIRE_MM / 1000), (1.6, 1.6 + WIRE_MM / 1000)
    builder.add((end, end + 1.0), y, z, "steel", _STEEL)
    return builder.scene(_BOX, 1)


def measured(picture: Picture, installation: Installation) -> Quality:
    """Read the figures of one high-energy picture of the object."""
    share = transmission(picture.high, picture.high_calibration)
    seen = [
        contrast(share, *areas(share.shape, installation, number))
        for number in range(len(STEPS_MM) + 1)
    ]
    detectability = np.array([one.detectability for one in seen[1:]])
    spacing = installation.fan.line_spacing
    start = round((installation.margin + 0.5) / spacing)
    reach = round(0.12 / spacing)
    row = _row(installation, _LEVEL[0] + 0.1)
    edge = share[start - reach : start + reach, row : row + 8].mean(axis=1, dtype=np.float64)
    first = round((installation.margin + _LENGTH - 1.2) / spacing)
    lines = slice(first + 2, first + round(1.0 / spacing) - 2)
    return Quality(
        penetration(STEPS_MM, detectability),
        contrast_sensitivity(INDICATOR_MM, float(STEPS_MM[0]), seen[0]),
        resolution(edge, spacing * 1000),
        wire(share[lines], _row(installation, 1.6 + WIRE_MM / 2000), 20),
    )


def _row(installation: Installation, height: float) -> int:
    """Return the row that sees a height over the underside, in the plane of the object."""
    distance = installation.near + _BOX.width / 2
    return round(installation.fan.row(installation.base + height, distance))


def areas(shape: tuple[int, ...], installation: Installation, number: int) -> tuple[Bools, Bools]:
    """Return which pixels show a target, and which the wall beside it.

    Number 0 is the indicator before the thinnest wall, the others are the steps in their order.
    """
    spacing = installation.fan.line_spacing
    x = (installation.margin + 0.5 + number * _STEP) / spacing
    middle = x + _STEP / 2 / spacing
    half = 0.42 * _TARGET / spacing
    height = sum(_LEVEL) / 2
    rows = (
        _row(installation, height - 0.42 * _TARGET),
        _row(installation, height + 0.42 * _TARGET),
    )
    target = _area(shape, (round(middle - half), round(middle + half)), rows)
    margin = round(0.03 / spacing)
    beside = _area(shape, (round(x) + margin, round(middle - 1.6 * half)), rows)
    beside |= _area(shape, (round(middle + 1.6 * half), round(x + _STEP / spacing) - margin), rows)
    return target, beside


def _area(shape: tuple[int, ...], lines: tuple[int, int], rows: tuple[int, int]) -> Bools:
    result = np.zeros(shape, dtype=np.bool_)
    result[slice(*lines), slice(*rows)] = True
    return result
