"""The load of a container: what is in the hold once the container itself is taken off."""

import math
from dataclasses import dataclass

import numpy as np

from quaywatch.scans.framing.bounds import WIDTH
from quaywatch.scans.goods.structure import empty, hold
from quaywatch.scans.materials import USUAL, material_table, told
from quaywatch.scans.physics.arrays import Bools, Floats, Pixels
from quaywatch.scans.physics.inverting import inverted
from quaywatch.scans.physics.weighing import Mass
from quaywatch.scans.standard import GRID, LEAST, OVER, UNDERSIDE, Standard

CELL = 2 * GRID
"""Metres; pairs of lines and rows are averaged, as goods show no more than that."""
THERE = 3.0
"""g/cm² beyond the empty container from which something is there."""
OPAQUE = 9.5
"""Attenuation beyond which a cell weighs at least what it reads."""
_SYSTEMATIC = 0.03
"""Relative: water reads 4.5 % too heavy, plastics too light, and makers' walls differ."""
_STRUCTURE_KG = 60.0
"""Of a 20-foot container's own differences from a usual one, where the hold is."""
_LOWEST = 0.09
"""Metres over the underside below which a trailer's far beams are seen."""
_ASIDE = (-2, -1, 0, 1, 2)
"""Cells; cross members and their flanges are narrower."""


@dataclass(frozen=True, slots=True)
class Load:
    """What the hold shows, by line from the doors and row from the floor, in cells of `CELL`."""

    areal_density: Floats
    """g/cm² level across the container; the container's own taken off, so that noise and
    structure make it negative where nothing is."""
    number: Floats
    """Effective atomic number; NaN where nothing or too little is told."""
    depth: Floats
    """Attenuation of the high energy."""
    reefer: bool
    mass: Mass
    fill: float
    """Share of the hold that is covered, as seen from the side."""
    opaque: float
    """Share of what is covered that hardly any signal passes: mass is a lower bound there."""

    @property
    def volume(self) -> float:
        """Of the hold as seen, m³."""
        return self.areal_density.size * CELL**2 * (WIDTH - 0.1)


def load(standard: Standard, reefer: bool | None = None) -> Load:
    """Take the load out of a standard picture; `reefer` where the container's type is known."""
    low, high = (
        np.maximum(-np.log(np.maximum(_halved(share), LEAST)), 0.0).astype(np.float32)
        for share in (standard.low, standard.high)
    )
    sds = [(_halved(sd**2) ** 0.5 / 2.0).astype(np.float32) for sd in standard.noise()]
    curves = material_table(told(standard.particulars.endpoints_mev) or USUAL)
    read = inverted(curves, low, high, sds[0], sds[1])
    cold = is_reefer(high) if reefer is None else reefer
    height = (standard.low.shape[1] - UNDERSIDE - OVER) * GRID
    rises, above = _rays(standard, low.shape[1])
    near = standard.distance - WIDTH / 2
    own = empty(height, cold, rises, above, near)
    areal = np.nan_to_num(read[:, :, 1].astype(np.float64), nan=float(np.nanmax(read[:, :, 1])))
    areal = _without_webs(areal, cold)
    obliquity = np.sqrt(1.0 + rises**2)
    doors, front, _, top = hold(cold)
    lines = slice(round(doors / CELL) + 1, low.shape[0] - round(front / CELL) - 1)
    rows = slice(_row(_LOWEST), _row(height - top) + 8)
    net = ((areal - own) / obliquity)[lines, rows]
    depth = high[lines, rows].astype(np.float64)
    there = smooth(net, 2) > THERE
    # Nearer than the middle weighs too much and farther too little: not quite as much.
    bend = 1.0 + (WIDTH - 0.1) ** 2 / 12 / standard.distance**2
    kilograms = net.sum() * CELL**2 * 10.0 / bend
    noise = float(np.sqrt((read[lines, rows, 3].astype(np.float64) ** 2).sum())) * CELL**2 * 10.0
    opaque = float((depth[there] > OPAQUE).mean()) if there.any() else 0.0
    sd = math.hypot(
        _SYSTEMATIC * kilograms, noise, _STRUCTURE_KG * (standard.length / 6.058) ** 0.5
    )
    return Load(
        areal_density=net,
        number=read[lines, rows, 0].astype(np.float64),
        depth=depth,
        reefer=cold,
        mass=Mass(float(kilograms), sd),
        fill=_fill(there, height, cold),
        opaque=opaque,
    )


def is_reefer(depth: Pixels) -> bool:
    """Tell a reefer by its cross members, which stand farther apart than those of a dry van."""
    return web_spacing(depth) > 0.345


def web_spacing(depth: Pixels) -> float:
    """Return how far apart narrow dark lines are under the floor, metres."""
    band = depth[20:-20, _row(0.02) : _row(0.14)].astype(np.float64)
    narrow = np.maximum(band[1:-1] - (band[:-2] + band[2:]) / 2, 0.0)
    narrow = np.minimum(narrow, 0.5)
    narrow -= narrow.mean(axis=0)
    size = 2 * len(narrow)
    alike = np.fft.irfft(np.abs(np.fft.rfft(narrow, size, axis=0)) ** 2, size, axis=0)
    total = (alike / np.maximum(alike[0], 1e-9)).sum(axis=1)
    lags = np.arange(round(0.25 / CELL), round(0.47 / CELL) + 1)
    # Spacings fall between lags: three together are one.
    together = total[lags - 1] + total[lags] + total[lags + 1]
    return float(lags[int(np.argmax(together))] * CELL)


def smooth(values: Floats, reach: int) -> Floats:
    """Return means over squares of 2 · `reach` + 1 cells, fewer at the border."""
    size = 2 * reach + 1
    for axis in (0, 1):
        padded = np.pad(
            values, [(reach + 1, reach) if one == axis else (0, 0) for one in (0, 1)], mode="edge"
        )
        sums = padded.cumsum(axis=axis)
        values = (
            np.take(sums, range(size, sums.shape[axis]), axis)
            - np.take(sums, range(sums.shape[axis] - size), axis)
        ) / size
    return values


def _halved(share: Pixels) -> Pixels:
    lines, rows = share.shape[0] // 2, share.shape[1] // 2
    pairs = share[: 2 * lines, : 2 * rows].reshape(lines, 2, rows, 2)
    return pairs.mean(axis=(1, 3), dtype=np.float32)


def _row(height: float) -> int:
    """Return the row of cells at a height over the underside, metres."""
    return round((UNDERSIDE * GRID + height) / CELL)


def _rays(standard: Standard, rows: int) -> tuple[Floats, Floats]:
    """Return slope of each row's ray, and the underside's height over the source."""
    underside = float(standard.heights[UNDERSIDE]) - GRID / 2 - standard.fan.source_height
    places: Floats = np.arange(rows, dtype=np.float64) + 0.5
    middle = underside + places * CELL - UNDERSIDE * GRID
    return middle / standard.distance, np.full(rows, underside)


def _without_webs(areal: Floats, reefer: bool) -> Floats:
    """Return the picture with dark lines narrower than 10 cm taken off the floor's rows."""
    upper = _row(0.40 if reefer else 0.36)
    floor = areal[:, :upper]
    least = np.min([np.roll(floor, shift, axis=0) for shift in _ASIDE], axis=0)
    opened = np.max([np.roll(least, shift, axis=0) for shift in _ASIDE], axis=0)
    return np.concatenate([opened, areal[:, upper:]], axis=1)


def _fill(there: Bools, height: float, cold: bool) -> float:
    _, _, floor, top = hold(cold)
    first, last = _row(floor) - _row(_LOWEST), _row(height - top) - _row(_LOWEST)
    return float(there[:, first:last].mean())
