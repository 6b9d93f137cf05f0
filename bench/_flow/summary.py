"""What many trials come to."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from bench._flow.trials import Trial
from quaywatch.strategy.flow import EXPLANATIONS

EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
PROTOTYPE = ((0.70, 0.86), (0.49, 0.59), (0.29, 0.17), (0.12, 0.05))
"""What an earlier model of the same question stated, and how often it was so."""


def rates(trials: Sequence[Trial]) -> dict[str, float | int]:
    """Return how often the best guess was right, a verdict was given, and a wrong one was."""
    right = share([one.best is one.explanation for one in trials])
    wrong = share([one.wrong_and_sure for one in trials])
    return {
        "simulations": len(trials),
        "best_guess": right,
        "best_guess_error": round(sqrt(right * (1 - right) / len(trials)), 3),
        "clear": share([not one.withheld for one in trials]),
        "wrong_and_sure": wrong,
        "failed_checks": sum(one.failed for one in trials),
    }


def coverage(trials: Sequence[Trial]) -> dict[str, float]:
    """Return how often the central 90 in a hundred held the truth, by quantity."""
    return {name: share([one.covered[name] for one in trials]) for name in trials[0].covered}


def calibration(trials: Sequence[Trial]) -> list[tuple[float, float, int]]:
    """Return stated probability, how often it was so, and number, by step of the stated one."""
    stated = np.array([one.stated for one in trials]).ravel()
    so = np.array([[each is one.explanation for each in EXPLANATIONS] for one in trials]).ravel()
    step = np.digitize(stated, EDGES[1:-1])
    return [
        (
            round(float(stated[step == place].mean()), 3),
            round(float(so[step == place].mean()), 3),
            int((step == place).sum()),
        )
        for place in range(len(EDGES) - 1)
        if (step == place).any()
    ]


def gap(table: Sequence[tuple[float, ...]]) -> float:
    """Return by how much stated and observed differ on average over the steps between."""
    between = [abs(row[0] - row[1]) for row in table if 0.05 <= row[0] <= 0.8]
    return round(sum(between) / len(between), 3)


def share(of: Sequence[bool]) -> float:
    """Return the share of yes."""
    return round(sum(of) / len(of), 3)
