"""Threats in a container on the grid, each with its region, place, mass and reasons."""

from collections.abc import Iterator

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.detection.calibration import Calibrated
from quaywatch.scans.detection.features import CELL, features
from quaywatch.scans.detection.model import Maps, cut, run, shipped, shipped_calibration
from quaywatch.scans.detection.reasoning import reasons
from quaywatch.scans.detection.regions import Spot, spots
from quaywatch.scans.detection.unlike import find_block
from quaywatch.scans.detection.zones import Zone, zones
from quaywatch.scans.physics.arrays import Bools, Pixels
from quaywatch.scans.physics.weighing import KG_PER_M2
from quaywatch.scans.reading import Finding, Region, Sign
from quaywatch.scans.standard import GRID, OVER, UNDERSIDE, Standard

RARE = 0.10
"""Share of honest containers whose zone stands out as much, up to which a spot is told."""
_MOST = 5
"""Spots told of one container."""
_CELL_M2 = (CELL * GRID) ** 2


def seen(found: Standard) -> Pixels:
    """Return the net's input of a container on the grid."""
    top = found.high.shape[1] - OVER
    return features(found.low, found.high, UNDERSIDE, top, GRID)


def maps(found: Standard) -> Maps:
    """Return what the net that ships makes of a container."""
    return cut(run(shipped(), seen(found)), *found.high.shape)


def peaks(made: Maps, lines: int, rows: int) -> dict[Zone, float]:
    """Return the highest peak of each zone of a grid of so many lines and rows."""
    return {zone: float(made.logit[cells].max()) for zone, cells in zones(lines, rows).items()}


def score(found: Standard) -> float:
    """Return ln of how much likelier the picture is with a threat somewhere than without any.

    Zones count by the share of threats that lie in them (`zones.SHARES`).
    """
    return shipped_calibration().together(peaks(maps(found), *found.high.shape))


def find(found: Standard) -> tuple[Finding, ...]:
    """Return what stands out as threats do, the likeliest first.

    Nothing is told that stands out less than one honest container in ten does in that zone, nor a
    block that is more usual than `unlike.RARE`.
    """
    made, meaning = maps(found), shipped_calibration()
    told = sorted(
        (*_findings(found, made, meaning), *find_block(found)),
        key=lambda one: (-one.log_likelihood_ratio, one.false_alarm),
    )
    return tuple(told[:_MOST])


def _findings(found: Standard, made: Maps, meaning: Calibrated) -> Iterator[Finding]:
    for zone, cells in zones(*found.high.shape).items():
        scale = meaning.zones[zone]
        for number, spot in enumerate(spots(made.logit, cells)):
            rare = scale.false_alarm(spot.peak)
            if rare > RARE or number == _MOST:
                break
            kg = mass(made, spot.cells) * meaning.amount[0]
            yield Finding(
                sign=Sign.THREAT,
                region=_region(found, spot),
                log_likelihood_ratio=scale.log_likelihood_ratio(spot.peak),
                false_alarm=rare,
                reasons=reasons(found, made, spot, rare, meaning.honest),
                place=_place(found, zone, spot),
                mass_kg=round(kg, 2),
                mass_sd_kg=round(kg * meaning.amount[1], 2),
            )


def _region(found: Standard, spot: Spot) -> Region:
    along, along_end, up, up_end = (side * CELL for side in spot.bounds)
    return found.region(along, along_end, up, up_end)


def mass(made: Maps, cells: Bools) -> float:
    """Return kilograms as the net reads amounts, as if it all lay in the middle of the load."""
    return float(made.amount[cells].sum()) * _CELL_M2 * KG_PER_M2


def _place(found: Standard, zone: Zone, spot: Spot) -> ConcealmentPlace | None:
    """Return the likeliest place by where a spot lies; None where several are as likely."""
    along, along_end, up, up_end = spot.bounds
    height = ((up + up_end) / 2 * CELL - UNDERSIDE) * GRID
    end = (along + along_end) / 2 * CELL * GRID
    if zone is Zone.DOORS:
        return ConcealmentPlace.BEHIND_DOORS
    if zone is Zone.LOAD:
        return ConcealmentPlace.AMONG_GOODS
    if zone is Zone.FRONT:
        return None
    if end < 0.12:
        return ConcealmentPlace.DOORS
    if -0.1 < height < 0.25:
        return ConcealmentPlace.FLOOR
    return ConcealmentPlace.ROOF if height > found.height / 2 else ConcealmentPlace.OUTSIDE
