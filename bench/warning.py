"""How often early warning speaks where nothing changes, and how soon where something does."""

from datetime import date, timedelta

import numpy as np

from bench.result import Result
from quaywatch.strategy.warning import Find, Periods, watch

TITLE = (
    "early warning over simulated quarters: false alarms beside the stated rate, and what it sees"
)

UNTIL = date(2026, 1, 1)
PERIODS = Periods(until=UNTIL, days=91, before=8)
ONE_IN = 20
PORTS = tuple(f"XX{letter}AA" for letter in "ABCDEFGH")
ROUTES = ("EC", "BR", "CO", "CR", "PA")
WORLDS = ((10.0, 1.3), (5.0, 1.6), (30.0, 1.0))
"""How steady rates are (shape of a gamma distribution), and the spread of the log of sizes."""


def run(quick: bool) -> Result:
    """Count alerts in worlds without a change, and with one route that grows by a factor."""
    worlds = 40 if quick else 300
    false = [_alerts(seed, *world) for world in WORLDS for seed in range(worlds)]
    share = float(np.mean([bool(each) for each in false]))
    seen = {
        f"seen_x{factor}": round(
            float(np.mean([_sees(seed, factor) for seed in range(worlds // 2)])), 3
        )
        for factor in (2, 4, 8)
    }
    chance = 3 * (ONE_IN**-1 * (1 - ONE_IN**-1) / len(false)) ** 0.5
    figures: dict[str, object] = {
        "quarters": len(false),
        "false_alarm_share": round(share, 4),
        "stated_share": 1 / ONE_IN,
        "port_years_per_false_alert": round(
            len(PORTS) * len(false) / 4 / max(sum(len(each) for each in false), 1), 1
        ),
        **seen,
    }
    return Result("warning", figures, {}, {"false_alarms": share <= 1 / ONE_IN + chance})


def _alerts(seed: int, steady: float, spread: float, factor: float = 1.0) -> set[str]:
    finds = _quarters(seed, steady, spread, factor)
    return {f"{one.kind}/{one.name}/{one.sign}" for one in watch(finds, PERIODS, ONE_IN).alerts}


def _sees(seed: int, factor: float) -> bool:
    """Say whether anything is told of the route that grew."""
    return any("EC" in each for each in _alerts(seed, 10.0, 1.3, factor))


def _quarters(seed: int, steady: float, spread: float, factor: float) -> tuple[Find, ...]:
    rng = np.random.default_rng((seed, int(steady), int(factor)))
    made: list[Find] = []
    for port in PORTS:
        for route in ROUTES:
            for quarter in range(9):
                rate = 1.5 * rng.gamma(steady, 1 / steady)
                if (port, route, quarter) == (PORTS[0], "EC", 8):
                    rate *= factor
                made += [
                    Find(
                        name=f"{port}{route}{quarter}-{number}",
                        day=UNTIL - timedelta(days=int(rng.integers(1, 92)) + 91 * (8 - quarter)),
                        port=port,
                        route=route,
                        mass_kg=float(np.exp(rng.normal(5.0, spread))),
                    )
                    for number in range(rng.poisson(rate))
                ]
    return tuple(made)
