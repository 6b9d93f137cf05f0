"""A threat put into a radiograph as it was delivered, in all its energies."""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.scans.inserting.bricks import cast
from quaywatch.scans.inserting.frame import Frame
from quaywatch.scans.inserting.places import Threat
from quaywatch.scans.materials import USUAL, generic, told
from quaywatch.scans.physics.arrays import Counts, Pixels
from quaywatch.scans.physics.beam import Beam
from quaywatch.scans.physics.bricks import SUBSTANCE
from quaywatch.scans.physics.insertion import dimmed, passed
from quaywatch.scans.physics.normalising import FULL_SCALE, transmission
from quaywatch.scans.radiograph import Band, Energy, Radiograph, Scale
from quaywatch.scans.reading import Region

_ENERGIES = (Energy.LOW, Energy.HIGH, Energy.SINGLE)
_ELECTRONIC = 1.0
"""Counts: what is left of the electronics' noise unknown is at least that of rounding."""
_OPEN = (0.85, 1.3)
_ENOUGH = 400
"""Pixels of open beam by which noise can be told."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A radiograph with a threat in it, and how much of it is there to be seen."""

    radiograph: Radiograph
    region: Region
    """Smallest that holds the threat."""
    detectability: float
    """d' of an observer who knows the load, the threat and the place, and has noise alone against
    it: how many standard deviations lie between the picture with and without the threat."""


def insertable(radiograph: Radiograph) -> bool:
    """Say whether numbers can be measured in the picture, as projecting a threat needs."""
    return radiograph.scale is not Scale.DISPLAY and all(
        band.energy in _ENERGIES for band in radiograph.bands
    )


def seen(band: Band, scale: Scale, frame: Frame) -> Pixels:
    """Return the transmission of a frame's region by line and row; 0 where nothing is known."""
    whole = _transmission(band, scale)
    box = frame.region
    part = whole[box.first_line : box.last_line, box.first_row : box.last_row]
    return np.nan_to_num(part, nan=0.0)


def insert(
    radiograph: Radiograph, frame: Frame, threat: Threat, rng: np.random.Generator
) -> Inserted:
    """Return the radiograph with a threat in it; raises ValueError if it is not `insertable`."""
    if not insertable(radiograph):
        raise ValueError("nothing can be measured in a picture for the eye")
    depths = cast(threat.bricks, frame)
    hit = np.argwhere(depths > 0)
    if len(hit) == 0:
        raise ValueError("the threat lies outside the picture")
    (first_line, first_row), (last_line, last_row) = hit.min(axis=0), hit.max(axis=0) + 1
    box = frame.region
    region = Region(
        first_line=box.first_line + int(first_line),
        last_line=box.first_line + int(last_line),
        first_row=box.first_row + int(first_row),
        last_row=box.first_row + int(last_row),
    )
    cut = depths[first_line:last_line, first_row:last_row]
    bands: list[Band] = []
    squares = 0.0
    both = generic(told(radiograph.particulars.endpoints_mev) or USUAL)
    for band in radiograph.bands:
        one = both.low if band.energy is Energy.LOW else both.high
        pixels, square = _through(band, radiograph.scale, region, cut, one, rng)
        bands.append(replace(band, pixels=pixels))
        squares += square
    return Inserted(replace(radiograph, bands=tuple(bands)), region, float(np.sqrt(squares)))


def _through(
    band: Band,
    scale: Scale,
    region: Region,
    depths: Pixels,
    beam: Beam,
    rng: np.random.Generator,
) -> tuple[Counts, float]:
    """Return a band with the threat, and the sum of what that changes over noise, both squared."""
    part = slice(region.first_line, region.last_line), slice(region.first_row, region.last_row)
    whole = _transmission(band, scale)
    known = np.nan_to_num(whole[part], nan=0.0).astype(np.float64).ravel()
    share = passed(beam, known, depths.reshape(-1, 1), (SUBSTANCE,)).reshape(depths.shape)
    dark = _dark(band, scale)
    signal = band.pixels[part] - dark[None, region.first_row : region.last_row]
    quantum = _quantum(band, whole, dark)
    drawn = rng.standard_normal(share.shape)
    made = dimmed(signal, share, quantum, _ELECTRONIC, drawn)
    made = np.where(depths > 0, made + dark[None, region.first_row : region.last_row], 0.0)
    pixels = band.pixels.copy()
    put = np.clip(np.rint(made), 0, FULL_SCALE).astype(np.uint16)
    pixels[part] = np.where(depths > 0, put, band.pixels[part])
    spread = quantum * np.maximum(signal, 0.0) + _ELECTRONIC**2
    return pixels, float(((signal * (1.0 - share)) ** 2 / spread).sum())


def _transmission(band: Band, scale: Scale) -> Pixels:
    if scale is Scale.COUNTS and band.calibration is not None:
        return transmission(band.pixels, band.calibration)
    return (band.pixels / np.float32(FULL_SCALE)).astype(np.float32)


def _dark(band: Band, scale: Scale) -> Pixels:
    if scale is Scale.COUNTS and band.calibration is not None:
        return band.calibration.dark
    return np.zeros_like(band.pixels[0], dtype=np.float32)


def _quantum(band: Band, share: Pixels, dark: Pixels) -> float:
    """Return counts that one photon leaves, by the noise of the open beam; 0 where it is not seen.

    Pulses differ from line to line, so each line's middle is taken off; neighbouring lines share
    light, so every third is compared.
    """
    open_ = (share > _OPEN[0]) & (share < _OPEN[1])
    rows = np.flatnonzero(open_.mean(axis=0) > 0.5)
    if len(rows) < 2 or len(rows) * len(share) < _ENOUGH:
        return 0.0
    signal = band.pixels[:, rows] - dark[rows]
    level = np.median(signal, axis=1, keepdims=True)
    even = signal / np.maximum(level, 1.0)
    step = even[3:] - even[:-3]
    spread = 1.4826 * float(np.median(np.abs(step - np.median(step)))) / np.sqrt(2.0)
    return spread**2 * float(np.median(level))
