"""Averages over what no observer is told: the threat's mass, its place, where within the place.

Let L be the average of the likelihood ratio over the prior. Two facts make it exact enough without
a sum over every threat that might be:

- The part of the sum around the true threat bounds L from below. It is the ratio at the truth
  times the prior's share of a neighbourhood in which the ratio's ln loses at most so much.
- A container without a threat has L ≥ 1/p with probability p at most, since the mean of L over
  such containers is 1 (Markov's inequality). So ln(1/p) is a threshold with p false alarms or less.

Both err on one side: the detection so counted is at most that of the ideal observer.
"""

import math

from quaywatch.cargo import ConcealmentPlace as Place
from quaywatch.world.scanner.places import BRICK
from quaywatch.world.scanner.scene import Box, Role, Scene
from quaywatch.world.scanner.threats import BRICK_KG

LEAST_KG, MOST_KG = 1.0, 30.0
"""Threats weigh between these, evenly in the logarithm, as `streaming` draws them."""
_FIXED = {
    Place.BEHIND_DOORS, Place.DOORS, Place.FRONT_WALL, Place.EVAPORATOR, Place.REFRIGERATION_UNIT,
}  # fmt: skip
_WITHIN = {Place.AMONG_GOODS: 1000, Place.IN_GOODS: 16, Place.PACKAGING: 4}
"""Places with blocks anywhere in the hold, and how many bricks one block holds."""
_SLOPE = 0.2
"""Of the steepest rays: how far a shift across the container shows as one upwards."""
_LOSS = 1.5
"""By which the ln of the ratio falls on average within the neighbourhood that is reckoned with."""


def log_prior(scene: Scene, place: Place, places: int, log_ratio: float) -> float:
    """Return ln of the prior's share of threats that are like that of a scene.

    `places` is how many the container has, each as likely as any other. Like it are those of as
    many bricks, shifted so little that a `log_ratio` as large as this loses `_LOSS` on average.
    """
    bricks = max(round(scene.mass_kg(Role.THREAT) / BRICK_KG), 1)
    blocks = -(-bricks // _WITHIN.get(place, bricks))
    where = blocks * _log_where(scene.box, place, 0.5 / max(log_ratio, 1.0))
    return log_mass(bricks) - math.log(places) + where


def log_mass(bricks: int) -> float:
    """Return ln of the prior of a number of bricks, 1 to 30."""
    low = max((bricks - 0.5) * BRICK_KG, LEAST_KG)
    high = min((bricks + 0.5) * BRICK_KG, MOST_KG)
    return math.log(math.log(high / low) / math.log(MOST_KG / LEAST_KG))


def _log_where(box: Box, place: Place, part: float) -> float:
    """Return ln of a neighbourhood's share of where a block may lie; no more than it is.

    It reaches a `part` of a brick's sides from the truth, upwards and along.
    """
    if place in _FIXED:
        return 0.0
    x0, x1, y0, y1, z0, z1 = box.inside
    along = math.log(2 * part * BRICK[1] / (x1 - x0))
    if place not in _WITHIN:
        return along
    up = math.log(2 * part * BRICK[2] / (z1 - z0))
    return along + up + math.log(2 * part * BRICK[2] / _SLOPE / (y1 - y0))


def averaged(log_ratio: float, prior: float) -> float:
    """Return a lower bound of ln L from the ratio at the true threat."""
    return log_ratio - _LOSS + prior


def threshold(false_alarms: float) -> float:
    """Return the ln L that honest containers reach with this probability at most."""
    return -math.log(false_alarms)


def standardised(log_ratio: float, detectability: float) -> float:
    """Return a score that is standard normal in honest containers, for who is told the threat.

    Its ln ratio is normal with mean -d²/2 and deviation d there, d being the detectability.
    """
    if detectability <= 0:
        return 0.0
    return log_ratio / detectability + 0.5 * detectability


def doubted(score: float, detectability: float, doubt: float = 0.1) -> float:
    """Return the standardised score of an observer who does not trust its background so far.

    There may be in it what looks like the threat, of a deviation of `doubt` of its signal: with
    K + doubt²·ss' for the covariance, d² becomes d² / (1 + doubt²·d²).
    """
    return score / math.sqrt(1.0 + (doubt * detectability) ** 2)
