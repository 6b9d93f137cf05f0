"""Two scans of one container held against each other."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.comparing.alone import alone, newly
from quaywatch.scans.comparing.finding import Thing, finding, things, turned_round
from quaywatch.scans.comparing.registering import Registered, registered
from quaywatch.scans.detection import model as detection
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.reading import Finding, Reason, Sign
from quaywatch.scans.standard import GRID, Standard

VERSION = f"7.{detection.VERSION}"
"""Of the comparing engine and of the net for single scans that counts in it; the former is raised
whenever the same two scans would tell something else. The calibration that ships bears the same."""
_NEAR = 80
"""Cells between where something went and where it came, if it only moved."""
_SAME = 0.4
"""Share by which two masses of one thing may differ."""
_LOADED = 0.3
"""Attenuation from which there is a load."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a container between two scans."""

    findings: tuple[Finding, ...]
    """The gravest first."""
    earlier: Pixels
    """High-energy transmission of the earlier scan on the later one's grid, its load where the
    later scan has it: to be laid over or shown in turn."""
    foretold: Pixels
    """What the later scan should show there if nothing changed, in its own energies."""
    slide_m: float
    """By how much the load slid, the median over it; towards the doors is above 0."""
    most_slide_m: float
    """What one cell in twenty of the load slid more than, either way."""
    turned: bool
    """The earlier scan had to be turned end for end."""


def compare(earlier: Standard, later: Standard) -> Comparison | Reason:
    """Compare two scans of one container, whatever scanners took them.

    Reason: `scans_unlike` where the two cannot be of one container: lengths or heights differ.
    """
    pair, back = registered(earlier, later), registered(later, earlier)
    if pair is None or back is None:
        return Reason(
            code="scans_unlike",
            figures={
                "earlier_m": round(earlier.length, 2),
                "later_m": round(later.length, 2),
            },
        )
    before, after = alone(earlier, turned=pair.turned), alone(later)
    added = things(pair, later, Sign.ADDED, newly(before, after))
    if pair.turned:
        before, after = alone(earlier), alone(later, turned=True)
    removed = things(back, earlier, Sign.REMOVED, newly(after, before))
    if pair.turned:
        removed = [turned_round(thing, len(later.high)) for thing in removed]
    told = [(thing, Sign.MOVED if _moved(thing, removed) else Sign.ADDED) for thing in added]
    told += [(thing, Sign.REMOVED) for thing in removed if not _moved(thing, added)]
    found = [finding(thing, sign, earlier, later) for thing, sign in told]
    return Comparison(
        tuple(sorted(found, key=lambda one: one.false_alarm)),
        np.exp(-pair.earlier),
        np.exp(-pair.compared.foretold),
        *_slide(pair),
        pair.turned,
    )


def _moved(thing: Thing, others: list[Thing]) -> bool:
    """Say whether as much went nearby as came here, or the other way round."""
    return any(
        abs(thing.kg - other.kg) <= _SAME * max(thing.kg, other.kg)
        and _gap(thing.box[:2], other.box[:2]) <= _NEAR
        and _gap(thing.box[2:], other.box[2:]) <= _NEAR
        for other in others
    )


def _gap(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _slide(pair: Registered) -> tuple[float, float]:
    load = pair.compared.foretold > _LOADED
    # What lies further along in the earlier scan has come nearer to the doors.
    moved = pair.slide.along[load] * GRID
    if moved.size == 0:
        return 0.0, 0.0
    return float(np.median(moved)), float(np.quantile(np.abs(moved), 0.95))
