"""What draws of the unknowns say in lots, shares and masses."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.cargo.compiled import compiled
from quaywatch.strategy.flow import density as model
from quaywatch.strategy.flow.problem import Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fall:
    """What made the target's seizures fall, by draw."""

    parts: Floats
    """By draw and explanation; they sum to 1."""
    traffic: Floats
    """Mass that arrives at the target after the change, over what would have without it."""
    seen: Floats
    """Odds that a lot is found at the target after the change, over those of before."""


@dataclass(frozen=True, slots=True)
class Levels:
    """By draw and port-year, in the order of the problem's cells."""

    arriving: Floats
    """Lots that arrive."""
    detection: Floats
    """Chance that one of them is found."""
    moved: Floats
    """Share of them that avoided the target."""


def fall(of: Problem, draws: Floats) -> Fall:
    """Return what draws say of the fall; unknowns last, of which the shared ones are enough."""
    flat = np.ascontiguousarray(draws.reshape(-1, draws.shape[-1]))
    shared = _shared(flat, of.prior)
    weight = of.prior[3] * flat[:, 1:5]
    parts = np.exp(weight - weight.max(axis=1, keepdims=True))
    return Fall(
        parts=parts / parts.sum(axis=1, keepdims=True),
        traffic=np.exp(-shared[:, model.LESS_LOTS] - shared[:, model.LESS_SIZE]),
        seen=np.exp(-shared[:, model.UNSEEN]),
    )


def levels(of: Problem, draws: Floats) -> Levels:
    """Return what draws say of traffic and detection."""
    flat = np.ascontiguousarray(draws.reshape(-1, of.size))
    lots, found, moved = _unfold(flat, of.cell, of.level, of.prior, of.receivers, of.years)
    return Levels(arriving=lots, detection=found, moved=moved)


@compiled
def _shared(draws: Floats, prior: Floats) -> Floats:
    values = np.empty((len(draws), 12))
    for turn in range(len(draws)):
        values[turn] = model.shared_values(draws[turn], prior)
    return values


@compiled
def _unfold(
    draws: Floats, cell: Ints, level: Floats, prior: Floats, receivers: int, years: int
) -> tuple[Floats, Floats, Floats]:
    count, cells, ports = len(draws), len(cell), len(level)
    of_ports = model.SHARED + receivers
    of_trend = of_ports + 4 * ports
    of_flow = of_trend + years - 1
    lots = np.empty((count, cells))
    found, moved = np.empty((count, cells)), np.empty((count, cells))
    for turn in range(count):
        z = draws[turn]
        shared = model.shared_values(z, prior)
        port = model.port_values(z, level, prior, of_ports)
        trend = model.trend_values(z, of_trend, years)
        route = model.route_values(z, port, receivers)
        for place in range(cells):
            noise = (z[of_flow + place], z[of_flow + cells + place])
            said = model.port_year_values(
                cell[place, 0], cell[place, 1], cell[place, 2], receivers, noise,
                shared, port, trend, route,
            )  # fmt: skip
            lots[turn, place], moved[turn, place] = np.exp(said[0]), said[1]
            found[turn, place] = 1 / (1 + np.exp(said[3] - said[2]))
    return lots, found, moved
