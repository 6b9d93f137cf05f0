"""How far a window is beyond what is usual where it stands, and how often honest ones are as far.

Behind the doors a net says what looks as if it had been put there (`doors`); its scores are
calibrated here with the others. Trees and calibration are data of the package, made by
`python -m bench._two_scan.train`.
"""

import math
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, cast

import msgspec
import numpy as np

from quaywatch.scans.comparing.doors import BEHIND, LEAF
from quaywatch.scans.comparing.windows import KG_PER_CELL, PER_GRAM, SIZES, Windows
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.reading import Sign

NOTHING = -3.0
"""Score of a container in which no window stands out."""
SMALL = 0.003
"""Attenuation that is added before logarithms are taken."""
LEAST_KG = 0.9
"""Kilograms, were it organic, of which a window must show more: nothing smaller than a brick."""
_LIKELIEST = 12.0
_LEAST_SHARE = 1e-6


class Zone(StrEnum):
    """Where alarms are counted apart."""

    LEAF = "leaf"
    """The doors themselves, their posts and gear."""
    DOORS = "doors"
    """Behind the doors, where an arm reaches."""
    ELSEWHERE = "elsewhere"


SHARES: dict[tuple[Zone, Sign], float] = {
    (Zone.LEAF, Sign.ADDED): 0.05,
    (Zone.DOORS, Sign.ADDED): 0.50,
    (Zone.ELSEWHERE, Sign.ADDED): 0.20,
    (Zone.LEAF, Sign.REMOVED): 0.03,
    (Zone.DOORS, Sign.REMOVED): 0.12,
    (Zone.ELSEWHERE, Sign.REMOVED): 0.10,
}
"""What each may spend of a container's false alarms; together one, so that their sum holds."""


def zone_of(line: int) -> Zone:
    """Return the zone of a line of the grid."""
    if line < LEAF:
        return Zone.LEAF
    return Zone.DOORS if line < BEHIND else Zone.ELSEWHERE


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """Of honest containers' highest scores in one zone."""

    scores: tuple[float, ...]
    """Rising…"""
    shares: tuple[float, ...]
    """…and the share of honest containers that score as high or higher, falling."""
    scale: float
    """Beyond the last score the share falls by a factor e each so much higher."""
    slope: float
    """Log likelihood ratio by score…"""
    intercept: float
    """…and at score 0."""
    honest: int
    """Pairs that it rests on, none of which was learned from…"""
    added: int
    """…and pairs with something added."""

    def false_alarm(self, score: float) -> float:
        """Return the share of honest containers that score as high or higher."""
        last = self.scores[-1]
        if score > last:
            share = self.shares[-1] * math.exp(-(score - last) / self.scale)
            return max(share, _LEAST_SHARE)
        return float(np.interp(score, self.scores, self.shares))

    def log_likelihood_ratio(self, score: float) -> float:
        """Return how much likelier such a score is where something is new, as a logarithm."""
        return float(np.clip(self.intercept + self.slope * score, -_LIKELIEST, _LIKELIEST))


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """What honest pairs, none of which the trees learned from, say of scores."""

    version: str
    curves: dict[str, Curve]
    """By zone, as `key` writes them."""


def key(zone: Zone) -> str:
    """Return the name of a curve: the same for what was added and, seen from behind, removed."""
    return zone.value


_KG: Floats = np.array(
    [(2 * along + 1) * (2 * up + 1) * KG_PER_CELL / PER_GRAM for along, up in SIZES]
)
"""Kilograms that a mean attenuation of 1 in a window stands for, by size."""


@cache
def calibration() -> Calibration:
    """Return what ships with the package."""
    return msgspec.json.decode(_data("calibration.json"), type=Calibration)


@cache
def _trees() -> Any:
    library = cast("Any", import_module("lightgbm"))
    return library.Booster(model_str=_data("trees.txt").decode())


def _data(name: str) -> bytes:
    return (files("quaywatch.scans.comparing") / "data" / name).read_bytes()


def scored(found: Windows) -> Floats:
    """Return by how much each window is beyond what is usual where it stands, as a logarithm.

    Usual is what one honest window in twenty shows more than. `NOTHING` where it shows too little
    mass to be told of.
    """
    if len(found) == 0:
        return np.zeros(0)
    usual = _trees().predict(found.around, num_threads=1)
    beyond = np.log(found.mean + SMALL) - np.asarray(usual, dtype=np.float64)
    return np.where(found.mean * _KG[found.size] >= LEAST_KG, beyond, NOTHING)


def highest(found: Windows, scores: Floats) -> dict[Zone, float]:
    """Return the score of the container in each zone."""
    zones = np.digitize(found.line, (LEAF, BEHIND))
    return {
        zone: float(scores[zones == number].max(initial=NOTHING))
        for number, zone in enumerate(Zone)
    }
