"""Test objects drawn by hand, of which every figure is known beforehand."""

import numpy as np

from quaywatch.scans.quality import Area, Edge, Layout, Step, Thin, Wire
from quaywatch.scans.radiograph import Band, Energy, Particulars, Radiograph, Scale

LINES, ROWS = 520, 120
STEEL_MM = (100.0, 150.0, 200.0, 250.0)
PER_MM = 0.02
"""How strongly a millimetre of steel attenuates."""
NOISE = 0.0008
"""Standard deviation of a pixel, in shares of the open beam."""
INDICATOR_MM = 2.0
EDGE_SPREAD = 2.5
"""Standard deviation of the blur of the edge, in lines."""
WIRE_DEFICIT = 0.0006
_FULL = 65_535


def _across(left: int, top: int, right: int, bottom: int) -> tuple[slice, slice]:
    return slice(left, right), slice(ROWS - bottom, ROWS - top)


def target(step: int) -> Area:
    left = 100 * step + 40
    return (left, 40, left + 20, 60)


def beside(step: int) -> tuple[Area, ...]:
    left = 100 * step
    return ((left + 5, 40, left + 35, 60), (left + 65, 40, left + 95, 60))


LAYOUT = Layout(
    step=tuple(
        Step(steel_mm=steel, target=target(number), beside=beside(number))
        for number, steel in enumerate(STEEL_MM)
    ),
    contrast=Thin(
        wall_mm=STEEL_MM[0], indicator_mm=INDICATOR_MM, target=(40, 70, 60, 80),
        beside=((5, 70, 35, 80), (65, 70, 95, 80)),
    ),
    edge=Edge(area=(420, 10, 480, 30), pitch_mm=4.0),
    wire=Wire(diameter_mm=2.0, area=(420, 70, 520, 91)),
)  # fmt: skip


def shares() -> np.ndarray:
    """Return the picture without noise: share of the open beam by line and row, from the lowest."""
    picture = np.ones((LINES, ROWS))
    for number, steel in enumerate(STEEL_MM):
        wall = np.exp(-PER_MM * steel)
        picture[_across(100 * number, 0, 100 * number + 100, ROWS)] = wall
        picture[_across(*target(number))] = wall * np.exp(-PER_MM * 0.2 * steel)
    wall = np.exp(-PER_MM * STEEL_MM[0])
    picture[_across(40, 70, 60, 80)] = wall * np.exp(-PER_MM * INDICATOR_MM)
    upright = np.cumsum(np.exp(-0.5 * ((np.arange(60) - 30) / EDGE_SPREAD) ** 2))
    picture[_across(420, 10, 480, 30)] = 0.9 - 0.6 * (upright / upright[-1])[:, None]
    picture[_across(420, 70, 520, 91)] = 0.5
    picture[_across(420, 79, 520, 82)] -= WIRE_DEFICIT
    return picture


def detectability(step: int) -> float:
    """Return what the target of a step comes to."""
    wall = np.exp(-PER_MM * STEEL_MM[step])
    difference = wall * (1 - np.exp(-PER_MM * 0.2 * STEEL_MM[step]))
    return float(difference / NOISE * 20)


def scan(seed: int = 1, scale: Scale = Scale.TRANSMISSION) -> Radiograph:
    """Return the picture as a scanner delivers it, with its noise."""
    drawn = shares() + np.random.default_rng(seed).normal(0.0, NOISE, (LINES, ROWS))
    pixels = np.clip(np.round(drawn * _FULL), 0, _FULL).astype(np.uint16)
    told = Particulars(scanner="simulated", scale=scale, energies=(Energy.SINGLE,))
    return Radiograph((Band(Energy.SINGLE, pixels),), scale, told)
