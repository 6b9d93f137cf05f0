"""What trained nets find put behind the doors: weights that ship with the package, and no others.

One net sees both scans; it is taught on simulated voyages by `python -m bench._two_scan.train`. To
what it says is added what the later scan alone shows and the earlier one does not (`alone`). What
both are good for stands in `docs/scan-model.md`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from quaywatch.scans.comparing.registering import Registered
from quaywatch.scans.comparing.seeing import LINES, end, seen
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import AlteredModelError, Net, cut, run, session
from quaywatch.scans.detection.regions import spots
from quaywatch.scans.physics.arrays import Bools, Pixels

LEAF, BEHIND = 12, 90
"""Lines from the outside of the doors up to which their leaves, and what lies behind them, are."""
WEIGHTS = "doors.onnx"
_SHA256 = "ec2c7649508bd8a4e2a54ccb6eb32ae454b6c8f1d79ea2ec5e5ec2f04f9ae5da"
"""Of the weights that ship; others are refused."""

_ALONE = 0.5
"""What the net that sees single scans counts, against one for the net that sees both."""

Box = tuple[int, int, int, int]
"""First and last line, first and last row of the grid, half-open."""


@dataclass(frozen=True, slots=True)
class Put:
    """Something that looks as if it had been put behind the doors between two scans."""

    score: float
    """What both nets say where it is plainest."""
    box: Box


@cache
def shipped() -> Net:
    """Return the net that ships; raises `AlteredModelError` where its file was changed."""
    data = (files("quaywatch.scans.comparing") / "data" / WEIGHTS).read_bytes()
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise AlteredModelError(f"{WEIGHTS} is not the file that ships with this version")
    return session(data)


def behind(pair: Registered, new: Pixels) -> Iterator[Put]:
    """Yield what the later scan shows behind the doors that was put there, the plainest first.

    `new` is what `alone.newly` says of the two. Raises `AlteredModelError` where the net's file was
    changed.
    """
    rows = pair.later.shape[1]
    scores = scored(shipped(), pair, new)
    for spot in spots(scores, _zone(scores.shape)):
        first, last, low, high = (side * CELL for side in spot.bounds)
        yield Put(spot.peak, (first, min(last, LINES), low, min(high, rows)))


def plainest(net: Net, pair: Registered, new: Pixels) -> float:
    """Return the highest score behind the doors by a net that sees both scans."""
    scores = scored(net, pair, new)
    return float(scores[_zone(scores.shape)].max())


def scored(net: Net, pair: Registered, new: Pixels) -> Pixels:
    """Return scores by cell along and up."""
    made = cut(run(net, seen(end(pair))), LINES, pair.later.shape[1])
    return (made.logit + _ALONE * new).astype(np.float32)


def _zone(shape: tuple[int, ...]) -> Bools:
    within = np.zeros(shape, dtype=np.bool_)
    within[LEAF // CELL : -(-BEHIND // CELL)] = True
    return within
