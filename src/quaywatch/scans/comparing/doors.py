"""What a trained net finds put behind the doors: weights that ship with the package, and no others.

The net is taught on simulated voyages by `python -m bench._two_scan.train`; what it is good for
stands in `docs/scan-model.md`.
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
from quaywatch.scans.detection.model import AlteredModelError, Maps, Net, cut, run, session
from quaywatch.scans.detection.regions import spots
from quaywatch.scans.physics.arrays import Bools

LEAF, BEHIND = 12, 90
"""Lines from the outside of the doors up to which their leaves, and what lies behind them, are."""
WEIGHTS = "doors.onnx"
_SHA256 = "ec2c7649508bd8a4e2a54ccb6eb32ae454b6c8f1d79ea2ec5e5ec2f04f9ae5da"
"""Of the weights that ship; others are refused."""

Box = tuple[int, int, int, int]
"""First and last line, first and last row of the grid, half-open."""


@dataclass(frozen=True, slots=True)
class Put:
    """Something that looks as if it had been put behind the doors between two scans."""

    score: float
    """Logit at its plainest."""
    box: Box


@cache
def shipped() -> Net:
    """Return the net that ships; raises `AlteredModelError` where its file was changed."""
    data = (files("quaywatch.scans.comparing") / "data" / WEIGHTS).read_bytes()
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise AlteredModelError(f"{WEIGHTS} is not the file that ships with this version")
    return session(data)


def behind(pair: Registered, net: Net | None = None) -> Iterator[Put]:
    """Yield what the later scan shows behind the doors that was put there, the plainest first.

    `net` is the one that ships unless told. Raises `AlteredModelError` where its file was changed.
    """
    rows = pair.later.shape[1]
    made = run(net or shipped(), seen(end(pair)))
    logit = cut(made, LINES, rows).logit
    for spot in spots(logit, _zone(logit.shape)):
        first, last, low, high = (side * CELL for side in spot.bounds)
        yield Put(spot.peak, (first, min(last, LINES), low, min(high, rows)))


def plainest(made: Maps, rows: int) -> float:
    """Return the highest score behind the doors in what a net made of a grid of so many rows."""
    logit = cut(made, LINES, rows).logit
    return float(logit[_zone(logit.shape)].max())


def _zone(shape: tuple[int, ...]) -> Bools:
    within = np.zeros(shape, dtype=np.bool_)
    within[LEAF // CELL : -(-BEHIND // CELL)] = True
    return within
