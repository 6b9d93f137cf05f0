"""Who gains what, the worst case, and whole scanners: worked out and told."""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np

from quaywatch.api.strategy import weighing_shapes as shapes
from quaywatch.api.strategy.answers import Answers
from quaywatch.strategy.allocation import (
    Alliance,
    How,
    Placement,
    Robust,
    Scenario,
    Sites,
    arriving_in,
    lay,
    place_quantal,
    place_rational,
    robust,
    settle,
    split,
)


@cache
def answers() -> Answers[shapes.StrategySplit | shapes.StrategyWorst]:
    """Return those that take seconds."""
    return Answers("quaywatch-weighing")


def gains(alliance: Alliance) -> shapes.StrategySplit:
    """Return who gets how much of what acting together gains; raises ValueError (see `split`)."""
    found = split(alliance)
    return shapes.StrategySplit(
        worth=found.worth,
        ports=[
            shapes.StrategyShareOfGain(
                port=port,
                alone=alone,
                together=alone - found.direct[port],
                part=found.parts[port],
                transfer=found.transfers[port],
            )
            for port, alone in found.alone.items()
        ],
        shapley=found.shapley,
        nobody_worse=found.rational,
        envied_by=list(found.envied_by),
        excess=found.excess,
    )


def worst(alliance: Alliance, asked: shapes.StrategyWorstAsked) -> shapes.StrategyWorst:
    """Return the pooled plan for the worst corner of the ranges.

    Raises:
        ValueError: ports beside the alliance answer by themselves, or looks would find more than
            said; see also `lay`.

    """
    _together(alliance, "the worst case")
    if asked.detection.high > 1:
        raise ValueError("the worst case: looks find at most what the scenario says")
    laid, stay = lay(alliance), alliance.traffickers.stay
    sites = _pooled(laid.sites)
    corners = corners_of(asked)
    found: Robust = robust(sites, laid.detection, stay, corners)
    plain = settle(alliance, How.POOLED)
    rows = _rows(sites, plain.shares)
    usual = arriving_in(sites, laid.detection, stay, corners, rows)
    spent = np.asarray(sites.spent(found.share))
    return shapes.StrategyWorst(
        cases=[
            shapes.StrategyWorstCase(
                rationality=one.rationality,
                gain=one.gain,
                detection=one.detection,
                arriving=float(found.arriving[place]),
                usual=float(usual[place]),
                weight=float(found.weights[place]),
            )
            for place, one in enumerate(corners)
        ],
        worst=found.worst,
        usual_worst=float(usual.max()),
        bound=found.bound,
        spent={one.port: float(spent[place]) for place, one in enumerate(alliance.ports)},
    )


def corners_of(asked: shapes.StrategyWorstAsked) -> tuple[Scenario, ...]:
    """Return the corners of the ranges, each once."""
    ends = [(each.low, each.high) for each in (asked.rationality, asked.gain, asked.detection)]
    return tuple(
        Scenario(rationality=rationality, gain=gain, detection=detection)
        for rationality, gain, detection in dict.fromkeys(product(*ends))
    )


def scanners(alliance: Alliance, count: int, minutes: float) -> shapes.StrategyScanners:
    """Return where so many scanners more stand best, each port spending its own minutes.

    Raises:
        ValueError: ports beside the alliance answer by themselves; see also `lay`.

    """
    _together(alliance, "whole scanners")
    before, found = (_placed(alliance, each, minutes) for each in (0, count))
    given = [int(each) for each in found.scanners]
    return shapes.StrategyScanners(
        measured="level" if alliance.traffickers.rationality is None else "arriving",
        given={one.port: given[place] for place, one in enumerate(alliance.ports)},
        before=before.reached,
        reached=found.reached,
        bound=found.bound,
    )


def _placed(alliance: Alliance, count: int, minutes: float) -> Placement:
    laid, traffickers = lay(alliance), alliance.traffickers
    if traffickers.rationality is None:
        return place_rational(laid.sites, minutes, count)
    rationality, stay = traffickers.rationality, traffickers.stay
    return place_quantal(laid.sites, laid.detection, rationality, stay, minutes, count)


def _together(alliance: Alliance, what: str) -> None:
    if alliance.outsiders:
        names = ", ".join(one.port for one in alliance.outsiders)
        raise ValueError(f"{what}: every port has to be a member, and {names} is not")


def _pooled(sites: Sites) -> Sites:
    ports = len(sites.budgets)
    return replace(sites, budget=float(sites.budgets.sum()), budgets=np.full(ports, np.inf))


def _rows(sites: Sites, shares: np.ndarray) -> np.ndarray:
    """Return the share of each row where that of each stratum is known."""
    stratum = np.cumsum(sites.starts == 0.0) - 1
    return np.clip(shares[stratum], sites.starts, sites.ceiling)
