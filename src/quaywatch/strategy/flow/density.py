"""The log posterior density of the model of flow, detection and routes, and its slope.

Unknowns stand in one array, each on a scale on which its prior is a standard normal:

- shared (`SHARED`): log of the fall in the target's seized mass; weights of the four explanations;
  the share of a fall in traffic, and of one in detection, that is in numbers and not in sizes; log
  of the recorded share, and of the level, of what is stopped upstream; staleness of tests; logs of
  the yearly noise of traffic and of detection;
- by receiver: its pull on displaced traffic;
- by port: level of hits, log odds of detection, log of the mean mass of a lot, realism of tests;
- by year but the first: the step of the common trend;
- by port-year: noise of traffic; by port-year: noise of detection.

Only the level of hits is different: there the prior is on the lots that arrive. The slope is
written out by hand, backwards through the same steps; a test holds it against differences.
"""

from math import exp, log, log1p

import numpy as np
from numpy.typing import NDArray

from quaywatch.cargo.compiled import compiled, inlined

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHARED = 12
FALL = (log(0.9), 0.5)
BY_NUMBER = (0.7, 0.3)
LOT = (log(600.0), 0.7)
ARRIVING = (log(300.0), 1.5)
TREND = (0.03, 0.1)
PULL = 0.7
UPSTREAM_SPREAD = 0.6
RECORDED_SPREAD = 0.35
UPSTREAM_NOISE = 0.25
STALE_SPREAD = 2.5
NOISE_SPREAD = 0.4
LEVEL_SCALE = 0.3

# What follows from the shared unknowns, in one array; its slope stands in another like it.
LESS_LOTS, LESS_SIZE, UNSEEN, UNSEEN_SIZE, LOST, FLOW_SD, DETECTION_SD, STALE = range(8)
DISPLACED, STOPPED, RECORDED, LEVEL_UP = range(8, 12)
# By port.
ARRIVE, ODDS, SIZE, REAL = range(4)


@inlined
def _expit(x: float) -> float:
    return 1.0 / (1.0 + exp(-x))


@compiled
def shared_values(z: Floats, prior: Floats) -> Floats:
    """Return what follows from the shared unknowns, in the order of the names above."""
    fall = exp(FALL[0] + FALL[1] * z[0])
    top = max(z[1], z[2], z[3], z[4])
    weight = np.exp(prior[3] * (z[1:5] - top))
    gone = fall * (weight[0] + weight[1] + weight[2]) / weight.sum()
    unseen = fall * weight[3] / weight.sum()
    of_flow = weight[0] + weight[1] + weight[2]
    lots, seen = BY_NUMBER[0] + BY_NUMBER[1] * z[5], BY_NUMBER[0] + BY_NUMBER[1] * z[6]
    value = np.empty(12)
    value[LESS_LOTS], value[LESS_SIZE] = gone * lots, gone * (1 - lots)
    value[UNSEEN], value[UNSEEN_SIZE] = unseen * seen, unseen * (1 - seen)
    value[LOST] = log(-np.expm1(-gone))
    value[FLOW_SD] = exp(prior[2] + NOISE_SPREAD * z[10])
    value[DETECTION_SD] = exp(prior[2] + NOISE_SPREAD * z[11])
    value[STALE] = _expit(prior[6] + STALE_SPREAD * z[9])
    value[DISPLACED] = value[LOST] + log(weight[1] / of_flow)
    value[STOPPED] = value[LOST] + log(weight[2] / of_flow)
    value[RECORDED] = prior[5] + RECORDED_SPREAD * z[7]
    value[LEVEL_UP] = prior[4] + UPSTREAM_SPREAD * z[8]
    return value


@compiled
def _shared_slope(z: Floats, prior: Floats, by: Floats, slope: Floats) -> None:
    """Carry the slope by shared values, `by`, back to the shared unknowns."""
    fall = exp(FALL[0] + FALL[1] * z[0])
    top = max(z[1], z[2], z[3], z[4])
    weight = np.exp(prior[3] * (z[1:5] - top))
    weight /= weight.sum()
    of_flow = weight[0] + weight[1] + weight[2]
    gone, unseen = fall * of_flow, fall * weight[3]
    lots, seen = BY_NUMBER[0] + BY_NUMBER[1] * z[5], BY_NUMBER[0] + BY_NUMBER[1] * z[6]
    lost = by[LOST] + by[DISPLACED] + by[STOPPED]
    by_gone = by[LESS_LOTS] * lots + by[LESS_SIZE] * (1 - lots) + lost / np.expm1(gone)
    by_unseen = by[UNSEEN] * seen + by[UNSEEN_SIZE] * (1 - seen)
    slope[0] += FALL[1] * (by_gone * gone + by_unseen * unseen)
    both = fall * weight[3] * of_flow * (by_gone - by_unseen)
    for place in range(3):
        share = weight[place] / of_flow
        own = -share * (by[DISPLACED] + by[STOPPED]) + share * both
        if place == 1:
            own += by[DISPLACED]
        if place == 2:
            own += by[STOPPED]
        slope[1 + place] += prior[3] * own
    slope[4] -= prior[3] * both
    slope[5] += BY_NUMBER[1] * gone * (by[LESS_LOTS] - by[LESS_SIZE])
    slope[6] += BY_NUMBER[1] * unseen * (by[UNSEEN] - by[UNSEEN_SIZE])
    slope[7] += RECORDED_SPREAD * by[RECORDED]
    slope[8] += UPSTREAM_SPREAD * by[LEVEL_UP]
    stale = _expit(prior[6] + STALE_SPREAD * z[9])
    slope[9] += STALE_SPREAD * stale * (1 - stale) * by[STALE]
    slope[10] += NOISE_SPREAD * exp(prior[2] + NOISE_SPREAD * z[10]) * by[FLOW_SD]
    slope[11] += NOISE_SPREAD * exp(prior[2] + NOISE_SPREAD * z[11]) * by[DETECTION_SD]


@compiled
def port_values(z: Floats, level: Floats, prior: Floats, first: int) -> Floats:
    """Return log of lots that arrive, log odds, log mean mass and test realism, by port."""
    ports = len(level)
    value = np.empty((4, ports))
    for port in range(ports):
        odds = prior[0] + prior[1] * z[first + ports + port]
        value[ARRIVE, port] = level[port] + LEVEL_SCALE * z[first + port] + log1p(exp(-odds))
        value[ODDS, port] = odds
        value[SIZE, port] = LOT[0] + LOT[1] * z[first + 2 * ports + port]
        value[REAL, port] = prior[7] * z[first + 3 * ports + port]
    return value


@compiled
def trend_values(z: Floats, first: int, years: int) -> Floats:
    """Return the log of the common trend by year; nought in the first."""
    value = np.zeros(years)
    for year in range(1, years):
        value[year] = value[year - 1] + TREND[0] + TREND[1] * z[first + year - 1]
    return value


@compiled
def route_values(z: Floats, port: Floats, receivers: int) -> Floats:
    """Return the log shares of displaced traffic by receiver: by its own traffic and its pull."""
    value = np.empty(receivers)
    for place in range(receivers):
        value[place] = port[ARRIVE, 1 + place] + PULL * z[SHARED + place]
    if receivers:
        top = value.max()
        value -= top + log(np.exp(value - top).sum())
    return value


@compiled
def density(
    z: Floats,
    slope: Floats,
    cell: Ints,
    seen: Floats,
    upstream: Floats,
    level: Floats,
    prior: Floats,
    receivers: int,
    years: int,
) -> float:
    """Return the log density at `z`, up to a constant, and write its slope into `slope`."""
    ports, cells = len(level), len(cell)
    of_ports = SHARED + receivers
    of_trend = of_ports + 4 * ports
    of_flow = of_trend + years - 1
    of_detection = of_flow + cells
    shared = shared_values(z, prior)
    port = port_values(z, level, prior, of_ports)
    trend = trend_values(z, of_trend, years)
    route = route_values(z, port, receivers)
    by_shared, by_port = np.zeros(12), np.zeros((4, ports))
    by_trend, by_route = np.zeros(years), np.zeros(receivers)
    total = 0.0
    for place in range(len(z)):
        slope[place] = -z[place]
        total -= 0.5 * z[place] * z[place]
    for place in range(ports):  # the level of hits has no prior of its own
        own = z[of_ports + place]
        total += 0.5 * own * own
        slope[of_ports + place] = 0.0
        off = (port[ARRIVE, place] - ARRIVING[0]) / ARRIVING[1]
        total -= 0.5 * off * off
        by_port[ARRIVE, place] -= off / ARRIVING[1]
    for place in range(cells):
        total += _port_year(
            place, z, slope, of_flow, of_detection, cell, seen, receivers,
            shared, port, trend, route, by_shared, by_port, by_trend, by_route,
        )  # fmt: skip
    for place in range(len(upstream)):
        total += _upstream(upstream[place], shared, port, trend, by_shared, by_port, by_trend)
    _route_slope(route, by_route, by_port, slope, receivers)
    _shared_slope(z, prior, by_shared, slope)
    for place in range(ports):
        found = _expit(port[ODDS, place])
        first = of_ports + place
        slope[first] += LEVEL_SCALE * by_port[ARRIVE, place]
        by_odds = by_port[ODDS, place] - (1 - found) * by_port[ARRIVE, place]
        slope[first + ports] += prior[1] * by_odds
        slope[first + 2 * ports] += LOT[1] * by_port[SIZE, place]
        slope[first + 3 * ports] += prior[7] * by_port[REAL, place]
    rest = 0.0
    for year in range(years - 1, 0, -1):
        rest += by_trend[year]
        slope[of_trend + year - 1] += TREND[1] * rest
    return total


@compiled
def port_year_values(
    number: int,
    year: int,
    after: int,
    receivers: int,
    noise: tuple[float, float],
    shared: Floats,
    port: Floats,
    trend: Floats,
    route: Floats,
) -> tuple[float, float, float, float, float, float]:
    """Return what one port-year is like.

    Log of the lots that arrive and the share of them that avoided the target; log odds of being
    found, by the way lots were hidden before; by how much they fell; log of the mean mass of a lot
    that arrives, and of one that is found.
    """
    own = port[ARRIVE, number] + trend[year]
    lots, moved = own, 0.0
    if after == 1 and 1 <= number <= receivers:
        mass = shared[DISPLACED] + port[ARRIVE, 0] + port[SIZE, 0]
        to_here = mass + route[number - 1] - port[SIZE, number] + trend[year]
        top = max(own, to_here)
        lots = top + log(exp(own - top) + exp(to_here - top))
        moved = exp(to_here - lots)
    lots += shared[FLOW_SD] * noise[0]
    odds = port[ODDS, number] + shared[DETECTION_SD] * noise[1]
    size, seized, hidden = port[SIZE, number], port[SIZE, number], 0.0
    if after == 1 and number == 0:
        lots -= shared[LESS_LOTS]
        size -= shared[LESS_SIZE]
        seized = size - shared[UNSEEN_SIZE]
        hidden = shared[UNSEEN]
    return lots, moved, odds, hidden, size, seized


@compiled
def _targeted(row: Floats, lots: float, found: float, seized: float) -> tuple[float, float, float]:
    """Return the log likelihood of hits and their mass; its slopes by log lots and log mass.

    The slope by the log of the share found is that by log lots.
    """
    if row[0] >= 0:
        expected = exp(lots) * found
        value, by_size = row[0] * (lots + log(found)) - expected, 0.0
        if row[2] > 0:
            off = row[1] - seized
            value -= 0.5 * off * off / row[2]
            by_size = off / row[2]
        return value, row[0] - expected, by_size
    if row[0] == -2:
        off = row[1] - seized - lots - log(found)
        return -0.5 * off * off / row[2], off / row[2], off / row[2]
    return 0.0, 0.0, 0.0


@compiled
def _audited(row: Floats, lots: float, size: float) -> tuple[float, float, float]:
    """Return the same of random audits."""
    if row[3] <= 0:
        return 0.0, 0.0, 0.0
    expected = exp(lots) * row[3]
    value, by_size = row[4] * lots - expected, 0.0
    if row[6] > 0:
        off = row[5] - size
        value -= 0.5 * off * off / row[6]
        by_size = off / row[6]
    return value, row[4] - expected, by_size


@compiled
def _port_year(
    place: int,
    z: Floats,
    slope: Floats,
    of_flow: int,
    of_detection: int,
    cell: Ints,
    seen: Floats,
    receivers: int,
    shared: Floats,
    port: Floats,
    trend: Floats,
    route: Floats,
    by_shared: Floats,
    by_port: Floats,
    by_trend: Floats,
    by_route: Floats,
) -> float:
    """Return the log likelihood of one port-year, and add to the slopes."""
    number, year, after = cell[place, 0], cell[place, 1], cell[place, 2]
    row = seen[place]
    noise = (z[of_flow + place], z[of_detection + place])
    lots, moved, odds, hidden, size, seized = port_year_values(
        number, year, after, receivers, noise, shared, port, trend, route
    )
    found = _expit(odds - hidden)
    value, by_lots, by_seized = _targeted(row, lots, found, seized)
    by_odds = by_lots * (1 - found)
    by_hidden = -by_odds
    audited, by_drawn, by_size = _audited(row, lots, size)
    value += audited
    by_lots += by_drawn
    if row[7] > 0:
        share = _expit(odds + port[REAL, number] - hidden * (1 - shared[STALE]))
        value += row[8] * log(share) + (row[7] - row[8]) * log1p(-share)
        off = row[8] - row[7] * share
        by_odds += off
        by_port[REAL, number] += off
        by_hidden -= off * (1 - shared[STALE])
        by_shared[STALE] += off * hidden
    slope[of_flow + place] += shared[FLOW_SD] * by_lots
    by_shared[FLOW_SD] += noise[0] * by_lots
    slope[of_detection + place] += shared[DETECTION_SD] * by_odds
    by_shared[DETECTION_SD] += noise[1] * by_odds
    by_trend[year] += by_lots
    by_port[ODDS, number] += by_odds
    by_port[SIZE, number] += by_size + by_seized
    by_port[ARRIVE, number] += by_lots * (1 - moved)
    if moved > 0:
        by_moved = by_lots * moved
        by_shared[DISPLACED] += by_moved
        by_port[ARRIVE, 0] += by_moved
        by_port[SIZE, 0] += by_moved
        by_port[SIZE, number] -= by_moved
        by_route[number - 1] += by_moved
    if after == 1 and number == 0:
        by_shared[LESS_LOTS] -= by_lots
        by_shared[LESS_SIZE] -= by_size + by_seized
        by_shared[UNSEEN_SIZE] -= by_seized
        by_shared[UNSEEN] += by_hidden
    return value


@compiled
def _upstream(
    row: Floats,
    shared: Floats,
    port: Floats,
    trend: Floats,
    by_shared: Floats,
    by_port: Floats,
    by_trend: Floats,
) -> float:
    """Return the log likelihood of a mass upstream, and add to the slopes."""
    year = int(row[0])
    usual = shared[LEVEL_UP]
    more = 0.0  # share of what is stopped that is more than before
    expected = usual
    if row[1] == 1:
        top = max(usual, shared[STOPPED])
        expected = top + log(exp(usual - top) + exp(shared[STOPPED] - top))
        more = exp(shared[STOPPED] - expected)
    of_target = port[ARRIVE, 0] + port[SIZE, 0]
    off = (row[2] - expected - of_target - trend[year] - shared[RECORDED]) / UPSTREAM_NOISE
    by = off / UPSTREAM_NOISE
    by_shared[LEVEL_UP] += by * (1 - more)
    by_shared[STOPPED] += by * more
    by_shared[RECORDED] += by
    by_port[ARRIVE, 0] += by
    by_port[SIZE, 0] += by
    by_trend[year] += by
    return -0.5 * off * off


@compiled
def _route_slope(
    route: Floats, by_route: Floats, by_port: Floats, slope: Floats, receivers: int
) -> None:
    """Carry the slope by log shares back to pulls and to the receivers' own traffic."""
    whole = by_route.sum()
    for place in range(receivers):
        own = by_route[place] - exp(route[place]) * whole
        slope[SHARED + place] += PULL * own
        by_port[ARRIVE, 1 + place] += own
