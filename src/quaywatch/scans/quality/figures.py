"""The figures of a scanner's picture of a test object (see `scans.physics.quality`)."""

from collections.abc import Iterable

import msgspec
import numpy as np

from quaywatch.scans.framing.shares import shares
from quaywatch.scans.physics.arrays import Bools, Pixels
from quaywatch.scans.physics.quality import (
    SEEN,
    Contrast,
    contrast,
    contrast_sensitivity,
    penetration,
    resolution,
    wire,
)
from quaywatch.scans.quality.layout import Area, Edge, Layout, Wire
from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.reading import Reason

_FEWEST = 16
"""Pixels with a signal below which a part tells nothing."""
_STEPS_UP = 0.05
"""Share of the open beam by which the two sides of an edge differ at least."""
_WIRE_ROWS = 4
"""Rows on either side of a wire at least, the one that shows it left out."""


class Unmeasurable(ValueError):  # noqa: N818 - what the picture is
    """A picture or a part of it in which nothing can be measured."""


class StepSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What is seen behind one wall."""

    steel_mm: float
    signal_to_noise: float
    seen: bool


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One scanner's figures at one energy; None for what the test object has not."""

    energy: Energy
    steps: tuple[StepSeen, ...] = ()
    penetration_mm: float | None = None
    """Steel behind which a target is just seen, between two steps by interpolation."""
    beyond: bool = False
    """Seen behind the last step, too: it penetrates at least so much."""
    contrast_sensitivity: float | None = None
    """Thinnest steel that is seen, as a share of the wall that it lies on."""
    resolution_mm: float | None = None
    """Width of one line of the finest pattern, along the picture."""
    wire: float | None = None
    """Signal-to-noise of the wire along its whole area."""


def figures(radiograph: Radiograph, layout: Layout, energy: Energy | None = None) -> Figures:
    """Measure a picture of a test object; by default the high energy, or the only one.

    Raises:
        Unmeasurable: the picture is for the eye or without calibration, has not that energy, or a
            part of the object is not where the layout says; the message names the part.

    """
    used, share = _shares(radiograph, energy)
    steps = tuple(
        _step(one.steel_mm, _seen(share, f"step {number}", one.target, one.beside))
        for number, one in enumerate(layout.step, start=1)
    )
    deep = None
    if steps:
        steel = np.array([one.steel_mm for one in steps])
        deep = penetration(steel, np.array([one.signal_to_noise for one in steps]))
    thin = layout.contrast
    return Figures(
        energy=used,
        steps=steps,
        penetration_mm=deep,
        beyond=bool(steps) and all(one.seen for one in steps),
        contrast_sensitivity=thin
        and contrast_sensitivity(
            thin.indicator_mm, thin.wall_mm, _seen(share, "contrast", thin.target, thin.beside)
        ),
        resolution_mm=layout.edge and _resolution(share, layout.edge, radiograph),
        wire=layout.wire and _wire(share, layout.wire),
    )


def _shares(radiograph: Radiograph, energy: Energy | None) -> tuple[Energy, Pixels]:
    told = shares(radiograph)
    if isinstance(told, Reason):
        why = {
            "for_the_eye": "the picture is for the eye: nothing can be measured in it",
            "no_calibration": "the picture has raw counts and no calibration lines",
        }
        raise Unmeasurable(why[told.code])
    has = [band.energy for band in radiograph.bands]
    usual = next(one for one in (Energy.HIGH, Energy.SINGLE, *has) if one in has)
    wanted = energy or usual
    if wanted not in has:
        raise Unmeasurable(f"this scan has no {wanted} energy; it has {', '.join(has)}")
    return wanted, told.low if wanted is Energy.LOW else told.high


def _step(steel_mm: float, measured: Contrast) -> StepSeen:
    known = measured.detectability
    return StepSeen(steel_mm=steel_mm, signal_to_noise=known, seen=known >= SEEN)


def _seen(share: Pixels, part: str, target: Area, beside: Iterable[Area]) -> Contrast:
    signal = np.isfinite(share)
    on = _mask(share, f"{part}: target", target)
    off = np.zeros_like(on)
    for area in beside:
        off |= _mask(share, f"{part}: beside", area)
    if (on & off).any():
        raise Unmeasurable(f"{part}: the target overlaps what is beside it")
    for name, mask in (("target", on), ("beside", off)):
        if (mask & signal).sum() < _FEWEST:
            raise Unmeasurable(f"{part}: {name}: fewer than {_FEWEST} pixels have a signal")
    found = contrast(share, on & signal, off & signal)
    if not found.noise > 0:
        raise Unmeasurable(f"{part}: beside: all pixels are equal, so that no noise can be told")
    return found


def _mask(share: Pixels, part: str, area: Area) -> Bools:
    mask = np.zeros(share.shape, dtype=np.bool_)
    mask[_lines_rows(share, part, area)] = True
    return mask


def _lines_rows(share: Pixels, part: str, area: Area) -> tuple[slice, slice]:
    """Return which lines and rows an area is; rows are counted from the lowest."""
    (left, top, right, bottom), (lines, rows) = area, share.shape
    if not (left < right <= lines and top < bottom <= rows):
        told = ", ".join(map(str, area))
        raise Unmeasurable(f"{part}: [{told}] is no part of a picture of {lines} x {rows} pixels")
    return slice(left, right), slice(rows - bottom, rows - top)


def _resolution(share: Pixels, edge: Edge, radiograph: Radiograph) -> float:
    fan = radiograph.particulars.fan
    pitch = edge.pitch_mm if edge.pitch_mm or fan is None else 1000 * fan.line_spacing
    if pitch is None:
        raise Unmeasurable("edge: neither the file nor the layout (pitch_mm) tells the pitch")
    part = share[_lines_rows(share, "edge", edge.area)]
    if part.shape[0] < _FEWEST or not np.isfinite(part).all():
        raise Unmeasurable(f"edge: fewer than {_FEWEST} lines, or pixels without a signal")
    profile = part.mean(axis=1, dtype=np.float64)
    end = len(profile) // 4
    if abs(profile[:end].mean() - profile[-end:].mean()) < _STEPS_UP:
        raise Unmeasurable("edge: both sides are alike; no edge is crossed from left to right")
    return resolution(profile, pitch)


def _wire(share: Pixels, told: Wire) -> float:
    part = share[_lines_rows(share, "wire", told.area)]
    aside = (part.shape[1] - 1) // 2
    if part.shape[0] < _FEWEST or aside < _WIRE_ROWS or not np.isfinite(part).all():
        raise Unmeasurable(
            f"wire: an area has {_FEWEST} lines and {2 * _WIRE_ROWS + 1} rows at least, all with "
            "a signal"
        )
    return wire(part, part.shape[1] // 2, aside)
