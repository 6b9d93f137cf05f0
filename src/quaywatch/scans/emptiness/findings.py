"""What is told of what was found: where, how much, at which place of concealment."""

import math
from dataclasses import replace

import numpy as np

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.emptiness.known import SHARE, Known, lacking, tail_of
from quaywatch.scans.emptiness.residual import Residual, mixed
from quaywatch.scans.emptiness.scores import COMMON, Peak, peaks, surprise
from quaywatch.scans.emptiness.zones import Zone
from quaywatch.scans.materials import USUAL, generic, told
from quaywatch.scans.physics.arrays import Bools, Floats
from quaywatch.scans.physics.materials import material
from quaywatch.scans.reading import Finding, Reason, Sign
from quaywatch.scans.standard import GRID, UNDERSIDE, Standard

FALSE_ALARM = 0.005
"""Share of empties that may be held for loaded, were their scores to thin out exponentially; those
of makers never met do so more slowly, and what their build explains is not told."""
_LEAST_SHARE = 1e-6
"""Of empties: some hundred of them tell of no rarer ones."""
_UNLIKE = 6.5
"""-ln of the share of empties that lack as much at an end, from which it is of another build."""
_SURE = 2.0
"""How much more surprising than what an end lacks must be what is found there, to be told."""
_ENDS = (Zone.DOORS, Zone.FRONT, Zone.SILL)
_LEAST_DECAY = 1.0
"""Surprise over which the share of empties falls by a factor of e: no less than if all zones and
sizes were independent."""
_MOST = 5
"""Findings of one picture."""
_GAP = 4
"""Cells that one thing may be interrupted by."""
_SEEN = 2.5
"""Standard deviations, over a few cells together, from which a cell belongs to what was found."""
_KG_PER_M2 = 10.0
"""Of 1 g/cm²."""
_UNSURE = 0.25
"""Relative standard deviation of a mass: 16 % for where it stands between the walls, the rest for
what it is made of."""
_DEPTH = 10.0
"""g/cm² of what is found, about: the beam hardens little on the way through it."""
_CLIPPED = 8.0
_LEAF, _FRONT_WALL, _BEHIND_DOORS = 0.10, 0.14, 0.8
"""Metres to which a leaf of the door, what is behind a false front wall, and what is thrown in
behind the doors reach."""
_BOARDS = 0.18
"""Height of a van's floor over the underside, metres."""
_SILL = 0.3
"""Height over the underside above which nothing lies under a floor, metres."""
_EVAPORATOR = 1.35
"""Metres below a reefer's top down to which its evaporator section reaches."""
_BULKHEAD = (0.40, 0.47)
"""Metres from the front between which a reefer's bulkhead stands."""
_UPRIGHT: dict[Zone, ConcealmentPlace] = {
    Zone.UNDER: ConcealmentPlace.FLOOR,
    Zone.SILL: ConcealmentPlace.FLOOR,
    Zone.ROOF: ConcealmentPlace.ROOF,
    Zone.OUTSIDE: ConcealmentPlace.OUTSIDE,
}


Span = tuple[int, int]


def findings(
    standard: Standard, found: Residual, known: Known, doubted: dict[Zone, float]
) -> tuple[Finding, ...]:
    """Return what does not belong into an empty container, the gravest first.

    `doubted` are the parts that are `unlike` any that is known.
    """
    left_out = np.zeros(found.shown.shape, dtype=np.bool_)
    told_of: list[Finding] = []
    for _ in range(_MOST):
        score, worst = max(
            ((_told_of(peak, doubted, known), peak) for peak in peaks(found, left_out)),
            key=lambda one: one[0],
        )
        if false_alarm(score, known) > FALSE_ALARM:
            break
        lines, rows = _extent(found, worst, left_out)
        told_of.append(_finding(standard, found, worst, (lines, rows), score, known))
        left_out[slice(*lines), slice(*rows)] = True
    return tuple(told_of)


def unlike(found: Residual, known: Known) -> dict[Zone, float]:
    """Return the parts at the ends that are built otherwise than any that is known, and how
    surprising that is.

    They lack what empties have: little of what stands out there can be told from their build.
    """
    lacked = dict.fromkeys(_ENDS, 0.0)
    for peak in peaks(found.lacking):
        if peak.zone in lacked:
            named = replace(peak, tail=lacking(peak.tail))
            lacked[peak.zone] = max(lacked[peak.zone], surprise(named, known.tails))
    return {zone: score for zone, score in lacked.items() if score >= _UNLIKE}


def _told_of(peak: Peak, doubted: dict[Zone, float], known: Known) -> float:
    """Return how surprising a peak is, 0 where the build of its part explains it."""
    score = surprise(peak, known.tails)
    return 0.0 if score < _SURE * doubted.get(peak.zone, 0.0) else score


def false_alarm(score: float, known: Known) -> float:
    """Return the share of empties that score as high: where many do as counted, else by how their
    scores thin out."""
    ranked = known.ranked
    if len(ranked) == 0:
        return max(math.exp(-score), _LEAST_SHARE)
    tail = tail_of(ranked, 0.0, _LEAST_DECAY)
    if score >= tail.at:
        return max(math.exp(-tail.surprise(score)), _LEAST_SHARE)
    beyond = int(np.searchsorted(-ranked, -score, side="right"))
    return max((beyond + 1) / (len(ranked) + 1), SHARE)


def log_likelihood_ratio(score: float, known: Known) -> float:
    """Return ln of how much likelier a score as high is of loaded containers than of empties."""
    if len(known.loaded) == 0:
        return -math.log(false_alarm(score, known))
    beyond = int(np.searchsorted(-known.loaded, -score, side="right"))
    share = (beyond + 1) / (len(known.loaded) + 1)
    return math.log(share / false_alarm(score, known))


def _extent(found: Residual, peak: Peak, left_out: Bools) -> tuple[Span, Span]:
    """Return the lines and rows of what stands out in and next to a peak, gaps included."""
    outside = (found.zone == Zone.OUTSIDE) & (peak.zone != Zone.OUTSIDE)
    ratio = np.clip(found.beyond / found.sd, -_CLIPPED, _CLIPPED)
    marked = _averaged(np.where(found.hidden | left_out | outside, 0.0, ratio)) > _SEEN
    lines, rows = peak.lines, peak.rows
    inner = _bounds(marked, lines, rows)
    if inner is not None:
        lines, rows = inner
    while True:
        grown = _bounds(
            marked,
            (max(lines[0] - _GAP, 0), lines[1] + _GAP),
            (max(rows[0] - _GAP, 0), rows[1] + _GAP),
        )
        if grown is None:
            return lines, rows
        wider = tuple(
            (min(old[0], new[0]), max(old[1], new[1]))
            for old, new in zip((lines, rows), grown, strict=True)
        )
        if wider == (lines, rows):
            return lines, rows
        lines, rows = wider[0], wider[1]


def _bounds(marked: Bools, lines: Span, rows: Span) -> tuple[Span, Span] | None:
    """Return the bounds of what is marked within others; None where nothing is."""
    part = marked[slice(*lines), slice(*rows)]
    if not part.any():
        return None
    along, up = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return (
        (lines[0] + int(along[0]), lines[0] + int(along[-1]) + 1),
        (rows[0] + int(up[0]), rows[0] + int(up[-1]) + 1),
    )


def _averaged(values: Floats) -> Floats:
    """Return means over three lines by three rows."""
    padded = np.pad(values, 1, mode="edge")
    lines, rows = values.shape
    total = np.zeros(values.shape)
    for i in range(3):
        for j in range(3):
            total += padded[i : i + lines, j : j + rows]
    return total / 9.0


def _finding(
    standard: Standard,
    found: Residual,
    peak: Peak,
    extent: tuple[Span, Span],
    score: float,
    known: Known,
) -> Finding:
    lines, rows = extent
    beyond = np.where(found.hidden, 0.0, found.beyond)[slice(*lines), slice(*rows)].astype(
        np.float64
    )
    kg, sd_kg = _mass(standard, found, extent, beyond)
    weight = np.maximum(beyond, 0.0)
    line = lines[0] + _centre(weight.sum(axis=1))
    height = (rows[0] + _centre(weight.sum(axis=0)) - UNDERSIDE) * GRID
    place = placed(standard, found, peak.zone, line * GRID, height)
    hold = place in (None, ConcealmentPlace.BEHIND_DOORS)
    return Finding(
        sign=Sign.NOT_EMPTY if hold else Sign.THREAT,
        region=standard.region(*lines, *rows),
        log_likelihood_ratio=log_likelihood_ratio(score, known),
        false_alarm=min(false_alarm(score, known), 1.0),
        reasons=(
            Reason(
                code="beyond_empty",
                figures={
                    "kg": round(kg, 1),
                    "kg_sd": round(sd_kg, 1),
                    "empties": float(len(known.ranked)),
                },
            ),
            Reason(
                code="threat_place",
                figures={
                    "from_doors_m": round(line * GRID, 2),
                    "above_floor_m": round(height - _BOARDS, 2),
                    "long_m": round((lines[1] - lines[0]) * GRID, 2),
                    "high_m": round((rows[1] - rows[0]) * GRID, 2),
                },
            ),
            *([Reason(code="beyond_empty_organic")] if peak.organic else []),
        ),
        place=place,
        mass_kg=kg,
        mass_sd_kg=sd_kg,
    )


def _centre(weight: Floats) -> float:
    total = float(weight.sum())
    places: Floats = np.arange(len(weight), dtype=np.float64) + 0.5
    return float(weight @ places) / total if total > 0 else len(weight) / 2


def _mass(
    standard: Standard, found: Residual, extent: tuple[Span, Span], beyond: Floats
) -> tuple[float, float]:
    """Return kilograms and their standard deviation, of an organic substance between the walls."""
    lines, rows = extent
    cell = GRID**2 * _KG_PER_M2 / _attenuation(standard) / standard.obliquity[slice(*rows)]
    sd = found.sd[slice(*lines), slice(*rows)]
    kg = max(float((beyond * cell).sum()), 0.0)
    noise = float(np.sqrt(((sd * cell) ** 2).sum()))
    common = COMMON * float(cell.sum()) * (lines[1] - lines[0])
    return kg, float(np.sqrt((_UNSURE * kg) ** 2 + noise**2 + common**2))


def _attenuation(standard: Standard) -> float:
    """Return what 1 g/cm² of an organic substance attenuates in `together`."""
    beams = generic(told(standard.particulars.endpoints_mev) or USUAL)
    depth: Floats = np.array([_DEPTH])
    low, high = (
        float(beam.effective_attenuation(material("wood"), depth)[0])
        for beam in (beams.low, beams.high)
    )
    return high if standard.single else mixed(low, high)


def placed(
    standard: Standard, found: Residual, zone: Zone, from_doors: float, height: float
) -> ConcealmentPlace | None:
    """Return the place of concealment of what lies at a way from the doors and a height, metres.

    None for the hold, behind the doors apart.
    """
    front = standard.length - from_doors
    if zone is Zone.SILL and height > _SILL:
        zone = Zone.DOORS if from_doors < front else Zone.FRONT
    if zone in _UPRIGHT:
        return _UPRIGHT[zone]
    if zone is Zone.DOORS and from_doors < _LEAF:
        return ConcealmentPlace.DOORS
    if zone is Zone.FRONT and not found.kind.reefer and front < _FRONT_WALL:
        return ConcealmentPlace.FRONT_WALL
    if zone is Zone.FRONT and found.kind.reefer and front < _BULKHEAD[1]:
        if front > _BULKHEAD[0]:
            return ConcealmentPlace.FRONT_WALL
        above = height > standard.height - _EVAPORATOR
        return ConcealmentPlace.EVAPORATOR if above else ConcealmentPlace.REFRIGERATION_UNIT
    return ConcealmentPlace.BEHIND_DOORS if from_doors < _BEHIND_DOORS else None
