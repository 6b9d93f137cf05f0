"""Lots: how large they are, which cell they take, and what all together weigh."""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.contraband import MEDIAN_KG, MOST_KG, SIGMA

MEAN_KG = MEDIAN_KG * np.exp(SIGMA**2 / 2)
"""Mean of a lot by scheme, while nobody is worried."""
OUTSIDE_KG = 600.0
"""Mean of a lot that goes another way (assumption)."""
OUTSIDE = -1
USUAL_RISK = 0.15
"""Risk at which lots have their usual size: customs services' own estimate was 10 to 20 %."""
LEAST, LARGEST = 0.2, 2.0


def economic_size(risk: Floats, cost: float) -> Floats:
    """Return the size of a lot as a factor of the usual one, at a perceived risk of losing it.

    Whoever helps is paid a fee when a lot arrives, whatever it weighs; what a loss hurts grows with
    the lot. (1 - risk) x cost / size + risk x size is least at the root of the cost times the odds
    of arriving: the economic lot (Harris, 1913).
    """
    usual = USUAL_RISK / (1 - USUAL_RISK)
    within = np.clip(risk, 1e-9, 1 - 1e-9)
    return np.clip(np.sqrt(cost * usual * (1 - within) / within), LEAST, LARGEST)


@dataclass(frozen=True, slots=True)
class Choice:
    """What traffickers mean to do in a month."""

    share: Floats
    """Of all lots, by [cell, scheme]; with `outside` they sum to 1."""
    outside: float
    size: Floats
    """Factor of the usual mass, by cell."""


@dataclass(frozen=True, slots=True)
class Lots:
    """Lots sent in a month, one entry each."""

    cell: Ints
    """`OUTSIDE` for another way."""
    scheme: Ints
    mass_kg: Floats


def draw(choice: Choice, trades: Bools, supply_kg: float, rng: np.random.Generator) -> Lots:
    """Draw as many lots as the supply fills, in cells that trade this month."""
    share = (choice.share * trades[:, None]).ravel()
    schemes = choice.share.shape[1]
    whole = float(share.sum()) + choice.outside
    by_cell = share.reshape(-1, schemes) @ MEAN_KG
    load = float(np.dot(by_cell, choice.size)) + choice.outside * OUTSIDE_KG
    count = max(int(rng.poisson(supply_kg * whole / load)), 1)
    bounds = np.append(np.cumsum(share), whole)
    taken: Ints = np.searchsorted(bounds, rng.random(count) * whole, side="right")
    outside = taken >= len(share)
    cell = np.where(outside, OUTSIDE, taken // schemes)
    scheme = np.where(outside, 0, taken % schemes)
    spread = rng.normal(size=count)
    usual = np.minimum(MEDIAN_KG[scheme] * np.exp(SIGMA[scheme] * spread), MOST_KG)
    other = OUTSIDE_KG * np.exp(spread - 0.5)
    mass = np.where(outside, other, usual * choice.size[cell])
    return Lots(cell, scheme, mass * (supply_kg / mass.sum()))


def outside_lots(attracts: Floats, of_load: float) -> float:
    """Return the share of lots that go another way, if `of_load` of the load does."""
    kilograms = float((attracts @ MEAN_KG).sum() / attracts.sum())
    ratio = of_load / (1 - of_load) * kilograms / OUTSIDE_KG
    return ratio / (1 + ratio)
