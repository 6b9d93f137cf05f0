"""What is new between two scans: its region, its mass, and the reasons for saying so."""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing.doors import BEHIND, LEAF, Box, behind
from quaywatch.scans.comparing.registering import Registered
from quaywatch.scans.comparing.scoring import (
    SHARES,
    Zone,
    calibration,
    key,
    scored,
    zone_of,
)
from quaywatch.scans.comparing.windows import KG_PER_CELL, PER_GRAM, SIZES, Windows, windows
from quaywatch.scans.materials import USUAL, material_table, told
from quaywatch.scans.physics.arrays import Bools, Floats, Pixels
from quaywatch.scans.physics.dual import STEPS
from quaywatch.scans.reading import Finding, Reason, Sign
from quaywatch.scans.smoothing import mean_over
from quaywatch.scans.standard import GRID, UNDERSIDE, Standard

SPOKEN = 0.05
"""Share of honest containers that score as high, above which nothing is said."""
_MOST = 6
"""Things told of one pair, of one sign."""
_APART = (40, 30)
"""Cells along and up around one thing in which nothing else is told."""
_EDGE = 0.35
"""Share of its middle's attenuation at which a thing ends."""
_FARTHEST = 150
"""Cells that a thing may reach beyond the window that found it."""
_ERROR = 0.12
"""Relative error of a mass: its depth in the container and its substance are not known."""

_PLACES = {Zone.LEAF: ConcealmentPlace.DOORS, Zone.DOORS: ConcealmentPlace.BEHIND_DOORS}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that one scan shows and the other does not, on the later one's grid."""

    sign: Sign
    box: Box
    score: float
    zone: Zone
    false_alarm: float
    kg: float
    kg_sd: float


def things(pair: Registered, later: Standard, sign: Sign, new: Pixels) -> list[Thing]:
    """Return what the later scan of a pair shows more than the earlier, from the likeliest on.

    `sign` says what that is: what was removed is what an earlier scan shows more than a later one,
    so for that the pair is one brought together the other way round. `new` is what `alone.newly`
    says of the two.
    """
    grams = _grams(pair, later)
    told_ = _behind_doors(pair, sign, grams, new)
    found = windows(pair.rest, pair.compared)
    scores = scored(found)
    zones = np.digitize(found.line, (LEAF, BEHIND))
    open_ = zones != list(Zone).index(Zone.DOORS)
    for thing in told_:
        open_ &= ~_within(found, thing.box)
    while len(told_) < _MOST and open_.any():
        best = int(np.where(open_, scores, -np.inf).argmax())
        zone = zone_of(int(found.line[best]))
        share = _false_alarm(zone, sign, float(scores[best]))
        if share > SPOKEN:
            open_ &= zones != list(Zone).index(zone)
            continue
        box = _box(found, best, pair.rest)
        open_ &= ~_within(found, box)
        open_[best] = False
        told_.append(_thing(pair, sign, box, float(scores[best]), zone, grams))
    return sorted(told_, key=lambda thing: thing.false_alarm)


def _behind_doors(pair: Registered, sign: Sign, grams: Pixels, new: Pixels) -> list[Thing]:
    """Return what the nets find put behind the doors, as far as it is told at all."""
    told_: list[Thing] = []
    for put in behind(pair, new):
        if len(told_) == _MOST or _false_alarm(Zone.DOORS, sign, put.score) > SPOKEN:
            break
        told_.append(_thing(pair, sign, put.box, put.score, Zone.DOORS, grams))
    return told_


def _thing(
    pair: Registered, sign: Sign, box: Box, score: float, zone: Zone, grams: Pixels
) -> Thing:
    first, last, low, high = box
    kg = abs(float(grams[first:last, low:high].sum())) * KG_PER_CELL
    # What as large a part of its rows shows by chance.
    rows = mean_over(pair.rest, (last - first) // 2, (high - low) // 2)[:, (low + high) // 2]
    usual = float(np.median(np.abs(rows))) * (last - first) * (high - low) * KG_PER_CELL / PER_GRAM
    sd = float(np.hypot(_ERROR * kg, usual))
    return Thing(sign, box, score, zone, _false_alarm(zone, sign, score), kg, sd)


def turned_round(thing: Thing, lines: int) -> Thing:
    """Return a thing where it lies in a scan whose ends are the other way round."""
    first, last, low, high = thing.box
    return replace(thing, box=(lines - last, lines - first, low, high))


def _false_alarm(zone: Zone, sign: Sign, score: float) -> float:
    share = calibration().curves[key(zone)].false_alarm(score)
    return min(share / SHARES[zone, sign], 1.0)


def _within(found: Windows, box: Box) -> Bools:
    along, up = _APART
    return (
        (found.line >= box[0] - along)
        & (found.line < box[1] + along)
        & (found.row >= box[2] - up)
        & (found.row < box[3] + up)
    )


def _box(found: Windows, best: int, rest: Pixels) -> Box:
    """Return the window that found a thing, its sides moved to where the thing ends."""
    smooth = mean_over(rest, 1, 1)
    along, up = SIZES[int(found.size[best])]
    line, row = int(found.line[best]), int(found.row[best])
    lines, rows = rest.shape
    sides = [max(line - along, 0), min(line + along + 1, lines)]
    sides += [max(row - up, 0), min(row + up + 1, rows)]
    least = _EDGE * float(smooth[sides[0] : sides[1], sides[2] : sides[3]].mean())
    for _ in range(_FARTHEST):
        before = list(sides)
        for side, (step, most) in enumerate(((-1, 0), (1, lines), (-1, 0), (1, rows))):
            _move(smooth, sides, side, step, most, least)
        if sides == before:
            break
    return sides[0], sides[1], sides[2], sides[3]


def _move(smooth: Pixels, sides: list[int], side: int, step: int, most: int, least: float) -> None:
    """Move one side outwards over one strip if that belongs to the thing, else inwards."""
    if sides[side] != most:
        strip = list(sides)
        strip[side + 1 if step < 0 else side - 1] = sides[side]
        strip[side] = sides[side] + step
        if smooth[strip[0] : strip[1], strip[2] : strip[3]].mean() > least:
            sides[side] += step


def _grams(pair: Registered, later: Standard) -> Pixels:
    """Return g/cm² by which two scans differ, as if of wood, across the container."""
    curves = material_table(told(later.particulars.endpoints_mev) or USUAL)
    depth: Floats = curves.areal_density[STEPS.index("wood")]
    whole: Floats = pair.compared.foretold.astype(np.float64)
    more: Floats = np.interp(whole + pair.rest.astype(np.float64), curves.grid, depth)
    before: Floats = np.interp(whole, curves.grid, depth)
    return ((more - before) / later.obliquity[None, :]).astype(np.float32)


def finding(thing: Thing, sign: Sign, earlier: Standard, later: Standard) -> Finding:
    """Return a thing as all engines tell what they found."""
    curve = calibration().curves[key(thing.zone)]
    return Finding(
        sign=sign,
        region=later.region(*thing.box),
        log_likelihood_ratio=curve.log_likelihood_ratio(thing.score),
        false_alarm=thing.false_alarm,
        reasons=_reasons(thing, earlier),
        place=_PLACES.get(thing.zone),
        mass_kg=round(thing.kg, 2),
        mass_sd_kg=round(thing.kg_sd, 2),
    )


def _reasons(thing: Thing, earlier: Standard) -> tuple[Reason, ...]:
    first, last, low, high = thing.box
    area: Floats = np.array((last - first) * (high - low) * GRID**2)
    told_ = earlier.particulars
    words = {"scanner": told_.scanner, "site": told_.site}
    if told_.taken_at is not None:
        words["taken_at"] = told_.taken_at.isoformat()
    return (
        Reason(
            code="scan_differs",
            figures={
                "kg": round(thing.kg, 2),
                "kg_sd": round(thing.kg_sd, 2),
                "g_cm2": round(float(thing.kg / (10.0 * area)), 1),
            },
        ),
        Reason(
            code="scan_differs_at",
            figures={
                "from_doors_m": round(first * GRID, 2),
                "up_m": round((low - UNDERSIDE) * GRID, 2),
                "long_m": round((last - first) * GRID, 2),
                "high_m": round((high - low) * GRID, 2),
            },
        ),
        Reason(code="scan_compared_with", words={k: v for k, v in words.items() if v}),
    )
