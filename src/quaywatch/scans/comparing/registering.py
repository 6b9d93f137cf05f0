"""Two scans of one container brought together."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.comparing.mixing import foretold
from quaywatch.scans.comparing.sliding import Slide, ends_aligned, slid, unlike
from quaywatch.scans.comparing.spectra import DEEPEST, deviation, ranked, translated
from quaywatch.scans.comparing.windows import Compared
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.radiograph import Leading
from quaywatch.scans.smoothing import displaced
from quaywatch.scans.standard import Standard

_ABOUT = 40
"""Cells by which the length or height found in two scans of one container may differ."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The earlier scan on the later one's grid, and what is left between them."""

    compared: Compared
    rest: Pixels
    """Attenuation of the later scan beyond what was foretold; below 0 where there is less."""
    earlier: Pixels
    """High attenuation of the earlier scan in its own energies, its load where the later has it."""
    later: Pixels
    """Attenuation of the later scan, high energy."""
    later_low: Pixels
    """The same of its low energy."""
    same: Pixels
    """The earlier scan in the later one's energies, its ends where the later has them…"""
    followed: Pixels
    """…and its load there, too."""
    material: Pixels
    """What the earlier scan's low energy shows beyond its usual, where the later has the load."""
    slide: Slide
    """Of the load, cells; what the ends of the container lie apart is taken out of it."""
    turned: bool
    """The earlier scan had to be turned end for end."""


def registered(earlier: Standard, later: Standard) -> Registered | None:
    """Bring two scans together; None where they cannot be of one container."""
    if not _alike(earlier, later):
        return None
    low, high = (_cut(one, later.high.shape) for one in earlier.attenuation())
    noise = _cut(earlier.noise()[1], later.high.shape)
    wanted_low, wanted = (_bounded(values) for values in later.attenuation())
    low, high = _bounded(low), _bounded(high)
    turned = False
    if not (earlier.doors_told and later.doors_told):
        turned = unlike(ranked(high[::-1], wanted), wanted) < unlike(ranked(high, wanted), wanted)
    if turned:
        low, high, noise = low[::-1], high[::-1], noise[::-1]
    ends = ends_aligned(ranked(high, wanted), wanted)
    low, high = displaced(low, ends), displaced(high, ends)
    slide = slid(ranked(high, wanted), wanted)
    material = deviation(low, high)
    same = translated(high, wanted, slide.along, slide.up)
    followed = displaced(same, slide.along)
    material = displaced(material, slide.along)
    whole = foretold(same, followed, material, wanted)
    both = np.hypot(displaced(noise, ends), later.noise()[1]).astype(np.float32)
    compared = Compared(whole, np.minimum(both, 1.0), _sides(earlier, later))
    return Registered(
        compared=compared,
        rest=wanted - whole,
        earlier=displaced(high, slide.along),
        later=wanted,
        later_low=wanted_low,
        same=same,
        followed=followed,
        material=material,
        slide=slide,
        turned=turned,
    )


def _alike(earlier: Standard, later: Standard) -> bool:
    return all(
        abs(one - other) <= _ABOUT
        for one, other in zip(earlier.high.shape, later.high.shape, strict=True)
    )


def _cut(values: Pixels, shape: tuple[int, ...]) -> Pixels:
    """Return a picture cut or, by repeating its border, filled up to a shape."""
    lines = np.minimum(np.arange(shape[0]), values.shape[0] - 1)
    rows = np.minimum(np.arange(shape[1]), values.shape[1] - 1)
    return values[lines][:, rows]


def _bounded(values: Pixels) -> Pixels:
    return np.clip(values, np.float32(-0.1), np.float32(DEEPEST))


def _sides(earlier: Standard, later: Standard) -> tuple[float, ...]:
    """Return what of a pair makes its scans differ, as numbers."""
    same_way = earlier.particulars.leading is later.particulars.leading
    known = earlier.particulars.leading is not None and later.particulars.leading is not None
    doors_first = later.particulars.leading is Leading.DOORS
    return (
        float(earlier.open_below),
        float(later.open_below),
        float(known and same_way),
        float(doors_first),
        earlier.distance / later.distance,
    )
