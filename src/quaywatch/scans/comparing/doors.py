"""What trained nets find put behind the doors: weights that ship with the package, and no others.

One net sees both scans; it is taught on simulated voyages by `python -m bench._two_scan.train`. To
what it says is added what the later scan alone shows and the earlier one does not (`alone`), and
what a third net makes of both (`joining`). What they are good for stands in `docs/scan-model.md`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from quaywatch.scans.comparing.joining import ALONG, more
from quaywatch.scans.comparing.registering import Registered
from quaywatch.scans.comparing.seeing import LINES, End, end, seen
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import AlteredModelError, Net, cut, run, session
from quaywatch.scans.detection.regions import spots
from quaywatch.scans.physics.arrays import Bools, Pixels

LEAF, BEHIND = 12, 90
"""Lines from the outside of the doors up to which their leaves, and what lies behind them, are."""
WEIGHTS, JOINING = "doors.onnx", "joining.onnx"
_SHA256 = {
    WEIGHTS: "ec2c7649508bd8a4e2a54ccb6eb32ae454b6c8f1d79ea2ec5e5ec2f04f9ae5da",
    JOINING: "3f5b591a01b8f9f6998f0ee557b50893b4e85f8c69313ea67c0814a8f427bbf5",
}
"""Of the weights that ship; others are refused."""

ALONE = 0.5
"""What the net that sees single scans counts, against one for the net that sees both."""

Box = tuple[int, int, int, int]
"""First and last line, first and last row of the grid, half-open."""


@dataclass(frozen=True, slots=True)
class Put:
    """Something that looks as if it had been put behind the doors between two scans."""

    score: float
    """What the nets say together where it is plainest."""
    box: Box


@dataclass(frozen=True, slots=True)
class Nets:
    """What sees pairs of scans."""

    pairs: Net
    joining: Net


@cache
def shipped() -> Nets:
    """Return the nets that ship; raises `AlteredModelError` where a file was changed."""
    return Nets(session(_checked(WEIGHTS)), session(_checked(JOINING)))


def _checked(name: str) -> bytes:
    data = (files("quaywatch.scans.comparing") / "data" / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != _SHA256[name]:
        raise AlteredModelError(f"{name} is not the file that ships with this version")
    return data


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


def plainest(nets: Nets, pair: Registered, new: Pixels) -> float:
    """Return the highest score behind the doors by nets that see both scans."""
    scores = scored(nets, pair, new)
    return float(scores[_zone(scores.shape)].max())


def scored(nets: Nets, pair: Registered, new: Pixels) -> Pixels:
    """Return scores by cell along and up."""
    told = end(pair)
    logit = of_pair(nets.pairs, told)
    scores = (logit + ALONE * new).astype(np.float32)
    scores[:ALONG] += more(nets.joining, told, logit, new)
    return scores


def of_pair(net: Net, told: End) -> Pixels:
    """Return the logit that something was put there by the net for pairs, by cell along and up."""
    return cut(run(net, seen(told)), LINES, told.planes.shape[2]).logit


def _zone(shape: tuple[int, ...]) -> Bools:
    within = np.zeros(shape, dtype=np.bool_)
    within[LEAF // CELL : -(-BEHIND // CELL)] = True
    return within
